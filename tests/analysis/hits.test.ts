import { describe, expect, it } from '@jest/globals';
import { hits } from '../../src/analysis/hits.js';
import { byKey, distance, graphOf, graphOfNumbers, otherPrograms } from './graphs.js';

const exactly = { tolerance: 1e-14, maxIterations: 100_000 };

describe('HITS', () => {
  it('of three citing works and two cited ones, worked out by hand', () => {
    // c and d cite a and b, e cites a. AᵀA over (a, b) = [[3, 2], [2, 2]], whose larger eigenvalue is (5 + √17)/2; with it
    // a : b = 2 : λ − 3 = 4 : √17 − 1. The hubs c and d are as a + b, e is as a.
    const graph = graphOf({ a: 2000, b: 2000, c: 2001, d: 2001, e: 2001 }, 'c>a c>b d>a d>b e>a');
    const { authorities, hubs, converged } = hits(graph, exactly);
    const [a, b] = [4, Math.sqrt(17) - 1];
    const expected = [a / (a + b), b / (a + b), 0, 0, 0];
    expect(distance(authorities, expected)).toBeLessThan(1e-13);
    const all = 2 * (a + b) + a;
    expect(distance(hubs, [0, 0, (a + b) / all, (a + b) / all, a / all])).toBeLessThan(1e-13);
    expect(converged).toBe(true);
  });

  it('is 0 everywhere in a graph without citations', () => {
    const graph = graphOf({ a: 2000, b: 2000 }, '');
    const { authorities, hubs, converged } = hits(graph, exactly);
    expect([byKey(graph, authorities), byKey(graph, hubs), converged]).toEqual([{ a: 0, b: 0 }, { a: 0, b: 0 }, true]);
    expect(hits(graphOf({}, ''), exactly).authorities.length).toBe(0);
  });

  it('says when it did not come to an end', () => {
    const graph = graphOf({ a: 2000, b: 2000, c: 2001, d: 2001 }, 'c>a c>b d>a');
    expect(hits(graph, { tolerance: 1e-14, maxIterations: 2 })).toMatchObject({ iterations: 2, converged: false });
  });

  it.each(otherPrograms())('is that of NetworkX on the graph $name', (expected) => {
    const { authorities, hubs } = hits(graphOfNumbers(expected), exactly);
    expect(distance(authorities, expected.authorities)).toBeLessThan(1e-10);
    expect(distance(hubs, expected.hubs)).toBeLessThan(1e-10);
  });
});
