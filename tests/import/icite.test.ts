import { describe, expect, test } from '@jest/globals';
import { icite } from '../../src/import/icite.js';
import { NO_IDS } from '../../src/import/record.js';
import { readText, recordsOf, refusalsOf, warningsOf } from './text-input.js';

const OLD = {
  pmid: 90000001, doi: '10.1000/MADE.1', title: 'Peer mentoring.', authors: 'Anna L Van den Made, B Solo', year: 2019, journal: 'Made Up Educ',
  is_research_article: 'Yes', citation_count: 2, relative_citation_ratio: 1.5, cited_by: [3, 4], references: [5, 6, 5, 90000001, 'x'], provisional: 'No',
}; // prettier-ignore
const NEW = {
  pmid: 90000001, doi: '10.1000/made.1', title: 'Peer mentoring', authors: [{ lastName: 'Solo', firstName: 'Bea', fullName: 'Bea Solo' }], pubYear: 2019,
  journalNameIso: 'Made Up Educ', citedByPmidCount: 2, rcr: null, citedByPmids: [3, 4], citedPmids: '', citedByPmidsByYear: [{ 3: 2020 }],
}; // prettier-ignore
const pmids = (list: { ids: { pmid: string | null } }[] | null) => list?.map((entry) => entry.ids.pmid);

describe('NIH iCite', () => {
  test('the answer of the API with its old names', async () => {
    const items = await readText(icite, JSON.stringify({ meta: {}, links: {}, data: [OLD, { title: 'no pmid' }] }));
    const [record] = recordsOf(items);
    expect(record).toMatchObject({
      source: 'icite', sourceId: '90000001', ids: { ...NO_IDS, pmid: '90000001', doi: '10.1000/made.1' }, title: 'Peer mentoring',
      date: { year: 2019, precision: 'YEAR' }, journal: { title: null, abbreviation: 'Made Up Educ' }, reportedCitations: 2, isRetracted: null,
      authorsStatus: 'COMPLETE', authors: [{ familyName: 'Van den Made', givenName: 'Anna L', initials: 'AL' }, { familyName: 'Solo', initials: 'B' }],
    }); // prettier-ignore
    expect([pmids(record!.references), pmids(record!.citedBy)]).toEqual([['5', '6'], ['3', '4']]); // prettier-ignore
    expect(record!.references!.every((reference) => reference.position === null)).toBe(true);
    expect(warningsOf(items)).toEqual([
      'the field references: entries that are no PMIDs are left out (1)',
      '1 reference is listed more than once; the first place counts',
      'the work is listed as its own reference; that entry is left out',
    ]);
    expect(refusalsOf(items)).toEqual(['line 1, record 2: the record has no PMID; iCite only knows works of PubMed']);
  });

  test('the new names, a bare record and a bare list', async () => {
    for (const text of [JSON.stringify(NEW), JSON.stringify([NEW]), JSON.stringify({ data: [NEW] })]) {
      const [record] = recordsOf(await readText(icite, text));
      expect(record).toMatchObject({
        title: 'Peer mentoring', authors: [{ nameAsWritten: 'Bea Solo', familyName: 'Solo', givenName: 'Bea' }], date: { year: 2019 },
        journal: { abbreviation: 'Made Up Educ' }, reportedCitations: 2, references: null,
      }); // prettier-ignore
      expect(pmids(record!.citedBy)).toEqual(['3', '4']);
    }
  });

  test('the snapshot: lists longer than a text may be, empty cells, bad rows', async () => {
    const many = Array.from({ length: 60_000 }, (_, i) => 10_000_000 + i).join(' ');
    const csv =
      'pmid,doi,title,authors,year,journal,relative_citation_ratio,citation_count,cited_by,references\n' +
      `1,,"Tea, again","A B Solo, C Two",1975,J Tea,,60000,${many},7 8\n2,,T,,20x5,,,,,\n3,x\n`;
    const items = await readText(icite, csv, 'icite.csv', 65_536);
    const [first, second] = recordsOf(items);
    expect(first).toMatchObject({
      ids: { pmid: '1', doi: null },
      title: 'Tea, again',
      reportedCitations: 60_000,
      date: { year: 1975 },
    });
    expect([first!.citedBy.length, pmids(first!.references)]).toEqual([60_000, ['7', '8']]);
    expect(second).toMatchObject({
      date: null,
      references: null,
      citedBy: [],
      reportedCitations: null,
      authorsStatus: 'NOT_LISTED',
    });
    expect(warningsOf(items)).toEqual(['the field year is no count but "20x5"; it is left out']);
    expect(refusalsOf(items)).toEqual(['line 4, record 3: the row has 2 cells, the header 10']);
  });

  test('a table of something else is refused', async () => {
    await expect(readText(icite, 'a,b\n1,2\n', 'x.csv')).rejects.toThrow(/pmid and year among them/);
  });

  test('knows its own beginning', () => {
    expect(icite.recognise('pmid,doi,title,authors,year,journal,relative_citation_ratio\n')).toBe(1);
    expect(icite.recognise(JSON.stringify({ data: [OLD] }))).toBe(1);
    expect(icite.recognise('pmid,doi,title\n1,,x')).toBe(0);
    expect(icite.recognise('{"meta":{},"data":[{"pmid":1,"year":2001,"cited_by":[2],"references":null}]}')).toBe(0.8);
    expect(icite.recognise('{"data":[{"pmid":1,"title":"x"}]}')).toBe(0);
  });
});
