import { expect, test } from '@jest/globals';
import { parseName } from '../../src/import/person-name.js';
import type { BibAuthor, BibRecord } from '../../src/import/record.js';
import { authorIdentities } from '../../src/ledger/author-row.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { articleOf, graphText, ids, importRecords, nodesOf, record } from './importing.js';

/** Who is one person in the graph; the rules themselves have their tests in tests/import/author-match*.test.ts. */

const ORCID_A = '0000-0002-1825-0097';
const ORCID_B = '0000-0001-5109-3700';

const author = (name: string, orcid: string | null = null): BibAuthor => ({ ...parseName(name), orcid });

/** Works, each given as the list of its authors. */
function works(lists: Record<string, (string | BibAuthor)[]>): BibRecord[] {
  return Object.entries(lists).map(([pmid, authors], i) =>
    record({
      ids: ids({ pmid }),
      title: `Work number ${i} about something`,
      authors: authors.map((one) => (typeof one === 'string' ? author(one) : one)),
      authorsStatus: 'COMPLETE',
    }),
  );
}

/** People with more than one article, as `name: pmid pmid`. */
async function joined(store: GraphStore, lists: Record<string, (string | BibAuthor)[]>): Promise<string[]> {
  await importRecords(store, works(lists));
  const people = new Map<string, string[]>();
  for (const pmid of Object.keys(lists)) {
    const { authorships } = await articleOf(store, `pmid:${pmid}`);
    for (const { authorKey } of authorships) people.set(authorKey, [...(people.get(authorKey) ?? []), pmid]);
  }
  const names = new Map((await nodesOf(store, 'Author')).map(({ key, name }) => [key, name]));
  const several = [...people].filter(([, pmids]) => pmids.length > 1);
  return several.map(([key, pmids]) => `${String(names.get(key))}: ${pmids.join(' ')}`).sort();
}

describeEachEngine('authors', (openEmptyStore) => {
  test('an equal name alone does not do', async () => {
    const store = await openEmptyStore();
    expect(await joined(store, { 1: ['Smith J', 'Roe A'], 2: ['Smith J', 'Doe B'], 3: ['Smith J'] })).toEqual([]);
  });

  // The rule before was: an equal name and one common coauthor. Evidence is weighed now: one coauthor with a family
  // name and an initial is not enough for names that many bear, two of them are.
  test('an equal name and common coauthors do, whatever case and accents', async () => {
    const store = await openEmptyStore();
    const lists = { 1: ['Müllerschön J', 'Roebuck AT', 'Doeringer BQ'], 2: ['Roebuck AT', 'MULLERSCHON J', 'Doeringer BQ'] };
    expect(await joined(store, lists)).toEqual(['Doeringer BQ: 1 2', 'Müllerschön J: 1 2', 'Roebuck AT: 1 2']);
  });

  test('an ORCID decides for and against', async () => {
    const store = await openEmptyStore();
    const lists = {
      1: [author('Smith J', ORCID_A), 'Roebuck AT', 'Doeringer BQ'],
      2: [author('Smyth JB', ORCID_A)],
      3: [author('Smith J', ORCID_B), 'Roebuck AT', 'Doeringer BQ'],
    };
    // Another initial and another spelling of the family name is what the same ORCID is for.
    expect(await joined(store, lists)).toEqual(['Doeringer BQ: 1 3', 'Roebuck AT: 1 3', 'Smith J: 1 2']);
    const people = await store.get('Author', [`orcid:${ORCID_A}`, `orcid:${ORCID_B}`]);
    expect(people.map((one) => [one?.orcid, one?.articleCount])).toEqual([
      [ORCID_A, 2],
      [ORCID_B, 1],
    ]);
    expect((await authorIdentities(store, [`orcid:${ORCID_A}`])).map(({ method }) => method)).toEqual(['ORCID']);
  });

  test('two authors of one paper are never one', async () => {
    const store = await openEmptyStore();
    expect(await joined(store, { 1: ['Wang Y', 'Wang Y', 'Roe A'] })).toEqual([]);
    expect((await store.describe()).counts.authors).toBe(3);
  });

  test('Cheng Yan, Cheng Yang and Cheng Yu stay three, also with common coauthors', async () => {
    const store = await openEmptyStore();
    const with3 = (name: string): string[] => [name, 'Roebuck AT', 'Doeringer BQ', 'Poelmann CK'];
    const found = await joined(store, { 1: with3('Cheng, Yan'), 2: with3('Cheng, Yang'), 3: with3('Cheng, Yu') });
    expect(found.filter((line) => line.startsWith('Cheng'))).toEqual([]);
    const chengs = (await nodesOf(store, 'Author')).filter(({ familyName }) => familyName === 'Cheng');
    expect(chengs.map(({ givenName }) => givenName).sort()).toEqual(['Yan', 'Yang', 'Yu']);
  });

  test('keys: ORCID, else digest of the first claim', async () => {
    const store = await openEmptyStore();
    await importRecords(store, works({ 1: [author('Smith J', ORCID_A), 'Roe A'] }));
    const { authorships } = await articleOf(store, 'pmid:1');
    // sha256('pmid:1#2') begins with these digits.
    expect(authorships.map(({ authorKey }) => authorKey)).toEqual([`orcid:${ORCID_A}`, 'author:65b3b286b446d445']);
  });

  test('every place is somebody, and the order of the records means nothing', async () => {
    const lists = {
      1: ['Smith J', 'Roebuck AT', author('Doeringer BQ', ORCID_A)],
      2: ['Smith J', 'Roebuck AT', 'Doeringer BQ'],
      3: [author('Smith J', ORCID_B), 'Li X', 'Roebuck AT'],
      4: ['Li X', 'Wang Y', 'Wang Y', 'Smith JK'],
      5: ['Doeringer B', 'Smith JK', author('Li X', ORCID_A)],
    };
    const store = await openEmptyStore();
    await importRecords(store, works(lists));
    const text = await graphText(store);
    const { counts } = await store.describe();
    expect(counts.authorships).toBe(16);
    for (let turn = 1; turn < 5; turn++) {
      const other = await openEmptyStore();
      const all = works(lists);
      for (const one of [...all.slice(turn), ...all.slice(0, turn).reverse()]) await importRecords(other, [one]);
      expect(await graphText(other)).toBe(text);
    }
  });
});
