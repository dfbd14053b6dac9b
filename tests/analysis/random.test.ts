import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom, shuffled } from '../../src/analysis/random.js';

describe('numbers by chance', () => {
  it('are the same for the same seed, in their range, and even', () => {
    const [one, again, other] = [seededRandom(5), seededRandom(5), seededRandom(6)];
    const draw = (random: { next(): number }) => Array.from({ length: 10_000 }, () => random.next());
    const values = draw(one);
    expect(draw(again)).toEqual(values);
    expect(draw(other)).not.toEqual(values);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    const tenths = Array.from({ length: 10 }, (_, i) => values.filter((value) => Math.floor(10 * value) === i).length);
    // 1000 expected in each; five standard deviations are 150.
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('put every number into an order once', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.integer(), (size, seed) => {
        const order = shuffled(size, seededRandom(seed));
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i));
      }),
    );
  });
});
