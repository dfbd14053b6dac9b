import { describe, expect, test } from '@jest/globals';
import { READ_LIMITS } from '../../src/import/format.js';
import { nbib } from '../../src/import/nbib.js';
import { fixture } from './fixture.js';
import { readText, recordsOf, refusalsOf, warningsOf } from './text-input.js';

const FIXTURE = fixture('medline.nbib');
const read = (text: string) => readText(nbib, text);
const record = (lines: string) => `PMID- 1\nTI  - T\n${lines}\n\n`;
const one = async (lines: string) => recordsOf(await read(record(lines)))[0]!;

describe('a whole record', () => {
  test('every field', async () => {
    const items = await read(FIXTURE);
    const [first] = recordsOf(items);
    expect(first).toEqual({
      source: 'nbib',
      sourceId: null,
      ids: { pmid: '90000001', pmcid: 'PMC9000001', doi: '10.1000/listed(21)<1:a>2.0', openalex: null, s2: null, omid: null },
      title: 'Peer mentoring of residents: a study whose title goes on in the next line',
      vernacularTitle: 'Mentoraat door gelijken',
      authors: [
        expect.objectContaining({
          kind: 'PERSON', nameAsWritten: 'van den Broeck K', familyName: 'van den Broeck', givenName: 'Kristin', initials: 'K',
          suffix: null, orcid: '0000-0002-1825-0097',
          affiliations: ['Department of Medicine, Antwerp, Belgium.', 'Centre for Teaching, Antwerp, Belgium.'],
        }),
        expect.objectContaining({ nameAsWritten: 'Smith JA Jr', familyName: 'Smith', givenName: 'John A', initials: 'JA', suffix: 'Jr' }),
        expect.objectContaining({ nameAsWritten: 'Cruz JR', familyName: 'Cruz', givenName: 'José Ramón', initials: 'JR', suffix: null }),
        expect.objectContaining({ kind: 'GROUP', nameAsWritten: 'MENTOR Study Group', familyName: null }),
      ],
      authorsStatus: 'COMPLETE',
      journal: {
        title: 'BMC medical education', abbreviation: 'BMC Med Educ', nlmId: '101088679',
        issns: [{ value: '1472-6920', type: 'ELECTRONIC' }, { value: '1472-6920', type: 'LINKING' }],
      },
      bookTitle: null,
      date: { year: 2021, month: 3, day: 5, raw: '2021 Mar 5', precision: 'DAY' },
      volume: '21',
      issue: '1',
      pages: { asWritten: '234-5', first: '234', last: '235' },
      abstract: [
        { label: 'BACKGROUND', text: 'Mentoring helps.' },
        { label: 'METHODS', text: 'We asked 12 residents about DNA: a word with a colon.' },
        { label: 'RESULTS AND CONCLUSIONS', text: 'It does.' },
      ],
      otherAbstracts: [
        {
          type: 'Publisher', language: 'dut',
          sections: [{ label: 'ACHTERGROND', text: 'Mentoraat helpt.' }, { label: 'METHODEN', text: 'Wij vroegen 12 artsen.' }],
        },
        { type: 'plain-language-summary', language: 'eng', sections: [{ label: null, text: 'Mentors help: residents said so.' }] },
        { type: null, language: null, sections: [{ label: null, text: 'An old abstract without type or language.' }] },
      ],
      languages: ['eng', 'dut'],
      publicationTypes: ['Journal Article', 'Retracted Publication'],
      specialty: null,
      mesh: [
        {
          descriptorId: null, descriptor: 'Aurovertins', isMajor: true,
          qualifiers: [{ id: null, name: 'chemistry', isMajor: true }, { id: null, name: 'metabolism', isMajor: false }],
        },
        { descriptorId: null, descriptor: 'Internship and Residency', isMajor: true, qualifiers: [] },
        { descriptorId: null, descriptor: 'Humans', isMajor: false, qualifiers: [] },
      ],
      keywords: [
        { text: 'Mentoring', owner: 'NOTNLM', isMajor: true },
        { text: 'Residents', owner: 'NOTNLM', isMajor: false },
      ],
      grants: [
        { id: 'R01 GM61374', agency: 'NIGMS NIH HHS', country: 'United States' },
        { id: null, agency: 'Wellcome Trust', country: 'United Kingdom' },
      ],
      corrections: [
        expect.objectContaining({ type: 'RetractionIn', text: 'BMC Med Educ. 2021 Dec 1;21(1):600. doi: 10.1000/notice.', ids: expect.objectContaining({ pmid: '90000009' }) }),
        expect.objectContaining({ type: 'CommentOn', text: 'BMC Med Educ. 2019;19:1.', ids: expect.objectContaining({ pmid: '90000008' }) }),
        expect.objectContaining({ type: 'ErratumIn', text: 'BMC Med Educ. 2021;21:99', ids: expect.objectContaining({ pmid: null }) }),
      ],
      isRetracted: true,
      references: null,
      citedBy: [],
      reportedCitations: null,
      statedReferences: 31,
      revisedAt: '2021-12-04',
    }); // prettier-ignore
    expect(warningsOf(items)).toEqual([
      'the record gives two DOIs, 10.1000/listed(21)<1:a>2.0 and 10.1000/first; the first one is kept',
    ]);
  });

  test('a record without authors lists none, and its address is nobody’s', async () => {
    const second = recordsOf(await read(FIXTURE))[1]!;
    expect(second).toMatchObject({ authors: [], authorsStatus: 'NOT_LISTED', isRetracted: false, statedReferences: null });
    expect(second.date).toMatchObject({ year: 1998, month: 12, precision: 'RANGE', raw: '1998 Dec-1999 Jan' });
  });

  test('line ends of every kind, a byte order mark and any cut into pieces give the same records', async () => {
    const expected = recordsOf(await read(FIXTURE));
    for (const text of [FIXTURE.replace(/\n/g, '\r\n'), FIXTURE.replace(/\n/g, '\r'), `\ufeff${FIXTURE.trimStart()}`]) {
      for (const piece of [1, 64, 100_000]) expect(recordsOf(await readText(nbib, text, 'test', piece))).toEqual(expected);
    }
  });

  test('a note on another work has its DOI in the text, as in the XML', async () => {
    const { corrections } = await one('EIN - Med Educ. 2007 Feb;41(2):121. doi: 10.1000/Erratum.1.\nCIN - J. 2008. doi:\n      10.1000/c. PMID: 90000002'); // prettier-ignore
    expect(corrections).toMatchObject([
      { type: 'ErratumIn', ids: { pmid: null, doi: '10.1000/erratum.1' } },
      { type: 'CommentIn', ids: { pmid: '90000002', doi: '10.1000/c' }, text: 'J. 2008. doi: 10.1000/c.' },
    ]);
  });
});

