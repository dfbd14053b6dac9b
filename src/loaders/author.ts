import { onePerKey } from './by-key.js';
import { articleListLoaders, listLoaders } from './list.js';
import type { Reads } from './reads.js';

export function authorLoaders(reads: Reads) {
  return {
    /** Null for a miss. */
    byKey: onePerKey((keys: readonly string[]) => reads.get('Author', keys)),
    all: listLoaders(reads, 'allAuthors'),
    articles: articleListLoaders(reads, 'authorArticles'),
    /** The parent is `pairKey` of both authors. */
    sharedArticles: articleListLoaders(reads, 'sharedArticles'),
    coauthors: listLoaders(reads, 'coauthors'),
    topics: listLoaders(reads, 'authorTopics'),
  };
}
