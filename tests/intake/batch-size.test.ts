import { expect, test } from '@jest/globals';
import type { GraphStore, WriteBatch } from '../../src/store/store.js';
import { ids, importRecords, record } from '../derive/importing.js';
import { describeEngines } from '../engines.js';

describeEngines('the size of batches', ['sqlite'], ([engine]) => {
  /** How many source records each batch brought. */
  async function batches(store: GraphStore, costlyBatches: boolean): Promise<number[]> {
    const sizes: number[] = [];
    const watched = new Proxy(store, {
      get(target, name) {
        if (name === 'can') return { ...target.can, costlyBatches };
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => {
          const put = name === 'write' ? ((given[0] as WriteBatch).ledger?.put ?? []) : [];
          const records = put.filter(({ collection }) => collection === 'record').length;
          if (records > 0) sizes.push(records);
          return Reflect.apply(member, target, given) as unknown;
        };
      },
    });
    const records = Array.from({ length: 1_100 }, (_, i) => record({ ids: ids({ pmid: String(i + 1) }), title: `Of ${i} and ${i * i}` })); // prettier-ignore
    await importRecords(watched, records);
    return sizes;
  }

  test('is larger where a batch costs much whatever is in it', async () => {
    expect(await batches(await engine!.openEmptyStore(), false)).toEqual([500, 500, 100]);
    expect(await batches(await engine!.openEmptyStore(), true)).toEqual([1_000, 100]);
  }, 60_000);
});
