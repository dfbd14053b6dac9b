import { expect, test } from '@jest/globals';
import { emptyRecord, NO_IDS, type BibRecord } from '../../src/import/record.js';
import { importItems } from '../../src/intake/run.js';
import type { ReadItem } from '../../src/import/format.js';
import { describeEachEngine } from '../engines.js';

const record = (fields: Partial<BibRecord>): BibRecord => ({ ...emptyRecord('openalex'), ...fields });

async function* items(...records: BibRecord[]): AsyncIterable<ReadItem> {
  for (const [i, one] of records.entries()) yield { kind: 'record', place: { line: null, record: i + 1 }, record: one };
}

describeEachEngine('works that share the identifier of a database', (openEmptyStore) => {
  test('are one, whichever record comes first', async () => {
    const ids = { ...NO_IDS, openalex: 'W1' };
    for (const order of [
      [record({ ids }), record({ ids, title: 'Coaching of residents by their peers' })],
      [record({ ids, title: 'Coaching of residents by their peers' }), record({ ids })],
    ]) {
      const store = await openEmptyStore();
      for (const one of order)
        await importItems(store, { name: 'works', format: 'openalex', bytes: null, items: items(one), sha256: () => null });
      const { counts } = await store.describe();
      expect([counts.articles, counts.stubs]).toEqual([1, 0]);
      expect((await store.get('Article', ['openalex:W1']))[0]?.title).toBe('Coaching of residents by their peers');
      await store.close();
    }
  });
});
