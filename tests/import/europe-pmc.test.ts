import { describe, expect, test } from '@jest/globals';
import { europePmc } from '../../src/import/europe-pmc.js';
import { NO_IDS } from '../../src/import/record.js';
import { readText, recordsOf, refusalsOf, warningsOf } from './text-input.js';

const CORE = {
  id: '90000001', source: 'MED', pmid: '90000001', pmcid: 'PMC9000001', doi: '10.1000/MADE.1',
  title: 'Peer <i>mentoring</i> &amp; tea.', authorString: 'Van den Made AL, Solo B.',
  authorList: { author: [
    { fullName: 'Van den Made AL', firstName: 'Anna-Lena', lastName: 'Van den Made', initials: 'AL', authorId: { type: 'ORCID', value: '0000-0002-1825-0097' },
      authorAffiliationDetailsList: { authorAffiliation: [{ affiliation: 'Dept of Tea. anna@example.org' }, { affiliation: 'Second' }] } },
    { collectiveName: 'Made Up Study Group' },
    { initials: 'X' },
  ] },
  journalInfo: { issue: '6', volume: '12', dateOfPublication: '2019 Nov-Dec', yearOfPublication: 2019,
    journal: { title: 'Made Up Education', medlineAbbreviation: 'Made Up Educ', nlmid: '0012345', issn: '0028-0836', essn: '1472-6920' } },
  pubYear: '2019', pageInfo: '234-5', abstractText: '<h4>Background</h4>Tea is <b>hot</b>.<h4>Results</h4>Yes.', language: 'eng',
  pubTypeList: { pubType: ['IM', 'research-article', 'Journal Article', 'Review'] },
  grantsList: { grant: [{ grantId: 'G 1', agency: 'Tea Board', orderIn: 0 }] },
  keywordList: { keyword: ['Tea', 'Mentors'] },
  meshHeadingList: { meshHeading: [{ majorTopic_YN: 'N', descriptorName: 'Mentors',
    meshQualifierList: { meshQualifier: [{ abbreviation: 'MT', qualifierName: 'methods', majorTopic_YN: 'Y' }] } }] },
  commentCorrectionList: { commentCorrection: [{ id: '90000090', source: 'MED', reference: 'Made Up Educ. 2021', type: 'Retraction in', orderIn: 1 }] },
  citedByCount: 7, dateOfRevision: '2024-02-03',
}; // prettier-ignore
const search = (...result: unknown[]): string =>
  JSON.stringify({ version: '6.9', hitCount: result.length, request: { queryString: 'x' }, resultList: { result } });

/** The same record as XML turned to JSON: attributes with `@`, text as `#text`, lists of one as their only entry. */
const CONVERTED = {
  ...CORE,
  authorList: { author: { ...CORE.authorList.author[0], authorId: { '@type': 'ORCID', '#text': '0000-0002-1825-0097' },
    authorAffiliationDetailsList: { authorAffiliation: { affiliation: 'Second' } } } },
  journalInfo: { ...CORE.journalInfo, journal: { title: 'Made Up Education', NLMid: '0012345', ISSN: '1472-6920', ESSN: '1472-6920' } },
  pubTypeList: { pubType: 'Retracted Publication' }, keywordList: { keyword: 'Tea' }, citedByCount: '7',
  meshHeadingList: { meshHeading: { majorTopic_YN: 'Y', descriptorName: 'Mentors' } },
}; // prettier-ignore

