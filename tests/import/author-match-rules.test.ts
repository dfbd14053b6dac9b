import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { candidatePairs } from '../../src/import/author-candidates.js';
import { describeAuthor } from '../../src/import/author-description.js';
import { authorKeyOf, identifyAuthors, nameBlock, type AuthorshipClaim } from '../../src/import/author-match.js';
import { blockOfClaims } from '../../src/import/author-profile.js';
import { claimsOf, groupsOf, identify } from './author-claims.js';

const ORCID_A = '0000-0002-1825-0097';
const ORCID_B = '0000-0001-5109-3700';
const TORONTO = 'Wilson Centre, University Health Network, Toronto, Canada';
const DUNDEE = 'Tayside Institute, University of Dundee, UK';

describe('decisions by hand', () => {
  const works = { w1: ['Ellaway R', 'Dornan T'], w2: ['Ellaway R', 'Dornan T'], w3: ['Ellaway, Robert', 'Hodges B'] };

  test('join what no evidence does, and say so', () => {
    const found = identify(works, { same: [['w3#1', 'w1#1']], different: [] });
    expect(found.clusters).toMatchObject([{ ids: ['w1#1', 'w2#1', 'w3#1'], method: 'BY_HAND' }]);
    expect(found.clusters[0]!.evidence[0]).toEqual({ kind: 'BY_HAND', detail: 'decided to be one: w1#1 and w3#1', weight: 100 });
  });

  test('keep apart what evidence joins, and it is not proposed again', () => {
    const found = identify(works, { same: [], different: [['w2#1', 'w1#1']] });
    expect(groupsOf(found)).toEqual(['w1#1', 'w2#1', 'w3#1']);
    expect(found.possible).toEqual([]);
  });

  test('override ORCIDs, one paper and names', () => {
    const authors = [
      { name: 'Ellaway R', orcid: ORCID_A },
      { name: 'Ellaway S', orcid: ORCID_B },
    ];
    const one = identifyAuthors(claimsOf({ w1: authors }), { same: [['w1#1', 'w1#2']], different: [] });
    expect(one.clusters).toMatchObject([{ ids: ['w1#1', 'w1#2'], orcid: ORCID_B, method: 'BY_HAND' }]);
    const [a, b] = [
      { name: 'Ellaway R', orcid: ORCID_A },
      { name: 'Ellaway R', orcid: ORCID_A },
    ];
    const two = identify({ w1: [a], w2: [b], w3: [b] }, { same: [], different: [['w1#1', 'w2#1'], ['w1#1', 'w3#1']] }); // prettier-ignore
    expect(groupsOf(two)).toEqual(['w1#1', 'w2#1 w3#1']);
    expect(two.clusters.map(authorKeyOf).map((key) => key.split(':')[0])).toEqual(['author', 'orcid']);
  });

  test('a person known under two names is met by either', () => {
    const circle = ['Roe B', 'Doe C', 'Poe D'];
    const found = identify(
      { w1: ['Wang, Xiaoming', ...circle], w2: ['Wang, Xander', 'Loe F', 'Noe G'], w3: ['Wang, Xander', 'Loe F', 'Noe G', 'Joe H'], w4: ['Wang, Xin', ...circle] },
      { same: [['w1#1', 'w2#1']], different: [] },
    ); // prettier-ignore
    expect(groupsOf(found)).toEqual(['w1#1 w2#1 w3#1', 'w4#1']);
  });

  test('that contradict: different wins, and the other is told; unknown claims are passed over', () => {
    const found = identify(works, {
      same: [['w1#1', 'w3#1'], ['w3#1', 'w2#1'], ['w1#1', 'gone#1']],
      different: [['w1#1', 'w2#1']],
    }); // prettier-ignore
    expect(groupsOf(found)).toEqual(['w1#1 w3#1', 'w2#1']);
    expect(found.contradicted).toEqual([['w2#1', 'w3#1']]);
  });
});

