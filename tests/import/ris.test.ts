import { describe, expect, test } from '@jest/globals';
import { READ_LIMITS } from '../../src/import/format.js';
import { ris } from '../../src/import/ris.js';
import { fixture } from './fixture.js';
import { readText, recordsOf, refusalsOf, warningsOf } from './text-input.js';

const FIXTURE = fixture('dialects.ris');
const read = (text: string) => readText(ris, text);
const one = async (lines: string) => recordsOf(await read(`TY  - JOUR\nTI  - T\n${lines}\nER  - \n`))[0]!;

describe('dialects', () => {
  const record = async (title: string) => recordsOf(await read(FIXTURE)).find((item) => item.title!.startsWith(title))!;

  test('all records arrive, and only what is wrong is reported', async () => {
    const items = await read(FIXTURE);
    expect(recordsOf(items)).toHaveLength(10);
    expect(refusalsOf(items)).toEqual([]);
    expect(warningsOf(items)).toEqual([
      'the record gives several DOIs (10.1000/one, 10.1000/other-version); as they stand in links, none is kept',
    ]);
  });

  test('old style: T1, A1, JF, N2, SP and EP, DOI in M3', async () => {
    expect(await record('Old style')).toMatchObject({
      title: 'Old style with in vitro markup and H2O',
      ids: { doi: '10.1000/old(08)<1:a>2.0' },
      authors: [
        { familyName: 'van der Berg', givenName: 'Anna M.', initials: 'AM' },
        { familyName: 'King', givenName: 'Martin L.', suffix: 'Jr' },
        { kind: 'GROUP', nameAsWritten: 'World Health Organization' },
      ],
      journal: {
        title: 'Journal of Test Education', abbreviation: 'J Test Educ',
        issns: [{ value: '1471-2288', type: 'ELECTRONIC' }, { value: '0028-0836', type: 'PRINT' }],
      },
      date: { year: 2008, month: 8, precision: 'MONTH', raw: '2008/08//' },
      volume: '40',
      issue: '3',
      pages: { asWritten: '1008-12', first: '1008', last: '1012' },
      abstract: [{ label: 'AIM', text: 'One.' }, { label: 'RESULT', text: 'Two.' }],
      keywords: [
        { text: 'Mentoring', isMajor: true },
        { text: 'first of several', isMajor: false },
        { text: 'second of several', isMajor: false },
      ],
      publicationTypes: ['Journal Article'],
    }); // prettier-ignore
  });

  test('Ovid: accession number is the PMID, the issue holds NLM’s number of the journal', async () => {
    const ovid = await record('Ovid');
    expect(ovid.ids.pmid).toBe('31234567');
    expect(ovid).toMatchObject({
      issue: null,
      journal: { title: 'The Journal', abbreviation: 'J.', nlmId: '0330500' },
      date: { year: 2022, precision: 'YEAR' },
    });
  });

  test('Web of Science: day without year, article number, no anonymous author, its own accession number', async () => {
    expect(await record('Web of Science')).toMatchObject({
      ids: { pmid: null },
      date: { year: 2019, month: 3, day: 15, precision: 'DAY' },
      pages: { asWritten: '106558', first: null },
      authors: [{ familyName: 'Rizeei', givenName: null, initials: 'HM' }],
    });
    expect((await record('Web of Science')).authors).toHaveLength(1);
  });

  test('Scopus: PMID in C2, times cited in a note, work type in M3, a cut list of authors', async () => {
    expect(await record('Scopus')).toMatchObject({
      ids: { pmid: '31234568' }, reportedCitations: 12, publicationTypes: ['Journal Article', 'Review'], authorsStatus: 'POSSIBLY_TRUNCATED',
      pages: { first: '310', last: '322' },
    }); // prettier-ignore
  });

  test('Cochrane: PMID in C3, names as PubMed writes them', async () => {
    const cochrane = await record('Cochrane');
    expect(cochrane.ids.pmid).toBe('31234569');
    expect(cochrane.authors.map((author) => [author.familyName, author.initials])).toEqual([['Smith', 'J'], ['van den Broeck', 'K']]); // prettier-ignore
    expect(cochrane.publicationTypes).toContain('Trial Registry Record');
  });

  test('Zotero: identifiers and lost fields in notes', async () => {
    expect(await record('Zotero')).toMatchObject({
      ids: { pmid: '31234570', pmcid: 'PMC31234570', doi: '10.1000/zotero' }, journal: { title: 'The New Journal' }, issue: '4', publicationTypes: [],
    }); // prettier-ignore
  });

  test('Dimensions: identifiers in U1, JO is the full title, one line for each part of the abstract', async () => {
    expect(await record('Dimensions')).toMatchObject({
      ids: { pmid: '31234571', pmcid: 'PMC31234571' },
      journal: { title: 'Full Title of the Journal', abbreviation: null },
      abstract: [{ label: 'BACKGROUND' }, { label: 'METHODS', text: 'Second line.' }],
    });
  });

  test('Lens: identifiers in links; two DOIs in links are none; the stated year wins over the day online', async () => {
    expect(await record('Lens')).toMatchObject({
      ids: { pmid: '31234572', pmcid: 'PMC31234572', doi: null },
      date: { year: 2011, precision: 'YEAR' },
    });
  });

  test('a chapter has a book and no journal, editors are no authors, an ISBN is no ISSN, NA is nothing', async () => {
    expect(await record('Chapter')).toMatchObject({
      bookTitle: 'The Book',
      journal: null,
      abstract: [],
      publicationTypes: ['Book Chapter'],
    });
    expect((await record('Chapter')).authors).toHaveLength(1);
  });

  test('EBSCO: an only author’s address without e-mail, the notice of rights is no abstract, its number is no PMID', async () => {
    const ebsco = await record('EBSCO');
    expect(ebsco.authors[0]!.affiliations).toEqual(['Ward 3, Test Town']);
    expect(ebsco.abstract).toEqual([{ label: null, text: 'The abstract.' }]);
    expect(ebsco.ids.pmid).toBeNull();
  });
});

