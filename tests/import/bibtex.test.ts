import { describe, expect, test } from '@jest/globals';
import { bibtex } from '../../src/import/bibtex.js';
import { READ_LIMITS } from '../../src/import/format.js';
import { fixture } from './fixture.js';
import { readText, recordsOf, refusalsOf, warningsOf } from './text-input.js';

const FIXTURE = fixture('library.bib');
const read = (text: string) => readText(bibtex, text);
const one = async (fields: string) => recordsOf(await read(`@article{k, title={T}, ${fields}}`))[0]!;
const names = async (author: string) =>
  (await one(`author={${author}}`)).authors.map(({ kind, familyName, nameAsWritten }) =>
    kind === 'GROUP' ? `[${nameAsWritten}]` : familyName,
  );

describe('a library', () => {
  test('an article with everything', async () => {
    const items = await read(FIXTURE);
    expect(refusalsOf(items)).toEqual([]);
    expect(warningsOf(items)).toEqual([]);
    expect(recordsOf(items)[0]).toMatchObject({
      source: 'bibtex',
      ids: { pmid: '90000001', pmcid: null, doi: '10.1007/978-3-319-99999-9_3' },
      title: 'Peer mentoring of GPs: Über H2O and E. coli: A Study',
      authors: [
        { familyName: 'van den Berg', givenName: 'Anna M.', initials: 'AM' },
        { familyName: 'King', givenName: 'Martin L.', suffix: 'Jr' },
        { kind: 'GROUP', nameAsWritten: 'World Health Organization' },
        { familyName: 'Nuñez', givenName: 'José' },
        { familyName: 'Müller', givenName: 'Ülo' },
      ],
      authorsStatus: 'POSSIBLY_TRUNCATED',
      journal: {
        title: 'Journal of Test Education', abbreviation: 'J. Test Educ.',
        issns: [{ value: '1471-2288', type: 'UNKNOWN' }, { value: '0028-0836', type: 'UNKNOWN' }, { value: '1472-6920', type: 'ELECTRONIC' }],
      },
      date: { year: 2021, month: 3, precision: 'MONTH' },
      volume: '21',
      issue: '3',
      pages: { first: '1008', last: '1012' },
      abstract: [{ label: 'BACKGROUND', text: '5% of doctors.' }, { label: 'METHODS', text: 'We asked.' }],
      languages: ['english'],
      publicationTypes: ['Journal Article'],
      keywords: [{ text: 'mentoring' }, { text: 'peers' }],
      reportedCitations: 12,
    }); // prettier-ignore
  });

  test('Web of Science: names of fields in any case, ORCIDs by name, day beside the month, its number for MEDLINE', async () => {
    expect(recordsOf(await read(FIXTURE))[1]).toMatchObject({
      ids: { pmid: '90000002' },
      title: "A dummy title's",
      bookTitle: 'Proceedings of X',
      journal: null,
      authors: [{ orcid: '0000-0002-1825-0097' }, { orcid: null }],
      date: { year: 2017, month: 3, day: 1 },
      pages: { asWritten: '6756' },
      publicationTypes: ['Conference Paper'],
    });
  });

  test('parentheses, quotes, a range of dates, ids in key and link, HTML in the abstract', async () => {
    expect(recordsOf(await read(FIXTURE))[2]).toMatchObject({
      ids: { pmid: '90000003', doi: '10.1000/from-url' },
      title: 'A "quoted" title',
      date: { year: 2019, month: 5, precision: 'RANGE', raw: '2019-05/2019-07' },
      abstract: [{ label: null, text: 'First.' }, { label: 'Aim', text: 'Second.' }],
      publicationTypes: ['Review'],
    }); // prettier-ignore
  });

  test('places are lines, whatever the line ends and the pieces', async () => {
    for (const text of [FIXTURE, FIXTURE.replace(/\n/g, '\r\n'), `\ufeff${FIXTURE}`]) {
      const items = await readText(bibtex, text, 'test', 5);
      expect(items.map(({ place }) => place)).toEqual([{ line: 6, record: 1 }, { line: 28, record: 2 }, { line: 40, record: 3 }]); // prettier-ignore
    }
  });
});

