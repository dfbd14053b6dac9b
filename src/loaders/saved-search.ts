import { countSearches, listSearches, savedSearch } from '../ledger/saved-search.js';
import { ledgerLoaders } from './ledger-list.js';
import type { Reads } from './reads.js';

/** Saved citation searches by their names, the newest first: their ids are in the order of time. */
export function savedSearchLoaders(reads: Reads) {
  return ledgerLoaders({
    get: (ids) => Promise.all(ids.map((id) => savedSearch(reads, id))),
    walk: (from) => listSearches(reads, from),
    count: () => countSearches(reads),
    compare: (a, b) => (a > b ? -1 : a < b ? 1 : 0),
  });
}
