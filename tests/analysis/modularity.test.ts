import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { densityOf, modularity } from '../../src/analysis/modularity.js';
import { networkOf } from './networks.js';
import { anyNetwork, networkOfFixture, sizeOf, UNDIRECTED } from './undirected-fixtures.js';

describe('Modularity', () => {
  it('of two triangles that one link joins, worked out by hand', () => {
    // 6 of 7 links inside; each community has 7 of 14 ends: 6/7 − γ · 2 · (1/2)².
    const network = networkOf(6, [[0, 1], [0, 2], [1, 2], [3, 4], [3, 5], [4, 5], [2, 3]]); // prettier-ignore
    const community = Uint32Array.of(0, 0, 0, 1, 1, 1);
    expect(modularity(network, community)).toBeCloseTo(6 / 7 - 1 / 2, 14);
    expect(modularity(network, community, 0.5)).toBeCloseTo(6 / 7 - 1 / 4, 14);
    expect(modularity(networkOf(2, []), Uint32Array.of(0, 1))).toBe(0);
  });

  it.each(UNDIRECTED)('of weighted links is that of NetworkX: $name', (expected) => {
    const network = networkOfFixture(expected);
    for (const [resolution, value] of Object.entries(expected.modularity))
      expect(modularity(network, Uint32Array.from(expected.labels), Number(resolution))).toBeCloseTo(value, 12);
  });

  it('is 0 for all in one community, and the same for links of any unit', () => {
    fc.assert(
      fc.property(anyNetwork, fc.constantFrom(0.001, 1000), (network, unit) => {
        expect(modularity(network, new Uint32Array(sizeOf(network)))).toBeCloseTo(0, 12);
        const community = Uint32Array.from(network.nodeWeights, (_, v) => v % 3);
        const other = { ...network, weights: network.weights.map((weight) => weight * unit) };
        expect(modularity(other, community)).toBeCloseTo(modularity(network, community), 12);
      }),
    );
  });
});

describe('Density', () => {
  it('is the share of pairs that are linked', () => {
    expect([densityOf(4, 3), densityOf(2, 1), densityOf(1, 0), densityOf(0, 0)]).toEqual([0.5, 1, null, null]);
    for (const { nodes, links, density } of UNDIRECTED) expect(densityOf(nodes, links.length)).toBeCloseTo(density, 15);
  });
});