describe('authors', () => {
  test('before 2002 there are short names only; the one address is the first author’s', async () => {
    const { authors } = await one('AD  - Somewhere.\nAU  - de Hoon MJ\nAU  - Council M\nAU  - et al.');
    expect(authors.map((author) => [author.familyName, author.initials, author.affiliations])).toEqual([
      ['de Hoon', 'MJ', ['Somewhere.']],
      ['Council', 'M', []],
    ]);
  });

  test('"et al." is a cut list, not an author', async () => {
    expect(await one('AU  - Smith J\nAU  - et al')).toMatchObject({
      authorsStatus: 'POSSIBLY_TRUNCATED',
      authors: [{ familyName: 'Smith' }],
    });
  });

  test('a missing title is none', async () => {
    expect(recordsOf(await read('PMID- 1\nTI  - [Not Available].\n\n'))[0]!.title).toBeNull();
    expect(recordsOf(await read('PMID- 1\nTI  - [Ein Titel].\nTT  - Ein Titel\n\n'))[0]!.title).toBe('[Ein Titel]');
  });

  test('an ORCID with a wrong check digit is left out with a warning', async () => {
    const items = await read(record('FAU - Smith, J\nAU  - Smith J\nAUID- ORCID: 0000-0002-1825-0098'));
    expect(recordsOf(items)[0]!.authors[0]!.orcid).toBeNull();
    expect(warningsOf(items)[0]).toMatch(/is no ORCID/);
  });

  test('what follows an editor or an investigator is not the last author’s', async () => {
    const { authors } = await one('FAU - Brown, Ann\nAU  - Brown A\nAD  - Hers.\nFED - Green, Ed\nED  - Green E\nAD  - His.\nAUID- ORCID: 0000-0002-1825-0097\nFIR - White, W\nIR  - White W\nAD  - Theirs.'); // prettier-ignore
    expect(authors).toMatchObject([{ familyName: 'Brown', affiliations: ['Hers.'], orcid: null }]);
    expect(authors).toHaveLength(1);
  });

  test('all full forms before all short ones: each short form is its author’s', async () => {
    const { authors } = await one('FAU - Smith, Ann B\nFAU - Smythe, Carl\nFAU - O’Connor, Eve\nAU  - Smith AB\nAU  - Smythe C\nAU  - O Connor E\nAD  - Hers.'); // prettier-ignore
    expect(authors).toMatchObject([
      { nameAsWritten: 'Smith AB', familyName: 'Smith', givenName: 'Ann B', initials: 'AB' },
      { nameAsWritten: 'Smythe C', familyName: 'Smythe', givenName: 'Carl', initials: 'C' },
      { nameAsWritten: 'O Connor E', familyName: 'O’Connor', givenName: 'Eve', initials: 'E', affiliations: ['Hers.'] },
    ]);
    expect(authors).toHaveLength(3);
  });

  test('an author with the full form alone, and one with the short form alone', async () => {
    const { authors } = await one('FAU - Smith, Ann\nFAU - Brown, Bob\nAU  - Brown B\nAU  - White C');
    expect(authors.map(({ nameAsWritten }) => nameAsWritten)).toEqual(['Smith, Ann', 'Brown B', 'White C']);
  });

  test('a family name that begins with one letter', async () => {
    const { authors } = await one('FAU - O Connor, Mary-Anne\nAU  - O Connor MA\nFAU - X Made, Anna Jr\nAU  - X Made A Jr');
    expect(authors).toMatchObject([
      { familyName: 'O Connor', givenName: 'Mary-Anne', initials: 'MA' },
      { familyName: 'X Made', givenName: 'Anna', initials: 'A', suffix: 'Jr' },
    ]);
  });
});

