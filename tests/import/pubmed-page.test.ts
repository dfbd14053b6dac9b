import { describe, expect, test } from '@jest/globals';
import { parsePubmedPage } from '../../src/import/pubmed-page.js';
import { seedPage as seed, without } from './seed-page.js';

/** Another review, of our own making. */
const OTHER = `» Articles » PMID: 12345678

Does Coaching Help Registrars?
A Scoping Review

Overview
Journal Med Teach
Specialty Medical Education
Date 2019 Nov
PMID 12345678
PMC 7654321
DOI 10.1080/0142159X.2019.1234567
Citations 1,204
Authors
Affiliations
Soon will be listed here.
Abstract

Coaching is common: most registrars have met it. We looked at thirty studies.

Citing Articles

Coaching works!

de la Cruz MA 3rd, O'Neill-Smith JB, Registrar Coaching Study Group JAMA. 2021 Mar 5; 325(9 Suppl 1):e12-e19.

PMID: 33000001.


A second look.

Wu X PLoS ONE. 2022;


References
1.
. Guidelines for coaching. BMJ. 1999; 318:7. View

2.
Smith J Jr, Müller Ö, et al . What do coaches do? N Engl J Med. 2006 Nov-Dec;
355(22):2339-41, 2345. DOI: 10.1056/NEJM(2006)1. View
`;

const parse = (text: string) => parsePubmedPage(text, 'page.txt');

describe('another review', () => {
  const [review, cruz, wu, guidelines, smith, ...more] = parse(OTHER);

  test('its own facts', () => {
    expect(more).toEqual([]);
    expect(review).toMatchObject({
      title: 'Does Coaching Help Registrars? A Scoping Review',
      ids: { pmid: '12345678', pmcid: 'PMC7654321', doi: '10.1080/0142159x.2019.1234567' },
      journal: { abbreviation: 'Med Teach' },
      date: { year: 2019, month: 11, day: null, raw: '2019 Nov', precision: 'MONTH' },
      reportedCitations: 1204,
      authors: [],
      authorsStatus: 'NOT_LISTED',
      abstract: [{ label: null, text: 'Coaching is common: most registrars have met it. We looked at thirty studies.' }],
    });
    expect(review!.citedBy).toHaveLength(2);
    expect(review!.references!.map(({ position }) => position)).toEqual([1, 2]);
  });

  test('names with particles, suffixes and groups', () => {
    expect(cruz!.authors.map(({ kind, familyName, initials, suffix }) => [kind, familyName, initials, suffix])).toEqual([
      ['PERSON', 'de la Cruz', 'MA', '3rd'],
      ['PERSON', "O'Neill-Smith", 'JB', null],
      ['GROUP', null, null, null],
    ]);
    expect(cruz).toMatchObject({
      title: 'Coaching works!',
      authorsStatus: 'COMPLETE',
      journal: { abbreviation: 'JAMA' },
      date: { year: 2021, month: 3, day: 5, precision: 'DAY' },
      volume: '325',
      issue: '9 Suppl 1',
      pages: { asWritten: 'e12-e19', first: 'e12', last: 'e19' },
      ids: { pmid: '33000001', pmcid: null, doi: null },
    });
    expect(cruz!.authors[2]!.nameAsWritten).toBe('Registrar Coaching Study Group');
  });

  test('a citing work without identifiers, volume and pages', () => {
    expect(wu).toMatchObject({
      title: 'A second look',
      journal: { abbreviation: 'PLoS ONE' },
      date: { year: 2022 },
      volume: null,
      issue: null,
      pages: null,
      ids: { pmid: null, pmcid: null, doi: null },
    });
    expect(review!.citedBy[1]!.recordKey).toMatch(/^cit:[0-9a-f]{16}$/);
  });

  test('a reference without authors', () => {
    expect(guidelines).toMatchObject({
      title: 'Guidelines for coaching',
      authors: [],
      authorsStatus: 'NOT_LISTED',
      journal: { abbreviation: 'BMJ' },
      volume: '318',
      issue: null,
      pages: { asWritten: '7', first: null, last: null },
    });
  });

  test('a reference over two lines, with "et al", a question and a range of months', () => {
    expect(smith).toMatchObject({
      title: 'What do coaches do?',
      authorsStatus: 'POSSIBLY_TRUNCATED',
      journal: { abbreviation: 'N Engl J Med' },
      date: { year: 2006, month: 11, day: null, raw: '2006 Nov-Dec', precision: 'RANGE' },
      pages: { asWritten: '2339-41, 2345', first: '2339', last: '2341' },
      ids: { doi: '10.1056/nejm(2006)1' },
    });
    expect(smith!.authors.map(({ nameAsWritten }) => nameAsWritten)).toEqual(['Smith J Jr', 'Müller Ö']);
  });
});

