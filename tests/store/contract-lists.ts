import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Kind } from '../../src/records.js';
import type { Order, PageRequest } from '../../src/store/page.js';
import type { Filter } from '../../src/store/filter.js';
import { FRACTION_UNITS, RELATIONS, ROOT, type Relation } from '../../src/store/relation.js';
import { orderFields } from '../../src/store/sort-values.js';
import type { GraphStore } from '../../src/store/store.js';
import { parentsOf } from './dump.js';
import { library } from './library.js';
import { ALL_RELATIONS, allKeys, anyPages, carried, shown, walk, WHOLE, type AnyFilter, type AnyPage } from './lists.js';
import { OracleStore } from './oracle-store.js';

/** A filter for each kind that some nodes of most lists fulfil. */
const FILTERS: Record<Kind, AnyFilter> = {
  Article: {
    any: [
      { test: 'publicationYear', range: { from: 2000, to: 2017 } },
      { test: 'status', values: ['STUB'] },
    ],
  },
  Author: { not: { test: 'among', keys: ['a2', 'a8'] } },
  Journal: { test: 'articleCount', range: { from: 1, to: null } },
  Topic: { not: { test: 'among', keys: ['t4'] } },
} as const;

const DIRECTIONS = ['ASC', 'DESC'] as const;

type End = 'start' | 'end';

/**
 * Every list, in every order and direction, taken whole and in pages, with and without a filter. Where each
 * new statement is costly (Neo4j plans one for a tenth of a second), `isEveryWalk` is false: a list is then
 * walked forward in one direction and backward in the other, and filtered in one of its orders only.
 */
