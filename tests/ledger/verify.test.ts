import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, jest, test } from '@jest/globals';
import { reindex } from '../../src/derive/reindex.js';
import { canonicalHash } from '../../src/ledger/canonical.js';
import { DERIVED, PRIMARY } from '../../src/ledger/collections.js';
import type { Problem } from '../../src/ledger/problem.js';
import { verifyGraph } from '../../src/ledger/verify.js';
import type { GraphStore } from '../../src/store/store.js';
import { describeEachEngine, describeEngines } from '../engines.js';
import { article, author, stub, write } from '../store/records.js';
import { importTexts, SMALL_LIBRARY } from './import-texts.js';

// A Neo4j that has just been started is slow at first.
jest.setTimeout(120_000);

async function verified(store: GraphStore) {
  const problems: Problem[] = [];
  const { counts, rows, hash } = await verifyGraph(store, { onProblem: (problem) => problems.push(problem) });
  return { problems, texts: problems.map(({ check, where, what }) => `${check} ${where}: ${what}`), counts, rows, hash };
}

async function onlyRow(store: GraphStore, collection: string, holds: string) {
  const found = (await store.scan({ collection, limit: 100 })).filter(({ value }) => value.includes(holds));
  expect(found).toHaveLength(1);
  return found[0]!;
}

