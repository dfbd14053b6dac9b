import { beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/global-id.js';
import type { TopicAssignment, TopicRecord } from '../../src/records.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { ask, type Answer } from './execute.js';
import { articles, fixture, READ_AT } from './fixture.js';

describeEachEngine('Topic', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await store.write(fixture);
  });

  const topic = async (name: string, fields: string): Promise<Answer> =>
    (await ask(store, `query ($name: String!) { topic(by: { name: $name }) { ${fields} } }`, { name })).topic;
  const names = async (given: string): Promise<string[]> =>
    (await ask(store, `{ topics${given} { nodes { name } } }`)).topics.nodes.map((node: Answer) => node.name);

  test('gives its fields and its articles with the facts of the assignment', async () => {
    const fields = `id label name meshId synonyms treeNumbers scopeNote articleCount articlesOverTime { year total } provenance { source readAt }
      articles { totalCount edges { method isMajor matchedText node { publicationYear } } facets { authors { author { name } count } } }`;
    expect(await topic('mentorships', fields)).toEqual({
      id: toGlobalId('Topic', 'mentoring'),
      label: 'Mentoring',
      name: 'Mentoring',
      meshId: 'D008569',
      synonyms: ['Mentorship'],
      treeNumbers: ['F02.784.629', 'I02.358.399'],
      scopeNote: 'Guidance by somebody with more experience.',
      articleCount: 3,
      articlesOverTime: [2017, 2020, 2024].map((year) => ({ year, total: 1 })),
      provenance: ['fixture', 'mesh-xml'].map((source) => ({ source, readAt: READ_AT })),
      articles: {
        totalCount: 3,
        edges: [2024, 2020, 2017].map((publicationYear) => ({
          method: 'VOCABULARY_MATCH',
          isMajor: false,
          matchedText: 'mentoring',
          node: { publicationYear },
        })),
        facets: {
          authors: [
            { author: { name: 'Adler J' }, count: 3 },
            { author: { name: 'Brandão M' }, count: 2 },
            { author: { name: 'Çelik O' }, count: 2 },
          ],
        },
      },
    });
  });

  test('broader and narrower are one step away, by name', async () => {
    expect(await topic('Near-peer mentoring', 'broader { totalCount nodes { name } }')).toEqual({
      broader: { totalCount: 2, nodes: [{ name: 'Education' }, { name: 'Peer mentoring' }] },
    });
    expect(await topic('Education', 'narrower { nodes { name } }')).toEqual({
      narrower: { nodes: [{ name: 'Mentoring' }, { name: 'Near-peer mentoring' }] },
    });
    expect(
      await topic(
        'Education',
        'narrower(filter: { hasMeshId: true }, orderBy: { field: NAME, direction: DESC }) { nodes { name } }',
      ),
    ).toEqual({
      narrower: { nodes: [{ name: 'Mentoring' }] },
    });
  });

  test('related topics stand on the same articles', async () => {
    expect(await topic('Mentoring', 'relatedTopics { totalCount edges { weight node { name } } }')).toEqual({
      relatedTopics: {
        totalCount: 2,
        edges: [
          { weight: 2, node: { name: 'Peer mentoring' } },
          { weight: 1, node: { name: 'Burnout' } },
        ],
      },
    });
  });

  test.each([
    ['', ['Burnout', 'Education', 'Mentoring', 'Near-peer mentoring', 'Peer mentoring']],
    ['(orderBy: { field: ARTICLE_COUNT, direction: DESC }, first: 2)', ['Mentoring', 'Burnout']],
    ['(filter: { name: "mentorship" })', ['Mentoring']],
    ['(filter: { name: "peer AND mentoring" })', ['Near-peer mentoring', 'Peer mentoring']],
    ['(filter: { hasMeshId: false, articleCount: { from: 2 } })', ['Burnout', 'Education', 'Peer mentoring']],
    ['(filter: { among: ["D008569", "burnouts"] })', ['Burnout', 'Mentoring']],
  ])('topics%s', async (given, expected) => {
    expect(await names(given)).toEqual(expected);
  });

  test('a topic filter can stand for the narrower topics too, however deep', async () => {
    const years = async (filter: string): Promise<number[]> =>
      (await ask(store, `{ articles(filter: { ${filter} }) { nodes { publicationYear } } }`)).articles.nodes.map(
        (node: Answer) => node.publicationYear,
      );
    expect(await years('topics: ["Education"]')).toEqual([2025, 2006]);
    expect(await years('topics: ["Education"], includeNarrower: true')).toEqual([2025, 2024, 2020, 2017, 2006]);
    expect(await years('topics: ["Peer mentoring"], includeNarrower: true')).toEqual([2020, 2017, 2006]);
    expect(await years('topics: ["unheard of"], includeNarrower: true')).toEqual([]);
  });
});

