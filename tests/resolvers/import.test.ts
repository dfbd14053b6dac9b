import { beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/global-id.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { ask, refusal, type Answer } from './execute.js';
import { IMPORTS } from './fixture-ledger.js';
import { fixture } from './fixture.js';

const ids = IMPORTS.map((key) => toGlobalId('Import', key));

describeEachEngine('Import', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await store.write(fixture);
  });

  const one = async (id: string, fields = 'id fileName'): Promise<Answer> =>
    (await ask(store, `query ($id: ID!) { import(id: $id) { ${fields} } }`, { id })).import;

  test('tells what was read, when, and what became of it', async () => {
    const fields = `id startedAt finishedAt status format fileName bytes sha256 counts { read new merged unchanged refused }
      refusals { file line record reason } warningCount problem timesRead lastReadAt`;
    expect(await one(ids[0]!, fields)).toEqual({
      id: ids[0],
      startedAt: '2026-05-01T09:30:00.000Z',
      finishedAt: '2026-05-01T09:31:00.000Z',
      status: 'FINISHED',
      format: 'pubmed-xml',
      fileName: 'review.xml',
      bytes: 3_000_000_000,
      sha256: 'a'.repeat(64),
      counts: { read: 5, new: 2, merged: 1, unchanged: 1, refused: 1 },
      refusals: [{ file: 'review.xml', line: 12, record: 3, reason: 'A record without a title and without an identifier.' }],
      warningCount: 2,
      problem: null,
      timesRead: 2,
      lastReadAt: '2026-05-04T09:30:00.000Z',
    });
    expect(await one(ids[2]!, 'status format problem refusals { reason }')).toEqual({
      status: 'FAILED',
      format: null,
      problem: 'The format of notes.txt is not known.',
      refusals: [],
    });
  });

  test('come newest first', async () => {
    const { imports } = await ask(store, '{ imports { totalCount nodes { fileName status } } }');
    expect(imports).toEqual({
      totalCount: 3,
      nodes: [
        { fileName: 'notes.txt', status: 'FAILED' },
        { fileName: 'export.ris', status: 'INTERRUPTED' },
        { fileName: 'review.xml', status: 'FINISHED' },
      ],
    });
  });

  test('are found by the id of the graph and by that of the command line', async () => {
    expect(await one(ids[1]!)).toEqual({ id: ids[1], fileName: 'export.ris' });
    expect(await one(IMPORTS[1])).toEqual({ id: ids[1], fileName: 'export.ris' });
    const { node, nodes } = await ask(
      store,
      'query ($ids: [ID!]!, $id: ID!) { node(id: $id) { __typename id } nodes(ids: $ids) { id } }',
      {
        id: ids[1],
        ids: [ids[2], 'nope', ids[0]],
      },
    );
    expect(node).toEqual({ __typename: 'Import', id: ids[1] });
    expect(nodes).toEqual([{ id: ids[2] }, null, { id: ids[0] }]);
  });

  test.each([
    'nope',
    '',
    '\u0000',
    'x'.repeat(5000),
    IMPORTS[1].toUpperCase() + 'x',
    toGlobalId('Import', 'gone'),
    toGlobalId('Article', IMPORTS[0]),
    toGlobalId('PossibleDuplicate', IMPORTS[0]),
  ])('no import has the id %j', async (id) => {
    expect(await one(id)).toBeNull();
  });

  test('are no nodes of the graph: identifiers of articles do not lead to them', async () => {
    const document =
      'query ($id: ID!, $text: String!) { article(by: { id: $id }) { id } resolve(identifiers: [$text]) { kind node { id } problem } }';
    expect(await ask(store, document, { id: ids[0], text: ids[0] })).toEqual({
      article: null,
      resolve: [{ kind: null, node: null, problem: expect.stringMatching(/an import or a possible duplicate.*`node`/) }],
    });
  });

  test('a cursor of another list is refused', async () => {
    const { possibleDuplicates } = await ask(store, '{ possibleDuplicates { pageInfo { endCursor } } }');
    const { code, message } = await refusal(
      store,
      `{ imports(after: "${possibleDuplicates.pageInfo.endCursor}") { totalCount } }`,
    );
    expect(code).toBe('BAD_USER_INPUT');
    expect(message).toMatch(/cursor of another list/);
  });
});
