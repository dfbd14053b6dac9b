import { beforeAll, describe, expect, test } from '@jest/globals';
import { buildGraph } from '../../src/import/build.js';
import { loadVocabulary } from '../../src/import/seed.js';
import type { ArticleWrite, WriteBatch } from '../../src/store/store.js';
import { seedRecords } from './seed-page.js';

const READ_AT = new Date('2025-03-01T12:00:00.000Z');
const fromPage = { source: 'pubmed-page', readAt: '2025-03-01T12:00:00.000Z' };
const fromVocabulary = { source: 'curated-topics', readAt: '2025-03-01T12:00:00.000Z' };

function article(batch: WriteBatch, key: string): ArticleWrite {
  const found = batch.articles!.find(({ record }) => record.key === key);
  if (!found) throw new Error(`There is no article ${key}.`);
  return found;
}

describe('the seed as a graph', () => {
  let batch: WriteBatch;
  beforeAll(async () => {
    batch = buildGraph(seedRecords, await loadVocabulary(), READ_AT);
  });

  test('eleven articles, no stubs, ten citations, 43 authors', () => {
    expect(batch.articles!.map(({ record }) => [record.key, record.status])).toEqual([
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
    expect(batch.authors).toHaveLength(43);
    expect(batch.articles!.filter(({ record }) => record.authorships.length > 0)).toHaveLength(10);
    expect(batch.articles!.flatMap(({ references }) => references)).toHaveLength(10);
  });

  test('citations in both directions, with position and provenance', () => {
    expect(article(batch, 'pmid:33349761').references).toEqual([
      { citedKey: 'cit:33eb240826949e45', position: 1, provenance: [fromPage] },
      { citedKey: 'doi:10.1177/0141076817700848', position: 2, provenance: [fromPage] },
      { citedKey: 'doi:10.1007/s12630-016-0773-0', position: 3, provenance: [fromPage] },
      { citedKey: 'doi:10.1097/acm.0000000000000842', position: 4, provenance: [fromPage] },
      { citedKey: 'doi:10.1186/s13643-017-0571-y', position: 5, provenance: [fromPage] },
    ]);
    for (const pmid of ['39402543', '39430214', '39450636', '39695570', '39948521'])
      expect(article(batch, `pmid:${pmid}`).references).toEqual([
        { citedKey: 'pmid:33349761', position: null, provenance: [fromPage] },
      ]);
  });

  test('the review whole', () => {
    const { record, details, indexedNames } = article(batch, 'pmid:33349761');
    const { topics, ...rest } = record;
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
    });
    expect(details.abstract.map(({ label }) => label)).toEqual(['Background', 'Methods', 'Results', 'Conclusions']);
    expect(topics.find(({ topicKey }) => topicKey === 'topic:peer-mentoring')).toEqual({
      topicKey: 'topic:peer-mentoring',
      method: 'VOCABULARY_MATCH',
      isMajor: false,
      matchedText: 'Peer Mentoring',
      provenance: [fromVocabulary],
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
    expect(indexedNames.journal).toEqual(['Can Med Educ J']);
    expect(indexedNames.topics).toContain('Peer Mentoring');
    expect(indexedNames.topics).toHaveLength(10);
  });

  test('a citing work: authors in order, no reference list of its own', () => {
    const { record } = article(batch, 'pmid:39948521');
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
      authorKey: batch.authors!.find(({ name }) => name === 'Van den Broeck K')!.key,
      position: 4,
      nameAsWritten: 'Van den Broeck K',
      affiliations: [],
      isCorresponding: null,
      equalContribution: null,
      provenance: [fromPage],
    });
  });

  test('an author', () => {
    expect(batch.authors!.find(({ name }) => name === 'Oddone Paolucci E')).toEqual({
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
      provenance: [fromPage],
    });
  });

  test('journals by their abbreviations', () => {
    expect(batch.journals!.map(({ title }) => title)).toEqual(
      ['Acad Med', 'Adv Med Educ Pract', 'BMC Med Educ', 'Can J Anaesth', 'Can Med Educ J', 'Fam Med', 'Inquiry', 'J R Soc Med', 'Syst Rev'], // prettier-ignore
    );
    expect(batch.journals![2]).toEqual({
      key: 'journal:bmc-med-educ',
      title: 'BMC Med Educ',
      abbreviation: 'BMC Med Educ',
      names: ['BMC Med Educ'],
      issns: [],
      nlmId: null,
      provenance: [fromPage],
    });
  });

  test('the whole vocabulary, also topics that no article has', async () => {
    expect(batch.topics).toHaveLength((await loadVocabulary()).length);
    expect(batch.topics!.find(({ name }) => name === 'Peer Mentoring')).toMatchObject({
      broaderKeys: ['topic:mentoring'],
      provenance: [fromVocabulary],
    });
  });

  test('the order of the records means nothing', async () => {
    const vocabulary = await loadVocabulary();
    expect(buildGraph([...seedRecords].reverse(), vocabulary, READ_AT)).toEqual(batch);
    expect(buildGraph([...seedRecords, ...seedRecords], vocabulary, READ_AT).articles).toHaveLength(11);
  });
});
