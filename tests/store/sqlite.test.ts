import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { NO_DETAILS } from '../../src/records.js';
import { openStore } from '../../src/store/open.js';
import { ROOT } from '../../src/store/relation.js';
import type { GraphStore, WriteBatch } from '../../src/store/store.js';
import { parseText } from '../../src/store/text.js';
import { library } from './library.js';
import { article, write } from './records.js';

/** What only the SQLite engine promises: its file, its threads. */

let folder: string;
const stores: GraphStore[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meded-sqlite-'));
});
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
  rmSync(folder, { recursive: true, force: true });
});

async function open(dataDir = folder, onStatement?: (text: string) => void): Promise<GraphStore> {
  const store = await openStore({ engine: 'sqlite', dataDir }, onStatement ? { onStatement } : {});
  stores.push(store);
  return store;
}

describe('the data folder', () => {
  it('is made where it is missing', async () => {
    const store = await open(join(folder, 'a', 'b'));
    expect((await store.describe()).dataVersion).toBe(0);
  });

  it.each([
    ['a file in its path', () => writeFileSync(join(folder, 'file'), ''), 'file/data', /"[^"]*file\/data" cannot be used: a part of its path is a file\. Name another folder in DATA_DIR\./],
    ['a file in its place', () => writeFileSync(join(folder, 'file'), ''), 'file', /it is a file/],
    ['a folder in place of the file', () => mkdirSync(join(folder, 'graph.sqlite')), '.', /its graph\.sqlite cannot be opened/],
    ['something else in the file', () => writeFileSync(join(folder, 'graph.sqlite'), 'no database '.repeat(1000)), '.', /its graph\.sqlite is not a database/],
    ['another program’s database', () => execute('CREATE TABLE x (y)'), '.', /database of another program/],
    ['a newer layout', () => execute('PRAGMA application_id = 0x4d454447; CREATE TABLE x (y); PRAGMA user_version = 99'), '.', /has layout 99, this program reads layout 5/],
  ])('is refused in one sentence: %s', async (_, prepare, name, message) => {
    prepare();
    const opening = openStore({ engine: 'sqlite', dataDir: join(folder, name) });
    await expect(opening).rejects.toMatchObject({ code: 'BAD_SETTING', message: expect.stringMatching(message) });
  }); // prettier-ignore

  function execute(statements: string): void {
    const db = new Database(join(folder, 'graph.sqlite'));
    db.exec(statements);
    db.close();
  }
});