describe('shape of the file', () => {
  test('records without blank lines between them are told apart by their PMID', async () => {
    const items = await read('PMID- 1\nTI  - A\nSO  - x\nPMID- 2\nTI  - B\nSO  - y\n');
    expect(recordsOf(items).map(({ title }) => title)).toEqual(['A', 'B']);
    expect(warningsOf(items)).toEqual([]);
  });

  test('a record without PMID is refused with its line, and the next one arrives', async () => {
    const items = await read('OWN - ERIC\nTI  - Other\n\nPMID- 2\nTI  - B\n\n');
    expect(refusalsOf(items)).toEqual([expect.stringMatching(/^line 1, record 1: .*no usable PMID.*ERIC/)]);
    expect(recordsOf(items).map(({ ids }) => ids.pmid)).toEqual(['2']);
  });

  test('a cut last record is kept and reported', async () => {
    const items = await read('PMID- 1\nTI  - A\n\nPMID- 2\nTI  - cut in the mid');
    expect(recordsOf(items)).toHaveLength(2);
    expect(warningsOf(items)).toEqual([expect.stringMatching(/^the file ends within this record/)]);
  });

  test('lines that lost their blanks are read on, text between records is left out, both with a warning', async () => {
    const items = await read('<pre>\nPMID- 1\nTI  - A title\nthat goes on\n\n</pre>\n');
    expect(recordsOf(items)[0]!.title).toBe('A title that goes on');
    const places = items.flatMap((item) => (item.kind === 'warning' ? [item.place.line] : []));
    expect(places).toEqual([1, 4, 6]);
    expect(warningsOf(items)[0]).toMatch(/^text outside of any record/);
    expect(warningsOf(items)[1]).toMatch(/^the line has neither a tag nor the blanks/);
  });

  test('an empty file has no records', async () => {
    expect(await read('')).toEqual([]);
    expect(await read('\n\n')).toEqual([]);
  });
});

describe('hostile records', () => {
  test('broken UTF-8 and a field above the limit refuse their record only', async () => {
    const long = 'x'.repeat(READ_LIMITS.field + 1);
    const items = await readText(
      nbib,
      record('AU  - M\ufffdller A') + record(`AB  - ${long}`) + record('VI  - 1'),
      'test',
      60_000,
    );
    expect(refusalsOf(items)).toEqual([
      expect.stringMatching(/^line 1, record 1: line 3 holds bytes that are not UTF-8/),
      expect.stringMatching(/^line 5, record 2: AB \(line 7\) has more than 500000/),
    ]);
    expect(recordsOf(items)).toHaveLength(1);
  });

  test('a line above the limit is never held whole', async () => {
    const items = await readText(nbib, record(`AB  - ${'x'.repeat(READ_LIMITS.record)}`) + record('VI  - 1'), 'test', 1 << 20);
    expect(refusalsOf(items)).toEqual([
      `line 1, record 1: line 3 has ${READ_LIMITS.record + 6} characters, the limit is ${READ_LIMITS.record}`,
    ]);
    expect(recordsOf(items)).toHaveLength(1);
  });

  test('an ISSN that goes on in the next line is read, and text in its place is left out', async () => {
    expect((await one('IS  - 0028-0836\n      (Print)')).journal!.issns).toEqual([{ value: '0028-0836', type: 'PRINT' }]);
    const items = await read(record('IS  - 0028-0836\nno tag at all\nVI  - 1'));
    expect(recordsOf(items)).toMatchObject([{ journal: null, volume: '1' }]);
    expect(warningsOf(items)).toContainEqual(expect.stringContaining('is no ISSN'));
  });

  test('NUL is removed', async () => {
    expect((await one('TA  - a\u0000b')).journal).toMatchObject({ abbreviation: 'ab' });
  });
});

describe('recognition', () => {
  test.each([
    [FIXTURE, 1],
    ['OWN - ERIC\nTI  - x\n', 0.7],
    ['TY  - JOUR\nTI  - x\nPMID  - 3\nER  - \n', 0],
    ['{"PMID": 1}', 0],
  ])('%#', (head, sure) => {
    expect(nbib.recognise(head)).toBe(sure);
  });
});
