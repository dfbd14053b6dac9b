import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { citationFlow } from '../../src/analysis/citation-flow.js';
import { neighboursOf } from '../../src/analysis/citation-graph.js';
import { strongComponents } from '../../src/analysis/components.js';
import { timeOrder } from '../../src/analysis/time-order.js';
import { anyGraph, citationsOf, graphOf, graphOfNumbers } from './graphs.js';

describe('The order of time', () => {
  it('is by year, then key, works without a year last', () => {
    const graph = graphOf({ a: 2001, b: -1, c: 1999, d: 2001, e: -1 }, '');
    const { order, rank } = timeOrder(graph);
    expect([...order].map((v) => graph.keys[v])).toEqual(['c', 'a', 'd', 'b', 'e']);
    expect([...rank]).toEqual([1, 3, 0, 2, 4]);
  });
});

describe('The flow of citations', () => {
  it('leaves out, in a circle, what cites the later work, by year, then key', () => {
    // a and b of one year cite each other: b>a stays. d (2003) cites e (2004), which cites c, which cites d: d>e and c>d go.
    const graph = graphOf({ a: 2000, b: 2000, c: 2001, d: 2003, e: 2004, f: 1990 }, 'a>b b>a c>d d>e e>c a>f f>d');
    const { cycles, next, previous } = citationFlow(graph);
    const named = cycles.dropped.map(({ citing, cited }) => `${graph.keys[citing]}>${graph.keys[cited]}`);
    expect({ ...cycles, dropped: named }).toEqual({ groups: 2, works: 5, dropped: ['a>b', 'c>d', 'd>e'] });
    expect([...neighboursOf(next, 2)]).toEqual([4]);
    expect([...neighboursOf(previous, 2)]).toEqual([]);
    // f cites a later work, but in no circle.
    expect([...neighboursOf(previous, 5)]).toEqual([3]);
  });

  it('copies nothing where there is no circle', () => {
    const graph = graphOf({ a: 2000, b: 2001 }, 'b>a');
    const { next, previous, cycles } = citationFlow(graph);
    expect(next).toBe(graph.citedBy);
    expect(previous).toBe(graph.references);
    expect(cycles).toEqual({ groups: 0, works: 0, dropped: [] });
  });

  it('has every citation that was not dropped, runs one way, and drops in circles only', () => {
    fc.assert(
      fc.property(anyGraph(), (listed) => {
        const graph = graphOfNumbers(listed);
        const { next, previous, order, cycles } = citationFlow(graph);
        const place = new Map([...order].map((v, i) => [v, i]));
        const kept = citationsOf({ ...graph, references: previous });
        expect(place.size).toBe(graph.keys.length);
        for (const [citing, cited] of kept) expect(place.get(cited)).toBeLessThan(place.get(citing)!);
        const dropped = cycles.dropped.map(({ citing, cited }): [number, number] => [citing, cited]);
        const sorted = (pairs: [number, number][]): string[] => pairs.map(String).sort();
        expect(sorted([...kept, ...dropped])).toEqual(sorted(citationsOf(graph)));
        expect(sorted(citationsOf({ ...graph, references: next }).map(([a, b]) => [b, a]))).toEqual(sorted(kept));
        const { of } = strongComponents(graph.references);
        for (const [citing, cited] of dropped) expect(of[citing]).toBe(of[cited]);
      }),
    );
  });
});
