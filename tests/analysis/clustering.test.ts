import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clustering } from '../../src/analysis/clustering.js';
import { neighboursOf } from '../../src/analysis/citation-graph.js';
import { distance } from './graphs.js';
import { networkOf } from './networks.js';
import { anyNetwork, isLinked, networkOfFixture, sizeOf, UNDIRECTED } from './undirected-fixtures.js';

describe('Clustering', () => {
  it('of a triangle with a tail, worked out by hand', () => {
    // 0 1 2 a triangle, 2-3 its tail. 2 has the pairs 0-1, 0-3, 1-3, of which one is linked.
    const { local, mean } = clustering(networkOf(5, [[0, 1], [0, 2], [1, 2], [2, 3]])); // prettier-ignore
    expect([...local]).toEqual([1, 1, 1 / 3, 0, 0]);
    expect(mean).toBeCloseTo(7 / 15, 15);
    expect(clustering(networkOf(0, []))).toEqual({ local: new Float64Array(0), mean: 0 });
  });

  it.each(UNDIRECTED)('is that of NetworkX: $name', (expected) => {
    const { local, mean } = clustering(networkOfFixture(expected));
    expect(distance(local, expected.clustering)).toBeLessThan(1e-15);
    expect(mean).toBeCloseTo(expected.meanClustering, 14);
  });

  it('is the share of linked pairs among the neighbours', () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const expected = [...Array(sizeOf(network)).keys()].map((v) => {
          const around = [...neighboursOf(network, v)];
          const pairs = around.flatMap((a, i) => around.slice(i + 1).map((b) => isLinked(network, a, b)));
          return pairs.length === 0 ? 0 : pairs.filter((linked) => linked).length / pairs.length;
        });
        expect(distance(clustering(network).local, expected)).toBeLessThan(1e-15);
      }),
    );
  });
});
