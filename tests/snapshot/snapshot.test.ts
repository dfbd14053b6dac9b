import { beforeEach, expect, test } from '@jest/globals';
import { CodedError } from '../../src/errors.js';
import { Snapshots } from '../../src/snapshot/snapshot.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { fixture } from '../resolvers/fixture.js';

describeEachEngine('the snapshot of a graph', (openEmptyStore) => {
  let store: GraphStore;
  beforeEach(async () => {
    store = await openEmptyStore();
    await store.write(fixture);
  });

  test('is kept until the graph changes, and answers the same question once', async () => {
    const snapshots = new Snapshots(store);
    const first = await snapshots.now();
    expect(await snapshots.now()).toBe(first);
    const ask = () => first.run('ranking', { measure: 'LOCAL_CITATIONS' });
    expect(ask()).toBe(ask());
    await store.write({ ledger: { put: [{ collection: 'note', key: 'a', value: '{}', tags: [] }] } });
    expect(await snapshots.now()).toBe(first);
    const pending = first.run('components', {});
    await store.write({ remove: [{ kind: 'Article', key: fixture.articles!.at(-1)!.record.key }] });
    const second = await snapshots.now();
    expect(second).not.toBe(first);
    expect(second.keys).toHaveLength(first.keys.length - 1);
    // What was asked of the old one is still answered.
    expect((await pending).sizes.reduce((sum, size) => sum + size, 0)).toBe(first.keys.length);
  });

  test('is read anew where its thread has died, and the old one says so instead of never answering', async () => {
    const snapshots = new Snapshots(store);
    const first = await snapshots.now();
    await (first as unknown as { worker: { terminate(): Promise<number> } }).worker.terminate();
    await expect(first.run('components', {})).rejects.toThrow('The analysis broke off: ask again.');
    const second = await snapshots.now();
    expect(second).not.toBe(first);
    expect((await second.run('components', {})).sizes.length).toBeGreaterThan(0);
  });

  test('counts what the store counts', async () => {
    const snapshot = await new Snapshots(store).now();
    const { scores, order } = await snapshot.run('ranking', { measure: 'LOCAL_CITATIONS' });
    const records = await store.get('Article', snapshot.keys);
    expect([...scores]).toEqual(records.map((record) => record!.citedByCount));
    expect([...snapshot.full]).toEqual(records.map((record) => Number(record!.status === 'FULL')));
    const counts = [...order].map((number) => scores[number]!);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
  });

  test('is not begun where it would take more memory than is allowed, and says how much', async () => {
    const failing = new Snapshots(store, 1_000).now();
    await expect(failing).rejects.toThrow(CodedError);
    await expect(failing).rejects.toThrow(/takes about 1 MB of memory; this server allows 1 MB/);
  });

  test('an empty graph has empty answers', async () => {
    const empty = await openEmptyStore();
    const snapshot = await new Snapshots(empty).now();
    expect(
      (await snapshot.run('ranking', { measure: 'PAGERANK', damping: 0.85, tolerance: 1e-8, maxIterations: 10 })).order,
    ).toHaveLength(0);
    expect((await snapshot.run('components', {})).sizes).toEqual([]);
  });
});
