import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { identifyAuthors } from '../../src/import/author-match.js';
import { possiblePeople } from '../../src/import/author-possible.js';
import { claimsOf } from './author-claims.js';

const ORCID_A = '0000-0002-1825-0097';
const ORCID_B = '0000-0001-5109-3700';
const THREE = claimsOf({
  w1: [{ name: 'Smith J', orcid: ORCID_A }, 'Roe B', 'Doe C', 'Poe D'],
  w2: [{ name: 'Smith J', orcid: ORCID_B }, 'Roe B', 'Doe C', 'Poe D'],
  w3: ['Smith J', 'Roe B', 'Doe C', 'Poe D'],
}).filter(({ nameAsWritten }) => nameAsWritten === 'Smith J');
const idsOf = (id: string, different: [string, string][] = [], groups: string[][] = []) =>
  possiblePeople({ claims: THREE, groups, different }, id).map((one) => one.id);

describe('who may be the same person', () => {
  test('one who fits two alike may be either; these two are never each other', () => {
    expect(idsOf('w3#1').sort()).toEqual(['w1#1', 'w2#1']);
    expect(idsOf('w1#1')).toEqual(['w3#1']);
    const [best] = possiblePeople({ claims: THREE, groups: [], different: [] }, 'w3#1');
    expect(best!.evidence).toContainEqual({
      kind: 'COAUTHORS',
      detail: expect.stringContaining('doe|c') as unknown,
      weight: expect.any(Number) as unknown,
    });
  });

  test('not one whom a decision keeps apart, nor one who is the same already', () => {
    expect(idsOf('w3#1', [['w1#1', 'w3#1']])).toEqual(['w2#1']);
    expect(idsOf('w3#1', [], [['w1#1', 'w3#1']])).toEqual([]);
  });

  test('has every pair that the matching itself leaves to a person, with its score', () => {
    const work = fc.record({
      authors: fc.uniqueArray(fc.constantFrom('Li X', 'Li, Xin', 'Roe B', 'Doe C', 'Poe D', 'Müller E'), { minLength: 1 }),
      year: fc.integer({ min: 1990, max: 2024 }),
      journal: fc.constantFrom('j', 'k'),
      topics: fc.subarray(['t', 'u']),
    });
    let seen = 0;
    fc.assert(
      fc.property(fc.array(work, { minLength: 2, maxLength: 12 }), (list) => {
        const all = claimsOf(Object.fromEntries(list.map((one, i) => [`w${i}`, one])));
        const claims = all.filter(({ nameAsWritten }) => nameAsWritten.startsWith('Li'));
        if (claims.length < 2) return;
        const { clusters, possible } = identifyAuthors(claims);
        const groups = clusters.map(({ ids }) => ids);
        for (const { a, b, score } of possible) {
          seen++;
          for (const [one, other] of [
            [a, b],
            [b, a],
          ] as const) {
            // prettier-ignore
            const found = possiblePeople({ claims, groups, different: [] }, one).find(({ id }) => id === other);
            expect(found?.score).toBeCloseTo(score, 10);
          }
        }
      }),
      { seed: 11, numRuns: 300 },
    );
    expect(seen).toBeGreaterThan(20);
  });
});
