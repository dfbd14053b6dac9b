import { onePerKey } from './by-key.js';
import { articleListLoaders } from './list.js';
import type { Reads } from './reads.js';

export function articleLoaders(reads: Reads) {
  return {
    /** Null for a miss. */
    byKey: onePerKey((keys: readonly string[]) => reads.get('Article', keys)),
    /** Sections of the abstract; empty where there is none. */
    abstract: onePerKey((keys: readonly string[]) => reads.abstracts(keys)),
    all: articleListLoaders(reads, 'allArticles'),
    references: articleListLoaders(reads, 'references'),
    citedBy: articleListLoaders(reads, 'citedBy'),
  };
}