describe('the same page in other clothes', () => {
  test.each([
    ['line ends of Windows', seed.replaceAll('\n', '\r\n')],
    ['line ends of old Macs', seed.replaceAll('\n', '\r')],
    ['a byte order mark', `\uFEFF${seed}`],
    ['trailing blanks and tabs', seed.replaceAll('\n', ' \t\n')],
    ['blanks that do not break', seed.replaceAll('Med Educ', 'Med\u00a0Educ')],
    ['blank lines at both ends', `\n\n${seed}\n\n`],
    ['decomposed letters', seed.normalize('NFD')],
  ])('%s', (_, text) => {
    expect(parse(text)).toEqual(parse(seed));
  });
});

describe('missing parts', () => {
  test('no abstract', () => {
    const [review, ...works] = parse(without(seed, 'Abstract', 'Citing Articles'));
    expect(review!.abstract).toEqual([]);
    expect(works).toHaveLength(10);
  });

  test('no citing articles', () => {
    const [review, ...works] = parse(without(seed, 'Citing Articles', 'References'));
    expect(review!.citedBy).toEqual([]);
    expect(works).toHaveLength(5);
  });

  test('no references: no list is known, which is not an empty list', () => {
    const [review, ...works] = parse(without(seed, 'References', null));
    expect(review!.references).toBeNull();
    expect(works).toHaveLength(5);
    expect(parse(`${without(seed, 'References', null)}References\n`)[0]!.references).toEqual([]);
  });

  test('no fields but the PMID', () => {
    const [review, ...works] = parse('» Articles » PMID: 1\n\nA title.\n\nOverview\n');
    expect(works).toEqual([]);
    expect(review).toMatchObject({
      title: 'A title',
      ids: { pmid: '1' },
      journal: null,
      date: null,
      specialty: null,
      reportedCitations: null,
      abstract: [],
      citedBy: [],
      references: null,
    });
  });

  test('no authors', () => {
    const [review] = parse(without(seed, 'Authors', 'Abstract'));
    expect(review!.authorsStatus).toBe('NOT_LISTED');
  });
});

describe('abstracts', () => {
  const abstract = (text: string) => parse(`» Articles » PMID: 1\n\nT.\n\nOverview\nAbstract\n\n${text}\n`)[0]!.abstract;

  test.each([
    ['one labelled paragraph', 'Objective: To see.', [{ label: 'Objective', text: 'To see.' }]],
    ['a sentence with a colon', 'One thing is sure: it rains.', [{ label: null, text: 'One thing is sure: it rains.' }]],
    [
      'labels of any words, where every paragraph has one',
      'Where we stood: Here.\n\nWhere we went: There.',
      [
        { label: 'Where we stood', text: 'Here.' },
        { label: 'Where we went', text: 'There.' },
      ],
    ],
    [
      'a paragraph without a label among labelled ones',
      'Design, setting and participants: All.\n\nMore of them.',
      [
        { label: 'Design, setting and participants', text: 'All.' },
        { label: null, text: 'More of them.' },
      ],
    ],
    ['a wrapped paragraph', 'Results: One\ntwo.', [{ label: 'Results', text: 'One two.' }]],
  ])('%s', (_, text, expected) => {
    expect(abstract(text)).toEqual(expected);
  });
});

describe('publication types', () => {
  const title = (text: string) => {
    const [, work] = parse(`» Articles » PMID: 1\n\nT.\n\nOverview\nCiting Articles\n\n${text}\n\nRoe A Acad Med. 2020; 1:2.\n`);
    return [work!.title, work!.publicationTypes];
  };

  test('brackets that name a type are no part of the title; others are', () => {
    expect(title('On feedback [Response to Letter].')).toEqual(['On feedback', ['Response to Letter']]);
    expect(title('Why? [Letter]')).toEqual(['Why?', ['Letter']]);
    expect(title('On feedback. [Letter].')).toEqual(['On feedback', ['Letter']]);
    expect(title('On feedback [in German].')).toEqual(['On feedback [in German]', []]);
    expect(title('And so on...')).toEqual(['And so on...', []]);
  });
});