describeEachEngine('Topics that are broader than each other', (openEmptyStore) => {
  test('do not lead in a circle', async () => {
    const store = await openEmptyStore();
    const base = { meshId: null, synonyms: [], treeNumbers: [], scopeNote: null, provenance: [] };
    await store.write({
      topics: [
        { ...base, key: 'a', name: 'Alpha', broaderKeys: ['c'] },
        { ...base, key: 'b', name: 'Beta', broaderKeys: ['a'] },
        { ...base, key: 'c', name: 'Gamma', broaderKeys: ['b'] },
      ],
    });
    const document = '{ articles(filter: { topics: ["Alpha"], includeNarrower: true }) { totalCount } }';
    expect(await ask(store, document)).toEqual({ articles: { totalCount: 0 } });
  });
});

/** Without what would lead to other nodes, or to the same work. */
const BARE = { pmid: null, pmcid: null, doi: null, identifiers: [], journalKey: null, journalProvenance: [], authorships: [] };

describeEachEngine('Descriptors of MeSH that stand in several places', (openEmptyStore) => {
  test('bring what is below the places that a topic leads to, and nothing that is below their others', async () => {
    const store = await openEmptyStore();
    const topic = (name: string, treeNumbers: string[], ...broader: string[]): TopicRecord => {
      return { key: key(name), name, meshId: null, synonyms: [], broaderKeys: broader.map(key), treeNumbers, scopeNote: null, provenance: [] }; // prettier-ignore
    };
    const key = (name: string): string => `topic:${name}`;
    const about = (topicKey: string): TopicAssignment => {
      return { topicKey, method: 'MESH_INDEXING', isMajor: false, matchedText: null, provenance: [] };
    };
    const names = ['Face', 'Sense Organs', 'Eye', 'Eyelids', 'Retina', 'Fovea', 'Looks', 'Gaze'];
    await store.write({
      topics: [
        topic('Face', ['A01.456']),
        topic('Sense Organs', ['A09']),
        topic('Eye', ['A01.456.420', 'A09.371'], 'Face', 'Sense Organs'),
        topic('Eyelids', ['A01.456.420.338', 'A09.371.337'], 'Eye'),
        topic('Retina', ['A09.371.729'], 'Eye'),
        topic('Fovea', ['A09.371.729.500'], 'Retina'),
        // The curated vocabulary has no places: what it says leads to the whole of a topic.
        topic('Looks', []),
        topic('Gaze', ['F02.463'], 'Looks', 'Face'),
      ],
      articles: names.map((name) => ({
        ...articles[0]!,
        record: { ...articles[0]!.record, ...BARE, key: `about ${name}`, title: name, topics: [about(key(name))] },
        references: [],
      })),
    });
    const found = async (...topics: string[]): Promise<string[]> => {
      const filter = `{ topics: ${JSON.stringify(topics)}, includeNarrower: true }`;
      const answer = await ask(store, `{ articles(filter: ${filter}) { nodes { title } } }`);
      return answer.articles.nodes.map(({ title }: Answer) => title).sort();
    };
    expect(await found('Face')).toEqual(['Eye', 'Eyelids', 'Face', 'Gaze']);
    expect(await found('Sense Organs')).toEqual(['Eye', 'Eyelids', 'Fovea', 'Retina', 'Sense Organs']);
    // A topic that is named itself stands for all of its places, and so do two that lead to one.
    expect(await found('Eye')).toEqual(['Eye', 'Eyelids', 'Fovea', 'Retina']);
    expect(await found('Face', 'Sense Organs')).toEqual(names.filter((name) => name !== 'Looks').sort());
    expect(await found('Looks')).toEqual(['Gaze', 'Looks']);
  });
});
