import type { AnyNode } from '../records.js';
import type { SearchQuery, StoredIdentifier } from '../store/store.js';
import type { TextQuery } from '../store/text.js';
import { onePerKey } from './by-key.js';
import type { Reads } from './reads.js';
import { whenAsked } from './when-asked.js';

/** Finding nodes by identifier and by text. A search has no parents: each different one is a call of its own. */
export const searchLoaders = whenAsked({
  /** The node that has the identifier, null for a miss. */
  byIdentifier: (reads: Reads) => onePerKey<StoredIdentifier, AnyNode | null>((identifiers) => reads.find(identifiers)),
  page: (reads) => onePerKey((queries: readonly SearchQuery[]) => Promise.all(queries.map((query) => reads.search(query)))),
  count: (reads) =>
    onePerKey((queries: readonly Omit<SearchQuery, 'page'>[]) => Promise.all(queries.map((query) => reads.searchCount(query)))),
  suggest: (reads) =>
    onePerKey((asked: readonly { prefix: TextQuery; first: number }[]) =>
      Promise.all(asked.map(({ prefix, first }) => reads.suggest(prefix, first))),
    ),
});
