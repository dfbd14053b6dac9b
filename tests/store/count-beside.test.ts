import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Filter } from '../../src/store/filter.js';
import { openStore } from '../../src/store/open.js';
import { ROOT } from '../../src/store/relation.js';
import type { GraphStore } from '../../src/store/store.js';
import { whileTimeStandsStill } from '../time.js';
import { library } from './library.js';
import { told } from './told.js';

/** A page and the length of its list, asked for at once, share a statement where one look at the list tells both (SQLite). */

const folder = mkdtempSync(join(tmpdir(), 'meded-count-beside-'));
const statements: string[] = [];
let store: GraphStore;
beforeAll(async () => {
  store = await openStore({ engine: 'sqlite', dataDir: folder }, { onStatement: (text) => statements.push(text) });
  await store.write(library());
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const FULL = { test: 'status', values: ['FULL'] } as const;
const ABOUT = { all: [FULL, { test: 'topic', keys: ['t1'] }] } as Filter<'Article'>;
const page = { from: 'start', size: 2, after: null, before: null } as const;
const AUTHORS = ['a1', 'a2', 'nobody', 'a6'];

type Relations = 'coauthors' | 'authorArticles' | 'allArticles';
type Case = [about: string, relation: Relations, parents: string[], filter: unknown, order: object, statements: number];
const CASES: Case[] = [
  ['of one author', 'coauthors', ['a1'], null, { field: 'weight', direction: 'DESC' }, 1],
  ['of several', 'coauthors', AUTHORS, null, { field: 'weight', direction: 'DESC' }, 1],
  ['of nobody', 'coauthors', ['nobody'], null, { field: 'weight', direction: 'DESC' }, 2],
  ['in two parts', 'coauthors', ['a1'], null, { field: 'since', direction: 'ASC' }, 2],
  ['under a filter', 'authorArticles', AUTHORS, FULL, { field: 'date', direction: 'DESC' }, 1],
  ['that begins at its topic', 'allArticles', [ROOT], ABOUT, { field: 'citedByCount', direction: 'DESC' }, 1],
];

it.each(CASES)('lists %s', async (_, relation, parents, filter, order, most) => {
  const query = { filter, order, page } as never;
  const pages = await store.pages(relation, parents, query);
  const counts = await store.counts(relation, parents, filter as never);
  for (const ask of [
    () => Promise.all([store.pages(relation, parents, query), store.counts(relation, parents, filter as never)]),
    async () =>
      (await Promise.all([store.counts(relation, parents, filter as never), store.pages(relation, parents, query)])).reverse(),
  ]) {
    statements.length = 0;
    const [pagesBeside, countsBeside] = (await whileTimeStandsStill<unknown>(ask)) as [typeof pages, typeof counts];
    expect([told(pagesBeside), countsBeside]).toEqual([told(pages), counts]);
    expect(statements).toHaveLength(most);
  }
});

it('counts by itself where the page is another list, or begins at a place', async () => {
  const order = { field: 'weight', direction: 'DESC' } as const;
  const [first] = await store.pages('coauthors', ['a1'], { filter: null, order, page: { ...page, size: 1 } });
  const after = { ...page, after: first!.items[0]!.place };
  const counts = await store.counts('coauthors', ['a1'], null);
  const [counted] = await Promise.all([
    store.counts('coauthors', ['a1'], null),
    store.pages('coauthors', ['a1'], { filter: null, order, page: after }),
  ]);
  expect(counted).toEqual(counts);
  const [others] = await Promise.all([
    store.counts('coauthors', ['a1'], null),
    store.pages('coauthors', ['a2'], { filter: null, order, page }),
  ]);
  expect(others).toEqual(counts);
});

it('counts beside facets, whichever is asked for first', async () => {
  const asked = { filter: ABOUT, size: 3 };
  const facets = await store.facets('allArticles', [ROOT], { ...asked, facet: 'topic' });
  const counts = await store.counts('allArticles', [ROOT], ABOUT);
  const ask = {
    years: () => store.facets('allArticles', [ROOT], { ...asked, facet: 'year', size: null }),
    topics: () => store.facets('allArticles', [ROOT], { ...asked, facet: 'topic' }),
    count: () => store.counts('allArticles', [ROOT], ABOUT),
  };
  statements.length = 0;
  const [, topics, count] = await whileTimeStandsStill(() => Promise.all([ask.years(), ask.topics(), ask.count()]));
  expect([topics, count]).toEqual([facets, counts]);
  expect(statements).toHaveLength(1);
  expect(await whileTimeStandsStill(() => Promise.all([ask.count(), ask.topics()]))).toEqual([counts, facets]);
  expect(statements).toHaveLength(2);
});
