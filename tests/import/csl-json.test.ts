import { describe, expect, test } from '@jest/globals';
import { cslJson } from '../../src/import/csl-json.js';
import { NO_IDS, type BibRecord } from '../../src/import/record.js';
import { readText, recordsOf, refusalsOf, warningsOf } from './text-input.js';

const one = async (changes: object): Promise<BibRecord> =>
  recordsOf(await readText(cslJson, JSON.stringify([{ id: 'x', type: 'article-journal', title: 'T', ...changes }])))[0]!;

describe('CSL-JSON', () => {
  test('an item, all its fields', async () => {
    const record = await one({
      id: 'http://zotero.org/1', title: 'Peer <i>mentoring</i>.', 'container-title': 'Made Up Education', 'container-title-short': 'Made Up Educ',
      DOI: 'https://doi.org/10.1000/MADE.1', PMID: '90000001', note: 'read twice\nPMCID: PMC9000001\n', ISSN: '0028-0836, 1472-6920',
      author: [{ family: 'Made', given: 'Anna-Lena', 'non-dropping-particle': 'van den', suffix: 'Jr.' }, { literal: 'Made Up Study Group' }],
      issued: { 'date-parts': [['2019', 11, 5]] }, volume: 12, issue: '6', page: '234-5', abstract: 'Tea.', language: 'en-GB', keyword: 'tea; mentors',
      custom: { rank: 1 }, editor: [{ family: 'Nobody' }],
    }); // prettier-ignore
    expect(record).toMatchObject({
      source: 'csl-json', sourceId: 'http://zotero.org/1', title: 'Peer mentoring', authorsStatus: 'COMPLETE',
      ids: { ...NO_IDS, doi: '10.1000/made.1', pmid: '90000001', pmcid: 'PMC9000001' },
      date: { year: 2019, month: 11, day: 5, precision: 'DAY' }, volume: '12', issue: '6', pages: { first: '234', last: '235' },
      journal: { title: 'Made Up Education', abbreviation: 'Made Up Educ', issns: [{ value: '0028-0836' }, { value: '1472-6920' }] },
      abstract: [{ label: null, text: 'Tea.' }], languages: ['en-GB'], publicationTypes: ['Journal Article'],
      keywords: [{ text: 'tea' }, { text: 'mentors' }],
      authors: [
        { kind: 'PERSON', nameAsWritten: 'Anna-Lena van den Made Jr.', familyName: 'van den Made', givenName: 'Anna-Lena', suffix: 'Jr' },
        { kind: 'GROUP', nameAsWritten: 'Made Up Study Group' },
      ],
    }); // prettier-ignore
  });

  test.each([
    [{ 'date-parts': [[2020, 11], [2021, 1]] }, [2020, 11, 'RANGE']],
    [{ 'date-parts': [[2020]], season: 2 }, [2020, null, 'SEASON']],
    [{ raw: 'March 2020' }, [2020, 3, 'MONTH']],
    [{ literal: '2006 Nov-Dec' }, [2006, 11, 'RANGE']],
    ['2020-03', [2020, 3, 'MONTH']],
    ['2020-23', [2020, null, 'SEASON']],
    ['2006-11/2006-12', [2006, 11, 'RANGE']],
    ['2006-XX', [2006, null, 'YEAR']],
    [{ 'date-parts': [2021, 3] }, [2021, 3, 'MONTH']],
    [{ edtf: '2004-06~' }, [2004, 6, 'MONTH']],
  ])('the date %j', async (issued, expected) => {
    const { date } = await one({ issued });
    expect([date!.year, date!.month, date!.precision]).toEqual(expected);
  }); // prettier-ignore

  test('a date that cannot be read is told, not dropped', async () => {
    const items = await readText(cslJson, '[{"id":"a","title":"T","issued":{"date-parts":[["19xx"]]}},{"id":"b","title":"T","issued":{"date-parts":[[null]]}}]'); // prettier-ignore
    expect(recordsOf(items).map(({ date }) => date)).toEqual([null, null]);
    expect(warningsOf(items)).toEqual([
      expect.stringMatching(/^the date .*19xx.* has no year that can be read; it is left out$/),
    ]);
  });

  test('a date of nulls is no date', async () => {
    expect((await one({ issued: { 'date-parts': [[null]] } })).date).toBeNull();
  });

  test('chapters, preprints, and a DOI in the address of a resolver only', async () => {
    expect(await one({ type: 'chapter', 'container-title': 'The Book of Tea' })).toMatchObject({ bookTitle: 'The Book of Tea', journal: null, publicationTypes: ['Book Chapter'] }); // prettier-ignore
    expect((await one({ type: 'article', genre: 'Preprint' })).publicationTypes).toEqual(['Preprint']);
    expect((await one({ type: 'article' })).publicationTypes).toEqual([]);
    expect((await one({ URL: 'https://doi.org/10.1000/x' })).ids.doi).toBe('10.1000/x');
    expect((await one({ URL: 'https://example.org/10.1000/x' })).ids.doi).toBeNull();
  });

  test('refuses what is no item, one by one', async () => {
    const items = await readText(
      cslJson,
      '[{"type":"book","title":"A"},null,5,[],{"type":"article-journal"},{"type":"book","DOI":"10.1000/b"}]',
    );
    expect(recordsOf(items)).toHaveLength(2);
    expect(refusalsOf(items)).toEqual([
      'line 1, record 2: the record is no object but null',
      'line 1, record 3: the record is no object but 5',
      'line 1, record 4: the record is no object but []',
      'line 1, record 5: the item has neither an identifier nor a title',
    ]);
    expect(warningsOf(items)).toEqual([]);
  });

  test.each([
    ['nothing', '', /empty/],
    ['a cut list', '[{"type":"book","title":"A"},{"ty', /has been cut/],
    ['an error answer', '{"status":"failed","message":"rate limit"}', /error answer/],
  ])('refuses a file with %s', async (_what, text, message) => {
    await expect(readText(cslJson, text)).rejects.toThrow(message);
  });

  test('knows its own beginning', () => {
    expect(cslJson.recognise('[{"id":"item-1","type":"article-journal","title":"T","issued":{}}]')).toBeGreaterThan(0.8);
    expect(cslJson.recognise('[]')).toBeGreaterThan(0);
    expect(cslJson.recognise('{"status":"failed"}')).toBe(0);
  });

  test('"et al." is no author but says that the list is cut', async () => {
    const { authors, authorsStatus } = await one({ author: [{ family: 'Made', given: 'Anna' }, { literal: 'et al.' }] });
    expect(authors.map(({ familyName }) => familyName)).toEqual(['Made']);
    expect(authorsStatus).toBe('POSSIBLY_TRUNCATED');
  });
});

