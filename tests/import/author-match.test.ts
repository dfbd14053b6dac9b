import { describe, expect, test } from '@jest/globals';
import { describeAuthor } from '../../src/import/author-description.js';
import { authorKeyOf, identifyAuthors } from '../../src/import/author-match.js';
import { claimsOf, groupsOf, identify } from './author-claims.js';

const ORCID_A = '0000-0002-1825-0097';
const ORCID_B = '0000-0001-5109-3700';
const TORONTO = 'Wilson Centre, University Health Network, Toronto, Canada';
const DUNDEE = 'Tayside Institute, University of Dundee, UK';

describe('ORCID', () => {
  test('one on two works joins, whatever else differs', () => {
    const found = identify({
      w1: [{ name: 'Smith, Anna', orcid: ORCID_A, affiliations: [TORONTO] }],
      w2: [{ name: 'Smith-Jones, Anna', orcid: ORCID_A, affiliations: [DUNDEE] }, 'Roe B'],
    });
    expect(found.clusters).toMatchObject([{ ids: ['w1#1'], method: 'ORCID' }]);
    const all = identifyAuthors(
      claimsOf({ w1: [{ name: 'Smith, Anna', orcid: ORCID_A }], w2: [{ name: 'Jones, Anna', orcid: ORCID_A }] }),
    );
    expect(all.clusters).toMatchObject([{ ids: ['w1#1', 'w2#1'], orcid: ORCID_A, method: 'ORCID' }]);
    expect(all.clusters[0]!.evidence).toContainEqual({ kind: 'ORCID', detail: `ORCID ${ORCID_A}`, weight: 10 });
  });

  test('different ones never join, whatever they share', () => {
    const found = identify({
      w1: {
        authors: [{ name: 'Smith, Anna', orcid: ORCID_A, affiliations: [TORONTO] }, 'Roe B', 'Doe C', 'Poe D'],
        journal: 'j',
        year: 2020,
      },
      w2: {
        authors: [{ name: 'Smith, Anna', orcid: ORCID_B, affiliations: [TORONTO] }, 'Roe B', 'Doe C', 'Poe D'],
        journal: 'j',
        year: 2020,
      },
    });
    expect(groupsOf(found)).toEqual(['w1#1', 'w2#1']);
    expect(found.possible).toEqual([]);
  });

  test('it reaches works that do not give it, and the weakest step names the method', () => {
    const found = identify({
      w1: [{ name: 'Ellaway, Rachel', orcid: ORCID_A }, 'Roe B', 'Doe C'],
      w2: [{ name: 'Ellaway R', orcid: ORCID_A }, 'Poe D'],
      w3: ['Ellaway R', 'Roe B', 'Doe C'],
    });
    expect(found.clusters).toMatchObject([{ ids: ['w1#1', 'w2#1', 'w3#1'], orcid: ORCID_A, method: 'NAME_AND_EVIDENCE' }]);
  });

  test.each([
    ['an initial', 'Smith A', 'Roe, Albert'],
    ['a name in another script', '王小明', 'Roe, Albert'],
  ])('one that is mistyped does not tie two people together by %s', (_what, between, other) => {
    const found = identifyAuthors(
      claimsOf({
        w1: [{ name: 'Smith, Anna', orcid: ORCID_A }],
        w2: [{ name: between, orcid: ORCID_A }],
        w3: [{ name: other, orcid: ORCID_A }],
      }),
    );
    expect(groupsOf(found)).toEqual(['w1#1 w2#1', 'w3#1']);
    expect(found.clusters[1]!.evidence[0]).toMatchObject({
      kind: 'ORCID',
      weight: 0,
      detail: expect.stringContaining('not used'),
    });
  });

  test('a claim that fits two people with ORCIDs alike is left alone', () => {
    const found = identify({
      w1: [{ name: 'Smith J', orcid: ORCID_A }, 'Roe B', 'Doe C', 'Poe D'],
      w2: [{ name: 'Smith J', orcid: ORCID_B }, 'Roe B', 'Doe C', 'Poe D'],
      w3: ['Smith J', 'Roe B', 'Doe C', 'Poe D'],
    });
    expect(groupsOf(found)).toEqual(['w1#1', 'w2#1', 'w3#1']);
    expect(found.possible.map(({ a, b }) => `${a} ${b}`).sort()).toEqual(['w1#1 w3#1', 'w2#1 w3#1']);
  });

  test('on two authors of one paper it decides nothing there, and says so', () => {
    const found = identifyAuthors(
      claimsOf({
        w1: [
          { name: 'Smith J', orcid: ORCID_A },
          { name: 'Roe B', orcid: ORCID_A },
        ],
        w2: [{ name: 'Smith J', orcid: ORCID_A }],
      }),
    );
    expect(groupsOf(found)).toEqual(['w1#1', 'w1#2', 'w2#1']);
    expect(found.clusters.map(({ orcid }) => orcid)).toEqual([null, null, ORCID_A]);
    expect(found.clusters[0]!.evidence).toEqual([
      { kind: 'ORCID', detail: `ORCID ${ORCID_A} not used: several authors of w1 have it`, weight: 0 },
    ]);
  });

  test('it stays with the names that most claims have', () => {
    const found = identifyAuthors(
      claimsOf({
        w1: [{ name: 'Smith, Anna', orcid: ORCID_A }],
        w2: [{ name: 'Smith A', orcid: ORCID_A }],
        w0: [{ name: 'Roe, Bertha', orcid: ORCID_A }],
      }),
    );
    expect(groupsOf(found)).toEqual(['w0#1', 'w1#1 w2#1']);
    expect(found.clusters.map(authorKeyOf).filter((key) => key === `orcid:${ORCID_A}`)).toHaveLength(1);
    expect(found.clusters[0]).toMatchObject({ ids: ['w0#1'], orcid: null, method: 'NAME_ONLY' });
  });
});

