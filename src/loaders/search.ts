import type { AnyNode } from '../records.js';
import type { SearchQuery, StoredIdentifier } from '../store/store.js';
import type { TextQuery } from '../store/text.js';
import { onePerKey } from './by-key.js';
import type { Reads } from './reads.js';

/** Finding nodes by identifier and by text. A search has no parents: each different one is a call of its own. */
export function searchLoaders(reads: Reads) {
  return {
    /** The node that has the identifier, null for a miss. */
    byIdentifier: onePerKey<StoredIdentifier, AnyNode | null>((identifiers) => reads.find(identifiers)),
    page: onePerKey((queries: readonly SearchQuery[]) => Promise.all(queries.map((query) => reads.search(query)))),
    count: onePerKey((queries: readonly Omit<SearchQuery, 'page'>[]) =>
      Promise.all(queries.map((query) => reads.searchCount(query))),
    ),
    suggest: onePerKey((asked: readonly { prefix: TextQuery; first: number }[]) =>
      Promise.all(asked.map(({ prefix, first }) => reads.suggest(prefix, first))),
    ),
  };
}
