import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { graphql } from 'graphql';
import { createContext } from '../../src/resolvers/context.js';
import { Snapshots } from '../../src/snapshot/snapshots.js';
import { citationsAtHand, Walks } from '../../src/snapshot/walks.js';
import { noGroupings } from './no-groupings.js';
import type { Page } from '../../src/store/page.js';
import type { GraphStore, ListQuery } from '../../src/store/store.js';
import { describeEachEngine } from '../engines.js';
import { schema } from '../resolvers/execute.js';
import { fixture } from '../resolvers/fixture.js';
import { OracleStore } from '../store/oracle-store.js';
import { history } from '../store/random-graph.js';
import { facetQuestion, listQuestion } from '../store/random-query.js';
import type { Question } from '../store/random-question.js';

/** Lists of articles and facets that memory looks for, against those of a store. */

const ALLOWED = 2 ** 24;

type AnyPages = (
  relation: string,
  parents: readonly string[],
  query: ListQuery<'Article'>,
) => Promise<Page<{ key: string }, object>[]>;

const withoutEdges = (pages: Page<{ key: string }, object>[]) =>
  pages.map(({ items, ...ends }) => ({ ...ends, items: items.map(({ record, place }) => ({ record, place, edge: {} })) }));

/** How often pages and facets were asked for, and how often the store was asked for them. */
interface Told {
  asked: number;
  pages: number;
  facetsAsked: number;
  facets: number;
}

