import { singular, words } from './fold.js';

/**
 * A text query as a tree, made from what a user typed. Both engines translate this tree, so that both
 * match the same nodes; raw user text never reaches an engine.
 */
export type TextQuery =
  /** One of these tokens: the word as typed (names of people) and its singular (prose). */
  | { tokens: string[] }
  /** One of these sequences of tokens that follow each other in one field. */
  | { phrases: string[][] }
  /** Tokens that begin with `prefix`, or one of `tokens` (singulars whose plural begins with it). */
  | { prefix: string; tokens: string[] }
  | { all: TextQuery[] }
  | { any: TextQuery[] }
  | { not: TextQuery }
  /** Matches no node: nothing was left to look for. */
  | { nothing: true };

export const MAX_TEXT_LENGTH = 256;
export const MAX_TERMS = 16;

type Lexeme = { kind: 'open' | 'close' | 'and' | 'or' | 'not' } | { kind: 'term'; query: TextQuery };

const LEXEME = /"([^"]*)"?|([()])|([^\s()"]+)/gu;

function lexemes(text: string): Lexeme[] {
  const found: Lexeme[] = [];
  for (const [, quoted, paren, bare] of text
    .normalize('NFC')
    .replace(/[“”„«»]/g, '"')
    .matchAll(LEXEME)) {
    if (paren) found.push({ kind: paren === '(' ? 'open' : 'close' });
    else if (bare === 'AND' || bare === 'OR' || bare === 'NOT') found.push({ kind: bare.toLowerCase() as 'and' | 'or' | 'not' });
    else {
      const query = quoted === undefined ? bareTerm(bare ?? '') : phrase(words(quoted));
      if (query) found.push({ kind: 'term', query });
    }
  }
  return found;
}

function phrase(list: string[]): TextQuery | null {
  if (list.length === 0) return null;
  if (list.length === 1) return { tokens: [...new Set([list[0]!, singular(list[0]!)])] };
  const singulars = list.map(singular);
  return { phrases: singulars.some((token, i) => token !== list[i]) ? [list, singulars] : [list] };
}

/** A person's name: every word must be one of the name's; a single letter may begin one (`Pethrick H`). */
export function nameQuery(name: string): TextQuery {
  const parts = words(name).map((word): TextQuery => (word.length === 1 ? { prefix: word, tokens: [] } : { tokens: [word] }));
  if (parts.length === 0) return { nothing: true };
  return parts.length > 1 ? { all: parts } : parts[0]!;
}

/** `peer-mentoring` is a phrase; `mentor*` and `peer-ment*` end in a prefix; a `*` elsewhere means nothing. */
function bareTerm(text: string): TextQuery | null {
  const list = words(text);
  if (!text.endsWith('*') || list.length === 0) return phrase(list);
  const last = prefixQuery(list.pop()!);
  const before = phrase(list);
  return before ? { all: [before, last] } : last;
}

/** A prefix also matches a stored singular whose plural begins with it: `studies*` and `studi*` find `study`. */
export function prefixQuery(prefix: string): TextQuery {
  const singulars = [prefix, `${prefix}s`, `${prefix}es`].map(singular);
  return { prefix, tokens: [...new Set(singulars)].filter((token) => !token.startsWith(prefix)) };
}

/**
 * Reads a query: words (all must occur), "phrases", prefix*, AND, OR, NOT and parentheses; AND binds
 * tighter than OR. Never fails: operators and parentheses without a partner mean nothing.
 */
export function parseText(text: string): TextQuery {
  const list = lexemes(text);
  let at = 0;

  function alternatives(): TextQuery | null {
    const parts: TextQuery[] = [];
    for (;;) {
      const part = conjunction();
      if (part) parts.push(part);
      if (list[at]?.kind !== 'or') break;
      at += 1;
    }
    return parts.length > 1 ? { any: parts } : (parts[0] ?? null);
  }

  function conjunction(): TextQuery | null {
    const parts: TextQuery[] = [];
    while (at < list.length && list[at]!.kind !== 'or' && list[at]!.kind !== 'close') {
      if (list[at]!.kind === 'and') at += 1;
      else {
        const part = factor();
        if (part) parts.push(part);
      }
    }
    return parts.length > 1 ? { all: parts } : (parts[0] ?? null);
  }

  function factor(): TextQuery | null {
    const lexeme = list[at]!;
    if (lexeme.kind === 'and') {
      at += 1;
      return at < list.length ? factor() : null;
    }
    if (lexeme.kind === 'or' || lexeme.kind === 'close') return null;
    at += 1;
    if (lexeme.kind === 'term') return lexeme.query;
    if (lexeme.kind === 'not') {
      const part = at < list.length ? factor() : null;
      return part && { not: part };
    }
    const inner = alternatives();
    if (list[at]?.kind === 'close') at += 1;
    return inner;
  }

  const parts: TextQuery[] = [];
  while (at < list.length) {
    const part = alternatives();
    if (part) parts.push(part);
    if (list[at]?.kind === 'close') at += 1;
  }
  if (parts.length === 0) return { nothing: true };
  return parts.length > 1 ? { all: parts } : parts[0]!;
}

/** Words, phrases and prefixes in a query: what its cost grows with. */
export function countTerms(query: TextQuery): number {
  if ('all' in query) return query.all.reduce((sum, part) => sum + countTerms(part), 0);
  if ('any' in query) return query.any.reduce((sum, part) => sum + countTerms(part), 0);
  if ('not' in query) return countTerms(query.not);
  if ('phrases' in query) return query.phrases[0]!.length;
  return 'nothing' in query ? 0 : 1;
}
