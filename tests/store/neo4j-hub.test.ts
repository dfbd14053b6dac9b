import { beforeAll, expect, it } from '@jest/globals';
import type { Relation } from '../../src/store/relation.js';
import type { GraphStore, ListQuery } from '../../src/store/store.js';
import { parseText } from '../../src/store/text.js';
import { describeEngines } from '../engines.js';
import { about, article, date, journal, topic, write } from './records.js';

/** Pages of parents with so many articles that Neo4j looks for these among all articles, in the order of an index. */
describeEngines('Hubs on Neo4j', ['neo4j'], ([engine]) => {
  const WORKS = 5_000;
  const year = (i: number) => 1950 + (i % 70);
  const key = (i: number) => `w${String(i).padStart(4, '0')}`;
  const works = Array.from({ length: WORKS }, (_, i) => i);
  /** `recent` has every second work, `old` only works that are older than 2,000 others. */
  const PARENTS: Record<string, (i: number) => boolean> = {
    recent: (i) => i % 2 === 0,
    old: (i) => year(i) < 1990,
    few: (i) => i < 30,
  };
  const named = (i: number) => Object.keys(PARENTS).filter((name) => PARENTS[name]!(i));
  let store: GraphStore;
  beforeAll(async () => {
    store = await engine!.openEmptyStore();
    const parents = Object.keys(PARENTS);
    const full = (i: number) =>
      write(
        article(key(i), { date: date(year(i)), journalKey: named(i)[0] ?? null, topics: named(i).map((name) => about(name)) }),
        named(i),
      );
    await store.write({
      journals: parents.map((name) => journal(name)),
      topics: parents.map((name) => topic(name)),
      articles: [...parents.map((name) => write(article(name))), ...works.map(full)],
    });
  });

  const newest = (a: number, b: number) => year(b) - year(a) || b - a;
  const listed: [Relation, (name: string) => number[]][] = [
    ['citedBy', (name) => works.filter(PARENTS[name]!)],
    ['topicArticles', (name) => works.filter(PARENTS[name]!)],
    ['journalArticles', (name) => works.filter((i) => named(i)[0] === name)],
  ];
  const whole = { from: 'start', size: 20, after: null, before: null } as const;

  it.each(listed)('%s: pages in any direction are those of the whole list', async (relation, entries) => {
    const lists = Object.keys(PARENTS).map((name) => entries(name).sort(newest));
    for (const direction of ['DESC', 'ASC'] as const) {
      const query: ListQuery<'Article'> = { filter: null, order: { field: 'date', direction }, page: whole };
      const inOrder = lists.map((list) => (direction === 'DESC' ? list : [...list].reverse()));
      const keysOf = async (page: ListQuery<'Article'>['page']) =>
        (await store.pages(relation as 'citedBy', Object.keys(PARENTS), { ...query, page })).map(({ items, ...ends }) => ({
          keys: items.map(({ record }) => record.key),
          ...ends,
        }));
      const expected = (part: (list: number[]) => number[]) =>
        inOrder.map((list) => {
          const keys = part(list);
          return { keys: keys.map(key), hasNext: keys.at(-1) !== list.at(-1), hasPrevious: keys[0] !== list[0] };
        });
      expect(await keysOf(whole)).toEqual(expected((list) => list.slice(0, 20)));
      expect(await keysOf({ ...whole, from: 'end' })).toEqual(expected((list) => list.slice(-20)));
    }
  });

  it.each(listed)('%s: what comes behind an entry in the middle', async (relation, entries) => {
    const list = entries('recent').sort(newest);
    const at = list[1_234]!;
    const page = { ...whole, after: { value: year(at) * 10_000, key: key(at) } };
    const order = { field: 'date', direction: 'DESC' } as const;
    const [found] = await store.pages(relation as 'citedBy', ['recent'], { filter: null, order, page });
    expect(found!.items.map(({ record }) => record.key)).toEqual(list.slice(1_235, 1_255).map(key));
    expect(found).toMatchObject({ hasNext: true, hasPrevious: true });
  });

  it('a search in which thousands of hits have one score gives the first of them by their keys', async () => {
    // Titles of one length that have the word once.
    const { items, hasNext } = await store.search({ text: parseText('article'), kinds: ['Article'], filter: null, page: whole });
    expect(new Set(items.map(({ score }) => score)).size).toBe(1);
    const keys = [...Object.keys(PARENTS), ...works.map(key)].sort().slice(0, 20);
    expect(items.map(({ node }) => node.record.key)).toEqual(keys);
    expect(hasNext).toBe(true);
  });
});
