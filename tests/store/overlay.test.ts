import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { overlay } from '../../src/store/overlay.js';
import type { GraphStore } from '../../src/store/store.js';
import { OracleStore } from './oracle-store.js';
import { COLLECTIONS, ROW_KEYS, TAGS, ledgerWrite } from './random-ledger.js';
import { article, write } from './records.js';

/** A ledger that is written to on trial reads as one that was really written to, and leaves the one below as it is. */

const keys = [...ROW_KEYS];

async function readsOf(store: GraphStore): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const collection of COLLECTIONS) {
    answers.push(await store.rows(collection, [...keys, ...keys]), await store.rowCount(collection), await store.tagged(collection, TAGS)); // prettier-ignore
    for (const tag of TAGS) answers.push(await store.tagged(collection, [tag]));
    answers.push(await store.taggedKeys(collection, TAGS));
    for (const after of [null, ...keys])
      for (const limit of [0, 1, 2, 100])
        for (const backward of [false, true]) answers.push(await store.scan({ collection, after, limit, backward }));
  }
  return answers;
}

test('what is written above and what was there read as one', async () => {
  const writes = fc.array(ledgerWrite.map(({ put, remove }) => ({ put: put ?? [], remove: remove ?? [] })), { maxLength: 6 }); // prettier-ignore
  await fc.assert(
    fc.asyncProperty(writes, writes, async (before, after) => {
      const [base, whole] = [new OracleStore(), new OracleStore()];
      for (const ledger of before) await base.write({ ledger });
      for (const ledger of [...before, ...after]) await whole.write({ ledger });
      const untouched = await readsOf(base);
      const tried = overlay(base, new OracleStore());
      for (const ledger of after) await tried.write({ ledger });
      expect(await readsOf(tried)).toEqual(await readsOf(whole));
      expect(await readsOf(base)).toEqual(untouched);
    }),
    { numRuns: 150 },
  );
});

test('nodes are read as they are, and none is written', async () => {
  const base = new OracleStore();
  await base.write({ articles: [write(article('a'))] });
  const tried = overlay(base, new OracleStore());
  expect((await tried.get('Article', ['a']))[0]?.key).toBe('a');
  await expect(tried.write({ remove: [{ kind: 'Article', key: 'a' }] })).rejects.toThrow('Only the ledger');
});
