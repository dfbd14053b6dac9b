import { onePerKey } from './by-key.js';
import { articleListLoaders, listLoaders } from './list.js';
import type { Reads } from './reads.js';

export function journalLoaders(reads: Reads) {
  return {
    /** Null for a miss. */
    byKey: onePerKey((keys: readonly string[]) => reads.get('Journal', keys)),
    all: listLoaders(reads, 'allJournals'),
    articles: articleListLoaders(reads, 'journalArticles'),
  };
}
