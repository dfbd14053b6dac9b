import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localCitations, worldCitations } from '../../src/analysis/citation-counts.js';
import { citationsPerYear } from '../../src/analysis/citations-per-year.js';
import { normalisedCitations } from '../../src/analysis/normalised-citations.js';
import { anyGraph, byKey, graphOf, graphOfNumbers } from './graphs.js';

/** Of 2000: a is cited 3 times, b once. Of 2001: c once, d not. e has no year, f is not cited. */
const graph = graphOf({ a: 2000, b: 2000, c: 2001, d: 2001, e: -1, f: 2003 }, 'c>a d>a e>a d>b f>c');

describe('Citation scores', () => {
  it('counts the citing works of the graph', () => {
    expect(byKey(graph, localCitations(graph))).toEqual({ a: 3, b: 1, c: 1, d: 0, e: 0, f: 0 });
  });

  it('knows no world-wide count where the source states none', () => {
    expect([...worldCitations(Int32Array.of(4, -1, 0))]).toEqual([4, NaN, 0]);
  });

  it('divides by the mean of the year', () => {
    // Means: 2000: 2; 2001: 1/2; 2003: 0, of which there is no share.
    expect(byKey(graph, normalisedCitations(graph, localCitations(graph)))).toEqual({ a: 1.5, b: 0.5, c: 2, d: 0, e: NaN, f: NaN }); // prettier-ignore
  });

  it('divides by the mean of year and field, and knows none without a field', () => {
    const fields = Int32Array.of(1, 2, 1, 1, 1, -1);
    expect(byKey(graph, normalisedCitations(graph, localCitations(graph), fields))).toEqual({ a: 1, b: 1, c: 2, d: 0, e: NaN, f: NaN }); // prettier-ignore
  });

  it('leaves works known by their identifier alone, and unknown counts, out of the means', () => {
    const stubs = Uint8Array.of(1, 0, 0, 0, 0, 0);
    expect(normalisedCitations({ ...graph, stubs }, localCitations(graph)).slice(0, 2)).toEqual(Float64Array.of(NaN, 1));
    expect(normalisedCitations(graph, worldCitations(Int32Array.of(-1, 9, 4, 0, 7, 3)))).toEqual(Float64Array.of(NaN, 1, 2, 0, NaN, 1)); // prettier-ignore
  });

  it('counts the year of publication as the first', () => {
    expect(byKey(graph, citationsPerYear(graph, localCitations(graph), 2002))).toEqual({ a: 1, b: 1 / 3, c: 1 / 2, d: 0, e: NaN, f: NaN }); // prettier-ignore
  });

  it('has 1 as the mean of each year', () => {
    fc.assert(
      fc.property(anyGraph(), (listed) => {
        const some = graphOfNumbers(listed);
        const scores = normalisedCitations(some, localCitations(some));
        for (const year of new Set(listed.years)) {
          const ofYear = [...scores].filter((score, v) => listed.years[v] === year && !Number.isNaN(score));
          if (ofYear.length > 0) expect(ofYear.reduce((a, b) => a + b) / ofYear.length).toBeCloseTo(1, 12);
        }
      }),
    );
  });
});