describe('Europe PMC search results', () => {
  test('a preprint has its day, a journal’s article without an issue its year', async () => {
    const date = { pubYear: '2021', firstPublicationDate: '2021-02-03', title: 'T' };
    const results = search({ id: 'PPR3', source: 'PPR', ...date }, { id: '5', source: 'MED', pmid: '5', ...date });
    expect(recordsOf(await readText(europePmc, results)).map((record) => record.date)).toMatchObject([
      { year: 2021, month: 2, day: 3, precision: 'DAY' },
      { year: 2021, precision: 'YEAR' },
    ]);
  });

  test('a core result, all its fields', async () => {
    const items = await readText(europePmc, search(CORE));
    const [record] = recordsOf(items);
    expect(record).toMatchObject({
      source: 'europe-pmc', sourceId: 'MED/90000001', ids: { ...NO_IDS, pmid: '90000001', pmcid: 'PMC9000001', doi: '10.1000/made.1' },
      title: 'Peer mentoring & tea', authorsStatus: 'POSSIBLY_TRUNCATED', volume: '12', issue: '6', pages: { first: '234', last: '235' },
      date: { year: 2019, month: 11, precision: 'RANGE' }, languages: ['eng'], publicationTypes: ['Journal Article', 'Review'],
      abstract: [{ label: 'Background', text: 'Tea is hot.' }, { label: 'Results', text: 'Yes.' }],
      keywords: [{ text: 'Tea', owner: null, isMajor: false }, { text: 'Mentors', owner: null, isMajor: false }],
      grants: [{ id: 'G 1', agency: 'Tea Board', country: null }],
      mesh: [{ descriptorId: null, descriptor: 'Mentors', isMajor: true, qualifiers: [{ id: null, name: 'methods', isMajor: true }] }],
      corrections: [{ type: 'RetractionIn', ids: { ...NO_IDS, pmid: '90000090' }, text: 'Made Up Educ. 2021' }],
      isRetracted: true, reportedCitations: 7, revisedAt: '2024-02-03', references: null,
    }); // prettier-ignore
    expect(record!.authors).toMatchObject([
      { nameAsWritten: 'Van den Made AL', familyName: 'Van den Made', givenName: 'Anna-Lena', orcid: '0000-0002-1825-0097', affiliations: ['Dept of Tea.', 'Second'] },
      { kind: 'GROUP', nameAsWritten: 'Made Up Study Group' },
    ]); // prettier-ignore
    expect(record!.journal).toEqual({
      title: 'Made Up Education', abbreviation: 'Made Up Educ', nlmId: '0012345',
      issns: [{ value: '0028-0836', type: 'PRINT' }, { value: '1472-6920', type: 'ELECTRONIC' }],
    }); // prettier-ignore
    expect(warningsOf(items)).toEqual(['an author without a name is left out']);
  });

  test('the other spelling gives the same, also as one object of papers and as a list of one', async () => {
    for (const text of [
      JSON.stringify({ papers: { PMC9000001: CONVERTED } }),
      JSON.stringify({ hitCount: 1, resultList: { result: CONVERTED } }),
    ]) {
      const [record] = recordsOf(await readText(europePmc, text));
      expect(record).toMatchObject({
        authors: [{ familyName: 'Van den Made', orcid: '0000-0002-1825-0097', affiliations: ['Second'] }],
        journal: { nlmId: '0012345', issns: [{ value: '1472-6920', type: 'ELECTRONIC' }] },
        publicationTypes: ['Retracted Publication'], isRetracted: true, keywords: [{ text: 'Tea' }], mesh: [{ isMajor: true }], reportedCitations: 7,
      }); // prettier-ignore
    }
  });

  test('a lite result, and one without identifiers or title', async () => {
    const lite = {
      id: 'PPR1', source: 'PPR', doi: '10.1000/pre', title: 'T', authorString: 'Solo B, Tea Study Group, et al.', journalTitle: 'J', journalVolume: '3',
      journalIssn: '0028-0836; 1472-6920', pubYear: '2020', pubType: 'review; journal article', pageInfo: '1-2',
    }; // prettier-ignore
    const items = await readText(europePmc, search(lite, { id: 'PPR2', source: 'PPR' }, null));
    expect(recordsOf(items)[0]).toMatchObject({
      ids: { ...NO_IDS, doi: '10.1000/pre' }, authorsStatus: 'POSSIBLY_TRUNCATED', volume: '3', publicationTypes: ['Review', 'Journal Article'],
      authors: [{ kind: 'PERSON', familyName: 'Solo' }, { kind: 'GROUP', nameAsWritten: 'Tea Study Group' }], isRetracted: false,
      journal: { title: 'J', issns: [{ value: '0028-0836' }, { value: '1472-6920' }] },
    }); // prettier-ignore
    expect(refusalsOf(items)).toEqual([
      'line 1, record 2: the record has neither an identifier nor a title',
      'line 1, record 3: the record is no object but null',
    ]);
  });

  test('an answer without results is no record', async () => {
    expect(await readText(europePmc, search())).toEqual([]);
    expect(await readText(europePmc, '{"version":"6.9","hitCount":0,"request":{}}')).toEqual([]);
  });

  test('lite writes types in small letters: a retraction among them is one', async () => {
    const lite = { id: '90000001', source: 'MED', title: 'T', pubType: "research support, non-u.s. gov't; retracted publication; randomized controlled trial; retraction of publication; brief-report" }; // prettier-ignore
    const [record] = recordsOf(await readText(europePmc, search(lite)));
    expect(record!.isRetracted).toBe(true);
    expect(record!.publicationTypes).toEqual(["Research Support, Non-U.S. Gov't", 'Retracted Publication', 'Randomized Controlled Trial', 'Retraction of Publication', 'brief-report']); // prettier-ignore
  });

  test('initials behind a comma of their own belong to the name before them', async () => {
    const [record] = recordsOf(await readText(europePmc, search({ id: 'IND1', source: 'AGR', title: 'T', authorString: 'Old, A.B., van Older, C.-D.' }))); // prettier-ignore
    expect(record!.authors).toMatchObject([
      { familyName: 'Old', initials: 'AB' },
      { familyName: 'van Older', initials: 'CD' },
    ]);
  });
});

