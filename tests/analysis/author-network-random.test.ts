import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { COUNTINGS } from '../../src/analysis/author-network-links.js';
import { RELATIONS, type Relation } from '../../src/analysis/author-network-material.js';
import { NORMALISATIONS } from '../../src/analysis/author-network-shape.js';
import type { NetworkOptions } from '../../src/analysis/author-network.js';
import { close, networkOf, someWorks, undirected, undirectedUnless, weights } from './author-networks.js';
import type { Work } from './bylines.js';

const options = fc.record({
  relation: fc.constantFrom(...RELATIONS),
  counting: fc.constantFrom(...COUNTINGS),
  maxUnitsPerWork: fc.constantFrom(3, 25),
});

const share = { FULL: () => 1, FRACTIONAL: (n: number) => 1 / (n - 1), REFINED: (n: number) => 2 / (n * (n - 1)) };

/** The definitions, pair by pair of names. */
function byDefinition(works: readonly Work[], relation: Relation, counting: NetworkOptions['counting'], longest: number) {
  const found: Record<string, number> = {};
  const add = (a: string, b: string, weight: number) => {
    const pair = relation === 'AUTHOR_CITATION' ? `${a} ${b}` : [a, b].sort().join(' ');
    found[pair] = (found[pair] ?? 0) + weight;
  };
  const among = (list: readonly string[], total: number) =>
    list.forEach((a, i) => list.slice(i + 1).forEach((b) => a !== b && add(a, b, share[counting](total))));
  const by = works.map((one) => (one.by.length <= longest ? one.by : []));
  if (relation === 'CO_AUTHORSHIP') by.forEach((list) => among(list, list.length));
  if (relation === 'AUTHOR_CO_CITATION')
    works.forEach(({ cites }) => {
      const list = [...new Set(cites!.flatMap((cited) => by[cited]!))];
      among(list, list.length);
    });
  if (relation === 'AUTHOR_COUPLING')
    works.forEach((_, reference) => {
      const list = works.flatMap(({ cites }, citing) => (cites!.includes(reference) ? by[citing]! : []));
      among(list, list.length);
    });
  if (relation === 'AUTHOR_CITATION')
    works.forEach(({ cites }, citing) =>
      cites!.forEach((cited) =>
        by[citing]!.forEach((a) =>
          by[cited]!.forEach((b) => {
            const [n, m] = [by[citing]!.length, by[cited]!.length];
            if (a !== b) add(a, b, { FULL: 1, FRACTIONAL: 1 / m, REFINED: 1 / (n * m) }[counting]);
          }),
        ),
      ),
    );
  return found;
}

describe('random bylines', () => {
  test('weights are those of the definition', () => {
    fc.assert(
      fc.property(someWorks, options, (works, chosen) => {
        const found = weights(networkOf(works, chosen));
        const isDirected = chosen.relation === 'AUTHOR_CITATION';
        close(
          isDirected ? found : undirected(found),
          byDefinition(works, chosen.relation, chosen.counting, chosen.maxUnitsPerWork),
        );
      }),
      { numRuns: 400 },
    );
  });

  test('to leave authors out changes no weight between those who stay', () => {
    fc.assert(
      fc.property(someWorks, options, fc.integer({ min: 1, max: 5 }), (works, chosen, maxUnits) => {
        const [all, few] = [networkOf(works, chosen), networkOf(works, { ...chosen, maxUnits })];
        const kept = new Set(few.nodes.map(({ key }) => key));
        const stays = ([pair]: [string, number]) => pair.split(' ').every((key) => kept.has(key));
        close(undirectedUnless(chosen, weights(few)), Object.fromEntries(Object.entries(undirectedUnless(chosen, weights(all))).filter(stays))); // prettier-ignore
        expect(few.nodes).toHaveLength(Math.min(maxUnits, all.nodes.length));
      }),
    );
  });

  test('of REFINED all links weigh as much as there are joint works; of FRACTIONAL each author as many as joint works', () => {
    fc.assert(
      fc.property(someWorks, (works) => {
        const joint = works.filter(({ by }) => by.length > 1);
        const refined = networkOf(works, { counting: 'REFINED' });
        expect(refined.edges.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(joint.length, 9);
        for (const node of networkOf(works, { counting: 'FRACTIONAL' }).nodes)
          expect(node.weightedDegree).toBeCloseTo(joint.filter(({ by }) => by.includes(node.key)).length, 9);
      }),
    );
  });

  test('similarities are 0 to 1 in full counting, and the figures of nodes are those of their works', () => {
    fc.assert(
      fc.property(
        someWorks,
        fc.constantFrom(...RELATIONS),
        fc.constantFrom(...NORMALISATIONS),
        (works, relation, normalisation) => {
          const network = networkOf(works, { relation, normalisation });
          const isSimilarity = normalisation === 'SALTON' || normalisation === 'JACCARD';
          for (const { normalizedWeight } of network.edges) {
            expect(normalizedWeight).toBeGreaterThan(0);
            if (isSimilarity) expect(normalizedWeight).toBeLessThanOrEqual(1 + 1e-12);
          }
          for (const node of network.nodes) {
            const own = works.filter(({ by }) => by.includes(node.key));
            expect(node.articles).toBe(own.length);
            expect(node.citations).toBe(own.reduce((sum, { citations }) => sum + citations!, 0));
            expect(node.averageYear).toBeCloseTo(own.reduce((sum, { year }) => sum + year!, 0) / own.length, 9);
            expect(node.community === null).toBe(node.degree === 0);
          }
          expect(network.components.reduce((sum, size) => sum + size, 0)).toBe(network.nodes.length);
          const inCommunities = network.communities.reduce((sum, { size }) => sum + size, 0);
          expect(inCommunities).toBe(network.nodes.filter(({ degree }) => degree > 0).length);
        },
      ),
    );
  });
});
