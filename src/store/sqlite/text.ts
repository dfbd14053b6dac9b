import { EVERY_DOCUMENT, storedToken } from '../fold.js';
import type { TextQuery } from '../text.js';

/**
 * Queries in the language of FTS5 (SQLite, "FTS5 Extension", section 3). Only stored tokens, which are
 * letters a to z and digits, and the operators written here get into it.
 */

const quoted = (tokens: readonly string[]): string => `"${tokens.map(storedToken).join(' ')}"`;
const EVERYTHING = `"${EVERY_DOCUMENT}"`;

const either = (parts: readonly string[]): string | null => (parts.length === 0 ? null : `(${parts.join(' OR ')})`);

/** FTS5's NOT needs something to take from: `b AND NOT c` is `b NOT c`, and `NOT c` alone takes from everything. */
function conjunction(parts: readonly TextQuery[]): string | null {
  const positive: string[] = [];
  const negative: string[] = [];
  for (const part of parts) {
    const isNegative = 'not' in part;
    const match = matchExpression(isNegative ? part.not : part);
    if (isNegative) {
      if (match !== null) negative.push(match);
    } else if (match === null) return null;
    else positive.push(match);
  }
  const base = positive.length === 0 ? EVERYTHING : `(${positive.join(' AND ')})`;
  return negative.length === 0 ? base : `(${base} NOT (${negative.join(' OR ')}))`;
}

/** The query as FTS5 understands it; null where it can match nothing. */
export function matchExpression(query: TextQuery): string | null {
  if ('nothing' in query) return null;
  if ('prefix' in query) return either([`${quoted([query.prefix])} *`, ...query.tokens.map((token) => quoted([token]))]);
  if ('tokens' in query) return either(query.tokens.map((token) => quoted([token])));
  if ('phrases' in query) return either(query.phrases.filter((phrase) => phrase.length > 0).map(quoted));
  if ('any' in query) return either(query.any.map(matchExpression).filter((match) => match !== null));
  if ('all' in query) return conjunction(query.all);
  // Two negations are none; unfolded, they would nest deeper than FTS5's parser can follow.
  return 'not' in query.not ? matchExpression(query.not.not) : conjunction([query]);
}

/** The same, looking at names and titles only. */
export function labelExpression(query: TextQuery): string | null {
  const match = matchExpression(query);
  return match === null ? null : `label : ${match.startsWith('(') ? match : `(${match})`}`;
}