describe('Europe PMC citations and references', () => {
  const citations = {
    version: '6.9', hitCount: 18, request: { id: '90000001', source: 'MED', offSet: 0 },
    citationList: { citation: [
      { id: '90000002', source: 'MED', citationType: 'journal article', title: 'Citing.', authorString: 'Solo B, Two C.', journalAbbreviation: 'J Tea', pubYear: 2021, volume: '1', issue: '2', pageInfo: '3-4', citedByCount: 5 },
      { id: 'PPR9', source: 'PPR', title: 'A preprint.', authorString: 'Three D.', pubYear: 2020 },
      { id: '90000002', source: 'MED', title: 'Citing.' },
    ] },
  }; // prettier-ignore

  test('citations: the work with its citing works, then those that can be told apart', async () => {
    const items = await readText(europePmc, JSON.stringify(citations));
    const [work, citing] = recordsOf(items);
    expect(work).toMatchObject({ ids: { ...NO_IDS, pmid: '90000001' }, title: null, reportedCitations: 18, references: null });
    expect(work!.citedBy).toEqual([
      {
        position: null,
        ids: { ...NO_IDS, pmid: '90000002' },
        recordKey: null,
        text: 'Solo B, Two C. Citing. J Tea. 2021;1(2):3-4.',
        year: 2021,
      },
      { position: null, ids: NO_IDS, recordKey: null, text: 'Three D. A preprint. 2020.', year: 2020 },
    ]);
    expect(citing).toMatchObject({
      ids: { ...NO_IDS, pmid: '90000002' }, title: 'Citing', authorsStatus: 'COMPLETE', date: { year: 2021, precision: 'YEAR' }, reportedCitations: 5,
      journal: { title: null, abbreviation: 'J Tea' }, volume: '1', issue: '2', pages: { first: '3', last: '4' },
    }); // prettier-ignore
    expect(warningsOf(items)).toContain('1 citing work is listed more than once; the first place counts');
  });

  test('references: in their order, with the text of those that no identifier matches', async () => {
    const answer = {
      hitCount: 2, request: { id: 'PMC9000001', source: 'PMC' },
      referenceList: { reference: [
        { id: '90000003', source: 'MED', citationType: 'JOURNAL ARTICLE', title: 'Cited', authorString: 'Four E', pubYear: 1999, citedOrder: 1, match: 'Y', issn: '0028-0836' },
        { citedOrder: 2, match: 'N', pubYear: 0, unstructuredInformation: 'Somebody: <i>A book</i>, 1950' },
        { citedOrder: 3, match: 'N', doi: '10.1000/CITED', title: 'By DOI' },
      ] },
    }; // prettier-ignore
    const [work, first, second] = recordsOf(await readText(europePmc, JSON.stringify(answer)));
    expect(work).toMatchObject({
      ids: { ...NO_IDS, pmcid: 'PMC9000001' },
      statedReferences: 2,
      reportedCitations: null,
      citedBy: [],
    });
    expect(work!.references!.map(({ position, ids, text, year }) => [position, ids.pmid ?? ids.doi, text, year])).toEqual([
      [1, '90000003', 'Four E. Cited. 1999.', 1999],
      [2, null, 'Somebody: A book, 1950', null],
      [3, '10.1000/cited', 'By DOI.', null],
    ]);
    expect(first).toMatchObject({ ids: { ...NO_IDS, pmid: '90000003' }, authorsStatus: 'POSSIBLY_TRUNCATED' });
    expect(second).toMatchObject({ ids: { ...NO_IDS, doi: '10.1000/cited' }, title: 'By DOI' });
  });

  test('an answer that does not say whose edges it lists is refused', async () => {
    await expect(readText(europePmc, JSON.stringify({ ...citations, request: undefined }))).rejects.toThrow(
      /lists citations but does not say whose/,
    );
  });

  test('no citations are an answer too; several answers may be lines of one file', async () => {
    const none = { hitCount: 0, request: { id: '1', source: 'MED' }, citationList: { citation: [] } };
    const [record] = recordsOf(await readText(europePmc, JSON.stringify(none)));
    expect(record).toMatchObject({ ids: { ...NO_IDS, pmid: '1' }, citedBy: [], reportedCitations: 0 });
    const lines = recordsOf(
      await readText(europePmc, `${JSON.stringify(citations)}\n${JSON.stringify(none)}\n`, 'answers.jsonl'),
    );
    expect(lines.map((work) => [work.ids.pmid, work.citedBy.length])).toEqual([['90000001', 2], ['90000002', 0], ['90000002', 0], ['1', 0]]); // prettier-ignore
  });

  test('knows its own beginning', () => {
    expect(europePmc.recognise(search(CORE))).toBe(1);
    expect(europePmc.recognise(JSON.stringify(citations))).toBe(1);
    expect(europePmc.recognise('{"papers":{"x":{"authorString":"A B","pubYear":"2020"}}}')).toBeGreaterThan(0.9);
    expect(europePmc.recognise('[{"DOI":"10.1000/1"}]')).toBe(0);
  });
});

test('a preprint appeared on its server, which stands where a book has its publisher', async () => {
  const result = (source: string) => ({ id: '1', source, title: 'T', bookOrReportDetails: { publisher: 'medRxiv' } });
  const items = await readText(europePmc, JSON.stringify({ resultList: { result: [result('PPR'), result('MED')] } }));
  expect(recordsOf(items).map(({ journal }) => journal?.title ?? null)).toEqual(['medRxiv', null]);
});
