import { storedToken } from '../fold.js';
import type { TextQuery } from '../text.js';

/** A query of words alone: one word of each list of `all`, in this order, and none of `none`. Words as they are stored. */
export interface WordPlan {
  all: string[][];
  none: string[];
}

/** Words of which one must occur; null for anything else. */
function alternatives(query: TextQuery): string[] | null {
  if ('tokens' in query) return query.tokens.map(storedToken);
  if (!('any' in query)) return null;
  const parts = query.any.map(alternatives);
  return parts.every((part) => part !== null) ? parts.flat() : null;
}

/** Null for phrases, beginnings of words and conditions within conditions, which are left to FTS5. */
export function wordPlan(query: TextQuery): WordPlan | null {
  const plan: WordPlan = { all: [], none: [] };
  for (const part of 'all' in query ? query.all : [query]) {
    const isNegative = 'not' in part;
    const words = alternatives(isNegative ? part.not : part);
    if (!words || words.length === 0) return null;
    if (isNegative) plan.none.push(...words);
    else plan.all.push(words);
  }
  return plan.all.length > 0 ? plan : null;
}
