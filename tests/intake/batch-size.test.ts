import { expect, test } from '@jest/globals';
import type { GraphStore, WriteBatch } from '../../src/store/store.js';
import { ids, importRecords, mention, record } from '../derive/importing.js';
import { describeEngines } from '../engines.js';

/** The store as it would be with batches that are costly or not, and what is written to it. */
function watching(store: GraphStore, costlyBatches: boolean): { watched: GraphStore; batches: WriteBatch[] } {
  const batches: WriteBatch[] = [];
  const watched = new Proxy(store, {
    get(target, name) {
      if (name === 'can') return { ...target.can, costlyBatches };
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        if (name === 'write') batches.push(given[0] as WriteBatch);
        return Reflect.apply(member, target, given) as unknown;
      };
    },
  });
  return { watched, batches };
}

describeEngines('batches', ['sqlite'], ([engine]) => {
  /** How many source records each batch brought. */
  async function batches(store: GraphStore, costlyBatches: boolean): Promise<number[]> {
    const { watched, batches } = watching(store, costlyBatches);
    const records = Array.from({ length: 1_100 }, (_, i) => record({ ids: ids({ pmid: String(i + 1) }), title: `Of ${i} and ${i * i}` })); // prettier-ignore
    await importRecords(watched, records);
    const sizes = batches.map(({ ledger }) => (ledger?.put ?? []).filter(({ collection }) => collection === 'record').length);
    return sizes.filter((size) => size > 0);
  }

  test('are larger where a batch costs much whatever is in it', async () => {
    expect(await batches(await engine!.openEmptyStore(), false)).toEqual([500, 500, 100]);
    expect(await batches(await engine!.openEmptyStore(), true)).toEqual([1_000, 100]);
  }, 60_000);

  test('write a work once that others cite whose keys come first', async () => {
    const { watched, batches } = watching(await engine!.openEmptyStore(), false);
    const pmids = Array.from({ length: 600 }, (_, i) => String(10_001 + i));
    const records = pmids.map((pmid, i) =>
      record({ ids: ids({ pmid }), title: `Of ${i} and ${i * i}`, references: i < 100 ? [mention({ pmid: pmids[599 - i]! }, 1)] : null }),
    ); // prettier-ignore
    await importRecords(watched, records);
    const written = batches.flatMap(({ articles = [] }) => articles.map(({ record: { key } }) => key));
    expect([...written].sort()).toEqual(pmids.map((pmid) => `pmid:${pmid}`));
  }, 60_000);
});
