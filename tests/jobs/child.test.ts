import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listImports } from '../../src/ledger/imports.js';
import { withWriter } from '../../src/ledger/lock.js';
import { canonicalHash } from '../../src/ledger/canonical.js';
import { inChildProcess } from '../../src/jobs/child.js';
import { NOTHING_REACHED, addedUp, reachedAfter } from '../../src/jobs/job.js';
import type { UploadTask } from '../../src/jobs/tasks.js';
import { openStore } from '../../src/store/open.js';
import type { StoreSettings } from '../../src/store/settings.js';
import type { GraphStore } from '../../src/store/store.js';
import { ris } from './ris.js';

/** Tasks as the server runs them: in processes of their own, on the store that it has open too. */

const root = mkdtempSync(join(tmpdir(), 'meded-child-'));
const path = join(root, 'upload');
const COUNT = 2_600;
/** Portions are of 500 records. */
const text = ris(COUNT, { broken: [3, 700, 1_050] });
const opened: GraphStore[] = [];
let whole: string;

beforeAll(async () => {
  writeFileSync(path, text);
  const { store, settings } = await open('whole');
  await inChildProcess(settings)('importUpload', task());
  whole = await canonicalHash(store);
}, 120_000);
afterAll(async () => {
  for (const store of opened) await store.close();
  rmSync(root, { recursive: true, force: true });
});

async function open(name: string): Promise<{ store: GraphStore; settings: StoreSettings }> {
  const settings = { engine: 'sqlite' as const, dataDir: join(root, name) };
  const store = await openStore(settings);
  opened.push(store);
  return { store, settings };
}

const task = (more: Partial<UploadTask> = {}): UploadTask => ({
  path,
  name: 'studies.ris',
  format: null,
  ...NOTHING_REACHED,
  ...more,
});

describe('a task in a process of its own', () => {
  test('makes no graph where that of the server is missing', async () => {
    const dataDir = join(root, 'nowhere');
    const refused = inChildProcess({ engine: 'sqlite', dataDir })('importUpload', task());
    await expect(refused).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE', message: expect.stringContaining('missing') });
    expect(existsSync(dataDir)).toBe(false);
  });

  test('stopped in the middle and gone on with gives the graph, the import and the report of one run', async () => {
    const { store, settings } = await open('parts');
    const stop = new AbortController();
    const refused: number[] = [];
    const first = await inChildProcess(settings)('importUpload', task(), {
      signal: stop.signal,
      onProgress: ({ stage, done }) => stage === 'READING' && done >= 500 && stop.abort(),
      onRefusal: ({ record }) => refused.push(record!),
    });
    expect(first.finished).toBe(false);
    expect(refused[0]).toBe(3);
    const reached = reachedAfter(NOTHING_REACHED, first);
    expect(reached).toEqual({ filesDone: 0, skip: first.read, continues: first.files[0]!.importId });
    expect(first.read).toBeGreaterThanOrEqual(500);
    expect(first.read).toBeLessThan(COUNT);

    const second = await inChildProcess(settings)('importUpload', task(reached));
    const report = addedUp(first, second, reached.continues);
    expect(report).toMatchObject({ read: COUNT, new: COUNT - 3, merged: 0, unchanged: 0, refused: 3, finished: true });
    expect(report.refusals.map(({ record }) => record)).toEqual([3, 700, 1_050]);
    expect(await canonicalHash(store)).toBe(whole);
    const imports = await listImports(store, { after: null, limit: 10 });
    expect(imports).toHaveLength(1);
    expect(imports[0]).toMatchObject({ status: 'FINISHED', fileName: 'studies.ris', counts: { read: COUNT, refused: 3 } });

    // The same file again is known whole, though it was read in two parts.
    const again = await inChildProcess(settings)('importUpload', task());
    expect(again).toMatchObject({ read: COUNT, new: 0, unchanged: COUNT - 3, refused: 3 });
  }, 180_000);

  test('whose import was undone in between begins anew, and nothing is passed over', async () => {
    const { store, settings } = await open('undone');
    const stop = new AbortController();
    const first = await inChildProcess(settings)('importUpload', task(), {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    const reached = reachedAfter(NOTHING_REACHED, first);
    await inChildProcess(settings)('undoImport', { id: reached.continues! });
    const second = await inChildProcess(settings)('importUpload', task(reached));
    expect(addedUp(first, second, reached.continues)).toMatchObject({ read: COUNT, new: COUNT - 3, refused: 3 });
    expect(await canonicalHash(store)).toBe(whole);
  }, 180_000);

  test('answers errors with their code and message', async () => {
    const { settings } = await open('errors');
    const run = inChildProcess(settings);
    await expect(run('mergeArticles', { keys: ['nope', 'nor'] })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'There is no article "nope".',
    });
    await expect(run('undoImport', { id: 'nope' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  }, 60_000);

  test('is turned away while another writes', async () => {
    const { store, settings } = await open('busy');
    const text = { name: 'a.ris', format: null, content: ris(1) };
    const refused = withWriter(store, 'an import of somebody else', () => inChildProcess(settings)('importText', text));
    await expect(refused).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/being written to: an import of somebody else/),
    });
    expect(await inChildProcess(settings)('importText', text)).toMatchObject({ read: 1, new: 1 });
  }, 60_000);
});
