import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WorkKeys } from '../../src/snapshot/work-keys.js';
import { packKeys } from '../../src/store/packed-keys.js';

describe('the keys of works', () => {
  const key = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
    fc.string({ unit: fc.constantFrom('a', 'b', 'é', '😀', '\0'), minLength: 1, maxLength: 4 }),
    fc.integer({ min: 0, max: 99 }).map((number) => `doi:10.5555/${number}`),
  ).filter((text) => !text.includes('\n')); // prettier-ignore

  it('are found by their numbers, and their numbers by them; no other text has one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(key, { maxLength: 120 }), fc.array(key), async (all, others) => {
        const keys = await WorkKeys.of(packKeys(all));
        expect(keys.length).toBe(all.length);
        expect(all.map((_, number) => keys.at(number))).toEqual(all);
        expect(all.map((one) => keys.numberOf(one))).toEqual([...all.keys()]);
        expect(keys.at(all.length)).toBeUndefined();
        const strange = [...others, '', packKeys(all), ...all.flatMap((one) => [one.slice(1), `${one}a`, `${one}\n`])];
        for (const one of strange) expect(keys.numberOf(one)).toBe(all.includes(one) ? all.indexOf(one) : null);
      }),
      { numRuns: 300 },
    );
  });

  it('may be hundreds of thousands, between which others have their turn', async () => {
    const all = Array.from({ length: 300_000 }, (_, i) => `pmid:${i * 7}`);
    let turns = 0;
    const other = setInterval(() => turns++, 0);
    const keys = await WorkKeys.of(packKeys(all));
    clearInterval(other);
    expect(turns).toBeGreaterThan(5);
    expect(all.every((one, number) => keys.numberOf(one) === number && keys.at(number) === one)).toBe(true);
    expect(keys.numberOf('pmid:1')).toBeNull();
    // Those that are not among the last ones, and those that are.
    for (const number of [0, 8_192, 0, 0, 299_999, 8_192]) expect(keys.at(number)).toBe(all[number]);
  });
});
