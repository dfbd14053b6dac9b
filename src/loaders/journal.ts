import { onePerKey } from './by-key.js';
import { articleListLoaders, listLoaders } from './list.js';
import type { Reads } from './reads.js';
import { whenAsked } from './when-asked.js';

export const journalLoaders = whenAsked({
  /** Null for a miss. */
  byKey: (reads: Reads) => onePerKey((keys: readonly string[]) => reads.get('Journal', keys)),
  all: (reads) => listLoaders(reads, 'allJournals'),
  articles: (reads) => articleListLoaders(reads, 'journalArticles'),
});
