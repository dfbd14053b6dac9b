import { expect, test } from '@jest/globals';
import { mergeAuthors, splitAuthor } from '../../src/derive/author-decisions.js';
import { mergeWorks, refusePossible, splitWork, undoDecision } from '../../src/derive/decisions.js';
import { countActs, listActs } from '../../src/ledger/act.js';
import { listPossible } from '../../src/ledger/possible.js';
import { workSources } from '../../src/ledger/support.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { importMixed, mixedLibrary } from '../intake/mixed-library.js';
import { articleOf, graphText } from './importing.js';

const possibleOf = async (store: GraphStore) => (await listPossible(store, { after: null, limit: 100 })).items;
const textOf = async (store: GraphStore): Promise<string> =>
  [await graphText(store), ...(await possibleOf(store)).map(({ works }) => works.join(' ')).sort()].join('\n');
const authorOf = async (store: GraphStore, pmid: string, place: number) =>
  (await articleOf(store, `pmid:${pmid}`)).authorships[place]!.authorKey;

/** Everything that a person can decide, each on what those before it left. */
const ACTS: readonly (readonly [string, (store: GraphStore) => Promise<unknown>])[] = [
  ['MERGE_ARTICLES', (store) => mergeWorks(store, ['pmid:91000009', 'doi:10.1101/2018.01.01.123456'])],
  [
    'SPLIT_ARTICLE',
    async (store) => {
      const [sources] = await workSources(store, ['pmid:91000001']);
      const leaving = sources!.filter(({ source }) => source === 'icite').map(({ recordKey }) => recordKey);
      return splitWork(store, 'pmid:91000001', leaving);
    },
  ],
  ['REFUSE_DUPLICATE', async (store) => refusePossible(store, (await possibleOf(store))[0]!.id)],
  [
    'MERGE_AUTHORS',
    async (store) => mergeAuthors(store, [await authorOf(store, '91000010', 0), await authorOf(store, '91000009', 0)]),
  ],
  ['SPLIT_AUTHOR', async (store) => splitAuthor(store, await authorOf(store, '91000011', 1), ['pmid:91000011'])],
];

describeEachEngine('decisions that are taken back', (openEmptyStore) => {
  test('each as a whole, the newest first: the graph is as it was before it', async () => {
    const store = await openEmptyStore();
    await importMixed(store, await mixedLibrary());
    const before: string[] = [];
    for (const [, act] of ACTS) {
      before.push(await textOf(store));
      await act(store);
    }
    const acts = await listActs(store, { after: null, limit: 10, backward: true });
    expect(acts.map(({ kind }) => kind)).toEqual(ACTS.map(([kind]) => kind).reverse());
    for (const { id } of acts) {
      const now = await textOf(store);
      await undoDecision(store, id);
      const then = await textOf(store);
      expect(then).not.toBe(now);
      expect(then).toBe(before.pop());
    }
    expect([await countActs(store), await store.rowCount('decision')]).toEqual([0, 0]);
    await expect(undoDecision(store, acts[0]!.id)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringMatching(/no decision.*taken back already/) as unknown,
    });
  });

  test('one that another stands on waits for it; then what was decided before holds again', async () => {
    const store = await openEmptyStore();
    await importMixed(store, await mixedLibrary());
    const one = await authorOf(store, '91000011', 1);
    const whole = await textOf(store);
    const people = await splitAuthor(store, one, ['pmid:91000011']);
    const parted = await textOf(store);
    await mergeAuthors(store, people);
    const [split, merge] = await listActs(store, { after: null, limit: 10 });
    await expect(undoDecision(store, split!.id)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: `The decision ${merge!.id} stands on ${split!.id}: take that one back first.`,
    });
    await undoDecision(store, merge!.id);
    expect(await textOf(store)).toBe(parted);
    await undoDecision(store, split!.id);
    expect(await textOf(store)).toBe(whole);
  });
});
