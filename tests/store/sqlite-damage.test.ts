import { copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { openStore } from '../../src/store/open.js';
import { ROOT } from '../../src/store/relation.js';
import type { GraphStore } from '../../src/store/store.js';
import { library } from './library.js';

let folder: string;
let store: GraphStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meded-sqlite-'));
  store = await openStore({ engine: 'sqlite', dataDir: folder });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function execute(statement: string): void {
  const db = new Database(join(folder, 'graph.sqlite'));
  db.exec(statement);
  db.close();
}

it.each([
  ['ends too early', 'substr(record, 1, length(record) - 9)'],
  ['ends within its first text', 'substr(record, 1, 2)'],
])('lists tell that the file is damaged where a card of an article %s, and end', async (_, record) => {
  await store.write(library());
  execute(`UPDATE article_record SET record = ${record} WHERE id = 2`);
  const page = { from: 'start', size: 20, after: null, before: null } as const;
  const order = { field: 'date', direction: 'DESC' } as const;
  const damaged = { code: 'DATABASE_UNAVAILABLE', message: expect.stringContaining('damaged') };
  for (const isBrief of [true, false])
    await expect(store.pages('allArticles', [ROOT], { filter: null, order, page, isBrief })).rejects.toMatchObject(damaged);
  await expect(store.briefs(library().articles!.map(({ record: { key } }) => key))).rejects.toMatchObject(damaged);
});

describe('A file that was open when', () => {
  const [file, elsewhere] = [() => join(folder, 'graph.sqlite'), () => join(folder, 'elsewhere')];
  const takeAway = () => renameSync(file(), elsewhere());
  const missing = { code: 'DATABASE_UNAVAILABLE', message: expect.stringContaining('taken away or replaced') };

  /** The file is not looked at for each question: asks until it was. */
  async function fault(): Promise<unknown> {
    for (;;) {
      const error = await store.dataVersion().then(() => null, (reason: unknown) => reason); // prettier-ignore
      if (error) return error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('it was taken away is neither read nor written, until it is put back', async () => {
    await store.write(library());
    const before = await store.dataVersion();
    takeAway();
    expect(await fault()).toMatchObject(missing);
    await expect(store.dataVersion()).rejects.toMatchObject(missing);
    await expect(store.pages('allArticles', [ROOT], { filter: null, order: { field: 'date', direction: 'DESC' }, page: { from: 'start', size: 1, after: null, before: null } })).rejects.toMatchObject(missing); // prettier-ignore
    await expect(store.write(library())).rejects.toMatchObject(missing);
    renameSync(elsewhere(), file());
    await expect(eventually(() => store.dataVersion())).resolves.toBe(before);
  });

  it('a copy took its place is not read: other processes write the copy', async () => {
    await store.write(library());
    takeAway();
    copyFileSync(elsewhere(), file());
    expect(await fault()).toMatchObject(missing);
  });
});

async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