describe('fields', () => {
  test('an address is only given to an author where it says to whom', async () => {
    const items = await read('TY  - JOUR\nTI  - T\nAU  - A, B\nAU  - C, D\nAD  - Somewhere\nAD  - C, D: Elsewhere\nER  - \n');
    expect(recordsOf(items)[0]!.authors.map(({ affiliations }) => affiliations)).toEqual([[], ['Elsewhere']]);
    expect(warningsOf(items)).toEqual([expect.stringContaining('1 address without a sign of whose it is')]);
  });

  test('bare digits in AN or C2 are no PMID unless the database is one of PubMed’s records', async () => {
    expect((await one('AN  - 123\nDB  - EconLit')).ids.pmid).toBeNull();
    expect((await one('C2  - 123')).ids).toMatchObject({ pmid: null, pmcid: null });
    expect((await one('C2  - PMC123')).ids.pmcid).toBe('PMC123');
    expect((await one('AN  - 123\nDB  - PubMed')).ids.pmid).toBe('123');
  });

  test('a DOI as URL, percent-encoded and in capitals is one form; one that is none is left out with a warning', async () => {
    expect((await one('DO  - https://doi.org/10.1000%2FABC')).ids.doi).toBe('10.1000/abc');
    const items = await read('TY  - JOUR\nTI  - T\nDO  - forthcoming\nER  - \n');
    expect(warningsOf(items)).toEqual([expect.stringContaining('is no DOI')]);
  });

  test('JO is an abbreviation where it looks like one', async () => {
    expect((await one('JO  - J. Test Educ.')).journal).toMatchObject({ title: null, abbreviation: 'J. Test Educ.' });
  });

  test('a retraction is known where M3 says so, and unknown elsewhere', async () => {
    expect((await one('M3  - Retracted')).isRetracted).toBe(true);
    expect((await one('M3  - Article')).isRetracted).toBeNull();
  });

  test('a date without a year and an unknown type are reported', async () => {
    const items = await read('TY  - QQQQ\nTI  - T\nPY  - in press\nER  - \n');
    expect(warningsOf(items)).toEqual([expect.stringContaining('"QQQQ"'), expect.stringContaining('"in press"')]);
  });

  test('the same abstract in AB and N2 is one; "No Pagination Specified" is no page', async () => {
    const record = await one('AB  - The abstract.\nN2  - The abstract.\nSP  - No Pagination Specified');
    expect(record.abstract).toEqual([{ label: null, text: 'The abstract.' }]);
    expect(record.pages).toBeNull();
  });

  test.each([
    ['Smith J, Broeck Van K, O’Brien BC', ['Smith', 'Broeck Van', 'O’Brien']],
    ['Smith, J. and Jones, K.', ['Smith', 'Jones']],
    ['Smith, John A.', ['Smith']],
    ['Smith, J., Jr.', ['Smith']],
  ])('authors in one field: %j', async (names, families) => {
    expect((await one(`AU  - ${names}`)).authors.map(({ familyName }) => familyName)).toEqual(families);
  });
});

