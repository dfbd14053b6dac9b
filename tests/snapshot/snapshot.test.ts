import { beforeEach, expect, test } from '@jest/globals';
import { COMPONENTS } from '../../src/analysis/components.js';
import { LOCAL_CITATIONS } from '../../src/analysis/local-citations.js';
import { PAGERANK } from '../../src/analysis/pagerank.js';
import { CodedError } from '../../src/errors.js';
import { Snapshots } from '../../src/snapshot/snapshots.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { fixture } from '../resolvers/fixture.js';

const ALLOWED = 2 ** 30;

describeEachEngine('the snapshot of a graph', (openEmptyStore) => {
  let store: GraphStore;
  beforeEach(async () => {
    store = await openEmptyStore();
    await store.write(fixture);
  });

  test('is kept until the graph changes, and answers the same question once', async () => {
    const snapshots = new Snapshots(store, ALLOWED);
    const first = await snapshots.now();
    expect(await snapshots.now()).toBe(first);
    const ask = () => first.rank(LOCAL_CITATIONS, {});
    expect(ask()).toBe(ask());
    await store.write({ ledger: { put: [{ collection: 'note', key: 'a', value: '{}', tags: [] }] } });
    expect(await snapshots.now()).toBe(first);
    const pending = first.run(COMPONENTS, {});
    await store.write({ remove: [{ kind: 'Article', key: fixture.articles!.at(-1)!.record.key }] });
    const second = await snapshots.now();
    expect(second).not.toBe(first);
    expect(second.keys).toHaveLength(first.keys.length - 1);
    // What was asked of the old one is still answered, and is known to be of the old one.
    expect((await pending).sizes.reduce((sum, size) => sum + size, 0)).toBe(first.keys.length);
    expect(snapshots.newest(10).map((run) => [run.analysis.id, run.isCurrent()])).toEqual([
      ['COMPONENTS', false],
      ['LOCAL_CITATIONS', false],
    ]);
    await second.run(COMPONENTS, {});
    expect(snapshots.newest(1)[0]!.isCurrent()).toBe(true);
    await snapshots.end();
  });

  test('is read anew where its thread has died, and the old one says so instead of never answering', async () => {
    const snapshots = new Snapshots(store, ALLOWED);
    const first = await snapshots.now();
    await (first as unknown as { thread: { end(): Promise<void> } }).thread.end();
    await expect(first.run(COMPONENTS, {})).rejects.toThrow('The analysis broke off: ask again.');
    expect(snapshots.newest(1)[0]).toMatchObject({ status: 'FAILED', error: expect.any(String) });
    const second = await snapshots.now();
    expect(second).not.toBe(first);
    expect((await second.run(COMPONENTS, {})).sizes.length).toBeGreaterThan(0);
    await snapshots.end();
  });

  test('counts what the store counts', async () => {
    const snapshots = new Snapshots(store, ALLOWED);
    const snapshot = await snapshots.now();
    const { scores, order } = await snapshot.rank(LOCAL_CITATIONS, {});
    const records = await store.get('Article', snapshot.keys);
    expect([...scores]).toEqual(records.map((record) => record!.citedByCount));
    expect([...snapshot.full]).toEqual(records.map((record) => Number(record!.status === 'FULL')));
    const counts = [...order].map((number) => scores[number]!);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    await snapshots.end();
  });

  test('is not begun where it would take more memory than is allowed, and says how much', async () => {
    const small = new Snapshots(store, 1_000);
    let scans = 0;
    const scan = store.scanCitations.bind(store);
    store.scanCitations = () => (scans++, scan());
    for (const failing of [small.now(), small.start(COMPONENTS, {})]) {
      await expect(failing).rejects.toThrow(CodedError);
      await expect(failing).rejects.toMatchObject({ code: 'TOO_LARGE' });
      await expect(failing).rejects.toThrow(/takes about 1 MB of memory; this server allows 1 MB \(setting ANALYSIS_MEMORY\)/);
    }
    expect([scans, small.newest(10)]).toEqual([0, []]);
  });

  test('an empty graph has empty answers', async () => {
    const snapshots = new Snapshots(await openEmptyStore(), ALLOWED);
    const snapshot = await snapshots.now();
    expect((await snapshot.rank(PAGERANK, { damping: 0.85, tolerance: 1e-8, maxIterations: 10 })).order).toHaveLength(0);
    expect((await snapshot.run(COMPONENTS, {})).sizes).toEqual([]);
    await snapshots.end();
  });
});
