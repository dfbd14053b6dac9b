import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CitationGraph } from '../../src/analysis/citation-graph.js';
import { pageRank, weightedPagerank } from '../../src/analysis/pagerank.js';
import { weightedNetwork } from './networks.js';
import { anyNetwork, networkOfFixture, sizeOf, UNDIRECTED } from './undirected-fixtures.js';
import { byKey, citationsOf, distance, graphOf, graphOfNumbers, otherPrograms, renumberedGraph, renumbered, sum } from './graphs.js'; // prettier-ignore

const DEFAULTS = { damping: 0.85, tolerance: 1e-8, maxIterations: 200 };
const exactly = { ...DEFAULTS, tolerance: 1e-14, maxIterations: 10_000 };

/** One round of the formula as it is written, from these scores on: how much it changes them in all. */
function changeOfARound(graph: CitationGraph, scores: Float64Array, damping: number): number {
  const size = scores.length;
  const citations = citationsOf(graph);
  const references = scores.map((_, v) => citations.filter(([citing]) => citing === v).length);
  const dangling = sum(scores.filter((_, v) => references[v] === 0));
  const next = scores.map((_, v) => {
    const handed = citations.filter(([, cited]) => cited === v).map(([citing]) => scores[citing]! / references[citing]!);
    return (1 - damping) / size + damping * (sum(handed) + dangling / size);
  });
  return sum(next.map((value, v) => Math.abs(value - scores[v]!)));
}

describe('PageRank', () => {
  it('of two works of which one cites the other, worked out by hand', () => {
    // a = 0.075 + 0.85 (b + a/2), b = 0.075 + 0.85 a/2, a + b = 1: so a = 0.5/1.425 · 1.85 = 37/57, b = 20/57.
    const graph = graphOf({ a: 2000, b: 2001 }, 'b>a');
    const { scores, iterations, converged } = pageRank(graph, DEFAULTS);
    expect(scores[0]).toBeCloseTo(37 / 57, 14);
    expect(scores[1]).toBeCloseTo(20 / 57, 14);
    // Without cycles the second round finds nothing to change.
    expect([iterations, converged]).toEqual([2, true]);
  });

  it('is the same for all where each has one citation, in a circle', () => {
    const graph = graphOf({ a: 2000, b: 2000, c: 2000, d: 2000 }, 'a>b b>c c>d d>a');
    for (const score of pageRank(graph, exactly).scores) expect(score).toBeCloseTo(0.25, 12);
  });

  it('says when it did not come to an end', () => {
    const graph = graphOf({ a: 2000, b: 2000, c: 2000 }, 'a>b b>a c>a');
    const { iterations, converged, scores } = pageRank(graph, { ...DEFAULTS, maxIterations: 3 });
    expect([iterations, converged]).toEqual([3, false]);
    expect(sum(scores)).toBeCloseTo(1, 12);
  });

  it('gives all the same share where nothing is followed, and nothing to an empty graph', () => {
    const graph = graphOf({ a: 2000, b: 2001, c: 2001 }, 'b>a c>a');
    expect(byKey(graph, pageRank(graph, { ...DEFAULTS, damping: 0 }).scores)).toEqual({ a: 1 / 3, b: 1 / 3, c: 1 / 3 });
    expect(pageRank(graphOf({}, ''), DEFAULTS)).toEqual({ scores: new Float64Array(0), iterations: 0, converged: true });
  });

  it.each(otherPrograms())('is that of NetworkX on the graph $name', (expected) => {
    const graph = graphOfNumbers(expected);
    expect(distance(pageRank(graph, exactly).scores, expected.pagerank)).toBeLessThan(1e-12);
    expect(distance(pageRank(graph, { ...exactly, damping: 0.6 }).scores, expected.pagerank60)).toBeLessThan(1e-12);
    expect(distance(pageRank(graph, DEFAULTS).scores, expected.pagerank)).toBeLessThan(1e-7);
  });

  it('sums to 1, does not depend on numbers, and a round of the formula changes it by less than asked', () => {
    fc.assert(
      fc.property(renumberedGraph(), fc.constantFrom(0.5, 0.85, 0.95), ({ listed, to }, damping) => {
        const graph = graphOfNumbers(listed);
        const { scores, converged } = pageRank(graph, { damping, tolerance: 1e-10, maxIterations: 10_000 });
        expect(converged).toBe(true);
        expect(sum(scores)).toBeCloseTo(1, 12);
        expect(changeOfARound(graph, scores, damping)).toBeLessThan(1e-10 + 1e-13);
        const other = pageRank(graphOfNumbers(renumbered(listed, to)), {
          damping,
          tolerance: 1e-12,
          maxIterations: 10_000,
        }).scores;
        expect(
          distance(
            scores,
            [...to].map((i) => other[i]!),
          ),
        ).toBeLessThan(1e-8);
      }),
    );
  });
});

describe('PageRank of a network', () => {
  it('of a path of unequal links, worked out by hand', () => {
    // 0 -1- 1 -3- 2, and 3 alone; half is followed. y0 = 1 + y1/8, y1 = 1 + y0/2 + y2/2, y2 = 1 + 3·y1/8, y3 = 1:
    // y1 = 2 + y1/4 = 8/3, y0 = 4/3, y2 = 2; together 7.
    const scores = weightedPagerank(weightedNetwork(4, [[0, 1, 1], [1, 2, 3]]), { damping: 0.5, tolerance: 1e-14 }); // prettier-ignore
    expect(distance(scores, [4 / 21, 8 / 21, 2 / 7, 1 / 7])).toBeLessThan(1e-13);
    expect(weightedPagerank(weightedNetwork(0, []), { damping: 0.85, tolerance: 1e-8 })).toHaveLength(0);
  });

  it.each(UNDIRECTED)('is that of NetworkX: $name', (expected) => {
    const scores = weightedPagerank(networkOfFixture(expected), { damping: 0.85, tolerance: 1e-14 });
    expect(distance(scores, expected.pagerank)).toBeLessThan(1e-13);
  });

  it('sums to 1, is even where nothing is followed, and does not depend on the unit of weights', () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        expect(sum(weightedPagerank(network, { damping: 0.85, tolerance: 1e-10 }))).toBeCloseTo(1, 12);
        const even = { ...network, weights: network.weights.map(() => 1) };
        const scores = weightedPagerank(network, { damping: 0, tolerance: 1e-10 });
        expect(distance(scores, Array(sizeOf(network)).fill(1 / sizeOf(network)))).toBeLessThan(1e-14);
        const heavy = { ...even, weights: even.weights.map(() => 7) };
        const options = { damping: 0.85, tolerance: 1e-13 };
        expect(distance(weightedPagerank(heavy, options), [...weightedPagerank(even, options)])).toBeLessThan(1e-12);
      }),
    );
  });
});
