import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { historiograph, type Historiograph } from '../../src/analysis/historiograph.js';
import { anyGraph, citationsOf, graphOf, graphOfNumbers } from './graphs.js';

/** Cited: a 3, b 2, c 1, d 1, n 2; e, f, g 0. d cites a also by way of c and of b. n has no year. */
const graph = graphOf(
  { a: 1990, b: 1995, c: 1996, d: 1999, e: 2001, f: 1994, g: 2002, n: -1 },
  'b>a c>a c>b d>a d>b d>c e>d e>n g>n f>a',
);
const named = ({ citations }: Historiograph) =>
  citations.map(({ citing, cited }) => `${graph.keys[citing]}>${graph.keys[cited]}`);

describe('A historiograph', () => {
  it('has the most cited works in order of time, and the citations among them', () => {
    const found = historiograph(graph, { top: 3, isReduced: false });
    expect(found.works.map(({ work, year, localCitations }) => [graph.keys[work], year, localCitations])).toEqual([
      ['a', 1990, 4],
      ['b', 1995, 2],
      ['c', 1996, 1],
    ]);
    expect(named(found)).toEqual(['b>a', 'c>a', 'c>b']);
    // n is cited more often than c.
    expect([found.implied, found.withoutYear]).toEqual([0, 1]);
  });

  it('leaves out what a longer chain says already', () => {
    const found = historiograph(graph, { top: 10, isReduced: true });
    expect(found.works.map(({ work }) => graph.keys[work])).toEqual(['a', 'b', 'c', 'd']);
    expect(named(found)).toEqual(['b>a', 'c>b', 'd>c']);
    expect([found.implied, found.withoutYear]).toEqual([3, 1]);
  });

  it('shows citations in a circle', () => {
    const circle = graphOf({ a: 2000, b: 2000, c: 2001 }, 'a>b b>a c>a c>b');
    const { citations, implied } = historiograph(circle, { top: 3, isReduced: true });
    expect(citations).toEqual([
      { citing: 1, cited: 0 },
      { citing: 0, cited: 1 },
    ]);
    expect(implied).toBe(0);
    expect(historiograph(graphOf({ a: 2000 }, ''), { top: 3, isReduced: true })).toEqual({ works: [], citations: [], implied: 0, withoutYear: 0 }); // prettier-ignore
  });

  it('reaches from each work the same works, reduced or not, with no citation to spare', () => {
    const reach = (pairs: string[]): Set<string> => {
      const all = new Set(pairs);
      for (let size = -1; size !== all.size;) {
        size = all.size;
        for (const one of [...all]) for (const other of [...all]) if (one.split('>')[1] === other.split('>')[0]) all.add(`${one.split('>')[0]}>${other.split('>')[1]}`); // prettier-ignore
      }
      return all;
    };
    const pairs = ({ citations }: Historiograph) => citations.map(({ citing, cited }) => `${citing}>${cited}`);
    fc.assert(
      fc.property(anyGraph(8), fc.integer({ min: 1, max: 8 }), (listed, top) => {
        const some = graphOfNumbers(listed);
        const [whole, reduced] = [historiograph(some, { top, isReduced: false }), historiograph(some, { top, isReduced: true })];
        expect(whole.works).toEqual(reduced.works);
        expect(reach(pairs(reduced))).toEqual(reach(pairs(whole)));
        expect(reduced.implied).toBe(whole.citations.length - reduced.citations.length);
        const shown = new Set(whole.works.map(({ work }) => work));
        expect(whole.citations.length).toBe(citationsOf(some).filter(([a, b]) => shown.has(a) && shown.has(b)).length);
      }),
      { numRuns: 60 },
    );
  });
});
