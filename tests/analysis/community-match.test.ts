import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchCommunities, type Membership } from '../../src/analysis/community-match.js';

/** `{ 0: 'abc' }`: community 0 has the members a, b and c. */
const members = (groups: Record<number, string>): Membership =>
  new Map(Object.entries(groups).flatMap(([number, all]) => [...all].map((node) => [node, Number(number)] as const)));
const numbersOf = (...periods: Membership[]) => {
  const { numbers, next } = matchCommunities(periods[0]!, periods[1]!);
  return { ...Object.fromEntries(numbers), next };
};

describe('Communities of two periods', () => {
  it('keep the number of the one that they share most with, worked out by hand', () => {
    // Shares: 0 with {a b c d}: 3 of 5; 1 with {a b c d}: 1 of 7; 1 with {e f g}: 2 of 5. {x y} is new.
    expect(numbersOf(members({ 0: 'abcz', 1: 'defgh' }), members({ 0: 'efk', 1: 'abcd', 2: 'xy' }))).toEqual({ 0: 1, 1: 0, 2: 2, next: 3 }); // prettier-ignore
  });

  it('have at most one successor when they split, and go on as one when they merge', () => {
    // abcdef splits into abcd (4 of 6) and ef (2 of 6).
    expect(numbersOf(members({ 0: 'abcdef' }), members({ 0: 'ef', 1: 'abcd' }))).toEqual({ 1: 0, 0: 1, next: 2 });
    // abc (3 of 5) and de (2 of 5) become one.
    expect(numbersOf(members({ 0: 'de', 1: 'abc' }), members({ 0: 'abcde' }))).toEqual({ 0: 1, next: 2 });
  });

  it('take the lower number of two that are equal', () => {
    expect(numbersOf(members({ 3: 'ab', 5: 'cd' }), members({ 0: 'abcd' }))).toEqual({ 0: 3, next: 6 });
    expect(numbersOf(members({ 0: 'abcd' }), members({ 4: 'ab', 2: 'cd' }))).toEqual({ 2: 0, 4: 1, next: 2 });
  });

  it('do not take the number of one that ended before', () => {
    const first = members({ 0: 'ab', 1: 'cd' });
    const { numbers, next } = matchCommunities(first, members({ 0: 'ab' }));
    const second = new Map([...members({ 0: 'ab' })].map(([node, number]) => [node, numbers.get(number)!]));
    expect(matchCommunities(second, members({ 0: 'ab', 1: 'xy' }), next).numbers.get(1)).toBe(2);
  });

  it('are numbered as before where nothing changed, and each has a number of its own', () => {
    const membership = fc.dictionary(fc.constantFrom(...'abcdefghij'), fc.nat(4)).map((one) => new Map(Object.entries(one)));
    fc.assert(
      fc.property(membership, membership, (before, after) => {
        for (const [own, kept] of matchCommunities(before, before).numbers) expect(kept).toBe(own);
        const { numbers, next } = matchCommunities(before, after);
        expect([...numbers.keys()].sort()).toEqual([...new Set(after.values())].sort());
        expect(new Set(numbers.values()).size).toBe(numbers.size);
        for (const kept of numbers.values()) expect(kept).toBeLessThan(next);
        // The order in which members are told decides nothing.
        const turned = (one: Membership) => new Map([...one].reverse());
        expect(new Map(matchCommunities(turned(before), turned(after)).numbers)).toEqual(numbers);
      }),
    );
  });
});
