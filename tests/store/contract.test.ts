import { describe } from '@jest/globals';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import '../quick-equality.js';
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

/** THOROUGH=1 walks every list in every way on Neo4j, too: some minutes more. */
const isThorough = process.env.THOROUGH !== undefined;

describeEachEngine('The contract of the store', (openEmptyStore, { name }) =>
  storeContract(
    oneAtATime(() => openEmptyStore()),
    isThorough || name !== 'neo4j',
  ),
);

describe('The contract of the store (reference)', () => storeContract(async () => new OracleStore()));
