import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { authorKey, groupAuthors, type AuthorPlace } from '../../src/import/author-identity.js';
import { emptyAuthor, type BibAuthor } from '../../src/import/record.js';

function author(name: string, orcid: string | null = null): BibAuthor {
  const [familyName, initials] = name.split(' ') as [string, string];
  return { ...emptyAuthor(name), familyName, initials, orcid };
}

/** Places on works, each given as its list of authors. */
function places(works: Record<string, (string | BibAuthor)[]>): AuthorPlace[] {
  return Object.entries(works).flatMap(([workKey, authors]) =>
    authors.map((one, index) => ({ workKey, position: index + 1, author: typeof one === 'string' ? author(one) : one })),
  );
}

/** Identities with more than one place, as `name: work1 work2`. */
function joined(works: Record<string, (string | BibAuthor)[]>): string[] {
  return groupAuthors(places(works))
    .filter((identity) => identity.length > 1)
    .map((identity) => `${identity[0]!.author.nameAsWritten}: ${identity.map(({ workKey }) => workKey).join(' ')}`)
    .sort();
}

const ORCID_A = '0000-0002-1825-0097';
const ORCID_B = '0000-0001-5109-3700';

describe('the same person', () => {
  test('an equal name alone does not do', () => {
    expect(joined({ w1: ['Smith J', 'Roe A'], w2: ['Smith J', 'Doe B'], w3: ['Smith J'] })).toEqual([]);
  });

  test('an equal name and a common coauthor do, whatever case and accents', () => {
    expect(joined({ w1: ['Müller J', 'Roe A'], w2: ['Roe A', 'MULLER J', 'Doe B'] })).toEqual([
      'Müller J: w1 w2',
      'Roe A: w1 w2',
    ]);
  });

  test('other initials are another name', () => {
    expect(joined({ w1: ['Smith J', 'Roe A'], w2: ['Smith JB', 'Roe A'] })).toEqual([]);
  });

  test('it goes on from work to work', () => {
    expect(joined({ w1: ['Smith J', 'Roe A'], w2: ['Smith J', 'Roe A', 'Doe B'], w3: ['Smith J', 'Doe B'] })).toEqual([
      'Doe B: w2 w3',
      'Roe A: w1 w2',
      'Smith J: w1 w2 w3',
    ]);
  });

  test('an ORCID decides for and against', () => {
    expect(joined({ w1: [author('Smith J', ORCID_A)], w2: [author('Smyth JB', ORCID_A)] })).toEqual(['Smith J: w1 w2']);
    expect(joined({ w1: [author('Smith J', ORCID_A), 'Roe A'], w2: [author('Smith J', ORCID_B), 'Roe A'] })).toEqual([
      'Roe A: w1 w2',
    ]);
  });

  test('an ORCID reaches works that do not give it by the common coauthor', () => {
    expect(joined({ w1: [author('Smith J', ORCID_A), 'Roe A'], w2: ['Smith J', 'Roe A'] })).toEqual([
      'Roe A: w1 w2',
      'Smith J: w1 w2',
    ]);
  });

  test('a name without ORCID that could be either of two people is left alone', () => {
    expect(
      joined({ w1: [author('Smith J', ORCID_A), 'Roe A'], w2: [author('Smith J', ORCID_B), 'Roe A'], w3: ['Smith J', 'Roe A'] }),
    ).toEqual(['Roe A: w1 w2 w3']);
  });

  test('two authors of one paper are never one', () => {
    expect(joined({ w1: ['Wang Y', 'Wang Y', 'Roe A'], w2: ['Wang Y', 'Roe A'] })).toEqual(['Roe A: w1 w2']);
    const same = groupAuthors(places({ w1: [author('Smith J', ORCID_A), author('Roe A', ORCID_A)] }));
    expect(same).toHaveLength(2);
    expect(same.flat().map((place) => place.author.orcid)).toEqual([null, null]);
  });
});

describe('keys', () => {
  test('ORCID, else digest of the first place and the name', () => {
    const [smith, roe] = groupAuthors(places({ 'pmid:1': [author('Smith J', ORCID_A), 'Roe A'] }));
    expect(authorKey(smith!)).toBe(`orcid:${ORCID_A}`);
    expect(authorKey(roe!)).toBe('author:b246d9ff9821d4f6');
  });

  const name = fc.constantFrom('Smith J', 'Roe A', 'Doe B', 'Wang Y', 'Li X');
  const orcid = fc.option(fc.constantFrom(ORCID_A, ORCID_B), { freq: 4 });
  const works = fc.array(fc.array(fc.tuple(name, orcid), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 });

  test('every place is in one identity; keys differ; the order of the input means nothing', () => {
    fc.assert(
      fc.property(works, fc.infiniteStream(fc.nat()), (lists, random) => {
        const all = places(Object.fromEntries(lists.map((list, i) => [`w${i}`, list.map(([who, id]) => author(who, id))])));
        const identities = groupAuthors(all);
        expect(identities.flat()).toHaveLength(all.length);
        for (const identity of identities) {
          expect(new Set(identity.map(({ workKey }) => workKey)).size).toBe(identity.length);
          expect(new Set(identity.flatMap(({ author }) => author.orcid ?? [])).size).toBeLessThanOrEqual(1);
        }
        const keys = identities.map(authorKey);
        expect(new Set(keys).size).toBe(keys.length);
        const order = new Map(all.map((place) => [place, random.next().value]));
        const shuffled = [...all].sort((a, b) => order.get(a)! - order.get(b)!);
        expect(groupAuthors(shuffled).map(authorKey).sort()).toEqual(keys.sort());
      }),
    );
  });
});
