import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { openStore } from '../../src/store/open.js';
import type { GraphStore } from '../../src/store/store.js';
import { parseText } from '../../src/store/text.js';
import { library } from './library.js';
import { article, write } from './records.js';

/** What the SQLite engine leaves alone when it writes, and how it tells tags apart. */

let folder: string;
let store: GraphStore;
const sent: string[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meded-sqlite-'));
  store = await openStore({ engine: 'sqlite', dataDir: folder }, { onStatement: (text) => sent.push(text) });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a write while another process writes', () => {
  let other: Database.Database;
  beforeEach(() => {
    other = new Database(join(folder, 'graph.sqlite'));
    other.exec('BEGIN IMMEDIATE');
  });
  afterEach(() => void other.close());

  it('goes in as soon as the other one has done', async () => {
    const writing = store.write({ articles: [write(article('new'))] });
    setTimeout(() => other.exec('COMMIT'), 400);
    await writing;
    expect(await store.get('Article', ['new'])).toMatchObject([{ key: 'new' }]);
  });

  it('gives up after some seconds, says why, and can be tried again', async () => {
    const refused = { code: 'DATABASE_UNAVAILABLE', message: expect.stringMatching(/is being written by another process/) };
    await expect(store.write({ articles: [write(article('new'))] })).rejects.toMatchObject(refused);
    other.exec('COMMIT');
    await store.write({ articles: [write(article('new'))] });
    expect(await store.get('Article', ['new'])).toMatchObject([{ key: 'new' }]);
  });
});

describe('a write of what is there', () => {
  const changing = (sent: readonly string[]) => sent.filter((text) => !/^(?:SELECT|UPDATE meta)/.test(text));

  it('touches no search document, identifier, edge or row of the ledger', async () => {
    const ledger = { put: [{ collection: 'record', key: 'a', value: '1', tags: ['t', 'u'] }] };
    await store.write({ ...library(), ledger });
    sent.length = 0;
    await store.write({ ...library(), ledger });
    const touched = changing(sent).join('\n');
    for (const table of [
      '_search',
      'identifier',
      'shared_name',
      'citation',
      'authorship',
      'about',
      'ledger_tag',
      'UPDATE ledger',
    ])
      expect([table, touched.includes(table)]).toEqual([table, false]);
  });

  it('touches of an article only what has changed of it', async () => {
    const works = ['a', 'b', 'c'].map((key) => write(article(key, { title: key })));
    await store.write({ articles: [...works, write(article('x', { title: 'Peers', pmid: '1' }), ['a', 'b'])] });
    sent.length = 0;
    await store.write({ articles: [write(article('x', { title: 'Peers', pmid: '2' }), ['a', 'c'])] });
    const count = (start: string) => sent.filter((text) => text.startsWith(start)).length;
    expect(count('DELETE FROM citation')).toBe(1);
    expect(count('INSERT INTO citation')).toBe(1);
    expect(count('DELETE FROM identifier')).toBe(1);
    expect(count('INSERT INTO identifier')).toBe(1);
    expect(sent.filter((text) => text.includes('_search'))).toEqual([]);
    expect((await store.get('Article', ['a', 'b', 'c'])).map((one) => one?.citedByCount)).toEqual([1, 0, 1]);
    await store.write({ articles: [write(article('x', { title: 'Mentors', pmid: '2' }), ['a', 'c'])] });
    expect(await store.searchCount({ text: parseText('peer'), kinds: ['Article'], filter: null })).toBe(0);
    expect(await store.searchCount({ text: parseText('mentor'), kinds: ['Article'], filter: null })).toBe(1);
  });
});

describe('tags', () => {
  it('of one hash are told apart', async () => {
    const row = (key: string, tags: string[]) => ({ collection: 'record', key, value: '1', tags });
    await store.write({ ledger: { put: [row('a', ['t']), row('b', ['u'])] } });
    const db = new Database(join(folder, 'graph.sqlite'));
    // As if u had the hash of t, too.
    db.exec("INSERT INTO ledger_tag SELECT t.hash, b.id FROM ledger_tag t JOIN ledger a ON a.id = t.row AND a.key = 'a', ledger b WHERE b.key = 'b'");
    expect(db.prepare('SELECT count(*) FROM ledger_tag').pluck().get()).toBe(3);
    db.close();
    expect((await store.tagged('record', ['t'])).map(({ key }) => key)).toEqual(['a']);
    expect((await store.tagged('record', ['t', 'u'])).map(({ key }) => key)).toEqual(['a', 'b']);
  }); // prettier-ignore
});
