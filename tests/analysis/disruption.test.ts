import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { disruption } from '../../src/analysis/disruption.js';
import { anyGraph, byKey, citationsOf, graphOf, graphOfNumbers, otherPrograms } from './graphs.js';

/** The formula with sets, as one reads it. */
function bySets(graph: ReturnType<typeof graphOf>, window: number): number[] {
  const citations = citationsOf(graph);
  return graph.keys.map((_, focal) => {
    const year = graph.years[focal]!;
    const references = new Set(citations.filter(([citing]) => citing === focal).map(([, cited]) => cited));
    if (year === -1 || references.size === 0) return NaN;
    const isLater = (v: number): boolean => graph.years[v]! > year && (window === 0 || graph.years[v]! <= year + window);
    const citers = new Set(citations.filter(([citing, cited]) => cited === focal && isLater(citing)).map(([citing]) => citing));
    const others = new Set(
      citations.filter(([citing, cited]) => references.has(cited) && isLater(citing)).map(([citing]) => citing),
    );
    const both = [...citers].filter((v) => others.has(v)).length;
    return (citers.size - both - both) / (citers.size + others.size - both);
  });
}

describe('Disruption', () => {
  it('of the graph that the index’s authors show', () => {
    // 4 cites 0 to 3. 7, 8 and 10 cite 4 alone (n_i = 3), 6 and 9 cite it and references of it (n_j = 2), 5 cites only a
    // reference (n_k = 1): (3 − 2)/6.
    const years = { k00: 1992, k01: 1992, k02: 1993, k03: 1993, k04: 1995, k05: 1997, k06: 1998, k07: 1999, k08: 1999, k09: 1998, k10: 1997 }; // prettier-ignore
    const graph = graphOf(
      years,
      'k04>k02 k04>k00 k04>k01 k04>k03 k05>k02 k06>k02 k06>k04 k07>k04 k08>k04 k09>k04 k09>k01 k09>k03 k10>k04',
    );
    const { scores, onlyWork, both, onlyReferences } = disruption(graph, { window: 5 });
    expect([onlyWork[4], both[4], onlyReferences[4], scores[4]]).toEqual([3, 2, 1, 1 / 6]);
    // Until 1998 the works 7 and 8 are not yet there: (1 − 2)/4.
    expect(disruption(graph, { window: 3 }).scores[4]).toBe(-1 / 4);
  });

  it('has no value without year, references or anything to count, and leaves out works of its own year', () => {
    const graph = graphOf({ a: 2000, b: 2001, c: 2001, d: -1, e: 2002 }, 'b>a c>a c>b d>a d>b e>d');
    // b: c is of the same year, d of none; so nothing is left to count.
    expect(byKey(graph, disruption(graph, { window: 0 }).scores)).toEqual({ a: NaN, b: NaN, c: NaN, d: NaN, e: NaN });
    const later = graphOf({ a: 2000, b: 2001, c: 2002 }, 'b>a c>b');
    expect(byKey(later, disruption(later, { window: 0 }).scores)).toEqual({ a: NaN, b: 1, c: NaN });
  });

  it.each(otherPrograms())('is that of cdindex on the graph $name', (expected) => {
    const graph = graphOfNumbers(expected);
    const found = (window: number) =>
      [...disruption(graph, { window }).scores].map((score) => (Number.isNaN(score) ? null : score));
    expect(found(5)).toEqual(expected.disruption5);
    expect(found(0)).toEqual(expected.disruption);
  });

  it('is the formula', () => {
    fc.assert(
      fc.property(anyGraph(), fc.nat(4), (listed, window) => {
        const graph = graphOfNumbers(listed);
        expect([...disruption(graph, { window }).scores]).toEqual(bySets(graph, window));
      }),
    );
  });
});