describe('authors', () => {
  test('names that are parted by commas alone', async () => {
    const { authors } = await one('author={Smith J, Van Doe AB and J. Roe, K. Poe and Last, First}');
    expect(authors.map(({ familyName, initials }) => `${familyName} ${initials}`)).toEqual([
      'Smith J',
      'Van Doe AB',
      'Roe J',
      'Poe K',
      'Last F',
    ]);
  });

  test('"and others" is a cut list, not an author', async () => {
    expect(await one('author={A, B and others}')).toMatchObject({
      authorsStatus: 'POSSIBLY_TRUNCATED',
      authors: [{ familyName: 'A' }],
    });
    expect((await one('year=2000')).authorsStatus).toBe('NOT_LISTED');
  });

  test.each([
    ['{Barnes and Noble} and Smith, J', ['[Barnes and Noble]', 'Smith']],
    ['{Smith, Jones and Partners}', ['[Smith, Jones and Partners]']],
    ["{\\'E}lodie {M}artin", ['Martin']],
    ['{LeRouge}, Cynthia', ['LeRouge']],
    ['Ludwig van Beethoven AND Smith JA', ['van Beethoven', 'Smith']],
    ['Jean de la Fontaine\n and\n Wei Li', ['de la Fontaine', 'Li']],
  ])('%s', async (author, expected) => {
    expect(await names(author)).toEqual(expected);
  });

  test('BibLaTeX’s names in parts', async () => {
    const { authors } = await one('author={given=Hans, family=Bach, prefix=von, useprefix=true and family="Doe, Inc", suffix=III, given={John Q} and Smith, Ann}'); // prettier-ignore
    expect(authors).toMatchObject([
      { familyName: 'von Bach', givenName: 'Hans', initials: 'H', nameAsWritten: 'von Bach H' },
      { familyName: 'Doe, Inc', givenName: 'John Q', suffix: '3rd' },
      { familyName: 'Smith', givenName: 'Ann' },
    ]);
  });
});

