import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { articulations } from '../../src/analysis/articulations.js';
import { componentsOf } from '../../src/analysis/components.js';
import { networkOf } from './networks.js';
import { allDistances, anyNetwork, cutOff, networkOfFixture, sizeOf, UNDIRECTED } from './undirected-fixtures.js';

describe('What falls apart without a node', () => {
  it('of two triangles that share a corner, with a tail, worked out by hand', () => {
    // Triangles 0 1 2 and 2 3 4, 4-5-6 the tail, 7 alone. Without 2: {0, 1} and {3, 4, 5, 6}: 2 · 4 pairs. Without 4:
    // {0, 1, 2, 3} and {5, 6}: 8 pairs. Without 5: five and {6}: 5 pairs.
    const network = networkOf(8, [[0, 1], [0, 2], [1, 2], [2, 3], [2, 4], [3, 4], [4, 5], [5, 6]]); // prettier-ignore
    const { parts, pairs } = articulations(network);
    expect([...parts]).toEqual([1, 1, 2, 1, 2, 2, 1, 0]);
    expect([...pairs]).toEqual([0, 0, 8, 0, 8, 5, 0, 0]);
    expect(articulations(networkOf(0, [])).parts).toHaveLength(0);
  });

  it('of a star: every pair', () => {
    const { parts, pairs } = articulations(networkOf(6, [[2, 0], [2, 1], [2, 3], [2, 4], [2, 5]])); // prettier-ignore
    expect([parts[2], pairs[2]]).toEqual([5, 10]);
  });

  it.each(UNDIRECTED)('is what NetworkX finds: $name', (expected) => {
    const { parts, pairs } = articulations(networkOfFixture(expected));
    expect([...parts].flatMap((count, v) => (count > 1 ? v : []))).toEqual(expected.articulations);
    expect([...parts].map((count, v) => [count, pairs[v]])).toEqual(expected.without);
  });

  it('is what taking the node away shows', () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const { parts, pairs } = articulations(network);
        const reached = (of: number[][], v: number) => of.flatMap((row, a) => row.map((steps, b) => a < b && a !== v && b !== v && steps < Infinity)).filter((is) => is).length; // prettier-ignore
        const whole = allDistances(network);
        for (let v = 0; v < sizeOf(network); v++) {
          const rest = cutOff(network, v);
          // The node itself is one of the components that are more.
          expect(parts[v]).toBe(componentsOf(rest).sizes.length - componentsOf(network).sizes.length);
          expect(pairs[v]).toBe(reached(whole, v) - reached(allDistances(rest), v));
        }
      }),
    );
  });

  it('has no recursion to run out of', () => {
    const size = 100_000;
    const neighbours = new Uint32Array(2 * size - 2);
    const offsets = Uint32Array.from({ length: size + 1 }, (_, v) => Math.max(0, Math.min(2 * v - 1, 2 * size - 2)));
    for (let v = 0; v < size; v++)
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) neighbours[i] = v === 0 || i > offsets[v]! ? v + 1 : v - 1;
    const { parts, pairs } = articulations({ offsets, neighbours });
    expect([parts[0], parts[1], pairs[1], pairs[size / 2]]).toEqual([1, 2, size - 2, (size / 2) * (size / 2 - 1)]);
  });
});
