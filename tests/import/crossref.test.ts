import { describe, expect, test } from '@jest/globals';
import { crossref } from '../../src/import/crossref.js';
import { NO_IDS, type BibRecord } from '../../src/import/record.js';
import { readText, recordsOf, refusalsOf, warningsOf } from './text-input.js';

const WORK = {
  DOI: '10.1000/(SICI)1234-5678(1999)66:4<261::AID-MADE1>3.0.CO;2-T',
  type: 'journal-article',
  title: ['Peer <i>mentoring</i> &amp; tea'],
  subtitle: ['a <b>trial</b>'],
  'original-title': ['Mentoring mit Tee'],
  'container-title': ['Journal of Made Up Education &amp; Tea'],
  'short-container-title': ['J. Made Up Educ.'],
  ISSN: ['1472-6920', '0028-0836'],
  'issn-type': [{ value: '1472-6920', type: 'electronic' }],
  author: [
    { given: 'Anna-Lena', family: 'van den Made', suffix: 'Jr.', ORCID: 'http://orcid.org/0000-0002-1825-0097', sequence: 'first', affiliation: [{ name: 'Dept of Tea' }, { name: 'Second' }] },
    { name: 'Made Up Study Group', sequence: 'additional', affiliation: [] },
    { given: '', family: '', affiliation: [] },
  ],
  issued: { 'date-parts': [[1998, 12, 30]] },
  'published-print': { 'date-parts': [[1999, 4]] },
  volume: '66', issue: '4', page: '261-72',
  abstract: '<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title><jats:p>Tea.</jats:p></jats:sec>',
  language: 'en',
  subject: ['Education'],
  funder: [{ name: 'Tea Board', award: ['G 1', 'G 2'] }, { name: 'Cup Fund' }],
  'reference-count': 5,
  'is-referenced-by-count': 5,
  reference: [
    { key: '1', author: 'Swenson', volume: '57', issue: '2', 'first-page': '1734', year: '1972a', 'journal-title': 'J. Chem. Phys.', DOI: '10.1063/1.1678462' },
    { key: '2', author: 'Arteca', year: '1990', unstructured: 'and Large Order Theory, Springer, Berlin, 1990.' },
    { key: '3', unstructured: 'Somebody. A book. 2001.' },
    { key: '4', DOI: 'nonsense', 'article-title': 'Just a title' },
    { key: '5', DOI: '10.1063/1.1678462' },
  ],
  'updated-by': [{ DOI: '10.1000/NOTICE', type: 'retraction', label: 'Retraction', source: 'retraction-watch' }],
  'update-to': [{ DOI: '10.1000/old', type: 'new_version' }],
  relation: { 'has-preprint': [{ 'id-type': 'doi', id: '10.1000/preprint' }], cites: [] },
  indexed: { 'date-parts': [[2024, 2, 3]], 'date-time': '2024-02-03T10:00:00Z', timestamp: { $numberLong: '1' } },
}; // prettier-ignore
const one = async (changes: object): Promise<BibRecord> =>
  recordsOf(
    await readText(crossref, JSON.stringify([{ DOI: '10.1000/x', type: 'journal-article', title: ['T'], ...changes }])),
  )[0]!;

