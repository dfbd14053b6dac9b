import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ReadItem } from '../../src/import/format.js';
import { pubmedXml } from '../../src/import/pubmed-xml.js';
import { NO_IDS, type BibRecord } from '../../src/import/record.js';
import { fixture } from './fixture.js';
import { readText, recordsOf, refusalsOf, warningsOf } from './text-input.js';

const article = (pmid: string | number, rest = '', data = ''): string =>
  `<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">${pmid}</PMID><Article><Journal><JournalIssue><PubDate><Year>2020</Year></PubDate>` +
  `</JournalIssue><Title>J</Title></Journal><ArticleTitle>T</ArticleTitle>${rest}</Article></MedlineCitation><PubmedData>${data}</PubmedData></PubmedArticle>`;
const set = (body: string): string => `<PubmedArticleSet>${body}</PubmedArticleSet>`;

describe('PubMed XML', () => {
  let items: ReadItem[];
  let first: BibRecord;
  beforeAll(async () => {
    items = await readText(pubmedXml, fixture('pubmed.xml'));
    first = recordsOf(items)[0]!;
  });

  test('knows its own beginning and no other', () => {
    expect(pubmedXml.recognise(fixture('pubmed.xml').slice(0, 1000))).toBe(1);
    expect(pubmedXml.recognise('<?xml version="1.0"?><PubmedArticleSet/>')).toBe(1);
    expect(pubmedXml.recognise('<html><body>PubmedArticle</body></html>')).toBe(0);
  });

  test('records, refusals and withdrawals in the order of the file', () => {
    expect(items.filter((item) => item.kind !== 'warning').map((item) => item.kind)).toEqual([
      'record', 'refused', 'record', 'record', 'withdrawn', 'withdrawn',
    ]); // prettier-ignore
    expect(refusalsOf(items)).toEqual(['line 76, record 2: the record has no PMID']);
    expect(items.flatMap((item) => (item.kind === 'withdrawn' ? [item.ids.pmid] : []))).toEqual(['90000099', '90000098']);
  });

  test('identifiers are the article’s own, not those of its references', () => {
    expect(first.ids).toEqual({ ...NO_IDS, pmid: '90000001', pmcid: 'PMC9000001', doi: '10.1000/made.1' });
    expect(first.sourceId).toBe('90000001.2');
    expect(first.revisedAt).toBe('2023-07-04');
  });

  test('title, date, journal and pages', () => {
    expect(first.title).toBe('[Peer mentoring with CO2 & tea]');
    expect(first.vernacularTitle).toBe('Mentoring mit Tee');
    expect(first.date).toEqual({ year: 2019, month: 11, day: null, raw: '2019 Nov-Dec', precision: 'RANGE' });
    expect(first.pages).toEqual({ asWritten: '234-5', first: '234', last: '235' });
    expect([first.volume, first.issue]).toEqual(['12', '6 Pt 1']);
    expect(first.journal).toEqual({
      title: 'Journal of made up education',
      abbreviation: 'J Made Up Educ',
      nlmId: '0012345',
      issns: [
        { value: '1472-6920', type: 'ELECTRONIC' },
        { value: '0028-0836', type: 'LINKING' },
      ],
    });
  });

  test('authors in order: no superseded spelling, groups apart, a list that was cut', () => {
    expect(first.authorsStatus).toBe('POSSIBLY_TRUNCATED');
    expect(first.authors).toMatchObject([
      {
        kind: 'PERSON', nameAsWritten: 'Van den Made AL Jr', familyName: 'Van den Made', givenName: 'Anna-Lena', initials: 'AL', suffix: 'Jr',
        orcid: '0000-0002-1825-0097', equalContribution: true, affiliations: ['Dept of Tea, City.', 'Second Institute, Town.'],
      },
      { kind: 'GROUP', nameAsWritten: 'Made Up Study Group', familyName: null },
      { kind: 'PERSON', nameAsWritten: 'Solo', familyName: 'Solo', givenName: null, initials: null, equalContribution: null, affiliations: [] },
    ]); // prettier-ignore
    expect(warningsOf(items)).toContainEqual(expect.stringMatching(/"Van den Made AL Jr" and "Solo" carry the same ORCID/));
  });

  test('abstract sections, MeSH, keywords, grants, types, language', () => {
    expect(first.abstract).toEqual([
      { label: 'BACKGROUND', text: 'Tea is hot.' },
      { label: null, text: 'No label.' },
    ]);
    expect(first.otherAbstracts).toEqual([
      { type: 'Publisher', language: 'spa', sections: [{ label: 'OBJETIVO', text: 'El té ayuda.' }, { label: null, text: 'Sí.' }] },
      { type: 'plain-language-summary', language: 'eng', sections: [{ label: null, text: 'Tea helps.' }] },
    ]); // prettier-ignore
    expect(first.mesh).toEqual([
      {
        descriptorId: 'D008569', descriptor: 'Mentors', isMajor: true,
        qualifiers: [{ id: 'Q000379', name: 'methods', isMajor: true }, { id: 'Q000523', name: 'psychology', isMajor: false }],
      },
      { descriptorId: 'D005858', descriptor: 'Germany', isMajor: false, qualifiers: [] },
    ]); // prettier-ignore
    expect(first.keywords).toEqual([
      { text: 'Peer mentoring', owner: 'NOTNLM', isMajor: true },
      { text: 'Tea', owner: 'KIE', isMajor: false },
    ]);
    expect(first.grants).toEqual([{ id: 'G 1', agency: 'Tea Board', country: 'United Kingdom' }]);
    expect(first.publicationTypes).toEqual(['Journal Article', 'Review']);
    expect(first.languages).toEqual(['ger']);
  });

  test('a retraction notice makes the article retracted, and is kept with its identifiers', () => {
    expect(first.isRetracted).toBe(true);
    expect(first.corrections).toEqual([
      {
        type: 'RetractionIn', text: 'J Made Up Educ. 2021;1(1):1. doi: 10.1000/RETRACT.1 (by the editor)',
        ids: { ...NO_IDS, pmid: '90000090', doi: '10.1000/retract.1' },
      },
      { type: 'CommentIn', text: 'Somewhere. 2020', ids: NO_IDS },
    ]); // prettier-ignore
  });

  test('references of nested lists and of the old kind, once each, with their text', () => {
    expect(first.references).toEqual([
      {
        position: 1,
        ids: { ...NO_IDS, pmid: '90000011', doi: '10.1000/ref.1' },
        recordKey: null,
        text: 'First A. 2001.',
        year: null,
      },
      { position: 2, ids: NO_IDS, recordKey: null, text: 'Without identifiers. 1950.', year: null },
      { position: 3, ids: { ...NO_IDS, pmid: '90000012', pmcid: 'PMC77' }, recordKey: null, text: 'Nested. 2002.', year: null },
      { position: 6, ids: { ...NO_IDS, pmid: '90000020' }, recordKey: null, text: 'Old J. 1999;1:1', year: null },
    ]);
    expect(first.statedReferences).toBe(63);
    expect(warningsOf(items)).toEqual(
      expect.arrayContaining([
        '2 references are listed more than once; the first place counts',
        'the work is listed as its own reference; that entry is left out',
      ]),
    );
  });

  test('a chapter of a book', () => {
    const chapter = recordsOf(items)[1]!;
    expect(chapter).toMatchObject({
      ids: { ...NO_IDS, pmid: '90000003', doi: '10.1000/chapter.1' },
      title: 'A chapter', bookTitle: 'The Book of Tea', journal: null, authorsStatus: 'COMPLETE', languages: ['eng'], publicationTypes: ['Review'],
      date: { year: 2011, month: 3, precision: 'MONTH' }, abstract: [{ label: null, text: 'About chapters.' }],
    }); // prettier-ignore
    expect(chapter.authors.map((author) => author.nameAsWritten)).toEqual(['Writer W']);
    expect(chapter.references).toHaveLength(1);
  });

  test('a thin record: no title, no authors, the date of entry, an empty list of references', () => {
    const thin = recordsOf(items)[2]!;
    expect(thin).toMatchObject({
      title: null, authors: [], authorsStatus: 'NOT_LISTED', date: { year: 2020, precision: 'YEAR' }, references: [], isRetracted: false,
    }); // prettier-ignore
    expect(thin.ids).toEqual({ ...NO_IDS, pmid: '90000004' });
    expect(warningsOf(items)).toContain('"not a doi" is no DOI; it is left out');
  });

  test('two DOIs that differ: the ArticleIdList holds, with a warning', async () => {
    const read = await readText(
      pubmedXml,
      set(
        article(
          1,
          '<ELocationID EIdType="doi" ValidYN="Y">10.1000/b</ELocationID>',
          '<ArticleIdList><ArticleId IdType="doi">10.1000/a</ArticleId></ArticleIdList>',
        ),
      ),
    );
    expect(recordsOf(read)[0]!.ids.doi).toBe('10.1000/a');
    expect(warningsOf(read)).toEqual(['the record has two DOIs, "10.1000/a" and "10.1000/b"; the first one is kept']);
  });

  test('3,000 authors stay in order', async () => {
    const authors = Array.from(
      { length: 3000 },
      (_, i) => `<Author ValidYN="Y"><LastName>L${i}</LastName><Initials>F</Initials></Author>`,
    ).join('');
    const [record] = recordsOf(await readText(pubmedXml, set(article(1, `<AuthorList CompleteYN="Y">${authors}</AuthorList>`))));
    expect(record!.authors.map((author) => author.familyName)).toEqual(Array.from({ length: 3000 }, (_, i) => `L${i}`));
  });

  test('refuses what is above a limit with the figure, and reads on', async () => {
    const references = '<Reference><Citation>x</Citation></Reference>'.repeat(10_001);
    const many = article(1, '', `<ReferenceList>${references}</ReferenceList>`);
    const long = article(2, `<Abstract><AbstractText>${'x'.repeat(500_001)}</AbstractText></Abstract>`);
    const broken = article(4, '<Pagination><MedlinePgn>1\ufffd</MedlinePgn></Pagination>');
    const read = await readText(pubmedXml, set(many + long + broken + article(3)), 'test', 65_536);
    expect(refusalsOf(read)).toEqual([
      'line 1, record 1: the record has 10,001 references, the limit is 10,000',
      'line 1, record 2: the field text has 500,001 characters, the limit is 500,000',
      'line 1, record 3: the field asWritten holds bytes that are no UTF-8: "1\ufffd"',
    ]);
    expect(recordsOf(read).map((record) => record.ids.pmid)).toEqual(['3']);
  });
});
