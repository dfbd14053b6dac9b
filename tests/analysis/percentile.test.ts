import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { percentile } from '../../src/analysis/percentile.js';

describe('Percentile rank', () => {
  it('is the share below and half of the equals', () => {
    // Of five: 1 below the two sevens; they share the places 2 and 3.
    expect([...percentile(Float64Array.of(7, 1, 7, 9, 8))]).toEqual([40, 10, 40, 90, 70]);
    expect([...percentile(Float64Array.of(0, NaN, -0, 5))]).toEqual([100 / 3, NaN, 100 / 3, (100 * 2.5) / 3]);
    expect([...percentile(Float64Array.of(3))]).toEqual([50]);
    expect(percentile(new Float64Array(0)).length).toBe(0);
  });

  it('has the mean 50 and the order of the scores', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1 }), (scores) => {
        const ranks = percentile(Float64Array.from(scores));
        expect(ranks.reduce((a, b) => a + b) / ranks.length).toBeCloseTo(50, 9);
        scores.forEach((a, i) => scores.forEach((b, j) => expect(Math.sign(ranks[i]! - ranks[j]!)).toBe(Math.sign(a - b))));
      }),
    );
  });
});