describe('the file', () => {
  const module = pathToFileURL(join(import.meta.dirname, '../../src/store/open.js')).href;
  const OPENING = `
      const { openStore } = await import(${JSON.stringify(module)});
      const store = await openStore({ engine: 'sqlite', dataDir: process.argv[1] });`;

  const run = (script: string) =>
    spawn(process.execPath, ['--input-type=module', '-e', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });

  it('does not keep a process that has nothing more to do, and loses nothing of it', async () => {
    const child = run(`${OPENING}
      await store.write({});
      console.log(await store.counts('allArticles', [''], { all: [] }), (await store.describe()).dataVersion);`);
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(output).toBe('[ 0 ] 1\n');
  });

  it('gives the same answers after it is opened again, also by a second process at once', async () => {
    const first = await open();
    await first.write(library());
    const second = await open();
    expect(await second.get('Article', ['p1'])).toEqual(await first.get('Article', ['p1']));
    await second.write({ articles: [write(article('new'), ['p1'])] });
    expect(await first.get('Article', ['new'])).toMatchObject([{ key: 'new', referenceCount: 1 }]);
    const described = await first.describe();
    await first.close();
    await second.close();
    expect(await (await open()).describe()).toEqual(described);
  });

  it('never answers with a journal or topic as it was before a write, by whomever', async () => {
    const [first, second] = [await open(), await open()];
    await first.write(library());
    const [journal] = library().journals!;
    const titles = async () => (await first.get('Journal', [journal!.key, 'j-new'])).map((one) => one?.title ?? null);
    expect(await titles()).toEqual([journal!.title, null]);
    expect(await titles()).toEqual([journal!.title, null]);
    await second.write({ journals: [{ ...journal!, title: 'Another title' }] });
    expect(await titles()).toEqual(['Another title', null]);
    await second.write({
      journals: [
        { ...journal!, title: 'A third' },
        { ...journal!, key: 'j-new', nlmId: null, issns: [] },
      ],
    });
    expect(await titles()).toEqual(['A third', journal!.title]);
    await second.write({ articles: [write(article('one more', { journalKey: journal!.key }))] });
    const [before, after] = [await first.get('Journal', [journal!.key]), await (await open()).get('Journal', [journal!.key])];
    expect(before).toEqual(after);
    // One object is given to many.
    expect(() => before[0]!.names.push('x')).toThrow(TypeError);
  });

  it('keeps every acknowledged write of a process that is killed', async () => {
    const script = `${OPENING}
      const base = ${JSON.stringify(article('x'))};
      for (let n = 0; ; n++) {
        const articles = Array.from({ length: 20 }, (_, i) => ({
          record: { ...base, key: 'n' + n + '-' + i }, details: ${JSON.stringify(NO_DETAILS)}, indexedNames: { journal: [], topics: [] }, references: [],
        }));
        await store.write({ articles });
        process.stdout.write(n + '\\n');
      }`;
    const child = run(script);
    let acknowledged = -1;
    for await (const chunk of child.stdout) {
      acknowledged = Number(String(chunk).trim().split('\n').pop());
      if (acknowledged >= 5) break;
    }
    child.kill('SIGKILL');
    expect(acknowledged).toBeGreaterThanOrEqual(5);
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    const store = await open();
    const keys = Array.from({ length: acknowledged + 1 }, (_, n) => [`n${n}-0`, `n${n}-19`]).flat();
    expect(await store.get('Article', keys)).not.toContain(null);
    expect((await store.describe()).counts.articles % 20).toBe(0);
    const db = new Database(join(folder, 'graph.sqlite'), { readonly: true });
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.close();
  });
});

describe('threads', () => {
  it('answer a fault with a coded error, and go on', async () => {
    const store = await open();
    await store.write(library());
    const broken = { test: 'text', query: { not: null }, within: 'label' } as never;
    await expect(store.counts('allArticles', [ROOT], { not: broken })).rejects.toMatchObject({ name: 'CodedError', code: 'INTERNAL_SERVER_ERROR' });
    await expect(store.counts('allArticles', [ROOT], { all: [] })).resolves.toEqual([12]);
    const refused: WriteBatch = { articles: [write(article('x'), ['nobody'])] };
    await expect(store.write(refused)).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR', message: expect.stringContaining('nobody') });
    const uncopiable = { articles: [() => 1] } as unknown as WriteBatch;
    await expect(store.write(uncopiable)).rejects.toMatchObject({ name: 'CodedError' });
    await expect(store.write({})).resolves.toBeUndefined();
  }); // prettier-ignore

  it('end with the store, after the work that they have, and refuse more', async () => {
    const store = await open();
    const writing = store.write(library());
    const reading = store.counts('allArticles', [ROOT], { all: [] });
    const closing = store.close();
    await expect(writing).resolves.toBeUndefined();
    expect([[0], [12]]).toContainEqual(await reading);
    await closing;
    for (const late of [() => store.write({}), () => store.get('Article', []), () => store.describe(), () => store.suggest(parseText('a'), 1)])
      await expect(late()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect((await (await open()).describe()).counts.articles).toBe(9);
  }); // prettier-ignore

  it('see every write that was acknowledged before they began', async () => {
    const store = await open();
    for (let n = 1; n <= 20; n++) {
      await store.write({ articles: [write(article(`n${n}`))] });
      expect(await store.counts('allArticles', [ROOT], { all: [] })).toEqual([n]);
      expect(await store.get('Article', [`n${n}`])).not.toContain(null);
    }
  });

  it('leave the main thread free while they work', async () => {
    const store = await open();
    const articles = Array.from({ length: 2000 }, (_, i) => write(article(`n${i}`, { title: `peer mentoring ${i}` })));
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 1);
    await store.write({ articles });
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(5);
  });
});