describe('names and evidence', () => {
  test('initials that share nothing stay apart', () => {
    const found = identify({ w1: ['Ellaway R', 'Roe B'], w2: ['Ellaway R', 'Doe C'], w3: ['Ellaway R'] });
    expect(found.clusters.map(({ method }) => method)).toEqual(['NAME_ONLY', 'NAME_ONLY', 'NAME_ONLY']);
  });

  test('shared coauthors join, with another affiliation too', () => {
    const found = identify({
      w1: { authors: [{ name: 'Ellaway R', affiliations: [TORONTO] }, 'Roe B', 'Doe C', 'Poe D'], year: 2010 },
      w2: { authors: [{ name: 'Ellaway R', affiliations: [DUNDEE] }, 'Roe B', 'Doe C', 'Woe E'], year: 2012 },
    });
    expect(found.clusters).toMatchObject([{ ids: ['w1#1', 'w2#1'], method: 'NAME_AND_EVIDENCE' }]);
    const { evidence } = found.clusters[0]!;
    expect(evidence).toContainEqual(expect.objectContaining({ kind: 'COAUTHORS', detail: 'shared coauthors: doe|c, roe|b' }));
    expect(evidence).toContainEqual(expect.objectContaining({ kind: 'YEARS', detail: '2 years apart' }));
    expect(evidence.find(({ kind }) => kind === 'AFFILIATION')!.weight).toBeLessThan(0);
  });

  test('it goes on from work to work', () => {
    const found = identify({
      w1: ['Ellaway R', 'Roe B', 'Doe C'],
      w2: ['Ellaway R', 'Roe B', 'Doe C', 'Poe D', 'Woe E'],
      w3: ['Ellaway R', 'Poe D', 'Woe E'],
    });
    expect(groupsOf(found)).toEqual(['w1#1 w2#1 w3#1']);
  });

  test('homonyms with circles of their own stay apart, though the name is written out', () => {
    const found = identify({
      w1: { authors: [{ name: 'Smith, John', affiliations: [TORONTO] }, 'Roe B', 'Doe C', 'Poe D'], journal: 'j', year: 2015 },
      w2: { authors: [{ name: 'Smith, John', affiliations: [TORONTO] }, 'Roe B', 'Doe C'], journal: 'j', year: 2016 },
      w3: { authors: [{ name: 'Smith, John', affiliations: [DUNDEE] }, 'Loe F', 'Noe G', 'Joe H'], journal: 'j', year: 2015 },
      w4: { authors: [{ name: 'Smith, John', affiliations: [DUNDEE] }, 'Loe F', 'Noe G'], journal: 'j', year: 2016 },
    });
    expect(groupsOf(found)).toEqual(['w1#1 w2#1', 'w3#1 w4#1']);
  });

  test('a shared coauthor with a frequent name is no evidence for a frequent name', () => {
    expect(groupsOf(identify({ w1: ['Wang Y', 'Li X', 'Roe B'], w2: ['Wang Y', 'Li X', 'Doe C'] }))).toEqual(['w1#1', 'w2#1']);
    expect(groupsOf(identify({ w1: ['Ellaway R', 'Dornan T'], w2: ['Ellaway R', 'Dornan T'] }))).toEqual(['w1#1 w2#1']);
  });

  test('a coauthor of several people of the block counts less', () => {
    const twice = { w1: ['Smith J', 'Dornan T'], w2: ['Smith J', 'Dornan T'] };
    const others = { w3: ['Smith, John', 'Dornan T'], w4: ['Smith, Jane', 'Dornan T'], w5: ['Smith, Janet', 'Dornan T'] };
    expect(groupsOf(identify(twice))).toEqual(['w1#1 w2#1']);
    expect(groupsOf(identify({ ...twice, ...others }))).toEqual(['w1#1', 'w2#1', 'w3#1', 'w4#1', 'w5#1']);
  });

  test('an uncommon name written out is evidence itself, a frequent one is not', () => {
    const twice = (name: string): string[] =>
      groupsOf(
        identify({ w1: { authors: [name], journal: 'j', year: 2001 }, w2: { authors: [name], journal: 'j', year: 2003 } }),
      );
    expect(twice('Oddone Paolucci, Elisabetta')).toEqual(['w1#1 w2#1']);
    expect(twice('Smith, John')).toEqual(['w1#1', 'w2#1']);
    expect(twice('Wang, Wei')).toEqual(['w1#1', 'w2#1']);
  });

  test('Cheng Yan, Cheng Yang and Cheng Yu stay three, with the same coauthors and journal', () => {
    const work = (name: string) => ({ authors: [name, 'Roe B', 'Doe C', 'Poe D'], journal: 'j', year: 2020 });
    const found = identify({
      a1: work('Cheng, Yan'), a2: work('Cheng, Yan'), b1: work('Cheng, Yang'), b2: work('Cheng, Yang'), c1: work('Cheng, Yu'), c2: work('Cheng, Yu'),
      d1: work('Cheng Y'),
    }); // prettier-ignore
    expect(groupsOf(found)).toEqual(['a1#1 a2#1', 'b1#1 b2#1', 'c1#1 c2#1', 'd1#1']);
  });

  test('initials never join two full names, and join the one that fits', () => {
    const circle = ['Roe B', 'Doe C', 'Poe D'];
    const found = identify({
      w1: ['Smith, John', ...circle],
      w2: ['Smith J', ...circle],
      w3: ['Smith, Jane', 'Loe F', 'Noe G', 'Joe H'],
    });
    expect(groupsOf(found)).toEqual(['w1#1 w2#1', 'w3#1']);
    const middle = identify({ w1: ['Smith JA', ...circle], w2: ['Smith J', ...circle], w3: ['Smith JB', ...circle] });
    expect(groupsOf(middle)).toEqual(['w1#1', 'w2#1', 'w3#1']);
  });

  test('father and son are two', () => {
    const found = identify({ w1: ['King ML Jr', 'Roe B', 'Doe C', 'Poe D'], w2: ['King ML Sr', 'Roe B', 'Doe C', 'Poe D'] });
    expect(groupsOf(found)).toEqual(['w1#1', 'w2#1']);
  });

  test('works of two centuries are not by one person', () => {
    const found = identify({
      w1: { authors: ['Ellaway R', 'Dornan T'], year: 1920 },
      w2: { authors: ['Ellaway R', 'Dornan T'], year: 2020 },
    });
    expect(groupsOf(found)).toEqual(['w1#1', 'w2#1']);
  });

  test.each([
    ['particles', 'van den Broeck, Kristin', 'Vandenbroeck K'],
    ['a particle left out', 'van den Broeck, Kristin', 'Broeck K'],
    ['marks', 'Müller-Lüdenscheidt, Jürgen', 'Mueller Luedenscheidt J'],
    ['hyphens', 'Moulin, Jean-Pierre', 'Moulin, Jeanpierre'],
    ['scripts without blanks', '王小明', '王 小明'],
  ])('variants of one name are one person: %s', (_what, a, b) => {
    const circle = ['Roe B', 'Doe C', 'Poe D'];
    expect(groupsOf(identify({ w1: [a, ...circle], w2: [b, ...circle] }))).toEqual(['w1#1 w2#1']);
  });

  test('a name in the other order is turned to that of most works', () => {
    const circle = ['Roe B', 'Doe C', 'Poe D'];
    const claims = claimsOf({
      w1: ['Ellaway, Rachel', ...circle],
      w2: ['Ellaway R', ...circle],
      w3: ['Rachel, Ellaway', ...circle],
      w4: ['Ellaway, Rachel', 'Loe F'],
    }).filter(({ id }) => id.endsWith('#1'));
    expect(groupsOf(identifyAuthors(claims))[0]).toBe('w1#1 w2#1 w3#1');
  });

  test('groups are one by their name, and never a person', () => {
    const claims = claimsOf({
      w1: ['The MIGRAINE Study Group'],
      w2: ['The Migraine Study Group'],
      w3: ['Study Group'],
      w4: ['Study Group'],
    });
    const found = identifyAuthors(claims);
    expect(groupsOf(found)).toEqual(['w1#1 w2#1', 'w3#1', 'w4#1']);
    expect(describeAuthor(claims.slice(0, 2))).toMatchObject({
      kind: 'GROUP',
      familyName: null,
      displayName: 'The MIGRAINE Study Group',
    });
  });

  test('shared ORCIDs of coauthors count more than their names', () => {
    const works = { w1: ['Zhang Q', 'Dornan T'], w2: ['Zhang Q', 'Dornan T'] };
    expect(groupsOf(identify(works))).toEqual(['w1#1', 'w2#1']);
    const known = (authors: string[]) => ({ authors, coauthorOrcids: [ORCID_A] });
    expect(groupsOf(identify({ w1: known(works.w1), w2: known(works.w2) }))).toEqual(['w1#1 w2#1']);
  });
});

describe('two people on one paper', () => {
  const circle = ['Roe B', 'Doe C', 'Poe D'];

  test('are never one', () => {
    const found = identify({ w1: ['Ellaway R', 'Ellaway R', ...circle] });
    expect(groupsOf(found)).toEqual(['w1#1', 'w1#2']);
  });

  test('with one name: what the paper tells is neither the one nor the other', () => {
    const found = identify({ w1: ['Ellaway R', 'Ellaway R', ...circle], w2: ['Ellaway R', ...circle] });
    expect(groupsOf(found)).toEqual(['w1#1', 'w1#2', 'w2#1']);
  });

  test('with names that can be told apart each find their own', () => {
    const found = identify({
      w1: ['Ellaway, Rachel', 'Ellaway, Robert', ...circle],
      w2: ['Ellaway, Robert', 'Ellaway, Rachel', ...circle],
      w3: ['Ellaway R', ...circle],
    });
    expect(groupsOf(found)).toEqual(['w1#1 w2#2', 'w1#2 w2#1', 'w3#1']);
  });
});
