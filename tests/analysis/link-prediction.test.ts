import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { neighboursOf } from '../../src/analysis/citation-graph.js';
import { predictLinks, type Prediction } from '../../src/analysis/link-prediction.js';
import { networkOf } from './networks.js';
import { anyNetwork, isLinked, networkOfFixture, sizeOf, UNDIRECTED } from './undirected-fixtures.js';

const ALL = { by: 'ADAMIC_ADAR', first: 10_000, mostNeighbours: Infinity } as const;
const byEnds = (list: readonly Prediction[]) => [...list].sort((x, y) => x.a - y.a || x.b - y.b);

describe('Link prediction', () => {
  it('of a square with a tail, worked out by hand', () => {
    // 0-1-2-3-0 and 2-4. 0 and 2 share 1 and 3, of two neighbours each; 1 and 3 share 0 (two) and 2 (three); 4 shares 2
    // with 1 and with 3.
    const network = networkOf(5, [[0, 1], [1, 2], [2, 3], [3, 0], [2, 4]]); // prettier-ignore
    const [two, three] = [1 / Math.log(2), 1 / Math.log(3)];
    const { predictions, pairs, hubsLeftOut } = predictLinks(network, ALL);
    expect([pairs, hubsLeftOut]).toEqual([4, 0]);
    expect(predictions).toEqual([
      { a: 0, b: 2, adamicAdar: two + two, resourceAllocation: 1, common: [1, 3] },
      { a: 1, b: 3, adamicAdar: two + three, resourceAllocation: 1 / 2 + 1 / 3, common: [0, 2] },
      { a: 1, b: 4, adamicAdar: three, resourceAllocation: 1 / 3, common: [2] },
      { a: 3, b: 4, adamicAdar: three, resourceAllocation: 1 / 3, common: [2] },
    ]);
  });

  it.each(UNDIRECTED)('has the scores of NetworkX: $name', (expected) => {
    const { predictions, pairs } = predictLinks(networkOfFixture(expected), ALL);
    expect(pairs).toBe(expected.predicted.length);
    byEnds(predictions).forEach(({ a, b, adamicAdar, resourceAllocation, common }, i) => {
      const [endA, endB, adar, allocation, between] = expected.predicted[i]!;
      expect([a, b, common]).toEqual([endA, endB, between]);
      expect(adamicAdar).toBeCloseTo(adar, 12);
      expect(resourceAllocation).toBeCloseTo(allocation, 12);
    });
  });

  it('answers the best first, as many as asked, of those that are wanted', () => {
    const by = fc.constantFrom('ADAMIC_ADAR' as const, 'RESOURCE_ALLOCATION' as const);
    fc.assert(
      fc.property(anyNetwork, fc.nat(5), by, fc.integer({ min: 1, max: 8 }), (network, first, by, mostNeighbours) => {
        const isWanted = (a: number, b: number) => (a + b) % 3 !== 0;
        const degreeOf = (v: number) => neighboursOf(network, v).length;
        const nodes = [...Array(sizeOf(network)).keys()];
        const expected = nodes.flatMap((a) => nodes.slice(a + 1).flatMap((b) => {
          const common = nodes.filter((v) => isLinked(network, a, v) && isLinked(network, b, v) && degreeOf(v) <= mostNeighbours);
          const score = common.reduce((sum, v) => sum + 1 / (by === 'ADAMIC_ADAR' ? Math.log(degreeOf(v)) : degreeOf(v)), 0);
          return common.length === 0 || isLinked(network, a, b) || !isWanted(a, b) ? [] : [{ a, b, common, score }];
        })); // prettier-ignore
        const { predictions, pairs, hubsLeftOut } = predictLinks(network, { by, first, mostNeighbours, isWanted });
        expect(pairs).toBe(expected.length);
        expect(hubsLeftOut).toBe(nodes.filter((v) => degreeOf(v) > mostNeighbours).length);
        const best = expected.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b).slice(0, first);
        expect(predictions.map(({ a, b, common }) => ({ a, b, common }))).toEqual(
          best.map(({ a, b, common }) => ({ a, b, common })),
        );
      }),
    );
  });

  it('keeps the best of many', () => {
    // A star: every two of 200 leaves share the middle alone, and all are equal: the lowest numbers come first.
    const network = networkOf(
      201,
      Array.from({ length: 200 }, (_, v) => [200, v] as const),
    );
    const { predictions, pairs } = predictLinks(network, { ...ALL, first: 3 });
    expect(pairs).toBe(19_900);
    expect(predictions.map(({ a, b }) => [a, b])).toEqual([[0, 1], [0, 2], [0, 3]]); // prettier-ignore
  });
});
