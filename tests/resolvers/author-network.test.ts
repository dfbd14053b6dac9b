import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadSeed } from '../../src/intake/seed.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { ask, refusal, type Answer } from './execute.js';

const SEED = 'scope: { seeds: ["pmid:33349761"], depth: 1 }';

describeEachEngine('networks of authors', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await loadSeed(store);
  });

  const network = async (input: string, fields: string): Promise<Answer> =>
    (await ask(store, `{ authorNetwork(input: { ${input} }) { ${fields} } }`)).authorNetwork;

  describe('around the review of the seed', () => {
    test('43 authors in 10 components, one for each work whose authors the page lists; six authors give 15 edges of 0.2', async () => {
      const found = await ask(
        store,
        `{ authorNetwork(input: { scope: { seeds: ["pmid:33349761"], depth: 1 }, relation: CO_AUTHORSHIP, counting: FRACTIONAL }) {
    nodes { author { name } degree weightedDegree community } edges { source target weight } communities { id size label } modularity leftOut { authors articles } } }`,
      );
      const { nodes, edges, communities, modularity, leftOut } = found.authorNetwork;
      expect(nodes).toHaveLength(43);
      expect(communities).toHaveLength(10);
      // The review itself lists none.
      expect(leftOut).toEqual([{ authors: 0, articles: 1 }]);
      const sixes = communities.filter(({ size }: Answer) => size === 6);
      expect(edges.filter(({ weight }: Answer) => weight === 0.2)).toHaveLength(15 * sixes.length);
      expect(sixes.length).toBeGreaterThan(0);
      // Every author of each work gives 1 in all.
      expect(nodes.map(({ weightedDegree }: Answer) => weightedDegree)).toEqual(nodes.map(() => expect.closeTo(1, 9)));
      for (const { label } of communities) expect(label).toMatch(/\w/);
      expect(modularity).toBeGreaterThan(0.8);
      const { components, articleCount } = await network(SEED, 'components { count sizes isolated } articleCount');
      expect(components).toEqual({ count: 10, sizes: communities.map(({ size }: Answer) => size), isolated: 0 });
      expect(articleCount).toBe(10);
    });
  });
});
void refusal;