describe('syntax', () => {
  test('the key is no identity', async () => {
    const items = await read('@article{k, title={One}, doi={10.1000/1}}\n@article{k, title={Two}, doi={10.1000/2}}\n');
    expect(recordsOf(items).map(({ title }) => title)).toEqual(['One', 'Two']);
  });

  test('many entries on one line, a key with a blank, no comma after the key, no comma between fields', async () => {
    const items = await read(
      '@article{a, title={A}}@article{b c, title={B}} @article{d title={C}, year=2000}@article{, title={D} year={2001}}',
    );
    expect(recordsOf(items).map(({ title, date }) => `${title} ${date?.year ?? ''}`)).toEqual(['A ', 'B ', 'C 2000', 'D 2001']);
  });

  test('macros join with text; one that is not defined stands for itself, with a warning', async () => {
    const items = await read(
      '@string{a = "x"}\n@string(b = a # {y})\n@article{k, title = b # " " # c, month = "1~" # jan, year = 2001}',
    );
    expect(recordsOf(items)[0]).toMatchObject({ title: 'xy c', date: { month: 1, day: 1 } });
    expect(warningsOf(items)).toEqual(['the macro "c" is not defined; its name stands for it']);
  });

  test('an entry that is not closed is refused with its line, and the next one arrives', async () => {
    const items = await read(
      '\n@article{k1, title={never closed, year=2000}\n@article{k2, title={ok}, year=2001}\n@article{k3, title={cut',
    );
    expect(refusalsOf(items)).toEqual([
      'line 2, record 1: the entry is not closed: another one begins in line 3',
      'line 4, record 3: the entry is not closed: the file ends within it',
    ]);
    expect(recordsOf(items).map(({ title }) => title)).toEqual(['ok']);
  });

  test('an address or a mention of an entry inside a value does not end it', async () => {
    expect((await one('abstract={Write to\n@someone or a@b.org, see @article{x} there}')).abstract[0]!.text).toBe(
      'Write to @someone or a@b.org, see @articlex there',
    );
  });

  test('braces that close too early refuse the entry with the line, and what is left over is reported', async () => {
    const items = await read('@article{k, title={T},\n keywords = {a }, b},\n year = 2000,\n}\n');
    expect(refusalsOf(items)).toEqual([expect.stringMatching(/^line 1, record 1: line 2: the next field/)]);
    expect(warningsOf(items)).toEqual(['text after the last entry is left out']);
  });

  test('a field that occurs twice and a reference to another entry are reported', async () => {
    const items = await read('@article{k, title={T}, year=2000, Year=2001, crossref={z}}');
    expect(recordsOf(items)[0]!.date!.year).toBe(2000);
    expect(warningsOf(items)).toHaveLength(2);
  });

  test('remarks before the first entry are no warning; an empty file has no records; other text is no BibTeX', async () => {
    expect(warningsOf(await read('My library\n@article{k, title={T}}'))).toEqual([]);
    expect(await read(' \n')).toEqual([]);
    await expect(read('just text\n')).rejects.toMatchObject({ code: 'BAD_SOURCE' });
  });

  test('a part has from the book that it names what it lacks, and nothing that tells the book itself', async () => {
    const items = await read(
      '@incollection{c, title={Part}, author={A B}, crossref={Vol}}\n@inproceedings{e, title={Dated}, year=2001, crossref={vol}}\n' +
        '@collection{vol, title={Volume}, crossref={whole}, volume=2, doi={10.1000/vol}, pages={1-300}, editor={E F}}\n' +
        '@mvcollection{whole, title={Whole}, date={1999-05}, issn={0028-0836}}\n@article{d, title={Lost}, crossref={nowhere}}\n',
    );
    expect(recordsOf(items).map(({ title }) => title)).toEqual(['Whole', 'Part', 'Dated', 'Volume', 'Lost']);
    const [, part, dated] = recordsOf(items);
    expect(part).toMatchObject({
      bookTitle: 'Volume',
      volume: '2',
      date: { year: 1999, month: 5 },
      ids: { doi: null },
      pages: null,
    });
    expect(dated).toMatchObject({ bookTitle: 'Volume', date: { year: 2001, month: null } });
    const unnamed = 'the ISSN 0028-0836 is that of a series of books, which the record does not name; it is left out';
    expect(warningsOf(items)).toEqual([unnamed, unnamed, unnamed, unnamed, expect.stringMatching(/crossref\) that is not in/)]);
    expect(items.map(({ place }) => place.record)).toEqual([4, 4, 1, 1, 2, 2, 3, 3, 5, 5]);
  });

  test('what @xdata has is in each entry that names it, and is no record', async () => {
    const items = await read('@xdata{j, journaltitle={Journal of Tea}, issn={0028-0836}}\n@article{a, title={A}, xdata={j}}');
    expect(recordsOf(items)).toMatchObject([
      { title: 'A', journal: { title: 'Journal of Tea', issns: [{ value: '0028-0836' }] } },
    ]);
    expect(recordsOf(items)).toHaveLength(1);
  });

  test('Web of Science: the list of references, and how many there are', async () => {
    const { references, statedReferences } = await one(
      'cited-references={{Aaron S, 2000, ACAD MED, V75, P1100, DOI 10.1097/00001888-200011000-00015.\n   [Anonymous], STAT TEA MAK, V1.\n   Made\\_Up A, 1999, TEA.}}, number-of-cited-references={{45}}',
    );
    expect(references).toMatchObject([
      { position: 1, ids: { doi: '10.1097/00001888-200011000-00015' }, year: 2000, text: expect.stringMatching(/^Aaron S, 2000, ACAD MED/) },
      { position: 2, ids: { doi: null }, year: null, text: '[Anonymous], STAT TEA MAK, V1' },
      { position: 3, year: 1999, text: 'Made_Up A, 1999, TEA' },
    ]); // prettier-ignore
    expect(statedReferences).toBe(45);
    expect((await one('year=2000')).references).toBeNull();
  });

  test('identifiers in a note, in howpublished and as eprint', async () => {
    expect((await one('note={doi: 10.1000/note}')).ids.doi).toBe('10.1000/note');
    expect((await one('note={a reply to doi: 10.1000/note}')).ids.doi).toBeNull();
    expect((await one('howpublished={\\url{https://doi.org/10.1000/pre}}')).ids.doi).toBe('10.1000/pre');
    expect((await one('eprint={90000001}, eprinttype={pmid}')).ids.pmid).toBe('90000001');
  });

  test('entries that name one another end', async () => {
    const items = await read(
      '@book{a, title={A}, crossref={b}}\n@book{b, title={B}, crossref={a}}\n@book{c, title={C}, crossref={c}}',
    );
    expect(recordsOf(items).map(({ title }) => title)).toEqual(['A', 'B', 'C']);
  });

  test('dates of BibLaTeX: an interval, a season, one that is uncertain', async () => {
    for (const [date, expected] of [
      ['2006-11/2006-12', { month: 11, precision: 'RANGE' }],
      ['2020-21', { year: 2020, precision: 'SEASON' }],
      ['1998~', { year: 1998, precision: 'YEAR', raw: '1998~' }],
    ] as const)
      expect((await one(`date={${date}}`)).date).toMatchObject(expected);
  });
});

