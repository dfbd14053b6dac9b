import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { restoreBackup } from '../../src/derive/restore.js';
import { writeBackup } from '../../src/ledger/backup.js';
import { canonicalHash } from '../../src/ledger/canonical.js';
import { KINDS, type Kind } from '../../src/records.js';
import type { GraphStore, WriteBatch } from '../../src/store/store.js';
import { nodesOf } from '../derive/importing.js';
import { describeEachEngine, describeEngines } from '../engines.js';
import { importTexts, SMALL_LIBRARY } from './import-texts.js';

// A Neo4j that has just been started is slow at first.
jest.setTimeout(120_000);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meded-backup-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const newFile = () => join(folder, `backup-${(files += 1)}.jsonl.gz`);
const PROGRAM = { program: '1.2.3', now: new Date('2025-06-30T10:00:00Z') };

async function restored(store: GraphStore, path: string, replace = false): Promise<string> {
  await restoreBackup(store, path, { replace });
  return canonicalHash(store);
}

/** The lines of a backup changed by hand, and packed again. */
function changed(path: string, change: (lines: string[]) => string[]): string {
  const lines = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n');
  const other = newFile();
  writeFileSync(other, gzipSync(change(lines).map((line) => `${line}\n`).join(''))); // prettier-ignore
  return other;
}

