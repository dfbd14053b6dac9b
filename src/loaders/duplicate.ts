import { countPossible, getPossible, listPossible } from '../ledger/possible.js';
import { ledgerLoaders } from './ledger-list.js';
import type { Reads } from './reads.js';

/** Pairs of works that may be one, in the order of their ids. */
export function duplicateLoaders(reads: Reads) {
  return ledgerLoaders({
    get: (ids) => getPossible(reads, ids),
    walk: async (from) => (await listPossible(reads, from)).items,
    count: () => countPossible(reads),
    compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
  });
}
