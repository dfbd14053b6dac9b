import { beforeAll, expect, test } from '@jest/globals';
import { toGlobalId, type LedgerKind } from '../../src/global-id.js';
import type { Kind } from '../../src/records.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { ask, type Answer } from './execute.js';
import { IMPORTS, RECORD_KEYS } from './fixture-ledger.js';
import { fixture, READ_AT } from './fixture.js';

const [first, second] = IMPORTS.map((key) => ({ id: toGlobalId('Import', key) }));

describeEachEngine('Provenance', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await store.write(fixture);
  });

  const node = async (kind: Kind | LedgerKind, key: string, fields: string): Promise<Answer> => {
    const document = `query ($id: ID!) { node(id: $id) { ... on ${kind} { ${fields} } } }`;
    return (await ask(store, document, { id: toGlobalId(kind, key) })).node;
  };
  const said = async (kind: Kind, key: string): Promise<Answer> =>
    (await node(kind, key, 'provenance { source import { id } imports { id } }')).provenance;

  test('of an article: its source records, the best one first, with what came from each', async () => {
    const { provenance } = await node(
      'Article',
      'review',
      'provenance { source readAt import { id } imports { id } fields sourceId recordKey }',
    );
    expect(provenance).toEqual([
      {
        source: 'ris',
        readAt: '2026-05-02T09:30:00.000Z',
        import: second,
        imports: [second],
        fields: ['issue', 'title'],
        sourceId: null,
        recordKey: RECORD_KEYS[1],
      },
      {
        source: 'fixture',
        readAt: READ_AT,
        import: first,
        imports: [first, second],
        fields: ['identifiers', 'references', 'volume'],
        sourceId: '33349761',
        recordKey: RECORD_KEYS[0],
      },
    ]);
  });

  test('of an article without source records: the sources alone', async () => {
    const { provenance } = await node(
      'Article',
      'cut',
      'provenance { source readAt import { id } imports { id } fields recordKey }',
    );
    expect(provenance).toEqual([{ source: 'fixture', readAt: READ_AT, import: null, imports: [], fields: [], recordKey: null }]);
  });

  test('of a stub: the sources of the citations that name it, and the imports whose records have these', async () => {
    const fields = 'provenance { source readAt fields import { id } imports { id } }';
    // The review's record has it in its list; the protocol's list, which has it too, is of no record.
    expect((await node('Article', 'stub-pmid', fields)).provenance).toEqual([
      { source: 'fixture', readAt: READ_AT, fields: ['identifiers'], import: first, imports: [first, second] },
    ]);
    // The review's record does not have this one, though the graph does.
    expect((await node('Article', 'stub-doi', fields)).provenance).toEqual([
      { source: 'fixture', readAt: READ_AT, fields: ['identifiers'], import: null, imports: [] },
    ]);
  });

  test('of a citation, the same from both ends: only records that have it', async () => {
    const fields = 'edges { node { id } provenance { source readAt import { id } imports { id } fields } }';
    const list = async (key: string, field: string): Promise<Answer> =>
      Object.fromEntries(
        (await node('Article', key, `${field} { ${fields} }`))[field].edges.map((edge: Answer) => [
          edge.node.id,
          edge.provenance,
        ]),
      );
    const id = (key: string): string => toGlobalId('Article', key);
    const entry = (imports: Answer[]) => [
      { source: 'fixture', readAt: READ_AT, import: imports[0] ?? null, imports, fields: [] },
    ];
    expect(await list('review', 'references')).toEqual({
      [id('early')]: entry([]),
      [id('protocol')]: entry([first, second]),
      [id('stub-pmid')]: entry([first, second]),
      [id('stub-doi')]: entry([]),
      [id('loose')]: entry([]),
    });
    expect(await list('protocol', 'citedBy')).toMatchObject({
      [id('review')]: entry([first, second]),
      [id('letter')]: entry([]),
    });
    expect(await list('review', 'citedBy')).toMatchObject({ [id('letter')]: entry([second]), [id('cut')]: entry([]) });
    expect((await list('letter', 'references'))[id('review')]).toEqual(entry([second]));
  });

  test('of an authorship, a journal of an article and a topic of one: the records of that article with the same source', async () => {
    const { journalProvenance, authorships, topicAssignments } = await node(
      'Article',
      'review',
      'journalProvenance { imports { id } } authorships { edges { provenance { imports { id } } } } topicAssignments { edges { provenance { imports { id } } } }',
    );
    expect(journalProvenance).toEqual([{ imports: [first, second] }]);
    for (const { edges } of [authorships, topicAssignments]) {
      expect(edges).toHaveLength(3);
      for (const edge of edges) expect(edge.provenance).toEqual([{ imports: [first, second] }]);
    }
    const { articles } = await node('Author', 'celik', 'articles { edges { node { id } provenance { imports { id } } } }');
    expect(articles.edges.map((edge: Answer) => [edge.node.id, edge.provenance])).toEqual([
      [toGlobalId('Article', 'letter'), [{ imports: [second] }]],
      [toGlobalId('Article', 'review'), [{ imports: [first, second] }]],
    ]);
    const { topic } = await ask(
      store,
      '{ topic(by: { name: "Peer mentoring" }) { articles { edges { provenance { imports { id } } } } } }',
    );
    expect(topic.articles.edges.map((edge: Answer) => edge.provenance)).toEqual([
      [{ imports: [first, second] }],
      [{ imports: [] }],
    ]);
  });

  test('of an author: the imports of all articles', async () => {
    expect(await said('Author', 'celik')).toEqual([{ source: 'fixture', import: first, imports: [first, second] }]);
    expect(await said('Author', 'dubois')).toEqual([{ source: 'fixture', import: null, imports: [] }]);
  });

  test('of journals and topics: lists that were imported for their own sake', async () => {
    const list = async (field: string): Promise<Answer> =>
      (await ask(store, `{ ${field} { provenance { source import { id } } } }`))[field.split('(')[0]!].provenance;
    expect(await list('topic(by: { name: "Mentoring" })')).toEqual([
      { source: 'fixture', import: null },
      { source: 'mesh-xml', import: first },
    ]);
    expect(await list('topic(by: { name: "Burnout" })')).toEqual([{ source: 'fixture', import: null }]);
    expect(await list('journal(by: { title: "bmc med educ" })')).toEqual([
      { source: 'fixture', import: null },
      { source: 'nlm-catalog', import: first },
    ]);
    expect(await list('journal(by: { title: "Fam Med" })')).toEqual([{ source: 'fixture', import: null }]);
  });
});
