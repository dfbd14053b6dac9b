import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CitationFile } from '../../src/snapshot/citation-file.js';
import type { Citations } from '../../src/snapshot/citations.js';
import { perGrouping } from '../../src/snapshot/groupings.js';
import { citationsAtHand, type CitationReads } from '../../src/snapshot/walks.js';
import { WorkKeys } from '../../src/snapshot/work-keys.js';
import { openStore } from '../../src/store/open.js';
import type { StoreDescription } from '../../src/store/description.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { until } from '../jobs/fake-runner.js';
import { library } from '../store/library.js';
import { article, write } from '../store/records.js';

const ALLOWED = 2 ** 24;
const folder = mkdtempSync(join(tmpdir(), 'meded-citation-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The store, and how often all of its citations were read. */
function counted(store: GraphStore): { store: CitationReads; scans: () => number } {
  let scans = 0;
  const noted = new Proxy(store, {
    get(target, name) {
      if (name === 'scanCitations') scans++;
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
  return { store: noted, scans: () => scans };
}

const contentOf = ({ keys, years, dates, stubs, arrays, groupings }: Citations) => ({
  keys,
  years,
  dates,
  stubs,
  arrays,
  groupings,
});

/** Reads them as a process does that has just started; answers them, and how often it read the graph. */
async function started(store: GraphStore, path: string, settledMs = 0): Promise<{ citations: Citations; scans: number }> {
  const noted = counted(store);
  const citations = await citationsAtHand(noted.store, ALLOWED, new CitationFile(path, settledMs)).read();
  return { citations, scans: noted.scans() };
}

const isThere = (path: string) => until(async () => existsSync(path));

describeEachEngine('Citations in a file', (openEmptyStore, engine) => {
  let store: GraphStore;
  const path = join(folder, `${engine.name}.cache`);
  beforeAll(async () => {
    store = await openEmptyStore();
    await store.write(library());
  });

  test('are those of the graph, which is not read for them after the next start', async () => {
    const first = await started(store, path);
    await isThere(path);
    const second = await started(store, path);
    expect([first.scans, second.scans]).toEqual([1, 0]);
    expect(first.citations.keys.length).toBeGreaterThan(5);
    expect(contentOf(second.citations)).toEqual(contentOf(first.citations));
    expect(readdirSync(folder).filter((name) => name.startsWith(`${engine.name}.`))).toEqual([`${engine.name}.cache`]);
  });

  test('are there for the second question after a start', async () => {
    const { store: noted, scans } = counted(store);
    const citations = citationsAtHand(noted, ALLOWED, new CitationFile(path));
    expect(await citations.now(true)).toBeNull();
    await until(async () => (await citations.now(true)) !== null, 400);
    expect(scans()).toBe(0);
  });

  test('are forgotten after a write by any process', async () => {
    const other = await openStore(engine.settings());
    await other.write({ articles: [write(article('p99'), ['p1'])] });
    await other.close();
    const after = await started(store, path);
    expect([after.scans, after.citations.numberOf('p99')]).toEqual([1, expect.any(Number)]);
    await isThere(path);
    expect((await started(store, path)).citations.numberOf('p99')).not.toBeNull();
  });

  test('are answered also where the graph cannot be asked any more whether it is the same, and not kept then', async () => {
    const lost = new Error('The connection was closed.');
    const thrown: unknown[] = [];
    const note = (error: unknown): number => thrown.push(error);
    process.on('unhandledRejection', note);
    let asked = 0;
    const closing = new Proxy(store, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (name === 'describe') return () => (asked++ === 0 ? target.describe() : Promise.reject(lost));
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
    });
    const own = `${path}-closing`;
    const citations = await citationsAtHand(closing, ALLOWED, new CitationFile(own, 0)).read();
    await until(async () => asked === 2);
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', note);
    expect(citations.keys.length).toBeGreaterThan(5);
    expect([asked, thrown, existsSync(own)]).toEqual([2, [], false]);
  });

  test('are not kept of a graph that was written to right now', async () => {
    const own = `${path}-new`;
    expect((await started(store, own, 60_000)).scans).toBe(1);
    expect((await started(store, own, 60_000)).scans).toBe(1);
    expect(existsSync(own)).toBe(false);
  });
});

describe('a file of citations', () => {
  const path = join(folder, 'own.cache');
  const file = new CitationFile(path);
  const graph = {
    engine: { name: 'sqlite', version: '3' },
    dataVersion: 7,
    lastChangedAt: '2026-01-01T00:00:00.000Z',
    counts: { articles: 2, stubs: 0, citations: 1 },
    completeness: {},
  } as StoreDescription;
  const keep = async () =>
    file.keep(graph, {
      scanned: {
        keys: await WorkKeys.of('a\nb'),
        years: Int32Array.of(2020, -1),
        dates: Int32Array.of(20_200_000, -1),
        stubs: Uint8Array.of(0, 1),
        nodes: Float64Array.of(7, 2 ** 40),
      },
      sorted: {
        arrays: {
          references: { offsets: Uint32Array.of(0, 1, 1), neighbours: Uint32Array.of(1) },
          positions: Int32Array.of(3),
          citedBy: { offsets: Uint32Array.of(0, 0, 1), neighbours: Uint32Array.of(0) },
        },
        groupings: perGrouping((grouping) => ({
          names: [`a ${grouping}`, 'é\n"'],
          works: { offsets: Uint32Array.of(0, 0, 1), neighbours: Uint32Array.of(1) },
          values: { offsets: Uint32Array.of(0, 0, 1), neighbours: Uint32Array.of(1) },
        })),
      },
    });

  test.each<[string, Partial<StoreDescription>]>([
    ['another version', { dataVersion: 8 }],
    ['a restored copy that was written to', { lastChangedAt: '2026-01-01T00:00:00.001Z' }],
    ['another number of citations', { counts: { ...graph.counts, citations: 2 } }],
    ['another engine', { engine: { name: 'neo4j', version: '3' } }],
  ])('is none of a graph of %s, and goes', async (_, change) => {
    await keep();
    expect(await file.isOf(async () => graph)).toBe(true);
    expect(await file.isOf(async () => ({ ...graph, ...change }))).toBe(false);
    expect(existsSync(path)).toBe(false);
    await keep();
    expect(await file.read({ ...graph, ...change })).toBeNull();
    expect(existsSync(path)).toBe(false);
  });

  test('is the same on another release of the engine', async () => {
    await keep();
    const read = await file.read({ ...graph, engine: { name: 'sqlite', version: '4' } });
    expect([read?.scanned.keys.numberOf('a'), read?.scanned.keys.at(1)]).toEqual([0, 'b']);
    expect(read?.scanned.nodes).toEqual(Float64Array.of(7, 2 ** 40));
    expect(read?.sorted.arrays.positions).toEqual(Int32Array.of(3));
    expect(read?.sorted.groupings.topic.names).toEqual(['a topic', 'é\n"']);
    expect(read?.sorted.groupings.journal.works.offsets).toEqual(Uint32Array.of(0, 0, 1));
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['of which a bit has turned', (bytes) => (bytes.writeUInt8(bytes.at(-1)! ^ 1, bytes.length - 1), bytes)],
    ['that was cut off', (bytes) => bytes.subarray(0, -1)],
    ['that goes on', (bytes) => Buffer.concat([bytes, Buffer.of(0)])],
    ['without a head', (bytes) => bytes.subarray(1024)],
    ['of another form', (bytes) => Buffer.from(bytes.toString('latin1').replace('"format":3', '"format":9'), 'latin1')],
    ['that is empty', () => Buffer.alloc(0)],
  ])('%s is as none, and goes', async (_, damage) => {
    await keep();
    writeFileSync(path, damage(readFileSync(path)));
    expect(await file.read(graph)).toBeNull();
    expect(existsSync(path)).toBe(false);
  });

  test('that cannot be written leaves nothing behind', async () => {
    const nowhere = new CitationFile(join(folder, 'missing', 'x.cache'));
    await nowhere.keep(graph, (await (await keep(), file.read(graph)))!);
    expect(await nowhere.read(graph)).toBeNull();
    expect(existsSync(join(folder, 'missing'))).toBe(false);
  });
});