test.each([
  [1999, [1999, null, null, 'YEAR']],
  [{ 'date-parts': [['2020-03']] }, [2020, 3, null, 'MONTH']],
  [{ 'date-parts': '2019-05-06' }, [2019, 5, 6, 'DAY']],
  [{ 'date-parts': ['2019-05/2019-06'] }, [2019, 5, null, 'RANGE']],
  [{ 'date-time': '2019-05-03T00:00:00Z', timestamp: 1 }, [2019, 5, 3, 'DAY']],
])('a date that is not as the schema wants it: %j', async (issued, expected) => {
  const items = await readText(cslJson, JSON.stringify([{ type: 'book', title: 'T', issued }]));
  const { date } = recordsOf(items)[0]!;
  expect([date?.year, date?.month, date?.day, date?.precision]).toEqual(expected);
  expect(warningsOf(items)).toEqual([]);
});

test('a preprint appeared where it was posted; of other works the publisher is no journal', async () => {
  const journal = async (item: object) =>
    recordsOf(await readText(cslJson, JSON.stringify([{ title: 'T', publisher: 'medRxiv', ...item }])))[0]!.journal?.title ??
    null;
  expect(await journal({ type: 'article', genre: 'Preprint' })).toBe('medRxiv');
  expect(await journal({ type: 'article', genre: 'Preprint', 'container-title': 'Elsewhere' })).toBe('Elsewhere');
  expect(await journal({ type: 'article' })).toBeNull();
  expect(await journal({ type: 'book', genre: 'Preprint' })).toBeNull();
});
