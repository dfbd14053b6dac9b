import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { KINDS, NO_DETAILS } from '../../src/records.js';
import { openStore } from '../../src/store/open.js';
import { ROOT } from '../../src/store/relation.js';
import { STEPS, type Step } from '../../src/store/neighbourhood.js';
import { commonStatement } from '../../src/store/sqlite/common-neighbour.js';
import { openSession, type Session } from '../../src/store/sqlite/connection.js';
import { facetStatement } from '../../src/store/sqlite/facet.js';
import { pageStatement } from '../../src/store/sqlite/page.js';
import { edgesStatement, endsStatement, firstEdgesStatement, startsStatement } from '../../src/store/sqlite/reach.js';
import { stepStatement } from '../../src/store/sqlite/step.js';
import type { Filter } from '../../src/store/filter.js';
import type { Sql } from '../../src/store/sqlite/sql.js';
import type { GraphStore, WriteBatch } from '../../src/store/store.js';
import { parseText } from '../../src/store/text.js';
import { library } from './library.js';
import { WHOLE } from './lists.js';
import { article, write } from './records.js';

/** What only the SQLite engine promises: its plans, its file, its threads. */

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

describe('plans', () => {
  let planned: string;
  let session: Session;
  beforeAll(async () => {
    planned = mkdtempSync(join(tmpdir(), 'meded-sqlite-'));
    const store = await openStore({ engine: 'sqlite', dataDir: planned });
    await store.write(library());
    await store.close();
    session = openSession({ file: join(planned, 'graph.sqlite'), mode: 'read' }, null);
  });
  afterAll(() => {
    session.close();
    rmSync(planned, { recursive: true, force: true });
  });

  const planOf = ({ text, params }: Sql): string =>
    session
      .all<{ detail: string }>({ text: `EXPLAIN QUERY PLAN ${text}`, params })
      .map(({ detail }) => detail)
      .join('\n');
  const page = { ...WHOLE, size: 5 };
  const newest = { filter: null, order: { field: 'date', direction: 'DESC' }, page } as const;

  it('reads a page of the newest citers from the covering index, without sorting', () => {
    const plan = planOf(pageStatement('citedBy', ['p1', 'p3'], newest));
    expect(plan).toContain('SEARCH e USING COVERING INDEX citation_by_cited (cited=?)');
    expect(plan).not.toContain('TEMP B-TREE');
  });

  it('goes to the place of a cursor in that index', () => {
    const after = { value: 20170101, key: 'p1' };
    const plan = planOf(pageStatement('citedBy', ['p1'], { ...newest, page: { ...page, after } }));
    expect(plan).toContain('SEARCH e USING COVERING INDEX citation_by_cited (cited=? AND (date,citing_key)<(?,?))');
    expect(plan).not.toContain('TEMP B-TREE');
  });

  it.each(['authorArticles', 'topicArticles', 'journalArticles', 'allArticles'] as const)(
    'reads pages of %s from an index',
    (relation) => {
      const plan = planOf(pageStatement(relation, ['x'], newest));
      expect(plan).toContain('USING COVERING INDEX');
      expect(plan).not.toContain('TEMP B-TREE');
    },
  );

  it('reads a root list without stubs from an index that knows the status', () => {
    const full = { test: 'status', values: ['FULL'] } as const;
    const plan = planOf(pageStatement('allArticles', [ROOT], { ...newest, filter: full }));
    expect(plan).toContain('SCAN t USING COVERING INDEX article_by_date');
    expect(plan).not.toContain('TEMP B-TREE');
  });

  it.each([
    ['topic', { test: 'topic', keys: ['t1'] }, 'e USING COVERING INDEX about_by_topic (topic=? AND date>? AND date<?)'],
    ['author', { test: 'author', keys: ['a1'] }, 'e USING COVERING INDEX authorship_by_author (author=? AND date>? AND date<?)'],
    ['journal', { test: 'journal', keys: ['j1'] }, 't USING INDEX article_by_journal (journal=? AND date>? AND date<?)'],
  ] as const)('begins a list of all articles at the %s that its filter names', (_, leaf, index) => {
    const years = { test: 'publicationYear', range: { from: 2010, to: 2012 } } as const;
    const filter = { all: [{ test: 'status', values: ['FULL'] }, { all: [years, leaf] }] } as Filter<'Article'>;
    const order = { field: 'citedByCount', direction: 'DESC' } as const;
    expect(planOf(pageStatement('allArticles', [ROOT], { filter, order, page }))).toContain(`SEARCH ${index}`);
    const facets = facetStatement('allArticles', [ROOT], filter, [
      { facet: 'year', size: null },
      { facet: 'topic', size: 3 },
    ]);
    expect(planOf(facets)).toContain(`SEARCH ${index}`);
  });

  it('never reads a whole table of edges for a list of neighbours', () => {
    for (const relation of ['references', 'citedBy', 'authorArticles', 'sharedArticles', 'coauthors', 'relatedTopics'] as const) {
      const field = relation === 'coauthors' || relation === 'relatedTopics' ? 'weight' : 'date';
      const plan = planOf(pageStatement(relation, ['x\ny'], { filter: null, order: { field, direction: 'ASC' }, page } as never));
      expect([relation, /SCAN [eotrxy]\b/.exec(plan)?.[0]]).toEqual([relation, undefined]);
    }
    for (const via of ['citedBy', 'references'] as const) {
      const plan = planOf(commonStatement({ via, parents: ['p1'], mostBetween: 5 }, 100));
      expect([via, /SCAN [aen]\b/.exec(plan)?.[0]]).toEqual([via, undefined]);
      expect(plan).toContain('USING COVERING INDEX citation_by_cited (cited=?)');
      expect(plan).toContain('SEARCH t USING INTEGER PRIMARY KEY (rowid=?)');
    }
    for (const step of Object.keys(STEPS) as Step[])
      for (const to of [null, ['x']]) {
        const plan = planOf(stepStatement({ step, from: ['x'], to, most: 5 }, 100));
        expect([step, to, /SCAN [etn]\b/.exec(plan)?.[0]]).toEqual([step, to, undefined]);
      }
    for (const step of Object.keys(STEPS) as Step[]) {
      const parts = [
        startsStatement({ step, from: ['x'] }),
        edgesStatement(step, [1, 2]),
        firstEdgesStatement(step, 1, 5),
        endsStatement({ step, filter: null, value: 'use' }, [1, 2]),
      ];
      for (const plan of parts.map(planOf)) expect([step, /SCAN [etn]\b/.exec(plan)?.[0]]).toEqual([step, undefined]);
    }
    const facets = planOf(facetStatement('citedBy', ['p1'], null, [{ facet: 'topic', size: 3 }]));
    expect(facets).toContain('SEARCH e USING COVERING INDEX citation_by_cited (cited=?)');
  });
});

