import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { distanceMeasures } from '../../src/analysis/distances.js';
import { distance } from './graphs.js';
import { networkOf, preferentialLinks } from './networks.js';
import { allDistances, anyNetwork, networkOfFixture, sizeOf, UNDIRECTED } from './undirected-fixtures.js';

const EXACT = { exactUpTo: 5000, sources: 10, seed: 1 };

describe('Distances', () => {
  it('of a path, a link and a lone node, worked out by hand', () => {
    // 0-1-2, 3-4, 5. From 0: 1 + 2 = 3 steps to 2 of 5 others: 2/3 · 2/5; from 1: 2/2 · 2/5; from 3: 1/1 · 1/5.
    // Pairs: 0-1 1, 1-2 1, 0-2 2, 3-4 1: five steps over four pairs.
    const network = networkOf(6, [[0, 1], [1, 2], [3, 4]]); // prettier-ignore
    const { closeness, averagePath, sources } = distanceMeasures(network, EXACT);
    expect(distance(closeness, [4 / 15, 2 / 5, 4 / 15, 1 / 5, 1 / 5, 0])).toBeLessThan(1e-15);
    expect([averagePath, sources]).toEqual([5 / 4, 6]);
  });

  it('have no mean where nothing is connected', () => {
    const lone = distanceMeasures(networkOf(2, []), EXACT);
    expect([...lone.closeness, lone.averagePath]).toEqual([0, 0, null]);
    expect(distanceMeasures(networkOf(0, []), EXACT)).toEqual({ closeness: new Float64Array(0), averagePath: null, sources: 0 });
  });

  it.each(UNDIRECTED)('are those of NetworkX: $name', (expected) => {
    const { closeness, averagePath } = distanceMeasures(networkOfFixture(expected), EXACT);
    expect(distance(closeness, expected.closeness)).toBeLessThan(1e-14);
    expect(averagePath).toBeCloseTo(expected.averagePath, 12);
  });

  it('are those of trying every node in between', () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const all = allDistances(network).map((row) => row.filter((steps) => steps > 0 && steps < Infinity));
        const { closeness, averagePath } = distanceMeasures(network, EXACT);
        const total = (steps: readonly number[]) => steps.reduce((a, b) => a + b, 0);
        const expected = all.map((row) =>
          row.length === 0 ? 0 : (row.length / total(row)) * (row.length / (sizeOf(network) - 1)),
        );
        expect(distance(closeness, expected)).toBeLessThan(1e-14);
        const pairs = all.flat();
        if (pairs.length === 0) expect(averagePath).toBeNull();
        else expect(averagePath).toBeCloseTo(total(pairs) / pairs.length, 12);
      }),
    );
  });

  it('of samples: the same for a seed, exact in small components and where they start, near elsewhere', () => {
    const size = 2000;
    const links = [...preferentialLinks(size, 3, 4), [size, size + 1] as const, [size + 1, size + 2] as const];
    const network = networkOf(size + 3, links);
    const exact = distanceMeasures(network, EXACT);
    const options = { exactUpTo: 0, sources: 200, seed: 3 };
    const found = distanceMeasures(network, options);
    expect(distanceMeasures(network, options)).toEqual(found);
    expect(distanceMeasures(network, { ...options, seed: 4 }).closeness).not.toEqual(found.closeness);
    expect(found.sources).toBe(203);
    expect([...found.closeness.subarray(size)]).toEqual([...exact.closeness.subarray(size)]);
    expect(found.closeness.filter((value, v) => value === exact.closeness[v]).length).toBeGreaterThanOrEqual(203);
    expect(Math.abs(found.averagePath! / exact.averagePath! - 1)).toBeLessThan(0.02);
    for (let v = 0; v < size; v++) expect(Math.abs(found.closeness[v]! / exact.closeness[v]! - 1)).toBeLessThan(0.1);
  });

  it('can be ended by the checkpoint, which is told how far it is', () => {
    const told: number[][] = [];
    distanceMeasures(networkOf(3, [[0, 1]]), { ...EXACT, checkpoint: (done, total) => told.push([done, total]) }); // prettier-ignore
    expect(told).toEqual([[0, 3], [1, 3], [2, 3]]); // prettier-ignore
  });
});