describe('what is told of a person', () => {
  test('the name that most works have, given name and initials as long as they come', () => {
    const claims = claimsOf({
      w1: [{ name: 'van den Broeck, Kristin', orcid: ORCID_A }],
      w2: [{ name: 'van den Broeck KJ', orcid: ORCID_A }],
      w3: [{ name: 'Broeck K', orcid: ORCID_A }],
    });
    expect(identifyAuthors(claims).clusters).toHaveLength(1);
    expect(describeAuthor(claims)).toEqual({
      displayName: 'van den Broeck KJ',
      familyName: 'van den Broeck',
      givenName: 'Kristin',
      initials: 'KJ',
      suffix: null,
      kind: 'PERSON',
      names: ['van den Broeck KJ', 'Broeck K', 'van den Broeck, Kristin'],
    });
  });

  test('keys: the ORCID, else the digest of the smallest claim', () => {
    expect(authorKeyOf({ ids: ['w2#1', 'w1#1'], orcid: ORCID_A })).toBe(`orcid:${ORCID_A}`);
    expect(authorKeyOf({ ids: ['w2#1', 'w1#1'], orcid: null })).toBe(authorKeyOf({ ids: ['w1#1'], orcid: null }));
    expect(authorKeyOf({ ids: ['w1#1'], orcid: null })).toMatch(/^author:[0-9a-f]{16}$/);
  });

  test('two claims with one id are an error', () => {
    const [claim] = claimsOf({ w1: ['Ellaway R'] });
    expect(() => identifyAuthors([claim!, claim!])).toThrow(
      new RangeError('Two claims have the id w1#1; expected each claim once.'),
    );
  });
});

test('no more comparisons than claims times a constant, however many share one coauthor', () => {
  const claims = claimsOf(Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`w${i}`, ['Ellaway R', 'Dornan T']])));
  const block = blockOfClaims(claims.filter((claim) => nameBlock(claim) === 'ellaway|r').sort((a, b) => (a.id < b.id ? -1 : 1)));
  const pairs = [...candidatePairs(block)].length;
  expect(pairs).toBeGreaterThan(1000);
  expect(pairs).toBeLessThan(40_000);
});

describe('whatever the claims', () => {
  const names = [
    'Smith J',
    'Smith, John',
    'Smith, Jane',
    'Smith JA',
    'Smith, John Adam',
    'Smith JB',
    'Wang Y',
    'Wang, Yan',
    'Wang, Yang',
    'Yan, Wang',
  ];
  const author = fc.record({
    name: fc.constantFrom(...names, 'Roe B', 'Doe C', 'Poe D', 'Loe F'),
    orcid: fc.option(fc.constantFrom(ORCID_A, ORCID_B), { freq: 5 }),
    affiliations: fc.subarray([TORONTO, DUNDEE]),
  });
  const work = fc.record({
    authors: fc.array(author, { minLength: 1, maxLength: 5 }),
    year: fc.integer({ min: 1990, max: 2024 }),
    journal: fc.constantFrom('j', 'k'),
    topics: fc.subarray(['t', 'u']),
  });
  const works = fc.array(work, { minLength: 1, maxLength: 9 });
  const decisions = fc.record({ same: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 2 }), different: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 2 }) }); // prettier-ignore
  const shuffled = <T>(list: readonly T[], order: number[]): T[] =>
    list.map((one, i): [T, number] => [one, order[i % order.length]! + i / 1e6]).sort((a, b) => (a[1] < b[1] ? -1 : 1)).map(([one]) => one); // prettier-ignore

  test('the order of claims and decisions means nothing', () => {
    fc.assert(
      fc.property(works, decisions, fc.array(fc.nat(), { minLength: 5, maxLength: 30 }), (list, { same, different }, order) => {
        const claims = claimsOf(Object.fromEntries(list.map((one, i) => [`w${i}`, one])));
        const ids = (pairs: [number, number][]) =>
          pairs.map(([a, b]): [string, string] => [claims[a % claims.length]!.id, claims[b % claims.length]!.id]);
        const decided = { same: ids(same), different: ids(different) };
        const turned = { same: decided.same.map(([a, b]): [string, string] => [b, a]).reverse(), different: decided.different.map(([a, b]): [string, string] => [b, a]).reverse() }; // prettier-ignore
        expect(identifyAuthors(shuffled(claims, order), turned)).toEqual(identifyAuthors(claims, decided));
      }),
    );
  });

  test('each claim is in one cluster; one paper and one ORCID hold; keys differ', () => {
    fc.assert(
      fc.property(works, (list) => {
        const claims = claimsOf(Object.fromEntries(list.map((one, i) => [`w${i}`, one])));
        const byId = new Map<string, AuthorshipClaim>(claims.map((claim) => [claim.id, claim]));
        const { clusters, possible } = identifyAuthors(claims);
        expect(clusters.flatMap(({ ids }) => ids).sort()).toEqual([...byId.keys()].sort());
        for (const { ids } of clusters) {
          const members = ids.map((id) => byId.get(id)!);
          expect(new Set(members.map(({ workKey }) => workKey)).size).toBe(ids.length);
        }
        expect(new Set(clusters.map(authorKeyOf)).size).toBe(clusters.length);
        const smallest = new Set(clusters.map(({ ids }) => ids[0]));
        for (const { a, b } of possible) expect([smallest.has(a), smallest.has(b), a < b]).toEqual([true, true, true]);
      }),
    );
  });
});