describe('statements', () => {
  it('are one for each read, whatever is asked for', async () => {
    const sent: string[] = [];
    const store = await open(folder, (text) => sent.push(text));
    await store.write(library());
    const order = { field: 'date', direction: 'DESC' } as const;
    const keys = ['p1', 'p2', 'p3', 'nobody'];
    const filter = {
      all: [
        { test: 'text', query: parseText('peer'), within: 'everything' },
        { test: 'author', keys: ['a1'] },
      ],
    } as const;
    const after = { value: 20170101, key: 'p1' };
    const text = parseText('peer* NOT hub');
    const reads: Record<string, () => Promise<unknown>> = {
      get: () => store.get('Article', keys),
      find: () => store.find([{ scheme: 'doi', value: 'x' }, { scheme: 'journal-name', value: 'y' }]),
      details: () => store.details(keys),
      rows: () => store.rows('record', keys),
      tagged: () => store.tagged('record', keys),
      taggedKeys: () => store.taggedKeys('record', keys),
      scan: () => store.scan({ collection: 'record', after: 'a', limit: 5, backward: true }),
      rowCount: () => store.rowCount('record'),
      page: () => store.pages('citedBy', keys, { filter: null, order, page: WHOLE }),
      pageBetween: () => store.pages('citedBy', keys, { filter: filter as never, order: { ...order, direction: 'ASC' }, page: { ...WHOLE, after } }),
      count: () => store.counts('citedBy', keys, null),
      countFiltered: () => store.counts('allArticles', [ROOT], filter as never),
      facet: () => store.facets('citedBy', keys, { facet: 'topic', filter: filter as never, size: 3 }),
      search: () => store.search({ text, kinds: KINDS, filter: null, page: { ...WHOLE, before: { value: 0, key: '0:p1' } } }),
      searchCount: () => store.searchCount({ text, kinds: KINDS, filter: null }),
      suggest: () => store.suggest(parseText('pe*'), 5),
      steps: () => store.steps({ step: 'citedBy', from: keys, to: null, most: 5 }),
      stepsBetween: () => store.steps({ step: 'citedBy', from: keys, to: keys, most: 5 }),
      commonNeighbours: () => store.commonNeighbours({ via: 'references', parents: keys, mostBetween: 5 }),
      years: () => store.years(keys, filter as never),
      graphVersion: () => store.graphVersion(),
    }; // prettier-ignore
    for (const [name, read] of Object.entries(reads)) {
      sent.length = 0;
      await read();
      expect([name, sent.length]).toEqual([name, 1]);
    }
    // Facets of one list that are asked for at once; then journals that are known, of which the version is asked.
    sent.length = 0;
    await Promise.all(
      (['year', 'topic', 'author'] as const).map((facet) => store.facets('citedBy', keys, { facet, filter: null, size: 3 })),
    );
    expect(sent.length).toBe(1);
    for (let time = 0; time < 2; time++) {
      sent.length = 0;
      await store.get('Journal', ['j1', 'nothing']);
      expect(sent.length).toBe(1);
    }
    sent.length = 0;
    await store.scanCitations();
    expect(sent.length).toBe(3);
    sent.length = 0;
    await store.scanBylines();
    expect(sent.length).toBe(3);
    // The nodes, their edges, the nodes at the ends; and the edges of the one node that is not wanted whole.
    for (const [most, statements] of [
      [1000, 3],
      [1, 4],
    ] as const) {
      sent.length = 0;
      await store.reach({ step: 'citedBy', from: keys, most, filter: filter as never, value: 'year' });
      expect(sent.length).toBe(statements);
    }
    sent.length = 0;
    await store.describe();
    await store.describe();
    // The second time only whether anything has changed.
    expect(sent.length).toBe(3);
  });
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