/** A store whose lists show no edges: as the reference has them, and through memory, which is read before every question. */
function bothWays(store: GraphStore, told: Told): { plain: GraphStore; inMemory: GraphStore } {
  const pages = store.pages.bind(store) as AnyPages;
  const plain = new Proxy(store, {
    get: (target, name) => {
      if (name === 'pages') return async (...[relation, parents, query]: Parameters<AnyPages>) => withoutEdges(await pages(relation, parents, query)); // prettier-ignore
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
  const citations = citationsAtHand(store, ALLOWED);
  const counting = new Proxy(store, {
    get: (target, name) => {
      if (name === 'pages' || name === 'facets') told[name]++;
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
  const reads = async () => (await citations.read(), new Walks(citations).ofRequest(counting));
  const inMemory = new Proxy(plain, {
    get: (target, name) => {
      if (name === 'counts') return async (...asked: Parameters<GraphStore['counts']>) => (await reads()).counts(...asked);
      if (name === 'facets') {
        told.facetsAsked++;
        return async (...asked: Parameters<GraphStore['facets']>) => (await reads()).facets(...asked);
      }
      if (name !== 'pages') return Reflect.get(target, name) as unknown;
      return async (...[relation, parents, query]: Parameters<AnyPages>) => {
        told.asked++;
        const found = ((await reads()).pages as unknown as AnyPages)(relation, parents, { ...query, withoutEdges: true });
        return withoutEdges(await found);
      };
    },
  });
  return { plain, inMemory };
}

const CITATIONS = ['references', 'citedBy'] as const;
const OTHERS = ['journalArticles', 'topicArticles', 'allArticles'] as const;

describe('lists of articles in memory (random graphs)', () => {
  const compared = async (asked: fc.Arbitrary<Question>, least: (told: Told) => number, numRuns = 60) => {
    const told: Told = { pages: 0, asked: 0, facets: 0, facetsAsked: 0 };
    const many = fc.array(asked, { minLength: 30, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(history, many, async (batches, questions) => {
        const store = new OracleStore();
        for (const batch of batches) await store.write(batch).catch(() => {});
        const { plain, inMemory } = bothWays(store, told);
        for (const question of questions) {
          const [answer, expected] = [await question(inMemory), await question(plain)];
          expect({ what: question.what, answer }).toEqual({ what: question.what, answer: expected });
        }
      }),
      { numRuns },
    );
    return least(told);
  };

  // Merged works, titles, authors and most filters are left to the store.
  it('of citations are those of the reference', async () => {
    expect(await compared(listQuestion(fc.constantFrom(...CITATIONS)), ({ asked, pages }) => asked - pages)).toBeGreaterThan(300);
  }, 120_000);

  it('of journals, topics and filters are those of the reference', async () => {
    const asked = listQuestion(fc.constantFrom(...OTHERS));
    expect(await compared(asked, ({ asked: all, pages }) => all - pages, 25)).toBeGreaterThan(120);
  }, 120_000);

  it('divide as those of the reference do', async () => {
    const asked = facetQuestion(fc.constantFrom(...CITATIONS, ...OTHERS));
    expect(await compared(asked, ({ facetsAsked, facets }) => facetsAsked - facets, 40)).toBeGreaterThan(60);
  }, 120_000);
});

describe('a hub', () => {
  const SIZE = 3_000;
  const hub = {
    keys: Array.from({ length: SIZE }, (_, i) => `k${String(i).padStart(5, '0')}`),
    years: new Int32Array(SIZE),
    // In no order; some without a date, and several of one day.
    dates: Int32Array.from({ length: SIZE }, (_, i) => (i % 7 === 0 ? -1 : 20_000_000 + ((i * 7_919) % 1_000))),
    stubs: new Uint8Array(SIZE),
    nodes: Float64Array.from({ length: SIZE }, (_, i) => i),
    citing: Uint32Array.from({ length: SIZE - 1 }, (_, i) => i + 1),
    cited: new Uint32Array(SIZE - 1),
    positions: new Int32Array(SIZE - 1).fill(-1),
  };
  const store = {
    can: { snapshotReads: true },
    graphVersion: async () => 1,
    describe: async () => ({ counts: { articles: SIZE, stubs: 0, citations: SIZE - 1, topicAssignments: 0 } }),
    // The thread that sorts them gets the arrays for itself.
    scanCitations: async () => structuredClone(hub),
    scanGroupings: async () => noGroupings(),
    articlesAt: async (nodes: readonly number[]) => nodes.map((node) => ({ key: hub.keys[node] })),
  } as unknown as GraphStore;

  test.each([
    ['DESC', 'start'],
    ['ASC', 'start'],
    ['DESC', 'end'],
    ['ASC', 'end'],
  ] as const)('has its citing works in order (%s, from the %s)', async (direction, from) => {
    const citations = citationsAtHand(store, ALLOWED);
    await citations.read();
    const value = (i: number) => (hub.dates[i]! < 0 ? (direction === 'ASC' ? Infinity : -Infinity) : hub.dates[i]!);
    const all = Array.from({ length: SIZE - 1 }, (_, i) => i + 1).sort((a, b) =>
      value(a) === value(b) ? a - b : value(a) - value(b),
    );
    if (direction === 'DESC') all.reverse();
    for (const size of [1, 10, 100, 2_998, 2_999]) {
      const page = { from, size, after: null, before: null };
      const query = { filter: null, order: { field: 'date', direction }, page, isBrief: true, withoutEdges: true } as const;
      const [found] = await new Walks(citations).ofRequest(store).pages('citedBy', [hub.keys[0]!], query);
      const expected = from === 'start' ? all.slice(0, size) : all.slice(-size);
      expect(found!.items.map(({ record }) => record.key)).toEqual(expected.map((i) => hub.keys[i]));
      expect([found!.hasNext, found!.hasPrevious]).toEqual(
        from === 'start' ? [size < SIZE - 1, false] : [false, size < SIZE - 1],
      );
    }
  });
});

describe('articles that are not where they were', () => {
  const query = { filter: null, order: { field: 'date', direction: 'ASC' }, page: { from: 'start', size: 9, after: null, before: null }, withoutEdges: true } as const; // prettier-ignore

  test.each([true, false])('are asked for by their keys, and then always (brief: %s)', async (isBrief) => {
    const oracle = new OracleStore();
    await oracle.write(fixture);
    const citations = citationsAtHand(oracle, ALLOWED);
    await citations.read();
    const asked: string[] = [];
    // A copy of the database in which others have the numbers.
    const copy = new Proxy(oracle, {
      get(target, name: keyof OracleStore) {
        if (name === 'articlesAt')
          return async (nodes: readonly number[], ...more: [boolean]) => {
            asked.push(name);
            return [...(await target.articlesAt(nodes, ...more))].reverse();
          };
        if (['get', 'briefs', 'pages'].includes(name)) asked.push(name);
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
    });
    const walks = new Walks(citations);
    const citing = fixture.articles!.filter(({ references }) => references.length > 1).map(({ record }) => record.key);
    const ask = async (store: GraphStore) =>
      (await walks.ofRequest(store).pages('references', citing, { ...query, isBrief })).map(({ items }) =>
        items.map(({ record }) => record.key),
      );
    const expected = (await oracle.pages('references', citing, query)).map(({ items }) => items.map(({ record }) => record.key));
    expect(await ask(copy)).toEqual(expected);
    expect(await ask(copy)).toEqual(expected);
    expect(asked).toEqual(['articlesAt', ...Array<string>(2).fill(isBrief ? 'briefs' : 'get')]);
  });
});

describeEachEngine('lists of citations of a request', (openEmptyStore) => {
  /** Statements that go along edges of the kinds that are asked for. */
  const EDGES = /citation|CITES|about|ABOUT|PUBLISHED_IN|article_by_journal|journal IN/;

  const LISTS = [
    '{ articles { nodes { references { totalCount nodes { id title authors { name } } pageInfo { startCursor endCursor hasNextPage } } } } }',
    '{ articles { nodes { citedBy(first: 2, orderBy: { field: CITATION_COUNT, direction: DESC }) { edges { cursor node { doi } } totalCount } } } }',
    '{ articles { nodes { references(last: 2) { edges { node { ...A } } } } } } fragment A on Article { title citedBy(first: 1) { nodes { id } } }',
    '{ articles { nodes { citedBy(filter: { publicationYear: { from: 2010 } }, orderBy: { field: REFERENCE_COUNT, direction: ASC }) { totalCount nodes { id } } } } }',
    '{ articles { nodes { journal { articles(first: 2) { totalCount nodes { title } edges { cursor } } } topics { articles(last: 3, orderBy: { field: CITATION_COUNT, direction: DESC }) { nodes { id } totalCount } } } } }',
    '{ topics { nodes { articles { facets { journals { journal { title } count } topics { topic { name } count } publicationTypes { publicationType count } missing { topics } } } } } }',
    '{ articles { nodes { citedBy(orderBy: { field: TITLE, direction: ASC }) { nodes { id } } } } }',
    '{ articles { nodes { references { ...E } } } } fragment E on CitationConnection { edges { ...F } } fragment F on CitationEdge { position }',
    '{ articles { nodes { references { nodes { id } facets { years { year count } } } } } }',
  ];

  test('are the same from memory, with fewer statements, until somebody writes', async () => {
    const sent: string[] = [];
    const store = await openEmptyStore({ onStatement: (text) => sent.push(text) });
    await store.write(fixture);
    const snapshots = new Snapshots(store, ALLOWED, ALLOWED);
    const without = new Snapshots(store, ALLOWED);
    const answerOf = async (source: string, from: Snapshots) => {
      sent.length = 0;
      const contextValue = createContext({ store, snapshots: from }, new AbortController().signal);
      const { data, errors } = await graphql({ schema, source, contextValue });
      expect(errors).toBeUndefined();
      return { data: JSON.stringify(data), edges: sent.filter((text) => EDGES.test(text)).length };
    };
    const compare = async (before = async () => {}) => {
      const looked: number[] = [];
      for (const source of LISTS) {
        await before();
        const [found, expected] = [await answerOf(source, snapshots), await answerOf(source, without)];
        expect(found.data).toBe(expected.data);
        expect(expected.edges).toBeGreaterThan(0);
        looked.push(found.edges);
      }
      return looked;
    };
    await snapshots.citations.read();
    // Titles and positions on edges are the store's.
    expect((await compare()).map((edges) => edges > 0)).toEqual([false, false, false, false, false, false, true, true, false]);
    const citing = fixture.articles!.find(({ references }) => references.length > 1)!;
    // Each time: who asks twice finds what was read meanwhile.
    const change = () => store.write({ articles: [{ ...citing, references: citing.references.slice(1) }] });
    expect((await compare(change)).every((edges) => edges > 0)).toBe(true);
    await snapshots.citations.read();
    expect((await compare())[0]).toBe(0);
  }, 120_000);
});
