import { beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/ids.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { ask } from './execute.js';
import { PAIR_IDS } from './fixture-ledger.js';
import { fixture } from './fixture.js';

const ids = PAIR_IDS.map((key) => toGlobalId('PossibleDuplicate', key));
const article = (key: string) => ({ id: toGlobalId('Article', key) });

describeEachEngine('PossibleDuplicate', (openEmptyStore) => {
  let store: GraphStore;
  beforeAll(async () => {
    store = await openEmptyStore();
    await store.write(fixture);
  });

  test('names both works, how much agrees, and why; a pair that is one work already is not listed', async () => {
    const { possibleDuplicates } = await ask(
      store,
      '{ possibleDuplicates { totalCount nodes { id score reasons works { id } } } }',
    );
    expect(possibleDuplicates).toEqual({
      totalCount: 3,
      nodes: [
        { id: ids[0], score: 0.5, reasons: ['same year'], works: [article('cut'), article('letter')] },
        {
          id: ids[1],
          score: 0.875,
          reasons: ['titles agree but for the last word', 'authors agree'],
          works: [article('protocol'), article('review')],
        },
        { id: ids[2], score: 0.25, reasons: ['same pages'], works: [article('review'), article('stub-pmid')] },
      ],
    });
  });

  test('is found again by its id', async () => {
    const document = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on PossibleDuplicate { score } } }';
    const gone = toGlobalId('PossibleDuplicate', 'm:cut m:gone');
    expect((await ask(store, document, { ids: [ids[1], gone] })).nodes).toEqual([
      { __typename: 'PossibleDuplicate', id: ids[1], score: 0.875 },
      null,
    ]);
  });

  test('has fewer works while one of them is still to be built', async () => {
    await store.write({ remove: [{ kind: 'Article', key: 'cut' }] });
    const { node } = await ask(store, 'query ($id: ID!) { node(id: $id) { ... on PossibleDuplicate { works { id } } } }', {
      id: ids[0],
    });
    expect(node).toEqual({ works: [article('letter')] });
  });
});