export function listContract(open: () => Promise<GraphStore>, isEveryWalk: boolean): void {
  let store: GraphStore;
  const oracle = new OracleStore();
  let keys: Record<Kind, string[]>;

  beforeAll(async () => {
    store = await open();
    await store.write(library());
    await oracle.write(library());
    const all = (kind: Kind) => allKeys(oracle, kind);
    keys = {
      Article: await all('Article'),
      Author: await all('Author'),
      Journal: await all('Journal'),
      Topic: await all('Topic'),
    };
  });

  async function expectWalks(list: AnyPage, load: (page: PageRequest) => Promise<AnyPage>, size: number, from: End) {
    const pages = await walk(load, from, size);
    const inOrder = from === 'start' ? pages : [...pages].reverse();
    expect(inOrder.flatMap((page) => shown(page).items)).toEqual(shown(list).items);
    expect(inOrder.map((page) => page.hasPrevious)).toEqual(inOrder.map((_, i) => i > 0));
    expect(inOrder.map((page) => page.hasNext)).toEqual(inOrder.map((_, i) => i < inOrder.length - 1));
    expect(pages.slice(0, -1).every((page) => page.items.length === size)).toBe(true);
  }

  async function expectList(relation: Relation, order: Order, filter: AnyFilter, sizes: readonly number[], ends: readonly End[]) {
    const parents = [...parentsOf(relation, keys), 'nobody'];
    const lists = await anyPages(store, relation, parents, order, WHOLE, filter);
    const expected = await anyPages(oracle, relation, parents, order, WHOLE, filter);
    expect(lists.map(shown)).toEqual(expected.map(shown));
    expect(await store.counts(relation, parents, filter as never)).toEqual(expected.map((page) => page.items.length));
    const longest = lists.reduce((best, list, i) => (list.items.length > lists[best]!.items.length ? i : best), 0);
    const load = async (page: PageRequest) => (await anyPages(store, relation, [parents[longest]!], order, page, filter))[0]!;
    for (const size of sizes) for (const from of ends) await expectWalks(lists[longest]!, load, size, from);
  }

  /** Both ends, or the one whose turn it is. */
  const ends = (turn: number): End[] => (isEveryWalk ? ['start', 'end'] : turn % 2 === 0 ? ['start'] : ['end']);

  describe.each(ALL_RELATIONS.map((relation, turn) => ({ relation, turn })))('$relation', ({ relation, turn }) => {
    const fields = orderFields(relation);
    it.each(fields)('by %s: pages are slices of the whole list, and the count is its length', async (field) => {
      const isFiltered = isEveryWalk || fields.indexOf(field) === turn % fields.length;
      for (const [i, direction] of DIRECTIONS.entries()) {
        await expectList(relation, { field, direction }, null, [1, 3, 100], ends(turn + i));
        if (isFiltered)
          await expectList(relation, { field, direction }, FILTERS[RELATIONS[relation].to], [2], ends(turn + i + 1));
      }
    });
  });

  it('refuses an order that the list does not have', async () => {
    const order = { field: 'weight', direction: 'ASC' } as const;
    await expect(anyPages(store, 'allArticles', [ROOT], order, WHOLE)).rejects.toThrow(
      expect.objectContaining({ name: 'CodedError' }),
    );
    const position = { field: 'position', direction: 'ASC' } as const;
    await expect(anyPages(store, 'coauthors', ['a1'], position, WHOLE)).rejects.toThrow(
      expect.objectContaining({ name: 'CodedError' }),
    );
  });

  it('takes bounds on either side, and any size down to 0, from both ends', async () => {
    const order = { field: 'position', direction: 'ASC' } as const;
    const [list] = await anyPages(store, 'references', ['p8'], order, WHOLE);
    const [same] = await anyPages(oracle, 'references', ['p8'], order, WHOLE);
    const bounds = [-1, 0, 2, 3, list!.items.length - 1];
    for (const after of bounds)
      for (const before of bounds)
        for (const from of ['start', 'end'] as const)
          for (const size of [0, 1, 2, 10]) {
            const page = ({ items }: AnyPage): PageRequest => ({
              from,
              size,
              after: after < 0 ? null : carried(items[after]!.place),
              before: before < 0 ? null : carried(items[before]!.place),
            });
            const [got] = await anyPages(store, 'references', ['p8'], order, page(list!));
            const [expected] = await anyPages(oracle, 'references', ['p8'], order, page(same!));
            expect({ after, before, from, size, ...shown(got!) }).toEqual({ after, before, from, size, ...shown(expected!) });
          }
  });

  it('answers each parent in turn, also one that is asked for twice and one that is not there', async () => {
    const order = { field: 'date', direction: 'DESC' } as const;
    const pages = await anyPages(store, 'citedBy', ['p7', 'none', 'p1', 'p7', ''], order, { ...WHOLE, size: 2 });
    expect(pages.map((page) => page.items.map(({ record }) => record.key))).toEqual([
      ['p1', 'p6'],
      [],
      ['p8', 's3'],
      ['p1', 'p6'],
      [],
    ]);
    expect(pages.map(({ hasNext, hasPrevious }) => [hasNext, hasPrevious])).toEqual([
      [true, false],
      [false, false],
      [false, false],
      [true, false],
      [false, false],
    ]);
    expect(await store.counts('citedBy', ['p7', 'none', 'p1', 'p7'], null)).toEqual([9, 0, 2, 9]);
    expect(await store.pages('citedBy', [], { filter: null, order, page: WHOLE })).toEqual([]);
    expect(await store.counts('citedBy', [], null)).toEqual([]);
  });

  it('puts nodes without the value last in both directions, and equal ones by key', async () => {
    const keysBy = async (direction: 'ASC' | 'DESC') =>
      (await anyPages(store, 'allArticles', [ROOT], { field: 'date', direction }, WHOLE))[0]!.items.map(
        ({ record }) => record.key,
      );
    expect(await keysBy('ASC')).toEqual(['p7', 'p2', 'p3', 'p4', 'p8', 'p6', 'p1', 'p5', 'p5x', 's1', 's2', 's3']);
    expect(await keysBy('DESC')).toEqual(['p1', 'p6', 'p8', 'p4', 'p3', 'p2', 'p7', 's3', 's2', 's1', 'p5x', 'p5']);
  });

  it('orders texts by code points of their folded form, without leading articles, but names with theirs', async () => {
    const order = { field: 'title', direction: 'ASC' } as const;
    const [page] = await anyPages(store, 'allArticles', [ROOT], order, WHOLE);
    expect(page!.items.map(({ record }) => record.key)).toEqual([
      'p5x',
      'p3',
      'p4',
      'p2',
      'p1',
      'p5',
      'p7',
      'p6',
      'p8',
      's1',
      's2',
      's3',
    ]);
    const [people] = await anyPages(store, 'allAuthors', [ROOT], { field: 'name', direction: 'ASC' }, WHOLE);
    expect(people!.items.map(({ record }) => record.key)).toEqual(['a2', 'a1', 'a6', 'a8', 'a5', 'a3', 'a7', 'a4']);
  });

  it('gives computed edges the number of different common articles, never the parent itself', async () => {
    const order = { field: 'weight', direction: 'DESC' } as const;
    const weights = async (relation: Relation, parent: string) => {
      const [page] = await anyPages(store, relation, [parent], order, WHOLE);
      return page!.items.map(({ record, edge }) => [record.key, (edge as { weight: number }).weight]);
    };
    expect(await weights('coauthors', 'a1')).toEqual([['a3', 2], ['a2', 2], ['a5', 1], ['a4', 1]]); // prettier-ignore
    expect(await weights('authorTopics', 'a1')).toEqual([['t1', 3], ['t3', 2], ['t4', 1], ['t2', 1]]); // prettier-ignore
    expect(await weights('relatedTopics', 't1')).toEqual([['t4', 1], ['t3', 1], ['t2', 1]]); // prettier-ignore
  });

  it('shares out articles among their authors, and tells the years of those in common', async () => {
    const edges = async (relation: Relation, parent: string, field: Order['field'], over: Filter<'Article'> | null = null) => {
      const [page] = await anyPages(store, relation, [parent], { field, direction: 'DESC' }, WHOLE, null, over);
      return page!.items.map(({ record, edge }) => [record.key, ...Object.values(edge)]);
    };
    const half = FRACTION_UNITS / 2;
    // Three works of three authors each: p1 of 2020 with a2 and a5, p2 and p3 of 2015 with a3, one of them with a2, one with a4.
    const all = [
      ['a3', 2, 2 * half, 2015, 2015],
      ['a2', 2, 2 * half, 2015, 2020],
      ['a5', 1, half, 2020, 2020],
      ['a4', 1, half, 2015, 2015],
    ];
    expect(await edges('coauthors', 'a1', 'fraction')).toEqual(all);
    expect(await edges('coauthors', 'a1', 'since')).toEqual([all[2], all[3], all[0], all[1]]);
    const later = { test: 'publicationYear', range: { from: 2016, to: null } } as const;
    const without = { not: { test: 'author', keys: ['a4'] } } as const;
    expect(await edges('coauthors', 'a1', 'weight', later)).toEqual([
      ['a5', 1, half, 2020, 2020],
      ['a2', 1, half, 2020, 2020],
    ]);
    expect(await edges('coauthors', 'a1', 'weight', without)).toEqual([
      ['a2', 2, 2 * half, 2015, 2020],
      ['a5', 1, half, 2020, 2020],
      ['a3', 1, half, 2015, 2015],
    ]);
    expect(await store.counts('coauthors', ['a1', 'nobody', 'a3'], null, later)).toEqual([2, 0, 0]);
    expect(await edges('authorTopics', 'a1', 'until')).toEqual([
      ['t4', 1, 2020, 2020],
      ['t1', 3, 2015, 2020],
      ['t3', 2, 2015, 2015],
      ['t2', 1, 2015, 2015],
    ]);
    expect(await edges('authorTopics', 'a1', 'weight', later)).toEqual([
      ['t4', 1, 2020, 2020],
      ['t1', 1, 2020, 2020],
    ]);
    await expect(edges('relatedTopics', 't1', 'weight', later)).rejects.toThrow('no articles to choose from');
    await expect(store.counts('citedBy', ['p7'], null, later)).rejects.toThrow('no articles to choose from');
  });
}