describe('shape of the file', () => {
  const first = 'TY  - JOUR\nTI  - A\nAB  - one\n';

  test('line ends of every kind, marks and pieces make no difference', async () => {
    const expected = recordsOf(await read(FIXTURE));
    for (const text of [FIXTURE.replace(/\n/g, '\r\n'), FIXTURE.replace(/\n/g, '\r'), `\ufeff${FIXTURE}`]) {
      expect(recordsOf(await readText(ris, text, 'test', 3))).toEqual(expected);
    }
  });

  test('files that were put together keep a mark in the middle', async () => {
    expect(recordsOf(await read(`\ufeff${first}ER  - \n\ufeff${first}ER  - \n`))).toHaveLength(2);
  });

  test('a record without ER ends at the next TY or at the end of the file, with a warning', async () => {
    const items = await read(`${first}${first}`);
    expect(recordsOf(items).map(({ title }) => title)).toEqual(['A', 'A']);
    expect(warningsOf(items)).toEqual([
      expect.stringMatching(/no ER line; it ends where.*line 4$/),
      expect.stringMatching(/^the file ends within/),
    ]);
  });

  test('lines without a tag go on with the value; a blank line does not end the record', async () => {
    expect((await one('AB  - first line\n      second line\n\nthird line - IV - with hyphens')).abstract).toEqual([
      { label: null, text: 'first line second line third line - IV - with hyphens' },
    ]);
  });

  test('one blank before the hyphen is read where the TY line has one, and stays text elsewhere', async () => {
    expect(recordsOf(await read('TY - JOUR\nTI - A\nPY - 2020\nER - \n'))).toMatchObject([{ title: 'A', date: { year: 2020 } }]);
    expect((await one('AB  - x\nIV - methods')).abstract[0]!.text).toBe('x IV - methods');
  });

  test('a record without TY is refused with its line, one without title and identifier too, and the next arrives', async () => {
    const items = await read('TI  - A\nER  - \nTY  - JOUR\nPY  - 2020\nER  - \nTY  - JOUR\nTI  - B\nER  - \n');
    expect(refusalsOf(items)).toEqual([
      expect.stringMatching(/^line 1, record 1: .*no TY line/),
      expect.stringMatching(/^line 3, record 2: .*neither an identifier nor a title/),
    ]);
    expect(recordsOf(items).map(({ title }) => title)).toEqual(['B']);
  });

  test('what JSTOR writes before each record is no warning, other text is', async () => {
    const items = await read(`Provider: JSTOR\nDatabase: JSTOR\nContent: text/plain\n\n${first}ER  - \nsome text\n`);
    expect(warningsOf(items)).toEqual(['text outside of any record, up to the end of the file, is left out']);
  });

  test('an empty file has no records', async () => expect(await read('\n')).toEqual([]));

  test('tags in small letters are read where the TY line has them, and stay text elsewhere', async () => {
    expect(recordsOf(await read('ty  - jour\nti  - A\npy  - 2020\ndo  - 10.1000/a\ner  - \n'))).toMatchObject([
      { title: 'A', date: { year: 2020 }, ids: { doi: '10.1000/a' }, publicationTypes: ['Journal Article'] },
    ]);
    expect((await one('AB  - x\niv  - methods')).abstract[0]!.text).toBe('x iv - methods');
    expect(ris.recognise('ty  - jour\nti  - A\n')).toBe(1);
  });

  test('the last line of Web of Science’s files is no text that was lost', async () => {
    expect(warningsOf(await read('TY  - JOUR\nTI  - A\nER  - \n\nEF\n'))).toEqual([]);
  });

  test('no blank behind the hyphens, and a record that is indented as a whole', async () => {
    const items = await read('TY  -JOUR\nTI  -A\nPY  -2001\nER  -\n  TY  - JOUR\n  TI  - B\n  ER  - \nTY  - JOUR\nTI  - C\nAB  - x\n  TI  - y\nER  - \n'); // prettier-ignore
    expect(recordsOf(items).map(({ title }) => title)).toEqual(['A', 'B', 'C']);
    expect(recordsOf(items)[2]!.abstract[0]!.text).toBe('x TI - y');
    expect(warningsOf(items)).toEqual([]);
  });
});

