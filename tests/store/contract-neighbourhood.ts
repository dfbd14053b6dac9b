import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  edgesOf,
  LEFT_OUT,
  NO_YEAR,
  type CommonQuery,
  type ReachQuery,
  type Step,
  type StepQuery,
} from '../../src/store/neighbourhood.js';
import { authorshipsIn } from '../../src/store/packed-article.js';
import type { GraphStore } from '../../src/store/store.js';
import { parseText } from '../../src/store/text.js';
import { bylinesContract } from './contract-bylines.js';
import { groupingsContract } from './contract-groupings.js';
import { randomNeighbourhoodContract } from './contract-neighbourhood-random.js';
import { library } from './library.js';
import { bylinesSpelledOut, commonSpelledOut, comparable, listed, reachSpelledOut, spelledOut } from './neighbourhood-answers.js';
import { OracleStore } from './oracle-store.js';
import { article, author, authorship, write } from './records.js';

/** How works hang together: steps along edges, co-citation and coupling, and all citations at once. */
export function neighbourhoodContract(open: () => Promise<GraphStore>): void {
  describe('of the library', () => libraryContract(open));
  describe('of bylines', () => bylinesContract(open));
  describe('of what articles share', () => groupingsContract(open));
  describe('of random graphs', () => randomNeighbourhoodContract(open));
  describe('of graphs that change', () => changeContract(open));
}

const ends = (edges: readonly { from: string; to: string; position: number | null }[]) =>
  edges.map(({ from, to, position }) => `${from} ${to} ${position}`);

const common = async (store: GraphStore, query: CommonQuery) => (await store.commonNeighbours(query)).map(commonSpelledOut);

