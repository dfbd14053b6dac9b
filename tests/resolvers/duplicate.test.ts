import { beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/global-id.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { ask } from './execute.js';
import { QUESTIONS, SECOND_ID } from './fixture-ledger.js';
import { fixture } from './fixture.js';

const idOf = (key: string): string => toGlobalId('PossibleDuplicate', key);
const expected = QUESTIONS.map(({ id, works, ...agreement }) => ({
  id: idOf(id),
  works: works.map((key) => ({ id: toGlobalId('Article', key) })),
  ...agreement,
}));

describeEachEngine('PossibleDuplicate', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await store.write(fixture);
  });

  test('names both works, how much agrees, and why: each two works once, and none that are one already', async () => {
    const { possibleDuplicates } = await ask(
      store,
      '{ possibleDuplicates { totalCount nodes { id score reasons works { id } } } }',
    );
    expect(possibleDuplicates).toEqual({ totalCount: 3, nodes: expected });
  });

  test('is found again by its id, also by that of another record of the same works', async () => {
    const document = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on PossibleDuplicate { score } } }';
    const asked = [...QUESTIONS.map(({ id }) => id), SECOND_ID, 'r:gone r:lost'].map(idOf);
    const twice = expected.find(({ score }) => score === 0.875)!;
    const found = [...expected, twice].map(({ id, score }) => ({ __typename: 'PossibleDuplicate', id, score }));
    expect((await ask(store, document, { ids: asked })).nodes).toEqual([...found, null]);
  });

  test('has fewer works while one of them is still to be built', async () => {
    await store.write({ remove: [{ kind: 'Article', key: 'hidden' }] });
    const { id } = expected.find(({ score }) => score === 0.125)!;
    const { node } = await ask(store, 'query ($id: ID!) { node(id: $id) { ... on PossibleDuplicate { works { id } } } }', { id });
    expect(node).toEqual({ works: [{ id: toGlobalId('Article', 'letter') }] });
  });
});
