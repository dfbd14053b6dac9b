import { describe, expect, it } from '@jest/globals';
import { moveNodes } from '../../src/analysis/leiden-move.js';
import { seededRandom } from '../../src/analysis/random.js';
import { networkOf, randomLinks, weightedNetwork } from './networks.js';

const run = (seed: number) => ({ resolution: 0.05, unit: 1, random: seededRandom(seed), checkpoint: () => {} });

describe('local moving', () => {
  it.each([1, 2, 3, 4, 5])('keeps the weight of the links of each node inside its community, seed %d', (seed) => {
    const size = 200;
    const distinct = new Map(randomLinks(size, 900, seed).map(([a, b]) => [[a, b].sort().join(), [a, b] as const]));
    const links = [...distinct.values()].filter(([a, b]) => a !== b).map(([a, b], i) => [a, b, 1 + (i % 4)] as const);
    const network = weightedNetwork(size, links);
    const community = Uint32Array.from({ length: size }, (_, v) => v);
    const { hasMoved, within } = moveNodes(network, community, run(seed));
    expect(hasMoved).toBe(true);
    const expected = new Float64Array(size);
    for (const [a, b, weight] of links) {
      if (community[a] !== community[b]) continue;
      expected[a]! += weight;
      expected[b]! += weight;
    }
    expect(within).toEqual(expected);
  });

  it('moves nothing where nobody gains', () => {
    // A triangle as one community: alone a node would lose two links for a cost of 0.05 · 1 · 2.
    const network = networkOf(3, [[0, 1], [0, 2], [1, 2]]); // prettier-ignore
    const community = Uint32Array.of(1, 1, 1);
    expect(moveNodes(network, community, run(1))).toEqual({ hasMoved: false, within: Float64Array.of(2, 2, 2) });
    expect([...community]).toEqual([1, 1, 1]);
  });
});
