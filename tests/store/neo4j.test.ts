import net from 'node:net';
import { beforeAll, describe, expect, it } from '@jest/globals';
import neo4j from 'neo4j-driver';
import type { CodedError } from '../../src/errors.js';
import { KINDS } from '../../src/records.js';
import type { Neo4jSettings } from '../../src/store/neo4j/connection.js';
import { openNeo4jStore } from '../../src/store/neo4j/index.js';
import { pageStatement } from '../../src/store/neo4j/pages.js';
import { ROOT, type Relation } from '../../src/store/relation.js';
import type { FacetName, GraphStore, ListQuery } from '../../src/store/store.js';
import { parseText, prefixQuery } from '../../src/store/text.js';
import { describeEngines } from '../engines.js';
import { dump } from './dump.js';
import { library } from './library.js';
import { article, author, authorship, date, write } from './records.js';

/** What only Neo4j can get wrong; what every store must do stands in the contract. */
describeEngines('Neo4j', ['neo4j'], ([engine]) => {
  const settings = () => engine!.settings() as Neo4jSettings;
  const failure = (asked: Promise<unknown>) => asked.then(() => null, (reason: CodedError) => reason); // prettier-ignore

  describe('costs', () => {
    const statements: string[] = [];
    let store: GraphStore;
    beforeAll(async () => {
      store = await engine!.openEmptyStore({ onStatement: (text) => statements.push(text) });
      await store.write(library());
    });

    const order = { field: 'date', direction: 'DESC' } as const;
    const place = { value: 20150000, key: 'p2' };
    const page = { from: 'start', size: 3, after: place, before: null } as const;
    const filter = { all: [{ test: 'author', keys: ['a1', 'a2'] }, { not: { test: 'text', query: parseText('hub'), within: 'label' } }] } as const; // prettier-ignore
    const nested = filter as never;
    it.each<[string, () => Promise<unknown>]>([
      ['get', () => store.get('Article', ['p1', 'p2', 'none'])],
      ['briefs', () => store.briefs(['p1', 'p2', 'none'])],
      ['articlesAt', () => store.articlesAt([0, 1, 2 ** 40], true)],
      ['details', () => store.details(['p1', 'p3'])],
      ['find', () => store.find([{ scheme: 'pmid', value: '101' }, { scheme: 'journal-name', value: 'med teach' }])], // prettier-ignore
      ['pages', () => store.pages('citedBy', ['p7', 'p1', 'none'], { filter: nested, order, page })],
      ['pages of a whole kind', () => store.pages('allArticles', [ROOT], { filter: nested, order, page })],
      ['counts', () => store.counts('authorArticles', ['a1', 'a2'], nested)],
      ['facets', () => store.facets('topicArticles', ['t1', 't2'], { facet: 'author', filter: nested, size: 3 })],
      [
        'facets and length of one list, asked for at the same time',
        async () => {
          const ask = (facet: FacetName) => store.facets('topicArticles', ['t1', 't2'], { facet, filter: nested, size: 3 });
          const facets = ['year', 'journal', 'topic', 'author', 'publicationType'] as const;
          const [lengths, ...together] = await Promise.all([
            store.counts('topicArticles', ['t1', 't2'], nested),
            ...facets.map(ask),
          ]);
          const sent = statements.length;
          // One after the other: the same answers, from statements of their own.
          const alone: unknown[] = [await store.counts('topicArticles', ['t1', 't2'], nested)];
          for (const facet of facets) alone.push(await ask(facet));
          expect([lengths, ...together]).toEqual(alone);
          expect(statements.splice(sent)).toHaveLength(6);
        },
      ],
      ['search', () => store.search({ text: parseText('peer OR student*'), kinds: KINDS, filter: nested, page: { ...page, after: { value: 0.5, key: '0:p1' } } })], // prettier-ignore
      ['searchCount', () => store.searchCount({ text: parseText('peer'), kinds: KINDS, filter: nested })],
      ['suggest', () => store.suggest(prefixQuery('ment'), 5)],
      ['steps', () => store.steps({ step: 'citedBy', from: ['p1', 'p7'], to: null, most: 5 })],
      ['steps between', () => store.steps({ step: 'citedBy', from: ['p1', 'p7'], to: ['p8'], most: 5 })],
      ['reach', () => store.reach({ step: 'citedBy', from: ['p1', 'p7', 'none'], most: 5, filter: nested, value: 'year' })],
      ['commonNeighbours', () => store.commonNeighbours({ via: 'references', parents: ['p1', 'p8', 'none'], mostBetween: 5 })],
      ['scanCitations of one page', () => store.scanCitations()],
      ['years', () => store.years(['p1', 'p8', 'none'], nested)],
      ['graphVersion', () => store.graphVersion()],
      ['rows', () => store.rows('record', ['a', 'b', 'none'])],
      [
        'tagged',
        () =>
          store.tagged(
            'record',
            Array.from({ length: 3_000 }, (_, i) => `t${i}`),
          ),
      ],
      ['taggedKeys', () => store.taggedKeys('record', ['t1', 't2'])],
      ['scan', () => store.scan({ collection: 'record', after: 'a', limit: 5, backward: true })],
      ['rowCount', () => store.rowCount('record')],
      ['describe', () => store.describe()],
    ])('%s is one statement', async (_name, ask) => {
      statements.length = 0;
      await ask();
      expect(statements).toHaveLength(1);
    });

    it('opening again with all indexes there is one statement', async () => {
      const again: string[] = [];
      const second = await openNeo4jStore(settings(), { onStatement: (text) => again.push(text) });
      await second.close();
      expect(again).toHaveLength(1);
    });
  });

  describe('pages in the database', () => {
    const HUB = 3_000;
    const key = (i: number) => `c${String(i).padStart(5, '0')}`;
    let store: GraphStore;
    beforeAll(async () => {
      store = await engine!.openEmptyStore();
      const citing = Array.from({ length: HUB }, (_, i) =>
        write(article(key(i), { date: date(1950 + (i % 70)), authorships: [authorship('a', 1)] }), ['hub']),
      );
      await store.write({ authors: [author('a')], articles: [write(article('hub')), ...citing] });
    });

    /** Rows that each operator of the plan gave, and what the whole plan touched, by PROFILE. */
    async function profiled(relation: Relation, parents: string[], query: ListQuery<'Article'>) {
      const { text, parameters } = pageStatement(relation, parents, query);
      const driver = neo4j.driver(settings().uri, neo4j.auth.basic(settings().user, settings().password));
      const session = driver.session({ database: settings().database });
      const result = await session.executeRead((tx) => tx.run(`PROFILE ${text}`, { input: parameters }));
      await session.close();
      await driver.close();
      type Plan = { operatorType: string; rows: number; dbHits: number; children: Plan[] };
      const all = (plan: Plan): Plan[] => [plan, ...plan.children.flatMap(all)];
      const operators = all(result.summary.profile as unknown as Plan);
      return { records: result.records, operators, hits: operators.reduce((sum, { dbHits }) => sum + dbHits, 0) };
    }

    const order = { field: 'date', direction: 'DESC' } as const;
    const firstPage = { from: 'start', size: 20, after: null, before: null } as const;

    it('gives 20 rows of a filtered parent with 3,000 citers, and cuts before it reads records', async () => {
      const filter: ListQuery<'Article'>['filter'] = { test: 'status', values: ['FULL'] };
      const { records, operators } = await profiled('citedBy', ['hub'], { filter, order, page: firstPage });
      expect(records).toHaveLength(1);
      expect(records[0]!.get('pages')[0][1]).toHaveLength(21);
      const expanded = operators.find(({ operatorType }) => operatorType.startsWith('Expand'))!;
      expect(Number(expanded.rows)).toBe(HUB);
      const cut = operators.find(({ operatorType }) => /^(Partial)?Top/.test(operatorType))!;
      expect(Number(cut.rows)).toBe(21);
    });

    it('looks for the newest of 3,000 citers among the newest of all works', async () => {
      const { records, hits } = await profiled('citedBy', ['hub'], { filter: null, order, page: firstPage });
      expect(records[0]!.get('pages')[0][1]).toHaveLength(21);
      expect(hits).toBeLessThan(400);
    });

    it('does not walk through the works for a hub that has few of them', async () => {
      await store.write({ articles: [write(article('small')), write(article('one'), ['small'])] });
      const { hits } = await profiled('citedBy', ['small'], { filter: null, order, page: firstPage });
      expect(hits).toBeLessThan(60);
    });

    it.each([
      ['the first page', firstPage],
      ['a page in the middle', { ...firstPage, after: { value: 19850000, key: key(35) } }],
      ['the last page', { ...firstPage, from: 'end' as const }],
    ])('%s of all articles reads the page, not the list', async (_name, page) => {
      const { hits, records } = await profiled('allArticles', [ROOT], { filter: null, order, page });
      expect(records[0]!.get('pages')[0][1]).toHaveLength(21);
      expect(hits).toBeLessThan(400);
    });

    it('begins a list of all articles at the author that its filter names, however deep that stands', async () => {
      const filter: ListQuery<'Article'>['filter'] = {
        all: [
          { test: 'status', values: ['FULL'] },
          {
            all: [{ test: 'publicationYear', range: { from: 1900, to: null } }, { all: [{ test: 'author', keys: ['nobody'] }] }],
          },
        ],
      };
      const { hits } = await profiled('allArticles', [ROOT], { filter, order, page: firstPage });
      // All articles fulfil the other conditions.
      expect(hits).toBeLessThan(20);
    });

    it('tells of the statements of the thread that reads all citations', async () => {
      const statements: string[] = [];
      const watched = await openNeo4jStore(settings(), { onStatement: (text) => statements.push(text) });
      statements.length = 0;
      expect((await watched.scanCitations()).keys.length).toBeGreaterThan(HUB);
      expect(statements).toHaveLength(2);
      statements.length = 0;
      expect((await watched.scanGroupings()).topic.nodes).toHaveLength(0);
      // How many articles there are; and in the thread one for each grouping.
      expect(statements).toHaveLength(4);
      await watched.close();
    });

    // At once: while the first page is read. A moment later, on most machines: while the thread that reads the others starts.
    it.each([0, 30])('breaks off the reading of all citations and groupings when it is closed after %d ms', async (wait) => {
      const closed = await openNeo4jStore(settings());
      const scans = [failure(closed.scanCitations()), failure(closed.scanGroupings())];
      await new Promise((resolve) => setTimeout(resolve, wait));
      await closed.close();
      const soon = new Promise((resolve) => setTimeout(resolve, 1_000, 'still waits'));
      for (const scan of scans) expect(await Promise.race([scan, soon])).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    });

    it('counts a hub without walking it', async () => {
      expect(await store.counts('citedBy', ['hub'], null)).toEqual([HUB]);
      expect(await store.counts('authorArticles', ['a'], null)).toEqual([HUB]);
    });

    it('a beginning that thousands of words have is no clause too many for Lucene', async () => {
      await store.write({ authors: Array.from({ length: 3_000 }, (_, i) => author(`w${i}`, { name: `Zeta${i}x` })) });
      expect(await store.searchCount({ text: prefixQuery('zeta'), kinds: KINDS, filter: null })).toBe(3_000);
    });
  });

  it('a write whose answer was lost is run again and changes nothing more, what it expects of the ledger neither', async () => {
    const plain = await engine!.openEmptyStore();
    const lock = { collection: 'record', key: 'lock' };
    await plain.write({ ...library(), ledger: { put: [{ ...lock, value: '1', tags: ['t'] }] } });
    const expected = await dump(plain);

    await engine!.openEmptyStore();
    const proxy = await losingFirstCommit(settings().uri);
    const store = await openNeo4jStore({ ...settings(), uri: proxy.uri });
    try {
      proxy.arm();
      await store.write({
        ...library(),
        ledger: { expect: [{ ...lock, value: null }], put: [{ ...lock, value: '1', tags: ['t'] }] },
      });
      expect(proxy.lost()).toBe(1);
      expect(await dump(store)).toEqual(expected);
      expect((await store.describe()).dataVersion).toBe(1);
    } finally {
      await store.close();
      await proxy.close();
    }
  });

  it('two stores may write at a time: each batch is whole, and counts are right', async () => {
    const first = await engine!.openEmptyStore();
    const second = await openNeo4jStore(settings());
    try {
      await first.write({ authors: [author('a')], articles: [write(article('hub'))] });
      const batch = (name: string, i: number) => ({
        articles: Array.from({ length: 20 }, (_, k) =>
          write(article(`${name}${i}-${k}`, { authorships: [authorship('a', 1)] }), ['hub']),
        ),
      });
      await Promise.all(
        [0, 1, 2, 3, 4].flatMap((i) => [first.write(batch('x', i)), second.write(batch('y', i)), second.write(batch('x', i))]),
      );
      const [hub] = await first.get('Article', ['hub']);
      const [a] = await second.get('Author', ['a']);
      expect([hub!.citedByCount, a!.articleCount]).toEqual([200, 200]);
      expect((await first.describe()).counts).toMatchObject({ articles: 201, citations: 200, authorships: 200 });
    } finally {
      await second.close();
    }
  });

  it('settings that a real server refuses are named', async () => {
    await engine!.openEmptyStore();
    const wrongPassword = await failure(openNeo4jStore({ ...settings(), password: 'wrong' }));
    expect(wrongPassword).toMatchObject({ code: 'BAD_SETTING', message: expect.stringContaining('NEO4J_PASSWORD') });
    const wrongDatabase = await failure(openNeo4jStore({ ...settings(), database: 'nowhere' }));
    expect(wrongDatabase).toMatchObject({ code: 'BAD_SETTING', message: expect.stringContaining('NEO4J_DATABASE') });
  });
});

/** Between driver and server: lets the next COMMIT through to the server, and loses the answer with the connection. */
async function losingFirstCommit(uri: string) {
  const { hostname, port } = new URL(uri);
  const commit = Buffer.from([0x00, 0x02, 0xb0, 0x12, 0x00, 0x00]);
  const sockets = new Set<net.Socket>();
  let isArmed = false;
  let lost = 0;
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(port), hostname);
    let isLosing = false;
    for (const socket of [client, upstream]) sockets.add(socket.on('error', () => {}));
    client.on('data', (data) => {
      if (isArmed && data.includes(commit)) [isArmed, isLosing] = [false, true];
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (!isLosing) return void client.write(data);
      lost += 1;
      client.destroy();
      upstream.destroy();
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    uri: `bolt://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    arm: () => void (isArmed = true),
    lost: () => lost,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
