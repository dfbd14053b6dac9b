import { onePerKey } from './by-key.js';
import { articleListLoaders } from './list.js';
import type { Reads } from './reads.js';

export function articleLoaders(reads: Reads) {
  return {
    /** Null for a miss. */
    byKey: onePerKey((keys: readonly string[]) => reads.get('Article', keys)),
    /** Abstract, headings, keywords and the like; all empty where there are none. */
    details: onePerKey((keys: readonly string[]) => reads.details(keys)),
    all: articleListLoaders(reads, 'allArticles'),
    references: articleListLoaders(reads, 'references'),
    citedBy: articleListLoaders(reads, 'citedBy'),
  };
}
