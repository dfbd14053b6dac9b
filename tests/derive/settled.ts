import { expect } from '@jest/globals';
import { reindex } from '../../src/derive/reindex.js';
import type { GraphStore } from '../../src/store/store.js';
import { graphText } from './importing.js';

/** That the graph is what is derived anew from the records and decisions that are kept. */
export async function expectSettled(store: GraphStore): Promise<void> {
  const text = await graphText(store);
  await reindex(store);
  expect(text).toBe(await graphText(store));
}
