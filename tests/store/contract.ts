import { describe } from '@jest/globals';
import type { GraphStore } from '../../src/store/store.js';
import { filterContract } from './contract-filters.js';
import { listContract } from './contract-lists.js';
import { readContract } from './contract-reads.js';
import { searchContract } from './contract-search.js';

/** What the port says, as tests. `open` gives an empty store; a suite works with one store at a time. */
export function storeContract(open: () => Promise<GraphStore>): void {
  describe('reads', () => readContract(open));
  describe('lists', () => listContract(open));
  describe('filters', () => filterContract(open));
  describe('search', () => searchContract(open));
}
