import { hostname } from 'node:os';
import { expect, test } from '@jest/globals';
import { undoImport } from '../../src/derive/undo.js';
import { importItems, settle } from '../../src/intake/run.js';
import { listImports } from '../../src/ledger/imports.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { READ_AT, asItems, ids, importRecords, record } from '../derive/importing.js';
import { faultyStore, leaveLease } from './faulty-store.js';

const one = record({ ids: ids({ pmid: '1' }) });
const LATER = new Date(READ_AT.getTime() + 1_000);
const two = record({ ids: ids({ pmid: '2' }), title: 'Another' });

/** An import that holds the lease until it is let go. */
function heldImport(store: GraphStore): { begun: Promise<void>; letGo: () => void; done: Promise<unknown> } {
  let [letGo, isBegun] = [(): void => {}, (): void => {}];
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const begun = new Promise<void>((resolve) => (isBegun = resolve));
  async function* items() {
    isBegun();
    await gate;
    yield* asItems([one]);
  }
  const source = { name: 'held', format: 'test', bytes: null, items: items(), sha256: () => null };
  return { begun, letGo: () => letGo(), done: importItems(store, source) };
}

/** A process of this machine that is no more: its id is larger than any that Linux gives out. */
const GONE = { host: hostname(), pid: 2 ** 22 + 1 };

describeEachEngine('one writer at a time', (openEmptyStore) => {
  test('a second one is told who writes, and nothing of it is written', async () => {
    const store = await openEmptyStore();
    const held = heldImport(store);
    await held.begun;
    const conflict = {
      code: 'CONFLICT',
      message: expect.stringMatching(/^The graph is being written to: an import, since \d{4}-.*Z \(process \d+ on /) as unknown,
    };
    await expect(importRecords(store, [two])).rejects.toMatchObject(conflict);
    await expect(settle(store)).rejects.toMatchObject(conflict);
    await expect(undoImport(store, 'x')).rejects.toMatchObject(conflict);
    held.letGo();
    await held.done;
    expect((await store.describe()).counts.articles).toBe(1);
    await importRecords(store, [two]);
    expect((await store.describe()).counts.articles).toBe(2);
  });

  test('a second one that may wait comes after the first', async () => {
    const store = await openEmptyStore();
    const held = heldImport(store);
    await held.begun;
    const waiting = importRecords(store, [two], { waitMs: 20_000 });
    held.letGo();
    await Promise.all([held.done, waiting]);
    expect((await store.describe()).counts.articles).toBe(2);
  });

  test('the lease of a process that was killed is taken over, that of another machine is not', async () => {
    const store = await openEmptyStore();
    await leaveLease(store, GONE);
    await importRecords(store, [one]);
    expect(await store.rowCount('lock')).toBe(0);
    await leaveLease(store, { ...GONE, host: 'another.example' });
    await expect(importRecords(store, [two])).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await store.describe()).counts.articles).toBe(1);
  });

  test('an import that was cut off is found INTERRUPTED by the next writer; the same file again goes on', async () => {
    const store = await openEmptyStore();
    const records = [one, two, record({ ids: ids({ pmid: '3' }), title: 'A third' })];
    // The writes are those of the lease and of two records.
    await expect(importRecords(faultyStore(store, 3), records, { itemsAtOnce: 1 })).rejects.toThrow('The store is gone.');
    const imports = () => listImports(store, { after: null, limit: 10 });
    expect(await imports()).toMatchObject([{ status: 'RUNNING', counts: { read: 2 }, problem: null }]);
    await leaveLease(store, GONE);
    await settle(store);
    expect(await imports()).toMatchObject([
      { status: 'INTERRUPTED', counts: { read: 2, new: 2 }, finishedAt: null, problem: expect.stringMatching(/cut off.*Import the same file again/) },
    ]); // prettier-ignore
    expect((await store.describe()).counts.articles).toBe(2);
    expect(await importRecords(store, records, { readAt: LATER })).toMatchObject({
      read: 3,
      new: 1,
      unchanged: 2,
      finished: true,
    });
    expect(await imports()).toMatchObject([{ status: 'FINISHED', problem: null }, { status: 'INTERRUPTED' }]);
  });

  test('an import that goes on where it was stopped is no longer one that was cut off; one that read more is left', async () => {
    const store = await openEmptyStore();
    const records = [one, two];
    await expect(importRecords(faultyStore(store, 2), records, { itemsAtOnce: 1 })).rejects.toThrow('The store is gone.');
    await leaveLease(store, GONE);
    await settle(store);
    const [cut] = await listImports(store, { after: null, limit: 10 });
    await importRecords(store, records, { skip: 1, continues: cut!.id });
    expect(await listImports(store, { after: null, limit: 10 })).toMatchObject([
      { id: cut!.id, status: 'FINISHED', problem: null, counts: { read: 2, new: 2 } },
    ]);
    const again = await importRecords(faultyStore(store, 3), [...records, record({ title: 'Late', ids: ids({ pmid: '9' }) })], { itemsAtOnce: 1, readAt: LATER }).catch(() => null); // prettier-ignore
    expect(again).toBeNull();
    await leaveLease(store, GONE);
    await settle(store);
    const [more] = await listImports(store, { after: null, limit: 10 });
    expect(more!.counts.read).toBe(2);
    await importRecords(store, records, { skip: 1, continues: more!.id, readAt: new Date(LATER.getTime() + 1) });
    const [newest] = await listImports(store, { after: null, limit: 10 });
    expect(newest).toMatchObject({ status: 'FINISHED', counts: { read: 2, unchanged: 2 } });
    expect(newest!.id).not.toBe(more!.id);
  });

  test('a writer who was taken for gone cannot write over the other one’s work', async () => {
    const store = await openEmptyStore();
    const held = heldImport(store);
    await held.begun;
    // The first is silent for too long: somebody else takes its place.
    await leaveLease(store, { host: hostname(), pid: process.pid });
    held.letGo();
    await expect(held.done).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await store.describe()).counts.articles).toBe(0);
    expect(await store.rowCount('record')).toBe(0);
  });
});