function libraryContract(open: () => Promise<GraphStore>): void {
  let store: GraphStore;
  beforeAll(async () => {
    store = await open();
    await store.write(library());
  });

  const all = async (step: Step, from: string[], to: string[] | null = null) =>
    ends(edgesOf(await store.steps({ step, from, to, most: 1000 })));

  it('steps along citations both ways, with the places in reference lists', async () => {
    expect(await all('references', ['p3', 'p1', 'nobody'])).toEqual(['p1 p2 1', 'p1 p3 2', 'p1 p7 4', 'p1 s1 3', 'p3 p7 1', 'p3 s1 2', 'p3 s2 3']); // prettier-ignore
    expect(await all('citedBy', ['p3', 's1'])).toEqual(['p3 p1 2', 'p3 p8 null', 's1 p1 3', 's1 p3 2']);
  });

  it('steps between articles and what stands around them', async () => {
    expect(await all('authors', ['p2', 'p5'])).toEqual(['p2 a1 2', 'p2 a2 1', 'p2 a3 3']);
    expect(await all('authorArticles', ['a3', 'a8'])).toEqual(['a3 p2 3', 'a3 p3 1']);
    expect(await all('journal', ['p1', 'p5', 'p6'])).toEqual(['p1 j1 null', 'p5 j3 null']);
    expect(await all('journalArticles', ['j1', 'j4'])).toEqual(['j1 p1 null', 'j1 p4 null', 'j1 p7 null']);
    expect(await all('topics', ['p1'])).toEqual(['p1 t1 null', 'p1 t4 null']);
    expect(await all('topicArticles', ['t3', 't5'])).toEqual(['t3 p3 null', 't3 p4 null']);
  });

  it('keeps the kinds apart, answers each pair once, and nothing for nobody', async () => {
    expect(await all('authorArticles', ['p1', 'a1', 'a1'], ['p1', 'p1', 'a1'])).toEqual(['a1 p1 1']);
    expect(listed(await store.steps({ step: 'citedBy', from: [], to: null, most: 9 }))).toEqual({ edges: [], total: 0 });
    expect(listed(await store.steps({ step: 'citedBy', from: ['p1'], to: [], most: 9 }))).toEqual({ edges: [], total: 0 });
    expect(listed(await store.steps({ step: 'authors', from: ['\ud800', "' OR 1=1"], to: null, most: 9 }))).toEqual({
      edges: [],
      total: 0,
    });
  });

  it('takes the first edges in order where there are more, and says how many there are', async () => {
    const asked: Omit<StepQuery, 'most'> = { step: 'citedBy', from: ['s1', 'p3', 'p7'], to: null };
    const whole = listed(await store.steps({ ...asked, most: 1000 }));
    expect(whole.total).toBe(13);
    for (const most of [0, 1, 2, 3, 12, 13])
      expect(listed(await store.steps({ ...asked, most }))).toEqual({ edges: whole.edges.slice(0, most), total: 13 });
    expect(listed(await store.steps({ ...asked, to: ['p1', 'p8', 's3'], most: 2 }))).toEqual({
      edges: [
        { from: 'p3', to: 'p1', position: 2 },
        { from: 'p3', to: 'p8', position: null },
      ],
      total: 6,
    });
  });

  const reached = async (query: Partial<ReachQuery> & Pick<ReachQuery, 'step' | 'from'>) =>
    reachSpelledOut(await store.reach({ most: 1000, filter: null, value: null, ...query }), query.from);

  it('reaches each node once, with what is told of it', async () => {
    expect(await reached({ step: 'citedBy', from: ['p3', 'nobody', 's1'], value: 'year' })).toEqual({
      edges: ['0 p3 → p1', '0 p3 → p8', '2 s1 → p1', '2 s1 → p3'],
      told: ['p1 2020', 'p3 2015', 'p8 2017'],
      lengths: [4, true],
      total: 4,
      seen: 4,
    });
    expect(await reached({ step: 'references', from: ['p3'], value: 'use' })).toMatchObject({ told: ['p7 9', 's1 2', 's2 2'] });
    expect(await reached({ step: 'authors', from: ['p2'], value: 'use' })).toMatchObject({ told: ['a1 4', 'a2 2', 'a3 2'] });
    // Authors have no year.
    expect(await reached({ step: 'authors', from: ['p2'], value: 'year' })).toMatchObject({
      told: ['a1 null', 'a2 null', 'a3 null'],
    });
    expect(await reached({ step: 'references', from: ['s1'], value: 'year' })).toEqual({ edges: [], told: [], lengths: [0, true], total: 0, seen: 0 }); // prettier-ignore
    expect(await reached({ step: 'references', from: [] })).toMatchObject({ edges: [], total: 0, seen: 0 });
  });

  it('reaches what a filter lets through, and counts the edges to the rest as seen', async () => {
    const full = { test: 'status', values: ['FULL'] } as const;
    const from = ['p1', 'p3'];
    // In order p1 leads to p2, p3, p7 and s1, p3 to p7, s1 and s2.
    const whole = ['0 p1 → p2', '0 p1 → p3', '0 p1 → p7', '1 p3 → p7'];
    expect(await reached({ step: 'references', from, filter: full })).toMatchObject({ edges: whole, total: 7, seen: 7 });
    expect(await reached({ step: 'references', from, filter: full, most: 4 })).toMatchObject({ edges: whole.slice(0, 3), total: 7, seen: 4 }); // prettier-ignore
    expect(await reached({ step: 'references', from, filter: full, most: 5 })).toMatchObject({ edges: whole, total: 7, seen: 5 });
    expect(await reached({ step: 'references', from, filter: { any: [] } })).toMatchObject({ edges: [], told: [], seen: 7 });
    const peer = { test: 'text', query: parseText('students'), within: 'everything' } as const;
    expect(await reached({ step: 'references', from: ['p1'], filter: peer, value: 'year' })).toMatchObject({ told: ['p3 2015'], seen: 4 }); // prettier-ignore
    // Authors are no articles: a filter on these means nothing there.
    expect(await reached({ step: 'authors', from: ['p2'], filter: { any: [] } })).toMatchObject({ seen: 3, lengths: [3, null] });
  });

  it('finds works that are cited together, most often first', async () => {
    const [p3, none, again] = await common(store, { via: 'citedBy', parents: ['p3', 'none', 'p3'], mostBetween: 100 });
    // p1 cites 4 works and p8 cites 6; both cite p2, p3 and p7.
    const [four, six] = [Math.log(4), Math.log(6)];
    const both = { shared: 2, sumOfLogs: four + six, sumOfInverseLogs: 1 / four + 1 / six };
    const byP8 = { shared: 1, sumOfLogs: six, sumOfInverseLogs: 1 / six };
    const expected = [
      { key: 'p2', ...both, degree: 2 },
      { key: 'p7', ...both, degree: 9 },
      { key: 'p1', ...byP8, degree: 2 },
      { key: 'p4', ...byP8, degree: 1 },
      { key: 's1', shared: 1, sumOfLogs: four, sumOfInverseLogs: 1 / four, degree: 2 },
      { key: 's2', ...byP8, degree: 2 },
    ];
    expect(comparable([p3!])).toEqual(comparable([{ neighbours: expected, between: 2, visited: 2 }]));
    expect(none).toEqual({ neighbours: [], between: 0, visited: 0 });
    expect(again).toEqual(p3);
  });

  it('finds works with common references; one that nobody else cites counts nothing for the inverse of its logarithm', async () => {
    const [p3] = await common(store, { via: 'references', parents: ['p3'], mostBetween: 100 });
    expect(p3).toMatchObject({ between: 3, visited: 3 });
    expect(p3!.neighbours.map(({ key, shared, degree }) => [key, shared, degree])).toEqual([
      ['p1', 2, 4],
      ['p8', 2, 6],
      ['p2', 1, 1],
      ['p4', 1, 1],
      ['p5', 1, 2],
      ['p5x', 1, 1],
      ['p6', 1, 1],
      ['s3', 1, 2],
    ]);
    expect(p3!.neighbours[0]!.sumOfLogs).toBeCloseTo(Math.log(9) + Math.log(2), 9);
    expect(p3!.neighbours[0]!.sumOfInverseLogs).toBeCloseTo(1 / Math.log(9) + 1 / Math.log(2), 9);
    // p2 is cited by a list of one: ln 1 is 0.
    const [p7] = await common(store, { via: 'citedBy', parents: ['p7'], mostBetween: 1000 });
    expect(p7!.neighbours.every(({ sumOfInverseLogs }) => Number.isFinite(sumOfInverseLogs))).toBe(true);
  });

  it('looks at the newest works in the middle, of equal ones at the smallest keys', async () => {
    const shared = async (mostBetween: number) => {
      const [{ neighbours, ...rest } = { neighbours: [] }] = await common(store, { via: 'citedBy', parents: ['p7'], mostBetween }); // prettier-ignore
      return { keys: neighbours.map(({ key, shared: times }) => `${key} ${times}`), ...rest };
    };
    expect(await shared(0)).toEqual({ keys: [], between: 9, visited: 0 });
    // p1 is of 2020, p6 and then p8 of 2017, p3 and p4 of June 2015, p2 of that year; p5, p5x and s3 have no date.
    expect(await shared(1)).toEqual({ keys: ['p2 1', 'p3 1', 's1 1'], between: 9, visited: 1 });
    expect(await shared(2)).toMatchObject({ keys: ['p2 1', 'p3 1', 's1 1'], visited: 2 });
    expect(await shared(3)).toMatchObject({ keys: ['p2 2', 'p3 2', 'p1 1', 'p4 1', 's1 1', 's2 1'] });
    expect(await shared(4)).toMatchObject({ keys: ['p2 2', 'p3 2', 's1 2', 's2 2', 'p1 1', 'p4 1'] });
    expect(await shared(7)).toMatchObject({ keys: ['p2 2', 'p3 2', 's1 2', 's2 2', 'p1 1', 'p4 1', 'p5x 1'] });
    expect(await shared(9)).toMatchObject({ keys: ['p1 2', 'p2 2', 'p3 2', 's1 2', 's2 2', 'p4 1', 'p5x 1'], visited: 9 });
  });

  it('tells years of articles, which lack one, and which are not there or not let through', async () => {
    const keys = ['p7', 's1', 'nobody', 'p1', 'p7', 'a1'];
    const none = await store.years(keys, null);
    expect(Object.prototype.toString.call(none)).toBe('[object Int32Array]');
    expect([...none]).toEqual([1999, NO_YEAR, LEFT_OUT, 2020, 1999, LEFT_OUT]);
    const full = await store.years(keys, { test: 'status', values: ['FULL'] });
    expect([...full]).toEqual([1999, LEFT_OUT, LEFT_OUT, 2020, 1999, LEFT_OUT]);
    const text = await store.years(['p1', 'p3', 'p5'], { test: 'text', query: parseText('students'), within: 'everything' });
    expect([...text]).toEqual([2020, 2015, LEFT_OUT]);
    expect([...(await store.years([], null))]).toEqual([]);
  });

  it('lists the keys of what a filter lets through, the newest first, and how many there are', async () => {
    const full = { test: 'status' as const, values: ['FULL' as const] };
    expect(await store.articleKeys(full, 4)).toEqual({ keys: ['p1', 'p6', 'p8', 'p4'], total: 9 });
    expect(await store.articleKeys({ not: full }, 100)).toEqual({ keys: ['s3', 's2', 's1'], total: 3 });
    expect(await store.articleKeys({ any: [] }, 100)).toEqual({ keys: [], total: 0 });
    expect((await store.articleKeys(null, 12)).keys).toHaveLength(12);
  });

  it('gives all articles in the order of their keys, stubs among them, and every citation', async () => {
    const scan = await store.scanCitations();
    expect(scan.keys).toEqual(['p1', 'p2', 'p3', 'p4', 'p5', 'p5x', 'p6', 'p7', 'p8', 's1', 's2', 's3']);
    expect([...scan.years]).toEqual([2020, 2015, 2015, 2015, -1, -1, 2017, 1999, 2017, -1, -1, -1]);
    expect([...scan.stubs]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1]);
    const { citations } = spelledOut(scan);
    expect(citations).toHaveLength(21);
    expect(citations.slice(0, 5)).toEqual(['p1 → p2 at 1', 'p1 → p3 at 2', 'p1 → p7 at 4', 'p1 → s1 at 3', 'p2 → p7 at 1']);
    const { years, dates, stubs, citing, cited, positions } = scan;
    const types = [years, dates, stubs, citing, cited, positions].map((list) => list.constructor.name);
    expect(types).toEqual(['Int32Array', 'Int32Array', 'Uint8Array', 'Uint32Array', 'Uint32Array', 'Int32Array']);
  });
}