describe('hostile files', () => {
  test('macros that double are stopped, with the line', async () => {
    const doubling = Array.from({ length: 25 }, (_, i) => `@string{m${i + 1} = m${i} # m${i}}`).join('\n');
    await expect(read(`@string{m0="xxxxxxxxxx"}\n${doubling}\n@article{k, title=m25}`)).rejects.toThrow(
      /^test: line 15: the macro "m14" grows to 163840/,
    );
  });

  test('one macro many times in a field meets the limit for fields', async () => {
    const items = await read(
      `@string{m="${'x'.repeat(90_000)}"}\n@article{k, title = m # m # m # m # m # m}\n@article{l, title={ok}}`,
    );
    expect(refusalsOf(items)).toEqual([expect.stringContaining('"title" has more than 500000 characters')]);
    expect(recordsOf(items)).toHaveLength(1);
  });

  test('commands of LaTeX are text', async () => {
    const items = await read('@article{k, title={\\input{/etc/hostname} \\"{U}ber}}');
    expect(recordsOf(items)[0]!.title).toBe('\\input/etc/hostname Über');
    expect(warningsOf(items)).toEqual(['LaTeX commands that are not known stay as text: "\\input"']);
  });

  test('broken UTF-8, lines and entries above the limit refuse their entry only', async () => {
    const long = 'x'.repeat(READ_LIMITS.record + 1);
    const many = `${'x'.repeat(60_000)}\n`.repeat(150);
    const text = `@article{a, title={M\ufffd}}\n@article{b,\ntitle={${long}}\n}\n@article{c, title={${many}}}\n@article{d, title={ok}}`;
    const items = await readText(bibtex, text, 'test', 1 << 20);
    expect(refusalsOf(items)).toEqual([
      expect.stringMatching(/^line 1, record 1: line 1 holds bytes that are not UTF-8/),
      expect.stringMatching(/^line 2, record 2: line 3 has \d+ characters, the limit is/),
      expect.stringMatching(/^line 5, record 3: the entry has more than/),
    ]);
    expect(recordsOf(items).map(({ title }) => title)).toEqual(['ok']);
  });

  test('a record with very many faults is one record with a hundred warnings and their number', async () => {
    const items = await readText(bibtex, `@article{k, title={T}, issn={${'x '.repeat(200_000)}}}`, 'test', 1 << 16);
    expect(recordsOf(items)).toHaveLength(1);
    expect(warningsOf(items)).toHaveLength(101);
    expect(warningsOf(items)[100]).toBe('199900 more warnings about this record');
  });

  test('very many entries on one line are read', async () => {
    const items = await readText(bibtex, '@misc{a,title={A}}'.repeat(20_000), 'test', 1 << 16);
    expect(recordsOf(items)).toHaveLength(20_000);
  });
});

describe('recognition', () => {
  test.each([
    [FIXTURE, 0.9],
    ['\n@article{k1,\n', 1],
    ['My library\n\n@book{x,\n', 0.8],
    ['@charset "utf-8"; @media print { a {} }', 0],
    ['{"@type": "article"}', 0],
  ])('%#', (head, sure) => {
    expect(bibtex.recognise(head)).toBe(sure);
  });
});
