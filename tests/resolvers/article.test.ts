import { beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/global-id.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { ask, type Answer } from './execute.js';
import { articles, fixture, READ_AT } from './fixture.js';

const id = (key: string): string => toGlobalId('Article', key);
const provenance = [{ source: 'fixture', readAt: READ_AT }];

describeEachEngine('Article', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await store.write(fixture);
  });

  const article = async (key: string, fields: string): Promise<Answer> =>
    (await ask(store, `query ($id: ID!) { article(by: { id: $id }) { ${fields} } }`, { id: id(key) })).article;
  const titles = async (key: string, field: string): Promise<string[]> =>
    (await article(key, `${field} { nodes { id } }`))[field.split('(')[0]!].nodes.map((node: Answer) => node.id);

  test('gives its bibliographic fields as the record has them', async () => {
    const fields =
      'id pmid pmcid doi recordStatus title publicationYear publicationDate { year month day raw precision } journal { title } volume issue pages { asWritten first last } publicationTypes specialty authorsStatus journalProvenance { source readAt }';
    expect(await article('review', fields)).toEqual({
      id: id('review'),
      pmid: '33349761',
      pmcid: 'PMC7749677',
      doi: '10.36834/cmej.68751',
      recordStatus: 'FULL',
      title: 'Peer mentoring in residency: a review',
      publicationYear: 2020,
      publicationDate: { year: 2020, month: 12, day: 22, raw: '2020 12 22', precision: 'DAY' },
      journal: { title: 'BMC Medical Education' },
      volume: '11',
      issue: '6',
      pages: { asWritten: '234-5', first: '234', last: '235' },
      publicationTypes: ['Review', 'Journal Article'],
      specialty: 'Medical Education',
      authorsStatus: 'COMPLETE',
      journalProvenance: provenance,
    });
  });

  test('a stub has its identifier and nothing that nobody has read', async () => {
    const fields =
      'label pmid recordStatus title publicationYear publicationDate { year } journal { title } pages { first } abstract abstractSections { text } authors { name } authorsStatus topics { name }';
    expect(await article('stub-pmid', fields)).toEqual({
      label: 'PMID 111',
      pmid: '111',
      recordStatus: 'STUB',
      title: null,
      publicationYear: null,
      publicationDate: null,
      journal: null,
      pages: null,
      abstract: null,
      abstractSections: [],
      authors: [],
      authorsStatus: 'NOT_LISTED',
      topics: [],
    });
  });

  test('the abstract is one text, and its sections', async () => {
    expect(await article('review', 'abstract abstractSections { label text }')).toEqual({
      abstract: 'Background: Residents burn out.\n\nResults: Peers help.',
      abstractSections: [
        { label: 'Background', text: 'Residents burn out.' },
        { label: 'Results', text: 'Peers help.' },
      ],
    });
    expect(await article('early', 'abstract')).toEqual({ abstract: 'Coaching works.' });
  });

  test.each([
    ['review', 'Adler et al. 2020'],
    ['protocol', 'Adler & Brandão 2017'],
    ['early', 'Dubois 2006'],
    ['cut', 'Dubois et al. 2024'],
    ['loose', 'MENTOR Study Group'],
    ['hidden', 'A very long title about the many difficulties that…'],
    ['stub-pmid', 'PMID 111'],
    ['stub-doi', '10.1000/stub'],
  ])('the label of %s is %s', async (key, label) => {
    expect(await article(key, 'label')).toEqual({ label });
  });

  test('authors are complete and in order, with the facts of each authorship', async () => {
    const { authors, authorships } = await article(
      'review',
      'authors { name } authorships { totalCount authorsStatus nodes { name } edges { position isFirst isLast nameAsWritten affiliations isCorresponding equalContribution node { name } provenance { source readAt } } }',
    );
    const names = [{ name: 'Adler J' }, { name: 'Brandão M' }, { name: 'Çelik O' }];
    expect(authors).toEqual(names);
    expect([authorships.nodes, authorships.totalCount, authorships.authorsStatus]).toEqual([names, 3, 'COMPLETE']);
    expect(authorships.edges.map((edge: Answer) => [edge.position, edge.isFirst, edge.isLast])).toEqual([
      [1, true, false],
      [2, false, false],
      [3, false, true],
    ]);
    expect(authorships.edges[0]).toMatchObject({
      nameAsWritten: 'Adler J',
      affiliations: ['University of Basel'],
      isCorresponding: true,
      node: { name: 'Adler J' },
      provenance,
    });
    expect(authorships.edges[0].equalContribution).toBeNull();
    expect(authorships.edges[1]).toMatchObject({ affiliations: [], isCorresponding: null, equalContribution: true });
  });

  test('nobody is called the last author where the list may have been cut', async () => {
    const { authorships } = await article('cut', 'authorships { edges { isFirst isLast } authorsStatus }');
    expect(authorships.authorsStatus).toBe('POSSIBLY_TRUNCATED');
    expect(authorships.edges.map((edge: Answer) => edge.isLast)).toEqual([false, false, null]);
    expect(authorships.edges.map((edge: Answer) => edge.isFirst)).toEqual([true, false, false]);
  });

  test('topics, with the facts of each assignment', async () => {
    const { topics, topicAssignments } = await article(
      'protocol',
      'topics { name } topicAssignments { totalCount nodes { name } edges { method isMajor matchedText node { meshId } provenance { source } } }',
    );
    expect(topics).toEqual([{ name: 'Peer mentoring' }, { name: 'Mentoring' }]);
    expect([topicAssignments.totalCount, topicAssignments.nodes]).toEqual([2, topics]);
    expect(topicAssignments.edges[1]).toEqual({
      method: 'VOCABULARY_MATCH',
      isMajor: false,
      matchedText: 'mentoring',
      node: { meshId: 'D008569' },
      provenance: [{ source: 'fixture' }],
    });
  });

  test('references come in the order of the reference list, stubs among them', async () => {
    const { references } = await article(
      'review',
      'references { totalCount edges { position provenance { source readAt } node { id recordStatus } } }',
    );
    expect(references.totalCount).toBe(5);
    expect(references.edges.map((edge: Answer) => [edge.position, edge.node.id, edge.node.recordStatus])).toEqual([
      [1, id('early'), 'FULL'],
      [2, id('protocol'), 'FULL'],
      [3, id('stub-pmid'), 'STUB'],
      [4, id('stub-doi'), 'STUB'],
      [5, id('loose'), 'FULL'],
    ]);
    expect(references.edges[0].provenance).toEqual(provenance);
  });

  test('citing works come newest first, those without a date last; `citations` is the same list', async () => {
    const newestFirst = ['hidden', 'letter', 'cut', 'stub-doi', 'loose'].map(id);
    expect(await titles('review', 'citedBy')).toEqual(newestFirst);
    expect(await titles('review', 'citations')).toEqual(newestFirst);
    const cursor = (await article('review', 'citedBy(first: 1) { pageInfo { endCursor } }')).citedBy.pageInfo.endCursor;
    expect(await titles('review', `citations(first: 1, after: "${cursor}")`)).toEqual([id('letter')]);
  });

  test.each([
    ['PUBLICATION_YEAR', ['cut', 'letter', 'hidden', 'loose', 'stub-doi']],
    ['TITLE', ['letter', 'cut', 'hidden', 'loose', 'stub-doi']],
    ['CITATION_COUNT', ['cut', 'hidden', 'letter', 'loose', 'stub-doi']],
    ['REFERENCE_COUNT', ['cut', 'stub-doi', 'letter', 'loose', 'hidden']],
  ])('citing works can be ordered by %s', async (field, ascending) => {
    // "The big sibling programme" is filed under b, "A very long title" under v.
    expect(await titles('review', `citedBy(orderBy: { field: ${field}, direction: ASC })`)).toEqual(ascending.map(id));
    expect(await titles('review', `citedBy(orderBy: { field: ${field} })`)).toEqual(ascending.map(id));
  });

  test('known and reported counts are apart', async () => {
    const fields =
      'citationCount { inGraph reported } referenceCount { known stated unresolved } citationsOverTime { year total }';
    expect(await article('review', fields)).toEqual({
      citationCount: { inGraph: 5, reported: 18 },
      referenceCount: { known: 5, stated: 40, unresolved: 2 },
      citationsOverTime: [
        { year: 2024, total: 2 },
        { year: 2025, total: 1 },
      ],
    });
    expect(await article('hidden', fields)).toEqual({
      citationCount: { inGraph: 0, reported: null },
      referenceCount: { known: 3, stated: null, unresolved: 0 },
      citationsOverTime: [],
    });
  });

  test('lists of the whole graph leave stubs out until the filter speaks of them', async () => {
    const keys = async (given: string): Promise<string[]> =>
      (await ask(store, `{ articles${given} { nodes { id } } }`)).articles.nodes.map((node: Answer) => node.id);
    expect(await keys('')).toEqual(['hidden', 'letter', 'cut', 'review', 'protocol', 'early', 'loose'].map(id));
    expect(await keys('(filter: { recordStatus: [STUB] })')).toEqual(['stub-pmid', 'stub-doi'].map(id));
    expect(await keys('(filter: { recordStatus: null })')).toHaveLength(7);
    expect(await keys('(filter: { recordStatus: [STUB, FULL] })')).toHaveLength(articles.length);
    expect(await keys('(filter: { any: [{ recordStatus: [STUB] }, { hasAbstract: true }] })')).toHaveLength(4);
    expect(await keys('(filter: { not: { recordStatus: [STUB] } })')).toHaveLength(7);
  });

  test('facets divide the whole list, with what is left out and what is missing', async () => {
    const { articles: list } = await ask(
      store,
      `{ articles(first: 0) { totalCount facets {
          years { year count } journals(first: 1) { journal { title } count } topics(first: 2) { topic { name } count }
          publicationTypes { publicationType count } authors(first: 1) { author { name } count }
          distinct { years journals topics publicationTypes authors } missing { years journals topics publicationTypes authors } } } }`,
    );
    expect(list).toEqual({
      totalCount: 7,
      facets: {
        years: [2006, 2017, 2020, 2024, 2025].map((year) => ({ year, count: year === 2024 ? 2 : 1 })),
        journals: [{ journal: { title: 'BMC Medical Education' }, count: 4 }],
        topics: [
          { topic: { name: 'Burnout' }, count: 3 },
          { topic: { name: 'Mentoring' }, count: 3 },
        ],
        publicationTypes: [
          { publicationType: 'Journal Article', count: 2 },
          { publicationType: 'Letter', count: 1 },
          { publicationType: 'Review', count: 1 },
        ],
        authors: [{ author: { name: 'Adler J' }, count: 4 }],
        distinct: { years: 5, journals: 2, topics: 5, publicationTypes: 3, authors: 5 },
        missing: { years: 1, journals: 1, topics: 1, publicationTypes: 4, authors: 1 },
      },
    });
  });

  test('facets of a nested list are those of its parent, under its filter', async () => {
    const { citedBy } = await article(
      'review',
      'citedBy(filter: { publicationYear: { to: 2024 } }) { totalCount facets { years { year count } topics { topic { name } count } } }',
    );
    expect(citedBy).toEqual({
      totalCount: 2,
      facets: {
        years: [{ year: 2024, count: 2 }],
        topics: [
          { topic: { name: 'Burnout' }, count: 1 },
          { topic: { name: 'Mentoring' }, count: 1 },
        ],
      },
    });
  });
});
