import { expect, jest, test } from '@jest/globals';
import { RELATIONS } from '../../src/analysis/author-network-material.js';
import type { GraphStore } from '../../src/store/store.js';
import { gatherMaterial } from '../../src/traverse/author-network.js';
import { NETWORK_BOUNDS } from '../../src/traverse/author-network-reads.js';
import type { NetworkScope } from '../../src/traverse/author-network-scope.js';
import { describeEachEngine } from '../engines.js';
import { library } from '../store/library.js';
import { OracleStore } from '../store/oracle-store.js';

// A Neo4j plans each statement anew when it meets it first, which takes long where others use the machine.
jest.setTimeout(180_000);

const ALL: NetworkScope = { around: 'ALL', seeds: [], depth: 0, filter: null, years: null };
const SCOPES: NetworkScope[] = [
  ALL,
  { ...ALL, years: { from: 2015, to: 2018 } },
  { ...ALL, filter: { test: 'topic', keys: ['t1', 't3'] } },
  { ...ALL, around: 'WORKS', seeds: ['p3'], depth: 1 },
  { ...ALL, around: 'WORKS', seeds: ['p1', 'p5'], depth: 3, filter: { test: 'status', values: ['FULL'] } },
  { ...ALL, around: 'AUTHORS', seeds: ['a1'], depth: 1 },
  { ...ALL, around: 'AUTHORS', seeds: ['a1', 'a3'], depth: 0, years: { from: null, to: 2016 } },
  { ...ALL, around: 'AUTHORS', seeds: [], depth: 1 },
];

describeEachEngine('what networks of authors are made from', (openEmptyStore) => {
  test('is what the reference store tells, for every scope and relation', async () => {
    const [store, oracle] = [await openEmptyStore(), new OracleStore() as GraphStore];
    for (const one of [store, oracle]) await one.write(library());
    for (const scope of SCOPES)
      for (const relation of RELATIONS)
        expect(await gatherMaterial(store, scope, relation)).toEqual(await gatherMaterial(oracle, scope, relation));
  });

  test('what the bounds leave out is told', async () => {
    const store = await openEmptyStore();
    await store.write(library());
    const leftOut = async (scope: NetworkScope, bounds: Partial<typeof NETWORK_BOUNDS>) =>
      (await gatherMaterial(store, scope, 'AUTHOR_CITATION', { bounds: { ...NETWORK_BOUNDS, ...bounds } })).leftOut;
    expect(await leftOut(ALL, {})).toEqual([{ reason: 'WORK_BOUND', units: 0, works: 0, links: 0 }]);
    // Twelve works, of which the five newest are taken.
    expect(await leftOut(ALL, { works: 5 })).toMatchObject([{ works: 7 }]);
    expect(await leftOut({ ...ALL, around: 'WORKS', seeds: ['p1'], depth: 1 }, { works: 2 })).toMatchObject([
      { works: expect.any(Number) },
    ]);
    const [{ links }] = (await leftOut(ALL, { edges: 10 })) as unknown as [{ links: number }];
    const { counts } = await store.describe();
    expect(links).toBe(counts.citations + counts.authorships + counts.topicAssignments - 10);
  });
});
