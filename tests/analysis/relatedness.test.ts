import { describe, expect, it } from '@jest/globals';
import { similar, STRENGTHS, type StrengthId } from '../../src/analysis/relatedness.js';

/** Two works with 4 and 9 references share three, which 2, 5 and 10 of 100 works cite. */
const of = (id: StrengthId, total = 0): number => {
  const { weight, strength } = STRENGTHS[id];
  const sum = [2, 5, 10].reduce((all, degree) => all + weight(degree, 100), 0);
  return strength(sum, 4, 9, total);
};

describe('Strengths', () => {
  it('are worked out by hand', () => {
    expect(of('SALTON')).toBe(3 / 6);
    expect(of('JACCARD')).toBe(3 / 10);
    // Chance gives 4 · 9 of 120 links in all.
    expect(of('ASSOCIATION_STRENGTH', 120)).toBe(10);
    // ln 50 + ln 20 + ln 10 = ln 10,000.
    expect(of('COUPLING_STRENGTH')).toBeCloseTo(Math.log(10_000) / 36, 14);
    expect(of('ADAMIC_ADAR')).toBeCloseTo(1 / Math.LN2 + 1 / Math.log(5) + 1 / Math.LN10, 14);
  });

  it('are 0 where there is nothing to divide by', () => {
    for (const { strength, weight } of Object.values(STRENGTHS)) {
      expect(strength(0, 0, 0, 0)).toBe(0);
      expect(Number.isFinite(weight(0, 100))).toBe(true);
    }
    expect(STRENGTHS.ADAMIC_ADAR.weight(1, 100)).toBe(0);
  });

  it('adds a quarter of co-citation to coupling', () => {
    expect(similar(0.5, 0.4)).toBe(0.6);
  });
});
