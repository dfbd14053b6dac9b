import { expect } from '@jest/globals';
import fc from 'fast-check';
import { authorNetwork, type AuthorNetwork, type NetworkOptions } from '../../src/analysis/author-network.js';
import type { Relation } from '../../src/analysis/author-network-material.js';
import { materialOf, PLAIN, type Work } from './bylines.js';

/** Networks of works given as bylines, and how two of them are compared. */

export const networkOf = (
  works: readonly Work[],
  options: Partial<NetworkOptions> = {},
  named: readonly string[] = [],
): AuthorNetwork => {
  const all = { ...PLAIN, ...options };
  return authorNetwork(materialOf(works, all.relation, named), all);
};

/** `a b` to weight. */
export function weights({ nodes, edges }: AuthorNetwork, of: 'weight' | 'normalizedWeight' | 'sharedArticles' = 'weight') {
  const pairs = edges.map((edge): [string, number] => [`${nodes[edge.source]!.key} ${nodes[edge.target]!.key}`, edge[of]]);
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same whichever end comes first. */
export function undirected(pairs: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(pairs).map(([pair, weight]) => [pair.split(' ').sort().join(' '), weight]));
}

export const undirectedUnless = ({ relation }: { relation: Relation }, pairs: Record<string, number>) =>
  relation === 'AUTHOR_CITATION' ? pairs : undirected(pairs);

export function close(found: Record<string, number>, expected: Record<string, number>): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
  for (const [pair, weight] of Object.entries(expected)) expect([pair, found[pair]]).toEqual([pair, expect.closeTo(weight, 9)]);
}

const NAMES = ['Ångström Å', 'de la Cruz J', 'Müller-Ö', 'van den Berg', '王小明', '李', 'g', 'h', 'i', 'j'].map((name) => name.replaceAll(' ', '_')); // prettier-ignore
const work = (count: number): fc.Arbitrary<Work> =>
  fc.record({
    by: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 6 }),
    year: fc.integer({ min: 2000, max: 2009 }),
    cites: fc.uniqueArray(fc.nat({ max: count - 1 }), { maxLength: 5 }),
    citations: fc.nat(20),
    topics: fc.uniqueArray(fc.constantFrom('mentoring', 'burnout', 'simulation'), { maxLength: 2 }),
  });
export const someWorks = fc
  .integer({ min: 1, max: 14 })
  .chain((count) => fc.array(work(count), { minLength: count, maxLength: count }));