describeEachEngine('verify', (openEmptyStore) => {
  async function library(): Promise<GraphStore> {
    const store = await openEmptyStore();
    await importTexts(store, SMALL_LIBRARY);
    return store;
  }

  test('finds nothing wrong with what an import has made', async () => {
    const found = await verified(await library());
    expect(found.texts).toEqual([]);
    expect(found.counts).toMatchObject({
      articles: 2,
      stubs: 1,
      authors: 2,
      journals: 1,
      citations: 2,
      authorships: 3,
      publishedIn: 2,
    });
    expect(found.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(found.rows).toBeGreaterThan(4);
  });

  test('a work of many authors is never read for all of them at once', async () => {
    const store = await openEmptyStore();
    const authors = Array.from({ length: 120 }, (_, i) => `AU  - Tea${String.fromCharCode(97 + (i % 26))}${i}, Ann\n`).join('');
    await importTexts(store, { 'many.ris': `TY  - JOUR\nTI  - Many\n${authors}PY  - 2020\nER  - \n` });
    const pages = jest.spyOn(store, 'pages');
    expect((await verified(store)).texts).toEqual([]);
    const asked = pages.mock.calls.filter(([relation]) => relation === 'authorArticles').map(([, keys]) => keys.length);
    expect(Math.max(...asked)).toBe(50);
    expect(asked.reduce((sum, length) => sum + length, 0)).toBe(240);
  });

  test('finds nothing wrong with an empty graph', async () => {
    expect((await verified(await openEmptyStore())).texts).toEqual([]);
  });

  test('finds nodes that nothing needs, and articles without a record', async () => {
    const store = await library();
    await store.write({
      authors: [author('lone', { name: 'Lone A' })],
      articles: [write(stub('pmid:900', { pmid: '900' })), write(article('pmid:901', { pmid: '901' }))],
    });
    const { problems, texts } = await verified(store);
    expect(texts.sort()).toEqual([
      'ORPHAN author lone: no article is by Lone A',
      'ORPHAN stub pmid:900: nothing cites it and no record names it',
      'SUPPORT article pmid:901: no source record makes it',
    ]);
    expect(problems.every(({ advice }) => advice.includes('`meded-graph reindex`'))).toBe(true);
    await reindex(store);
    expect((await verified(store)).texts).toEqual([]);
  });

  test('finds records and works that lost each other', async () => {
    const store = await library();
    const record = await onlyRow(store, PRIMARY.record, 'Residents mentor each other');
    await store.write({ ledger: { remove: [{ collection: PRIMARY.record, key: record.key }] } });
    expect((await verified(store)).texts.sort()).toEqual([
      `LEDGER mention of ${record.key}: there is no such record`,
      `LEDGER support of record ${record.key}: there is no such row`,
      `LEDGER work pmid:101: it names the record ${record.key}, which is not there`,
    ]);
    await store.write({ ledger: { put: [record] } });
    expect((await verified(store)).texts).toEqual([]);
    await store.write({ ledger: { remove: [{ collection: DERIVED.work, key: 'pmid:102' }] } });
    const { texts } = await verified(store);
    expect(texts).toContain('SUPPORT article pmid:102: no source record makes it');
    expect(texts.filter((text) => /^MISSING record .*: the work pmid:102 does not have it$/.test(text))).toHaveLength(2);
    await reindex(store);
    expect((await verified(store)).texts).toEqual([]);
  });

  test('bundles of identifiers that no record gives are swept by a reindex, and what they joined is parted', async () => {
    const store = await library();
    const before = await canonicalHash(store);
    const [one, other] = ['pmid:101', 'pmid:102'];
    const s2 = `s2:${'a'.repeat(40)}`;
    const bundle = { collection: DERIVED.mention, key: `m:${one} ${s2}`, tags: [one!, s2] };
    const joining = { collection: DERIVED.mention, key: `m:${s2} omid:br/1`, tags: [s2, 'omid:br/1'] };
    const value = JSON.stringify({ work: one });
    await store.write({
      ledger: {
        put: [
          { ...bundle, value },
          { ...joining, value },
        ],
      },
    });
    await reindex(store);
    expect(await store.rows(DERIVED.mention, [bundle.key, joining.key])).toEqual([null, null]);
    expect(await canonicalHash(store)).toBe(before);
    expect((await store.get('Article', [one!, other!])).map((article) => article?.key)).toEqual([one, other]);
    expect((await verified(store)).texts).toEqual([]);
  });

  test('finds a work of the ledger that the graph does not have', async () => {
    const store = await library();
    await store.write({ remove: [{ kind: 'Article', key: 'pmid:101' }] });
    const { texts } = await verified(store);
    expect(texts).toContain('MISSING work pmid:101: 2 records make it, but the graph has no such article');
    await reindex(store);
    expect((await verified(store)).texts).toEqual([]);
  });

  test('finds what waits, and a restore that was cut off', async () => {
    const store = await library();
    const waiting = { works: ['pmid:101'], blocks: [], journals: [], topics: [], authors: [] };
    await store.write({
      ledger: {
        put: [
          { collection: DERIVED.dirty, key: 'x', value: JSON.stringify(waiting), tags: [] },
          { collection: 'restore', key: 'running', value: '{"since":"2025-01-01T00:00:00.000Z"}', tags: [] },
        ],
      },
    });
    expect((await verified(store)).texts.sort()).toEqual([
      'RESTORE the graph: a restore that began 2025-01-01T00:00:00.000Z did not come to its end',
      'WAITING ledger dirty: 1 derivations wait',
    ]);
  });

  test('stops when it is told to', async () => {
    const store = await library();
    const controller = new AbortController();
    controller.abort();
    await expect(verifyGraph(store, { onProblem: () => {}, signal: controller.signal })).rejects.toBe(controller.signal.reason);
  });
});

/** Damage that the port does not let anybody do. */
describeEngines('verify of a damaged file', ['sqlite'], ([engine]) => {
  async function broken(statement: string): Promise<GraphStore> {
    const store = await engine!.openEmptyStore();
    await importTexts(store, SMALL_LIBRARY);
    const settings = engine!.settings();
    const db = new Database(join(settings.engine === 'sqlite' ? settings.dataDir : '', 'graph.sqlite'));
    db.unsafeMode();
    db.pragma('foreign_keys = OFF');
    db.exec(statement);
    db.close();
    return store;
  }
  const damaged = async (statement: string): Promise<string[]> => (await verified(await broken(statement))).texts;

  test('counts that are not those of the lists', async () => {
    expect(await damaged(`UPDATE article SET cited_by_count = 5 WHERE key = 'pmid:101'`)).toEqual([
      'COUNT article pmid:101: citedByCount is 5, but the list has 1 citing works',
    ]);
    expect(await damaged(`UPDATE author SET article_count = 9 WHERE name_key LIKE 'an %'`)).toEqual([
      expect.stringMatching(/^COUNT author .*: articleCount is 9, but the list has 1 articles$/),
      'COUNT the graph: it says authorships 11, but 3 were counted',
    ]);
    expect(await damaged('UPDATE author SET first_year = 1900 WHERE last_year = 2021')).toEqual([
      expect.stringMatching(/^COUNT author .*: years are 1900 to 2021, but those of the articles 20(19|21) to 2021$/),
    ]);
  });

  test('records that are not as they were read, and what cannot be read at all', async () => {
    const texts = await damaged(`UPDATE ledger SET value = replace(value, 'mentor', 'mental') WHERE collection = 'record'`);
    expect(texts).toContainEqual(
      expect.stringMatching(/^RECORD record [0-9a-f]{24}: its text is not the one that it is named by$/),
    );
    const cut = await damaged(`UPDATE ledger SET value = substr(value, 1, 50) WHERE collection = 'record'`);
    expect(cut.filter((text) => /^RECORD /.test(text))).toHaveLength(4);
    const [unreadable] = await damaged(`UPDATE ledger SET value = 'oops' WHERE collection = 'work'`);
    expect(unreadable).toMatch(/^UNREADABLE ledger: .* JSON; what comes after it was not looked at$/);
  });

  test('nodes that cannot be read: what else can be is looked at, and there is no hash', async () => {
    const { texts, hash } = await verified(await broken(`UPDATE article_record SET record = '{}'`));
    const parts = ['articles', 'authors', 'ledger', 'hash'];
    expect([texts, hash]).toEqual([
      parts.map((part) =>
        expect.stringMatching(new RegExp(`^UNREADABLE ${part}: .* JSON .*; what comes after it was not looked at$`)),
      ),
      null,
    ]);
  });

  test('nothing is damaged for having been looked at, and written since', async () => {
    const store = await engine!.openEmptyStore();
    for (let i = 0; i < 24; i++) {
      await store.write({ articles: [write(article(`pmid:${i % 5}`, { pmid: String(i % 5), title: `Mentor number ${i}` }))] });
      expect(await store.faults()).toEqual([]);
    }
  });

  test('an index that the engine itself finds damaged, though nothing of ours asks it', async () => {
    // Entries of an index that fit no row, as a lost write leaves them.
    const texts = await damaged(`PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = replace(sql, '(date, key, status)', '(date, status, key)') WHERE name = 'article_by_date';
      CREATE TABLE told_to_all_connections (id INTEGER)`);
    expect(texts).toContainEqual(expect.stringMatching(/^ENGINE the engine: .*article_by_date/));
  });

  test('an edge that is gone', async () => {
    const texts = await damaged(`DELETE FROM citation WHERE citing = (SELECT id FROM article WHERE key = 'pmid:102')
      AND cited = (SELECT id FROM article WHERE key = 'pmid:101')`);
    expect(texts).toContain('COUNT article pmid:102: referenceCount is 2, but the list has 1 references');
    expect(texts).toContain('COUNT article pmid:101: citedByCount is 1, but the list has 0 citing works');
  });

  test('edges without ends', async () => {
    const texts = await damaged(`DELETE FROM article WHERE key = 'openalex:W3'`);
    expect(texts).toContain('EDGE_WITHOUT_END article pmid:102: 1 of its 2 references are not in the graph');
    const other = await damaged(`DELETE FROM author WHERE name_key LIKE 'an %'`);
    expect(other).toContainEqual(
      expect.stringMatching(/^EDGE_WITHOUT_END article pmid:101: it names the author .*, which is not in the graph$/),
    );
  });

  test('identifiers that find another node, or none', async () => {
    const texts = await damaged(`DELETE FROM identifier WHERE scheme = 'doi' AND value = '10.1000/one';
      UPDATE identifier SET node = (SELECT id FROM article WHERE key = 'pmid:101') WHERE scheme = 'doi' AND value = '10.1000/two'`);
    expect(texts.sort()).toEqual([
      'IDENTIFIER article pmid:101: it has doi:10.1000/one, by which nothing is found',
      'IDENTIFIER article pmid:102: it has doi:10.1000/two, which pmid:101 has too',
    ]);
  });
});