function changeContract(open: () => Promise<GraphStore>): void {
  it('is empty in an empty graph', async () => {
    const store = await open();
    expect(spelledOut(await store.scanCitations())).toEqual({ articles: [], citations: [], lengths: [0, 0, 0, 0, 0, 0] });
    expect(bylinesSpelledOut(await store.scanBylines())).toEqual({ authors: [], bylines: [], length: 0 });
    expect(await common(store, { via: 'citedBy', parents: [], mostBetween: 10 })).toEqual([]);
    expect(await common(store, { via: 'references', parents: ['p1'], mostBetween: 10 })).toEqual([
      { neighbours: [], between: 0, visited: 0 },
    ]);
    expect(listed(await store.steps({ step: 'topics', from: ['p1'], to: null, most: 10 }))).toEqual({ edges: [], total: 0 });
  });

  it('follows keys that were merged away, at both ends, and names the survivors', async () => {
    const store = await open();
    await store.write({
      authors: [author('a')],
      articles: [
        write(article('x', { authorships: [authorship('a', 1)] }), ['y', 'z']),
        write(article('y')),
        write(article('z'), ['z']),
      ],
      aliases: [
        { kind: 'Article', from: 'old x', to: 'x' },
        { kind: 'Article', from: 'older x', to: 'old x' },
        { kind: 'Article', from: 'old y', to: 'y' },
        { kind: 'Author', from: 'old a', to: 'a' },
      ],
    });
    const asked = { step: 'references', from: ['old x', 'x', 'older x'], most: 10 } as const;
    const toY = { from: 'x', to: 'y', position: 1 };
    expect(listed(await store.steps({ ...asked, to: null }))).toEqual({
      edges: [toY, { from: 'x', to: 'z', position: 2 }],
      total: 2,
    });
    expect(listed(await store.steps({ ...asked, to: ['old y', 'y', 'old z'] }))).toEqual({ edges: [toY], total: 1 });
    expect(listed(await store.steps({ step: 'citedBy', from: ['old y'], to: ['old x'], most: 10 }))).toEqual({
      edges: [{ from: 'y', to: 'x', position: 1 }],
      total: 1,
    });
    expect(listed(await store.steps({ step: 'authorArticles', from: ['old a'], to: null, most: 10 }))).toEqual({
      edges: [{ from: 'a', to: 'x', position: 1 }],
      total: 1,
    });
    const asking = { step: 'references', from: ['gone', 'older x', 'x'], most: 10, filter: null, value: null } as const;
    expect(reachSpelledOut(await store.reach(asking), asking.from).edges).toEqual(['1 older x → y', '1 older x → z']);
    expect([...(await store.years(['older x', 'x', 'gone'], { test: 'among', keys: ['old x'] }))]).toEqual([NO_YEAR, NO_YEAR, LEFT_OUT]); // prettier-ignore
    expect((await store.packedBylines(['older x', 'gone'])).map((text) => text && authorshipsIn(text).length)).toEqual([1, null]);
    const parents = ['old y', 'y', 'z'];
    const [old, y, z] = await common(store, { via: 'citedBy', parents, mostBetween: 10 });
    const log = Math.log(2);
    expect(old).toEqual(y);
    // z cites itself: that is a citation like others, so z has two citing works.
    expect(comparable([y!, z!])).toEqual(
      comparable([
        { neighbours: [{ key: 'z', shared: 1, sumOfLogs: log, sumOfInverseLogs: 1 / log, degree: 2 }], between: 1, visited: 1 },
        { neighbours: [{ key: 'y', shared: 1, sumOfLogs: log, sumOfInverseLogs: 1 / log, degree: 1 }], between: 2, visited: 2 },
      ]),
    );
  });

  it('grows the version with every write of nodes or edges, and with no other', async () => {
    const store = await open();
    const versions = [await store.graphVersion()];
    for (const batch of [
      library(),
      library(),
      { articles: [write(article('new'), ['p1'])] },
      { remove: [{ kind: 'Article' as const, key: 'new' }] },
    ]) {
      await store.write(batch);
      versions.push(await store.graphVersion());
    }
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    const data = await store.dataVersion();
    await store.write({ ledger: { put: [{ collection: 'record', key: 'k', value: '1', tags: [] }] } });
    expect(await store.graphVersion()).toBe(versions.at(-1));
    expect(await store.dataVersion()).toBeGreaterThan(data);
  });

  it('answers about what is there after articles went', async () => {
    const [store, oracle] = [await open(), new OracleStore()];
    for (const one of [store, oracle]) await one.write(library());
    const { keys, nodes } = await store.scanCitations();
    for (const one of [store, oracle]) {
      await one.write({
        remove: ['p1', 'p8', 's1'].map((key) => ({ kind: 'Article', key })),
        aliases: [{ kind: 'Article', from: 'p8', to: 'p3' }],
      });
    }
    expect(spelledOut(await store.scanCitations())).toEqual(spelledOut(await oracle.scanCitations()));
    const found = await store.articlesAt([...nodes], true);
    expect(found.map((one) => one?.key ?? null)).toEqual(keys.map((key) => (['p1', 'p8', 's1'].includes(key) ? null : key)));
    // Numbers may be given out again: to another article, or to a node that is none.
    const more = Array.from({ length: 6 }, (_, i) => ({ ...library().authors![0]!, key: `more-${i}`, orcid: null }));
    await store.write({ authors: more });
    expect((await store.articlesAt([...nodes], true)).map((one) => one?.key)).toEqual(found.map((one) => one?.key));
    for (const via of ['citedBy', 'references'] as const) {
      const query = { via, parents: ['p1', 'p2', 'p3', 'p7', 'p8', 's2'], mostBetween: 100 };
      expect(comparable(await common(store, query))).toEqual(comparable(await common(oracle, query)));
    }
  });
}
