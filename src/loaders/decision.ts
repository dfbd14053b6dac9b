import { countActs, getActs, listActs } from '../ledger/act.js';
import { ledgerLoaders } from './ledger-list.js';
import type { Reads } from './reads.js';

/** Decisions by hand, each what a person did at once, the newest first: their ids are in the order of time. */
export function decisionLoaders(reads: Reads) {
  return ledgerLoaders({
    get: (ids) => getActs(reads, ids),
    walk: ({ backward, ...from }) => listActs(reads, { ...from, backward: !backward }),
    count: () => countActs(reads),
    compare: (a, b) => (a > b ? -1 : a < b ? 1 : 0),
  });
}
