import { describe, expect, test } from '@jest/globals';
import { opencitations } from '../../src/import/opencitations.js';
import { NO_IDS } from '../../src/import/record.js';
import { readText, recordsOf, refusalsOf, warningsOf } from './text-input.js';

const row = (citing: string, cited: string, creation = '2020-05') => ({
  oci: '061-062', citing, cited, creation, timespan: 'P6Y', journal_sc: 'no', author_sc: 'no',
}); // prettier-ignore
const A = 'omid:br/061 doi:10.1000/A doi:10.1000/a-preprint pmid:1';

describe('OpenCitations Index', () => {
  const rows = [
    row(A, 'omid:br/062 doi:10.1000/B'),
    row(A, 'pmid:3'),
    row(A, 'pmid:3'),
    row('doi:10.1000/c', A, '2021-03-04'),
    row('nothing', 'pmid:1'),
  ];

  test('rows of one citing work are one record with its references', async () => {
    const items = await readText(opencitations, JSON.stringify(rows));
    const [first, second] = recordsOf(items);
    expect(first).toMatchObject({
      source: 'opencitations', sourceId: 'br/061', ids: { ...NO_IDS, omid: 'br/061', doi: '10.1000/a', pmid: '1' }, title: null,
      date: { year: 2020, month: 5, precision: 'MONTH' },
    }); // prettier-ignore
    expect(first!.references).toEqual([
      { position: null, ids: { ...NO_IDS, omid: 'br/062', doi: '10.1000/b' }, recordKey: null, text: null, year: null },
      { position: null, ids: { ...NO_IDS, pmid: '3' }, recordKey: null, text: null, year: null },
    ]);
    expect(second).toMatchObject({
      ids: { ...NO_IDS, doi: '10.1000/c' },
      references: [{ ids: { omid: 'br/061', doi: '10.1000/a', pmid: '1' } }],
    });
    expect(refusalsOf(items)).toEqual(['line 1, record 5: "nothing" holds no identifier of the citing work']);
    expect(warningsOf(items)).toEqual([
      'the work has several identifiers of one kind; "10.1000/a-preprint" is left out',
      '1 reference is listed more than once; the first place counts',
      'the work has several identifiers of one kind; "10.1000/a-preprint" is left out',
    ]);
  });

  test('the same as CSV, and bare DOIs of older tables', async () => {
    const csv = `oci,citing,cited,creation,timespan,journal_sc,author_sc\n${rows.map((r) => Object.values(r).join(',')).join('\n')}\n`;
    expect(recordsOf(await readText(opencitations, csv, 'x.csv')).map((record) => record.references!.length)).toEqual([2, 1]);
    const old = await readText(opencitations, '"oci","citing","cited"\n"1","10.1000/a","10.1000/b"\n', 'x.csv');
    expect(recordsOf(old)[0]).toMatchObject({ ids: { doi: '10.1000/a' }, references: [{ ids: { doi: '10.1000/b' } }] });
  });

  test('other tables are refused', async () => {
    await expect(readText(opencitations, 'a,b\n1,2\n', 'x.csv')).rejects.toThrow(/neither those of OpenCitations Index/);
  });
});

describe('OpenCitations Meta', () => {
  const META = {
    id: 'doi:10.1000/MADE.1 pmid:90000001 omid:br/061', title: 'Peer Mentoring', pub_date: '2019-11',
    author: 'Van den Made, Anna-Lena [orcid:0000-0002-1825-0097 omid:ra/061]; Solo, B. [omid:ra/062]; Made Up Study Group [omid:ra/063]; [omid:ra/064]',
    editor: '', venue: 'Made Up Education [issn:1472-6920 issn:0028-0836 omid:br/069]', volume: '12', issue: '6', page: '234-235', type: 'journal article',
    publisher: 'Tea Press [crossref:1 omid:ra/065]',
  }; // prettier-ignore

  test('a row, all its fields', async () => {
    const [record] = recordsOf(await readText(opencitations, JSON.stringify([META])));
    expect(record).toMatchObject({
      ids: { ...NO_IDS, doi: '10.1000/made.1', pmid: '90000001', omid: 'br/061' }, title: 'Peer Mentoring', date: { year: 2019, month: 11 },
      volume: '12', issue: '6', pages: { first: '234', last: '235' }, publicationTypes: ['Journal Article'], references: null, authorsStatus: 'COMPLETE',
      journal: { title: 'Made Up Education', issns: [{ value: '1472-6920' }, { value: '0028-0836' }] },
      authors: [
        { kind: 'PERSON', familyName: 'Van den Made', givenName: 'Anna-Lena', orcid: '0000-0002-1825-0097' },
        { kind: 'PERSON', familyName: 'Solo', initials: 'B', orcid: null },
        { kind: 'GROUP', nameAsWritten: 'Made Up Study Group' },
      ],
    }); // prettier-ignore
  });

  test('the same as CSV; rows without identifiers are refused', async () => {
    const quote = (value: string): string => `"${value}"`;
    const csv = `${Object.keys(META).join(',')}\n${Object.values(META).map(quote).join(',')}\n${Object.keys(META).map(() => '').join(',')}\n`; // prettier-ignore
    const items = await readText(opencitations, csv, 'x.csv');
    expect(recordsOf(items)[0]!.authors).toHaveLength(3);
    expect(refusalsOf(items)).toEqual(['line 3, record 2: the row has no identifier']);
  });

  test('a chapter is a part of a book', async () => {
    const [record] = recordsOf(
      await readText(opencitations, JSON.stringify([{ ...META, type: 'book chapter', venue: 'The Book of Tea [isbn:1]' }])),
    );
    expect(record).toMatchObject({ bookTitle: 'The Book of Tea', journal: null, publicationTypes: ['Book Chapter'] });
  });

  test('knows its own beginnings', () => {
    expect(opencitations.recognise('oci,citing,cited,creation\n')).toBe(1);
    expect(opencitations.recognise('"id","title","author","issue","volume","venue"\n')).toBe(1);
    expect(opencitations.recognise(JSON.stringify([META]))).toBe(1);
    expect(opencitations.recognise(JSON.stringify([row('a', 'b')]))).toBe(1);
    expect(opencitations.recognise('pmid,doi,title\n')).toBe(0);
  });

  test('identifiers of OpenAlex among the others', async () => {
    const [record] = recordsOf(await readText(opencitations, '[{"id":"doi:10.1000/1 openalex:W123 omid:br/06","title":"T","author":"","pub_date":"","venue":"V"}]')); // prettier-ignore
    expect(record!.ids).toMatchObject({ doi: '10.1000/1', openalex: 'W123', omid: 'br/06' });
  });
});