describe('hostile records', () => {
  test('a field above the limit, a line above the limit and broken UTF-8 refuse their record only', async () => {
    const bad = [`AB  - ${'x'.repeat(READ_LIMITS.field + 1)}`, `AB  - ${'x'.repeat(READ_LIMITS.record)}`, 'AU  - M\ufffd, A'];
    const text = [...bad, 'VL  - 1'].map((line) => `TY  - JOUR\nTI  - T\n${line}\nER  - \n`).join('');
    const items = await readText(ris, text, 'test', 1 << 20);
    expect(refusalsOf(items)).toEqual([
      expect.stringMatching(/AB \(line 3\) has more than 500000 characters/),
      expect.stringMatching(new RegExp(`line 7 has ${READ_LIMITS.record + 6} characters`)),
      expect.stringMatching(/line 11 holds bytes that are not UTF-8/),
    ]);
    expect(recordsOf(items)).toHaveLength(1);
  });

  test('very long rows of separators in a number are read once', async () => {
    const items = await readText(ris, `TY  - JOUR\nTI  - T\nSN  - x ${';'.repeat(400_000)}z\nER  - \n`, 'test', 1 << 16);
    expect(warningsOf(items)).toEqual([expect.stringContaining('is no ISSN')]);
  });

  test('a field of very many lines is one field', async () => {
    const items = await readText(ris, `TY  - JOUR\nTI  - T\nAB  - A\n${'.\n'.repeat(200_000)}ER  - \n`, 'test', 1 << 16);
    expect(recordsOf(items)).toHaveLength(1);
  });
});

describe('recognition', () => {
  test.each([
    [FIXTURE, 1],
    ['Provider: JSTOR\n\nTY  - JOUR\nTI  - x\n', 0.9],
    ['TI  - T\nAU  - A, B\nER  - \n', 0.7],
    ['PMID- 1\nTI  - This is MEDLINE text\n', 0],
    ['PMID,DOI\n1,10.1000/1\n', 0],
  ])('%#', (head, sure) => {
    expect(ris.recognise(head)).toBe(sure);
  });
});

test('line ends of Unicode within a value end no line: what stands beside them is all one field', async () => {
  const items = await readText(ris, 'TY  - JOUR\nTI  - Tea\u2028and cups\nAB  - One.\u2029Two.\nPY  - 2020\nER  - \n');
  expect(warningsOf(items)).toEqual([]);
  expect(recordsOf(items)).toMatchObject([
    { title: 'Tea and cups', abstract: [{ text: 'One. Two.' }], publicationTypes: ['Journal Article'], date: { year: 2020 } },
  ]);
});

test('the last line of a file of Web of Science, and its abbreviations of journals', async () => {
  const items = await readText(
    ris,
    'TY  - JOUR\nTI  - Tea\nT2  - MEDICAL TEA\nJ9  - MED TEA\nJI  - Med. Tea\nPY  - 2010\nER  -\n\nEF  - \n',
  );
  expect(items.map(({ kind }) => kind)).toEqual(['record']);
  expect(recordsOf(items)[0]!.journal).toMatchObject({ title: 'MEDICAL TEA', abbreviation: 'Med. Tea' });
});
