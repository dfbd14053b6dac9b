import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareRanks, rankedEntries, Ranking, type Rank } from '../../src/traverse/ranking.js';
import { select } from '../../src/traverse/selection.js';

/** Few different values, so that most entries are equal in some of them. */
const few = fc.integer({ min: 0, max: 3 });
const entriesOf = fc
  .array(fc.record({ numbers: fc.tuple(few, few), year: few }), { maxLength: 40 })
  .map((list) => list.map((one, i) => ({ ...one, key: `k${(i * 7) % 41}` })));

const rankingOf = (entries: readonly Rank[]) => {
  const years = new Map(entries.map(({ key, year }) => [key, year]));
  const numbers = [({ numbers }: Rank) => numbers[0]!, ({ numbers }: Rank) => numbers[1]!];
  const asked: string[] = [];
  const yearsOf = async (keys: readonly string[]) => (asked.push(...keys), keys.map((key) => years.get(key)!));
  return { ranking: new Ranking(rankedEntries(entries, numbers, yearsOf)), asked };
};

describe('a ranking', () => {
  test('gives the parts of the list that is sorted whole, and says where a place stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(entriesOf, few, fc.nat(40), fc.nat(40), async (entries, number, from, length) => {
        const sorted = [...entries].sort(compareRanks);
        const { ranking } = rankingOf(entries);
        const part = await ranking.slice(from, from + length);
        expect(part.map(({ rank }) => rank.key)).toEqual(sorted.slice(from, from + length).map(({ key }) => key));
        expect(part.map(({ entry, rank }) => ({ ...rank, key: entry.key }))).toEqual(part.map(({ rank }) => rank));
        const places: Rank[] = [...entries.slice(0, 3), { numbers: [number, 1], year: 1, key: 'k20x' }];
        for (const place of places) {
          const at = sorted.filter((one) => compareRanks(one, place) < 0).length;
          expect(await ranking.indexBehind(place, true)).toBe(at);
          expect(await ranking.indexBehind(place)).toBe(at + Number(sorted.some((one) => compareRanks(one, place) === 0)));
        }
      }),
    );
  });

  test('reads the years of those alone that are equal in their numbers to one that is looked at', async () => {
    const entries = Array.from({ length: 30 }, (_, i) => ({ key: `k${i}`, numbers: [i % 10, 0], year: 2000 }));
    const { ranking, asked } = rankingOf(entries);
    expect((await ranking.slice(0, 2)).map(({ rank }) => rank.key)).toEqual(['k19', 'k29']);
    expect(asked.sort()).toEqual(['k19', 'k29', 'k9']);
  });
});

test('a part of a list is put in order as if all of it were sorted', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.nat(20), fc.nat(20), (list, from, length) => {
      const [begin, end] = [Math.min(from, list.length), Math.min(from + length, list.length)];
      const part = select(Float64Array.from(list), begin, end, (a, b) => b - a);
      expect([...part]).toEqual([...list].sort((a, b) => b - a).slice(begin, end));
    }),
  );
});
