import { authorIdentities } from '../ledger/author-row.js';
import { onePerKey } from './by-key.js';
import { articleListLoaders, listLoaders } from './list.js';
import type { Reads } from './reads.js';

export function authorLoaders(reads: Reads) {
  return {
    /** Null for a miss. */
    byKey: onePerKey((keys: readonly string[]) => reads.get('Author', keys)),
    /** How it was found that the articles are one person's. */
    identity: onePerKey((keys: readonly string[]) => authorIdentities(reads, keys)),
    all: listLoaders(reads, 'allAuthors'),
    articles: articleListLoaders(reads, 'authorArticles'),
    /** The parent is `pairKey` of both authors. */
    sharedArticles: articleListLoaders(reads, 'sharedArticles'),
    coauthors: listLoaders(reads, 'coauthors'),
    topics: listLoaders(reads, 'authorTopics'),
  };
}
