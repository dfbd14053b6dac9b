import { nameSortKey, withoutArticle } from './fold.js';
import type { TextQuery } from './text.js';

/** The words of a query in the order typed, or null where it has more than words, phrases and a beginning. */
function typedWords(query: TextQuery): string[] | null {
  if ('tokens' in query && !('prefix' in query)) return query.tokens.slice(0, 1);
  if ('prefix' in query) return [query.prefix];
  if ('phrases' in query) return query.phrases[0] ?? [];
  if (!('all' in query)) return null;
  const parts = query.all.map(typedWords);
  return parts.includes(null) ? null : parts.flatMap((part) => part ?? []);
}

/**
 * What the sort key of a node begins with when its title or name begins with the query: suggestions that
 * begin with one of these come first. As typed, and without the article that sort keys of titles lack.
 * Empty where no text can begin with the query.
 */
export function leadingTexts(query: TextQuery): string[] {
  const typed = nameSortKey((typedWords(query) ?? []).join(' '));
  return typed === '' ? [] : [...new Set([typed, withoutArticle(typed)])];
}
