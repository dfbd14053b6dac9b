import { describe } from '@jest/globals';
import { describeEachEngine } from '../engines.js';
import { storeContract } from './contract.js';
import { OracleStore } from './oracle-store.js';

describeEachEngine('The contract of the store', (openEmptyStore) => storeContract(() => openEmptyStore()));

describe('The contract of the store (reference)', () => storeContract(async () => new OracleStore()));
