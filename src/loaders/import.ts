import { countImports, getImports, listImports } from '../ledger/imports.js';
import { ledgerLoaders } from './ledger-list.js';
import type { Reads } from './reads.js';

/** Imports, the newest first: their ids are in the order in which they began. */
export function importLoaders(reads: Reads) {
  return ledgerLoaders({
    get: (ids) => getImports(reads, ids),
    walk: (from) => listImports(reads, from),
    count: () => countImports(reads),
    compare: (a, b) => (a > b ? -1 : a < b ? 1 : 0),
  });
}