describe('Crossref works', () => {
  test('a work, all its fields', async () => {
    const items = await readText(crossref, JSON.stringify({ status: 'ok', 'message-type': 'work', message: WORK }));
    const [record] = recordsOf(items);
    const doi = '10.1000/(sici)1234-5678(1999)66:4<261::aid-made1>3.0.co;2-t';
    expect(record).toMatchObject({
      source: 'crossref', sourceId: doi, ids: { ...NO_IDS, doi }, title: 'Peer mentoring & tea: a trial', vernacularTitle: 'Mentoring mit Tee',
      authorsStatus: 'POSSIBLY_TRUNCATED', date: { year: 1999, month: 4, day: null, raw: '1999-04', precision: 'MONTH' }, volume: '66', issue: '4',
      pages: { asWritten: '261-72', first: '261', last: '272' }, abstract: [{ label: 'Aim', text: 'Tea.' }], languages: ['en'],
      publicationTypes: ['Journal Article'], keywords: [{ text: 'Education', owner: 'crossref', isMajor: false }],
      reportedCitations: 5, statedReferences: 5, isRetracted: true, revisedAt: '2024-02-03', bookTitle: null,
    }); // prettier-ignore
    expect(record!.journal).toEqual({
      title: 'Journal of Made Up Education & Tea', abbreviation: 'J. Made Up Educ.', nlmId: null,
      issns: [{ value: '1472-6920', type: 'ELECTRONIC' }, { value: '0028-0836', type: 'UNKNOWN' }],
    }); // prettier-ignore
    expect(record!.authors).toMatchObject([
      {
        kind: 'PERSON', nameAsWritten: 'Anna-Lena van den Made Jr.', familyName: 'van den Made', givenName: 'Anna-Lena', initials: 'AL', suffix: 'Jr',
        orcid: '0000-0002-1825-0097', affiliations: ['Dept of Tea', 'Second'],
      },
      { kind: 'GROUP', nameAsWritten: 'Made Up Study Group' },
    ]); // prettier-ignore
    expect(record!.grants).toEqual([
      { id: 'G 1', agency: 'Tea Board', country: null },
      { id: 'G 2', agency: 'Tea Board', country: null },
      { id: null, agency: 'Cup Fund', country: null },
    ]);
    expect(record!.corrections).toEqual([
      { type: 'UpdateOf', ids: { ...NO_IDS, doi: '10.1000/old' }, text: 'new_version' },
      { type: 'RetractionIn', ids: { ...NO_IDS, doi: '10.1000/notice' }, text: 'Retraction (retraction-watch)' },
      { type: 'UpdateOf', ids: { ...NO_IDS, doi: '10.1000/preprint' }, text: 'has-preprint' },
    ]);
    expect(warningsOf(items)).toEqual([
      'an author without a name is left out',
      '"nonsense" is no DOI; it is left out',
      '1 reference is listed more than once; the first place counts',
    ]);
  });

  test('references keep their text, printed or made of the parts', async () => {
    const { references } = await one(WORK);
    expect(references!.map(({ position, ids, text, year }) => [position, ids.doi, text, year])).toEqual([
      [1, '10.1063/1.1678462', 'Swenson. J. Chem. Phys. 1972a;57(2):1734.', 1972],
      [2, null, 'Arteca. and Large Order Theory, Springer, Berlin, 1990.', 1990],
      [3, null, 'Somebody. A book. 2001.', null],
      [4, null, 'Just a title.', null],
    ]);
    expect((await one({})).references).toBeNull();
    expect((await one({ 'reference-count': 0 })).statedReferences).toBeNull();
  });

  test('notices, partial retractions and titles that say so', async () => {
    const notice = await one({ 'update-to': [{ DOI: '10.1000/bad', type: 'retraction' }] });
    expect([notice.corrections[0]!.type, notice.isRetracted]).toEqual(['RetractionOf', null]);
    expect((await one({ 'updated-by': [{ DOI: '10.1000/n', type: 'partial_retraction' }] })).isRetracted).toBeNull();
    expect((await one({ title: ['RETRACTED ARTICLE: Tea'] })).isRetracted).toBe(true);
    expect((await one({ title: ['Retracted articles and how they are cited'] })).isRetracted).toBeNull();
  });

  test('a chapter is in the book, not in the series of the book', async () => {
    const work = {
      DOI: '10.1000/lncs',
      title: ['T'],
      type: 'book-chapter',
      'container-title': ['Lecture Notes in Tea', 'Advances in Tea'],
    };
    expect(recordsOf(await readText(crossref, JSON.stringify(work)))[0]).toMatchObject({
      bookTitle: 'Advances in Tea',
      journal: null,
    });
  });

  test('chapters have a book, preprints their subtype, dates may be null', async () => {
    expect(await one({ type: 'book-chapter', 'container-title': ['The Book of Tea'], ISSN: ['1472-6920'] })).toMatchObject({
      bookTitle: 'The Book of Tea', journal: null, publicationTypes: ['Book Chapter'],
    }); // prettier-ignore
    expect((await one({ type: 'posted-content', subtype: 'preprint' })).publicationTypes).toEqual(['Preprint']);
    expect((await one({ issued: { 'date-parts': [[null]] }, posted: { 'date-parts': [[2020, 5, 1]] } })).date).toMatchObject({
      year: 2020,
      day: 1,
    });
    expect((await one({ title: [], 'article-number': 'e12' })).title).toBeNull();
  });

  test('a list of the API, JSON Lines, and what is no work', async () => {
    const list = {
      status: 'ok',
      'message-type': 'work-list',
      message: { 'total-results': 2, items: [WORK, { title: ['no DOI'] }], query: {} },
    };
    const items = await readText(crossref, JSON.stringify(list));
    expect(recordsOf(items)).toHaveLength(1);
    expect(refusalsOf(items)).toEqual(['line 1, record 2: the record has no DOI; every work of Crossref has one']);
    expect(recordsOf(await readText(crossref, `${JSON.stringify(WORK)}\n${JSON.stringify(WORK)}\n`))).toHaveLength(2);
    await expect(readText(crossref, '{"status":"failed","message":"rate limit"}')).rejects.toThrow(
      /error answer of a service: "rate limit"/,
    );
  });

  test('answers that a script put in a list: each with one work, or pages', async () => {
    const answer = (message: unknown, kind = 'work') => ({ status: 'ok', 'message-type': kind, message });
    const work = (DOI: string) => ({ DOI, title: [DOI] });
    const list = [
      answer(work('10.1000/1')),
      answer({ items: [work('10.1000/2'), work('10.1000/3')] }, 'work-list'),
      answer(work('10.1000/4')),
    ];
    const dois = ['10.1000/1', '10.1000/2', '10.1000/3', '10.1000/4'];
    for (const text of [JSON.stringify(list), list.map((one) => JSON.stringify(one)).join('\n')]) {
      const items = await readText(crossref, text);
      expect(recordsOf(items).map(({ ids }) => ids.doi)).toEqual(dois);
      expect(refusalsOf(items)).toEqual([]);
    }
  });

  test('knows its own beginning', () => {
    expect(crossref.recognise(JSON.stringify({ 'message-type': 'work', message: WORK }))).toBe(1);
    expect(crossref.recognise(JSON.stringify([WORK]))).toBeGreaterThan(0.9);
    expect(crossref.recognise('[{"id":"item-1","type":"article-journal","DOI":"10.1000/1"}]')).toBe(0);
  });

  test('authors called "et al" or "others" say that the list is cut', async () => {
    const { authors, authorsStatus } = await one({
      author: [{ family: 'Made', given: 'Anna' }, { family: 'others' }, { name: 'et al' }],
    });
    expect(authors).toHaveLength(1);
    expect(authorsStatus).toBe('POSSIBLY_TRUNCATED');
  });
});

