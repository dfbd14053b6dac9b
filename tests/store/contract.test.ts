import { describe } from '@jest/globals';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { storeContract } from './contract.js';
import { OracleStore } from './oracle-store.js';

/** Closes each store before the next one is opened: the contract opens many, and each holds threads or connections. */
function oneAtATime(open: () => Promise<GraphStore>): () => Promise<GraphStore> {
  let last: GraphStore | null = null;
  return async () => {
    await last?.close();
    return (last = await open());
  };
}

describeEachEngine('The contract of the store', (openEmptyStore) => storeContract(oneAtATime(() => openEmptyStore())));

describe('The contract of the store (reference)', () => storeContract(async () => new OracleStore()));
