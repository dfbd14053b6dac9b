import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { burstStates, DEFAULT_BURSTS, findBursts } from '../../src/analysis/bursts.js';
import { FIXTURES } from './fixtures.js';

const OPTIONS = { s: 2, gamma: 1, minimumDuration: 1 };

/** Cost of a sequence of states by the definition of the paper. */
function costOf(states: readonly number[], r: readonly number[], d: readonly number[], s: number, gamma: number): number {
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const usual = total(r) / total(d);
  const shares = [usual, Math.min(1, s * usual)];
  let cost = 0;
  states.forEach((state, t) => {
    if (state > (states[t - 1] ?? 0)) cost += gamma * Math.log(states.length);
    if (r[t]! > 0) cost -= r[t]! * Math.log(shares[state]!);
    if (d[t]! > r[t]!) cost -= (d[t]! - r[t]!) * Math.log(1 - shares[state]!);
  });
  return cost;
}

describe('bursts', () => {
  it('worked out for one year of three', () => {
    // 1, 8 and 1 of 20 documents: the usual share is 10/60 = 1/6, that of a burst 1/3. In the second year
    // calm costs −8 ln(1/6) − 12 ln(5/6) = 16.5220, burst −8 ln(1/3) − 12 ln(2/3) = 13.6545: 2.8675 cheaper,
    // more than ln 3 = 1.0986 to begin it. In the others 1 · ln 2 is gained and 19 ln(5/4) lost.
    const weight = 8 * Math.log(2) - 12 * Math.log(5 / 4);
    expect(weight).toBeCloseTo(2.8675, 4);
    expect(findBursts([1, 8, 1], [20, 20, 20], OPTIONS)).toEqual([{ from: 1, to: 1, weight: expect.closeTo(weight, 12) }]);
    // To begin it costs 2.8675 at gamma 2.61.
    expect(findBursts([1, 8, 1], [20, 20, 20], { ...OPTIONS, gamma: 2.6 })).toHaveLength(1);
    expect(findBursts([1, 8, 1], [20, 20, 20], { ...OPTIONS, gamma: 2.62 })).toHaveLength(0);
    expect(findBursts([1, 8, 1], [20, 20, 20], { ...OPTIONS, minimumDuration: 2 })).toHaveLength(0);
  });

  it.each(FIXTURES.bursts.map((burst, i) => ({ ...burst, i })))(
    'are the cheapest of all sequences of states: $i',
    ({ relevant, documents, s, gamma, states, weight, cost }) => {
      expect([...burstStates(relevant, documents, { s, gamma })]).toEqual(states);
      const found = findBursts(relevant, documents, { s, gamma, minimumDuration: 1 });
      expect(found.reduce((sum, burst) => sum + burst.weight, 0)).toBeCloseTo(weight, 9);
      expect(costOf(states, relevant, documents, s, gamma)).toBeCloseTo(cost, 9);
    },
  );

  it('cost no more than any other sequence', () => {
    const batch = fc.tuple(fc.nat(6), fc.nat(30)).map(([r, more]) => ({ r, d: r + more }));
    const series = fc.array(batch, { minLength: 1, maxLength: 8 }).filter((all) => all.some(({ r }) => r > 0));
    fc.assert(
      fc.property(series, fc.constantFrom(1.2, 2, 5), fc.constantFrom(0, 0.5, 1, 3), (all, s, gamma) => {
        const [r, d] = [all.map((one) => one.r), all.map((one) => one.d)];
        const best = costOf([...burstStates(r, d, { s, gamma })], r, d, s, gamma);
        for (let code = 0; code < 2 ** all.length; code++) {
          const states = all.map((_, t) => (code >> t) & 1);
          expect(best).toBeLessThanOrEqual(costOf(states, r, d, s, gamma) + 1e-9);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('are none where nothing or everything is about the subject, or the share never changes', () => {
    expect(findBursts([0, 0, 0], [5, 5, 5], DEFAULT_BURSTS)).toEqual([]);
    expect(findBursts([5, 5, 5], [5, 5, 5], DEFAULT_BURSTS)).toEqual([]);
    expect(findBursts([5, 10, 20], [50, 100, 200], DEFAULT_BURSTS)).toEqual([]);
    expect(findBursts([], [], DEFAULT_BURSTS)).toEqual([]);
  });
});