describe('where a work appeared', () => {
  const journal = async (work: object) => {
    const [record] = recordsOf(await readText(crossref, JSON.stringify([{ DOI: '10.1000/x', ...work }])));
    return record!.journal;
  };

  test('a preprint: the server that it was posted on, in both shapes of the field; a thesis has no journal', async () => {
    const medrxiv = { title: 'medRxiv', abbreviation: null, issns: [], nlmId: null };
    expect(await journal({ type: 'posted-content', institution: [{ name: 'medRxiv', place: ['-'] }] })).toEqual(medrxiv);
    expect(await journal({ type: 'posted-content', institution: { name: 'medRxiv' } })).toEqual(medrxiv);
    expect(await journal({ type: 'posted-content', institution: [] })).toBeNull();
    expect(await journal({ type: 'dissertation', institution: [{ name: 'A University' }] })).toBeNull();
  });

  test('the short name of a journal is kept where it is all that is told', async () => {
    const work = { type: 'journal-article', 'container-title': [], 'short-container-title': ['Acad Med'] };
    expect(await journal(work)).toMatchObject({ title: null, abbreviation: 'Acad Med' });
  });

  test('what is given as DOI and is none is told', async () => {
    const items = await readText(crossref, JSON.stringify([{ DOI: '10.5/x' }, { title: ['T'] }]));
    expect(refusalsOf(items)).toEqual([
      'line 1, record 1: "10.5/x" is no DOI; every work of Crossref has one',
      'line 1, record 2: the record has no DOI; every work of Crossref has one',
    ]);
  });
});