describeEachEngine('a backup', (openEmptyStore) => {
  async function backedUp(): Promise<{ path: string; hash: string; store: GraphStore }> {
    const store = await openEmptyStore();
    await importTexts(store, SMALL_LIBRARY);
    const path = newFile();
    await writeBackup(store, path, PROGRAM);
    return { path, hash: await canonicalHash(store), store };
  }

  test('says what it is, has every row, and closes with their sum', async () => {
    const { path } = await backedUp();
    const [header, ...rows] = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line)); // prettier-ignore
    const end = rows.pop();
    expect(header).toMatchObject({
      format: 'meded-graph-backup',
      version: 1,
      program: '1.2.3',
      createdAt: '2025-06-30T10:00:00.000Z',
    });
    expect(header.rows).toMatchObject({ record: 4, import: 2 });
    expect(rows.filter(({ c }) => c === 'record')).toHaveLength(4);
    expect(end).toEqual({ end: true, rows: rows.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('makes the same graph again', async () => {
    const { path, hash } = await backedUp();
    expect(await restored(await openEmptyStore(), path)).toBe(hash);
  });

  test('does not write over a file unless it is told to', async () => {
    const { path, store } = await backedUp();
    const before = readFileSync(path);
    await expect(writeBackup(store, path, PROGRAM)).rejects.toThrow(/is there already; give another name, or --force/);
    expect(readFileSync(path)).toEqual(before);
    await writeBackup(store, path, { ...PROGRAM, force: true });
  });

  test('says where it cannot be written, and leaves nothing behind', async () => {
    const store = await openEmptyStore();
    const path = join(folder, 'no-such-folder', 'x.gz');
    await expect(writeBackup(store, path, PROGRAM)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringMatching(/cannot be written: its folder is not there\.$/),
    });
    expect(existsSync(join(folder, 'no-such-folder'))).toBe(false);
  });

  test('replaces a graph only when it is told to, and then wholly', async () => {
    const { path, hash } = await backedUp();
    const store = await openEmptyStore();
    await importTexts(store, { 'other.nbib': 'PMID- 555\nTI  - Another one.\nFAU - Else, Some\nMH  - Anatomy\nTA  - J Else\n' });
    const before = await canonicalHash(store);
    await expect(restored(store, path)).rejects.toThrow(/not empty.*--replace/);
    expect(await canonicalHash(store)).toBe(before);
    expect(await restored(store, path, true)).toBe(hash);
    expect(await store.get('Article', ['pmid:555'])).toEqual([null]);
  });

  test('has none of the keys that were given out in the graph that it replaces', async () => {
    const { path, hash } = await backedUp();
    const store = await openEmptyStore();
    await importTexts(store, SMALL_LIBRARY);
    const there = async (kind: Kind) => (await nodesOf(store, kind))[0]!.key;
    const links = await Promise.all(KINDS.map(async (kind) => ({ kind, from: `old ${kind}`, to: await there(kind) })));
    const rows = links.map((link) => ({ collection: 'alias', key: `${link.kind} ${link.from}`, value: JSON.stringify(link), tags: [] })); // prettier-ignore
    await store.write({ aliases: links, ledger: { put: rows } });
    const found = () => Promise.all(links.map(async ({ kind, from }) => (await store.get<Kind>(kind, [from]))[0]?.key ?? null));
    expect(await found()).toEqual(links.map(({ to }) => to));
    expect(await restored(store, path, true)).toBe(hash);
    expect(await found()).toEqual([null, null, null, null]);
    for (const { kind, to } of links) expect((await store.get<Kind>(kind, [to]))[0]?.key).toBe(to);
  });

  test('that is damaged or foreign is refused before anything is written', async () => {
    const { path } = await backedUp();
    const cut = newFile();
    writeFileSync(cut, readFileSync(path).subarray(0, -20));
    const foreign = join(folder, 'foreign.ris');
    writeFileSync(foreign, 'TY  - JOUR\nTI  - T\nER  - \n');
    const cases: [string, RegExp][] = [
      [cut, /gzip file is cut/],
      [foreign, /is no backup of this program/],
      [changed(path, (lines) => lines.slice(0, -1)), /last line is missing/],
      [
        changed(path, (lines) => lines.map((line) => line.replace('Peer mentoring', 'Pear mentoring'))),
        /does not fit its checksum/,
      ],
      [changed(path, ([header, , ...rest]) => [header!, ...rest]), /should have \d+ rows of "record", but has \d+/],
      [changed(path, (lines) => [...lines, lines[1]!]), /line \d+: something stands behind the last line/],
      [changed(path, (lines) => lines.map((line, i) => (i === 2 ? 'not JSON' : line))), /line 3: it is no line of a backup/],
      [
        changed(path, (lines) => lines.map((line, i) => (i === 2 ? line.replace('"c":"record"', '"c":"lock"') : line))),
        /line 3: it is no row/,
      ],
      [
        changed(path, ([header, ...rest]) => [header!.replace('"version":1', '"version":2'), ...rest]),
        /has version 2 .* reads 1/,
      ],
      [folder, /is not one file|is no backup/],
      [join(folder, 'missing.gz'), /there is no such file/],
    ];
    const store = await openEmptyStore();
    for (const [file, message] of cases) await expect(restoreBackup(store, file, { replace: true })).rejects.toThrow(message);
    expect((await store.describe()).dataVersion).toBe(0);
  });

  test('that was cut off while it was restored is restored again with --replace', async () => {
    const { path, hash } = await backedUp();
    const store = await openEmptyStore();
    // First the lease, then the mark that a restore has begun; the rows are the third.
    await expect(restoreBackup(failingAt(store, 3), path)).rejects.toThrow('no power');
    expect((await store.rows('restore', ['running']))[0]).not.toBeNull();
    await expect(restored(store, path)).rejects.toThrow(/--replace/);
    expect(await restored(store, path, true)).toBe(hash);
    expect((await store.rows('restore', ['running']))[0]).toBeNull();
  });
});

/** The store, whose nth write fails. */
function failingAt(store: GraphStore, nth: number): GraphStore {
  let writes = 0;
  return new Proxy(store, {
    get(target, property) {
      if (property === 'write')
        return (batch: WriteBatch) => ((writes += 1) === nth ? Promise.reject(new Error('no power')) : target.write(batch));
      const member: unknown = Reflect.get(target, property, target);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}

describeEngines('a backup of one engine', ['sqlite', 'neo4j'], (engines) => {
  test.each([[0, 1], [1, 0]])('is the same graph on the other (%i to %i)', async (from, to) => {
    const store = await engines[from]!.openEmptyStore();
    await importTexts(store, SMALL_LIBRARY);
    const path = newFile();
    await writeBackup(store, path, PROGRAM);
    const hash = await canonicalHash(store);
    expect(await restored(await engines[to]!.openEmptyStore(), path)).toBe(hash);
  }); // prettier-ignore
});
