import type { Filter } from '../../src/store/filter.js';
import type { Kind } from '../../src/records.js';
import type { Order, Page, PageRequest, Place } from '../../src/store/page.js';
import { RELATIONS, ROOT, type Relation } from '../../src/store/relation.js';
import type { GraphStore, ListQuery } from '../../src/store/store.js';

/** Lists and pages with their types taken off, for tests that go through all relations alike. */

export type AnyPage = Page<{ key: string }, object>;
export type AnyFilter = ListQuery<Kind>['filter'];
export const ALL_RELATIONS = Object.keys(RELATIONS) as Relation[];
/** More than any list of the tests has. */
export const WHOLE: PageRequest = { from: 'start', size: 100_000, after: null, before: null };

export function anyPages(
  store: GraphStore,
  relation: Relation,
  parents: readonly string[],
  order: Order,
  page: PageRequest,
  filter: AnyFilter = null,
  over: Filter<'Article'> | null = null,
): Promise<AnyPage[]> {
  return store.pages(relation, parents, { filter, order, page, over } as never) as unknown as Promise<AnyPage[]>;
}

/** One page without its places, which are each engine's own. */
export function shown({ items, hasNext, hasPrevious }: AnyPage) {
  return { items: items.map(({ record, edge }) => ({ record, edge })), hasNext, hasPrevious };
}

/** A place as a cursor carries it: through JSON. */
export function carried(place: Place): Place {
  return JSON.parse(JSON.stringify(place)) as Place;
}

/** All pages of a list, one after the other, in the order in which they were taken. */
export async function walk(
  load: (page: PageRequest) => Promise<AnyPage>,
  from: 'start' | 'end',
  size: number,
): Promise<AnyPage[]> {
  const pages: AnyPage[] = [];
  let bound: Place | null = null;
  for (;;) {
    const page = await load({ from, size, after: from === 'start' ? bound : null, before: from === 'end' ? bound : null });
    pages.push(page);
    const more: boolean = from === 'start' ? page.hasNext : page.hasPrevious;
    if (!more || page.items.length === 0) return pages;
    bound = carried((from === 'start' ? page.items.at(-1)! : page.items[0]!).place);
  }
}

const KEYS: Record<Kind, Relation> = { Article: 'allArticles', Author: 'allAuthors', Journal: 'allJournals', Topic: 'allTopics' };

export async function allKeys(store: GraphStore, kind: Kind): Promise<string[]> {
  const field = kind === 'Article' || kind === 'Journal' ? 'title' : 'name';
  const [page] = await anyPages(store, KEYS[kind], [ROOT], { field, direction: 'ASC' }, WHOLE);
  return page!.items.map(({ record }) => record.key);
}
