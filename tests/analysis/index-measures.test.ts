import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { authorship, careerSpan, gIndex, hIndex, mIndex, newCoauthors } from '../../src/analysis/index-measures.js';

const counts = fc.array(fc.nat(60), { maxLength: 40 });

describe('h, g and m index', () => {
  it('of a list, worked out by hand', () => {
    // 10 8 5 4 3: four works have 4 or more, no five have 5. Sums 10 18 23 27 30 against 1 4 9 16 25: all five.
    expect([hIndex([3, 8, 4, 10, 5]), gIndex([3, 8, 4, 10, 5])]).toEqual([4, 5]);
    // 25 8 5 3 3: three have 3 or more and the fourth has 3. Sums 25 33 38 41 44 reach 25 of five.
    expect([hIndex([25, 8, 5, 3, 3]), gIndex([25, 8, 5, 3, 3])]).toEqual([3, 5]);
    // 6 1 1 1: sums 6 7 8 9 against 1 4 9: two.
    expect([hIndex([1, 6, 1, 1]), gIndex([1, 6, 1, 1])]).toEqual([1, 2]);
    expect([hIndex([]), gIndex([]), hIndex([0, 0]), gIndex([0, 0])]).toEqual([0, 0, 0, 0]);
  });

  it('g is no larger than the number of works', () => {
    expect([hIndex([1000]), gIndex([1000])]).toEqual([1, 1]);
  });

  it('is what the definition says, for every list', () => {
    fc.assert(
      fc.property(counts, (list) => {
        const h = hIndex(list);
        const has = (n: number) => list.filter((count) => count >= n).length >= n;
        expect([has(h), h < list.length && has(h + 1)]).toEqual([true, false]);
        const top = (n: number) => [...list].sort((a, b) => b - a).slice(0, n).reduce((a, b) => a + b, 0); // prettier-ignore
        const fits = list.map((_, i) => i + 1).filter((n) => top(n) >= n * n);
        expect(gIndex(list)).toBe(Math.max(0, ...fits));
        expect(gIndex(list)).toBeGreaterThanOrEqual(h);
      }),
    );
  });

  it('m divides h by years, the first and this one included', () => {
    expect(mIndex(6, 2015, 2026)).toBe(0.5);
    expect(mIndex(2, 2026, 2026)).toBe(2);
    expect([mIndex(2, null, 2026), mIndex(2, 2027, 2026)]).toEqual([null, null]);
  });
});

describe('authorship', () => {
  it('of four works, worked out by hand', () => {
    // Alone; first of 3; last of 4; in the middle of 5. First or alone: 2 of 4; last: 1 of 4; first of the three with
    // others: 1 of 3; authors of these: (3 + 4 + 5) / 3.
    const places = [
      { position: 1, authors: 1 },
      { position: 1, authors: 3 },
      { position: 4, authors: 4 },
      { position: 3, authors: 5 },
    ];
    expect(authorship(places)).toEqual({ firstShare: 0.5, lastShare: 0.25, dominanceFactor: 1 / 3, collaborationIndex: 4 });
  });

  it('has no value where there is nothing to divide by', () => {
    expect(authorship([])).toEqual({ firstShare: null, lastShare: null, dominanceFactor: null, collaborationIndex: null });
    const alone = { firstShare: 1, lastShare: 0, dominanceFactor: null, collaborationIndex: null };
    expect(authorship([{ position: 1, authors: 1 }])).toEqual(alone);
  });
});

describe('career span', () => {
  it('counts both ends, and works without a year not at all', () => {
    expect(careerSpan([2012, null, 2009, 2011])).toEqual({ firstYear: 2009, lastYear: 2012, years: 4 });
    expect([careerSpan([]), careerSpan([null])]).toEqual([null, null]);
  });
});

describe('new coauthors', () => {
  it('are counted in the year of the first work together', () => {
    const works = [
      { year: 2012, coauthors: ['b', 'c', 'd'] },
      { year: 2010, coauthors: ['a', 'b'] },
      { year: null, coauthors: ['a', 'e'] },
      { year: 2012, coauthors: ['d'] },
      { year: 2011, coauthors: [] },
    ];
    // Five people in 3 + 2 + 2 + 1 places.
    expect(newCoauthors(works)).toEqual({
      byYear: [
        { year: 2010, count: 2 },
        { year: 2011, count: 0 },
        { year: 2012, count: 2 },
        { year: null, count: 1 },
      ],
      rate: 5 / 8,
    });
    expect(newCoauthors([{ year: 2011, coauthors: [] }])).toEqual({ byYear: [{ year: 2011, count: 0 }], rate: null });
  });

  it('are all coauthors together, whatever the order of the works', () => {
    const works = fc.array(fc.record({ year: fc.option(fc.integer({ min: 1990, max: 1995 })), coauthors: fc.uniqueArray(fc.constantFrom(...'abcdef')) })); // prettier-ignore
    fc.assert(
      fc.property(works, fc.nat(), (list, turn) => {
        const { byYear, rate } = newCoauthors(list);
        const different = new Set(list.flatMap(({ coauthors }) => coauthors)).size;
        expect(byYear.reduce((sum, { count }) => sum + count, 0)).toBe(different);
        const at = list.length === 0 ? 0 : turn % list.length;
        expect(newCoauthors([...list.slice(at), ...list.slice(0, at)])).toEqual({ byYear, rate });
      }),
    );
  });
});
