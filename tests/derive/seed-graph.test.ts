import { beforeAll, expect, test } from '@jest/globals';
import { loadVocabulary } from '../../src/import/vocabulary.js';
import type { GraphStore } from '../../src/store/store.js';
import { parseText } from '../../src/store/text.js';
import { describeEachEngine } from '../engines.js';
import { seedRecords } from '../import/seed-page.js';
import { articleOf, citedBy, graphText, importRecords, nodesOf } from './importing.js';

const fromPage = { source: 'pubmed-page', readAt: '2025-03-01T12:00:00.000Z' };

describeEachEngine('the seed as a graph', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await importRecords(store, seedRecords);
  });

  test('eleven articles, no stubs, ten citations, 43 authors', async () => {
    const articles = await nodesOf(store, 'Article');
    expect(articles.map(({ key, status }) => [key, status]).sort()).toEqual([
      ['cit:33eb240826949e45', 'FULL'],
      ['doi:10.1007/s12630-016-0773-0', 'FULL'],
      ['doi:10.1097/acm.0000000000000842', 'FULL'],
      ['doi:10.1177/0141076817700848', 'FULL'],
      ['doi:10.1186/s13643-017-0571-y', 'FULL'],
      ['pmid:33349761', 'FULL'],
      ['pmid:39402543', 'FULL'],
      ['pmid:39430214', 'FULL'],
      ['pmid:39450636', 'FULL'],
      ['pmid:39695570', 'FULL'],
      ['pmid:39948521', 'FULL'],
    ]);
    const { counts, completeness } = await store.describe();
    expect(counts).toMatchObject({ articles: 11, stubs: 0, authors: 43, citations: 10 });
    expect(completeness.withAuthors).toBe(10);
  });

  test('citations in both directions, with position and provenance', async () => {
    expect(await citedBy(store, 'pmid:33349761')).toEqual([
      ['cit:33eb240826949e45', 1, ['pubmed-page']],
      ['doi:10.1177/0141076817700848', 2, ['pubmed-page']],
      ['doi:10.1007/s12630-016-0773-0', 3, ['pubmed-page']],
      ['doi:10.1097/acm.0000000000000842', 4, ['pubmed-page']],
      ['doi:10.1186/s13643-017-0571-y', 5, ['pubmed-page']],
    ]);
    for (const pmid of ['39402543', '39430214', '39450636', '39695570', '39948521'])
      expect(await citedBy(store, `pmid:${pmid}`)).toEqual([['pmid:33349761', null, ['pubmed-page']]]);
  });

  test('the review whole', async () => {
    const { topics, ...rest } = await articleOf(store, 'pmid:33349761');
    const [details] = await store.details(['pmid:33349761']);
    expect(rest).toEqual({
      key: 'pmid:33349761',
      status: 'FULL',
      pmid: '33349761',
      pmcid: null,
      doi: null,
      identifiers: [{ scheme: 'pmid', value: '33349761' }],
      title: 'Peer Mentoring in Medical Residency Education: A Systematic Review',
      date: { year: 2020, month: 12, day: 22, raw: '2020 Dec 22', precision: 'DAY' },
      journalKey: 'journal:can-med-educ-j',
      journalProvenance: [fromPage],
      volume: null,
      issue: null,
      pages: null,
      publicationTypes: [],
      specialty: 'Medical Education',
      authorsStatus: 'NOT_LISTED',
      authorships: [],
      hasAbstract: true,
      isRetracted: false,
      reportedCitations: [{ source: 'pubmed-page', count: 18, readAt: '2025-03-01T12:00:00.000Z' }],
      statedReferenceCount: null,
      hasReferenceList: true,
      provenance: [fromPage],
      citedByCount: 5,
      referenceCount: 5,
    });
    expect(details!.abstract.map(({ label }) => label)).toEqual(['Background', 'Methods', 'Results', 'Conclusions']);
    expect(topics.find(({ topicKey }) => topicKey === 'topic:peer-mentoring')).toEqual({
      topicKey: 'topic:peer-mentoring',
      method: 'VOCABULARY_MATCH',
      isMajor: false,
      matchedText: 'Peer Mentoring',
      provenance: [{ source: 'curated-topics', readAt: expect.any(String) }],
    });
    expect(topics.map(({ matchedText }) => matchedText)).toEqual([
      'Medical Residency',
      'professional competencies',
      'Mentoring',
      'Peer Mentoring',
      'career competencies',
      'motivation',
      'wellbeing',
      'burnout',
      'coping',
      'social support',
    ]);
  });

  test('is found by the name of its journal, which only the journal bears', async () => {
    const page = { from: 'start', size: 10, after: null, before: null } as const;
    const { items } = await store.search({ text: parseText('"can med educ j"'), kinds: ['Article'], filter: null, page });
    expect(items.map(({ node }) => node.record.key)).toEqual(['pmid:33349761']);
  });

  test('a citing work: authors in order, no reference list of its own', async () => {
    const record = await articleOf(store, 'pmid:39948521');
    const authors = await nodesOf(store, 'Author');
    expect(record.authorsStatus).toBe('POSSIBLY_TRUNCATED');
    expect(record.hasReferenceList).toBe(false);
    expect(record.authorships.map(({ position, nameAsWritten }) => [position, nameAsWritten])).toEqual([
      [1, 'Boone A'],
      [2, 'Braeckman L'],
      [3, 'Michels N'],
      [4, 'Van den Broeck K'],
      [5, 'Kindermans H'],
      [6, 'Roex A'],
    ]);
    expect(record.authorships[3]).toEqual({
      authorKey: authors.find(({ name }) => name === 'Van den Broeck K')!.key,
      position: 4,
      nameAsWritten: 'Van den Broeck K',
      affiliations: [],
      isCorresponding: null,
      equalContribution: null,
      provenance: [fromPage],
    });
  });

  test('an author', async () => {
    const authors = await nodesOf(store, 'Author');
    expect(authors.find(({ name }) => name === 'Oddone Paolucci E')).toEqual({
      node: 'Author',
      key: expect.stringMatching(/^author:[0-9a-f]{16}$/),
      kind: 'PERSON',
      name: 'Oddone Paolucci E',
      familyName: 'Oddone Paolucci',
      givenName: null,
      initials: 'E',
      suffix: null,
      names: ['Oddone Paolucci E'],
      orcid: null,
      affiliations: [],
      provenance: ['pubmed-page'],
      articleCount: 1,
      firstYear: 2017,
      lastYear: 2017,
    });
  });

  test('journals by their abbreviations', async () => {
    const journals = await nodesOf(store, 'Journal');
    expect(journals.map(({ title }) => title)).toEqual(
      ['Acad Med', 'Adv Med Educ Pract', 'BMC Med Educ', 'Can J Anaesth', 'Can Med Educ J', 'Fam Med', 'Inquiry', 'J R Soc Med', 'Syst Rev'], // prettier-ignore
    );
    expect(journals[2]).toEqual({
      node: 'Journal',
      key: 'journal:bmc-med-educ',
      title: 'BMC Med Educ',
      abbreviation: 'BMC Med Educ',
      names: ['BMC Med Educ'],
      issns: [],
      nlmId: null,
      provenance: ['pubmed-page'],
      articleCount: 3,
    });
  });

  test('the whole vocabulary, also topics that no article has', async () => {
    const topics = await nodesOf(store, 'Topic');
    expect(topics).toHaveLength((await loadVocabulary()).length);
    expect(topics.find(({ name }) => name === 'Peer Mentoring')).toMatchObject({
      broaderKeys: ['topic:mentoring'],
      provenance: ['curated-topics'],
    });
  });

  test('the order of the records means nothing, nor does reading them twice', async () => {
    const text = await graphText(store);
    const again = await importRecords(store, [...seedRecords, ...seedRecords]);
    expect(again).toMatchObject({ read: 22, new: 0, merged: 0, unchanged: 22, refused: 0 });
    expect(await graphText(store)).toBe(text);
    const other = await openEmptyStore();
    await importRecords(other, [...seedRecords].reverse());
    expect(await graphText(other)).toBe(text);
  });
});
