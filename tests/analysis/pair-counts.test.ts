import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countPairs, DEFAULT_PAIR_LIMITS } from '../../src/analysis/pair-counts.js';
import { graphOf, type Pair } from './networks.js';

const SIZE = 12;
const citations = fc
  .array(fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1)), { maxLength: 60 })
  .map((pairs): Pair[] => pairs.filter(([citing, cited]) => citing !== cited));

/** AᵀA (or AAᵀ) by its definition, from the citations alone, lists of more than `most` members left out. */
function matrix(pairs: readonly Pair[], list: 0 | 1, most = Infinity): number[][] {
  const members = Array.from({ length: SIZE }, () => new Set<number>());
  for (const pair of pairs) members[pair[list]]!.add(pair[1 - list]!);
  const kept = members.filter((set) => set.size <= most);
  return Array.from({ length: SIZE }, (_, i) =>
    Array.from({ length: SIZE }, (_, j) => (i === j ? 0 : kept.filter((set) => set.has(i) && set.has(j)).length)),
  );
}

function counted(pairs: readonly Pair[], list: 0 | 1, limits = DEFAULT_PAIR_LIMITS): number[][] {
  const { references, citedBy } = graphOf(SIZE, pairs);
  const [members, lists] = list === 0 ? [references, citedBy] : [citedBy, references];
  const { offsets, neighbours, counts } = countPairs('test', members, lists, limits);
  const rows = Array.from({ length: SIZE }, () => Array.from({ length: SIZE }, () => 0));
  for (let v = 0; v < SIZE; v++) for (let i = offsets[v]!; i < offsets[v + 1]!; i++) rows[v]![neighbours[i]!]! += counts[i]!;
  return rows;
}

describe('counts of pairs', () => {
  it('are AᵀA for co-citation and AAᵀ for coupling, and symmetric', () => {
    fc.assert(
      fc.property(citations, fc.constantFrom(0 as const, 1 as const), (pairs, list) => {
        const rows = counted(pairs, list);
        expect(rows).toEqual(matrix(pairs, list));
        expect(rows).toEqual(rows.map((_, i) => rows.map((row) => row[i])));
      }),
    );
  });

  it('leave long lists and rare pairs out, and say how many', () => {
    fc.assert(
      fc.property(
        citations,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 3 }),
        (pairs, mostMembers, minimumCount) => {
          const all = matrix(pairs, 0, mostMembers);
          const limits = { ...DEFAULT_PAIR_LIMITS, mostMembers, minimumCount };
          expect(counted(pairs, 0, limits)).toEqual(all.map((row) => row.map((count) => (count < minimumCount ? 0 : count))));
          const { references, citedBy } = graphOf(SIZE, pairs);
          const { rarePairs, listsLeftOut, pairsLeftOut } = countPairs('test', references, citedBy, limits);
          expect(rarePairs).toBe(all.flat().filter((count) => count > 0 && count < minimumCount).length / 2);
          const long = Array.from({ length: SIZE }, (_, v) => references.offsets[v + 1]! - references.offsets[v]!).filter(
            (length) => length > mostMembers,
          );
          expect(listsLeftOut).toBe(long.length);
          expect(pairsLeftOut).toBe(long.reduce((sum, d) => sum + (d * (d - 1)) / 2, 0));
        },
      ),
    );
  });

  it('list the neighbours of each in ascending order', () => {
    // 4 cites 3, 0 and 2; 5 cites 2 and 3: {0,2} {0,3} once, {2,3} twice.
    const { references, citedBy } = graphOf(6, [[4, 3], [4, 0], [4, 2], [5, 2], [5, 3]]); // prettier-ignore
    const { offsets, neighbours, counts, occurrences } = countPairs('test', references, citedBy, DEFAULT_PAIR_LIMITS);
    expect([...offsets]).toEqual([0, 2, 2, 4, 6, 6, 6]);
    expect([...neighbours]).toEqual([2, 3, 0, 3, 0, 2]);
    expect([...counts]).toEqual([1, 1, 1, 2, 1, 2]);
    expect([...occurrences]).toEqual([1, 0, 2, 2, 0, 0]);
  });

  it('are refused with the figure before counting, and with the limit that would do', () => {
    // Lists of 5, 3 and 2 works: 10 + 3 + 1 = 14 pairs. Without the first 4 remain.
    const lists: Pair[] = [[9, 0], [9, 1], [9, 2], [9, 3], [9, 4], [8, 0], [8, 1], [8, 2], [7, 0], [7, 1]]; // prettier-ignore
    const { references, citedBy } = graphOf(10, lists);
    const limits = { ...DEFAULT_PAIR_LIMITS, mostPairs: 13 };
    expect(() => countPairs('co-citation', references, citedBy, limits)).toThrow(
      expect.objectContaining({
        code: 'TOO_LARGE',
        message:
          'The co-citation network would count 14 pairs; at most 13 are counted. ' +
          'Leave out lists of more than 3 members (mostMembers), or allow more pairs (mostPairs).',
      }),
    );
    expect(countPairs('co-citation', references, citedBy, { ...limits, mostMembers: 3 }).pairsLeftOut).toBe(10);
    expect(countPairs('co-citation', references, citedBy, { ...limits, mostPairs: 14 }).pairsLeftOut).toBe(0);
  });

  it('can be ended by the checkpoint', () => {
    const { references, citedBy } = graphOf(3, [[2, 0], [2, 1]]); // prettier-ignore
    const checkpoint = () => {
      throw new Error('ended');
    };
    expect(() => countPairs('test', references, citedBy, DEFAULT_PAIR_LIMITS, { checkpoint })).toThrow('ended');
  });
});
