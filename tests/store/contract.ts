import { describe } from '@jest/globals';
import type { GraphStore } from '../../src/store/store.js';
import { extremesContract } from './contract-extremes.js';
import { filterContract } from './contract-filters.js';
import { ledgerContract } from './contract-ledger.js';
import { listContract } from './contract-lists.js';
import { mergeContract } from './contract-merges.js';
import { neighbourhoodContract } from './contract-neighbourhood.js';
import { readContract } from './contract-reads.js';
import { searchContract } from './contract-search.js';
import { writeContract } from './contract-writes.js';

/** What the port says, as tests. `open` gives an empty store; a suite works with one store at a time. */
export function storeContract(open: () => Promise<GraphStore>, isEveryWalk = true): void {
  describe('reads', () => readContract(open));
  describe('lists', () => listContract(open, isEveryWalk));
  describe('filters', () => filterContract(open));
  describe('neighbourhood', () => neighbourhoodContract(open));
  describe('search', () => searchContract(open));
  describe('writes', () => writeContract(open));
  describe('ledger', () => ledgerContract(open));
  describe('removals and merges', () => mergeContract(open));
  describe('extremes', () => extremesContract(open));
}
