import type { Kind, StoredRecords } from '../records.js';
import type { Filter } from './filter.js';
import type { LedgerRow } from './ledger.js';
import type { OrderField, PageItem, Place } from './page.js';
import { ROOT, type EdgeOf, type Relation, type TargetOf } from './relation.js';
import type { GraphStore } from './store.js';

/** Walks over all of something through the port, a page at a time, so that memory does not grow with the graph. */

const ALL = { Article: 'allArticles', Author: 'allAuthors', Journal: 'allJournals', Topic: 'allTopics' } as const;
const BY: { [K in Kind]: OrderField<K> } = { Article: 'title', Author: 'name', Journal: 'title', Topic: 'name' };

/**
 * Pages of all nodes of a kind, in the order of title or name and then key, which is the same on every engine.
 *
 * @param size most nodes in a page
 */
export async function* walkNodes<K extends Kind>(
  store: GraphStore,
  kind: K,
  { filter = null, size = 500 }: { filter?: Filter<K> | null; size?: number } = {},
): AsyncIterable<StoredRecords[K][]> {
  for await (const items of walkList(store, ALL[kind], ROOT, BY[kind], { filter: filter as never, size }))
    yield items.map(({ record }) => record as StoredRecords[K]);
}

/** Pages of one list, in ascending order of a field. */
export async function* walkList<R extends Relation>(
  store: GraphStore,
  relation: R,
  parent: string,
  field: OrderField<TargetOf<R>>,
  {
    filter = null,
    size = 500,
    after: start = null,
  }: { filter?: Filter<TargetOf<R>> | null; size?: number; after?: Place | null } = {},
): AsyncIterable<PageItem<StoredRecords[TargetOf<R>], EdgeOf[R]>[]> {
  for (let after = start, more = true; more;) {
    const request = { from: 'start' as const, size, after, before: null };
    const [page] = await store.pages(relation, [parent], { filter, order: { field, direction: 'ASC' }, page: request });
    const { items, hasNext } = page!;
    if (items.length > 0) yield items;
    after = items.at(-1)?.place ?? null;
    more = hasNext && after !== null;
  }
}

/** Pages of the rows of a collection of the ledger, in the order of their keys. */
export async function* walkRows(store: GraphStore, collection: string, size = 500): AsyncIterable<LedgerRow[]> {
  for (let after: string | null = null, more = true; more;) {
    const rows: LedgerRow[] = await store.scan({ collection, after, limit: size });
    if (rows.length > 0) yield rows;
    after = rows.at(-1)?.key ?? null;
    more = rows.length === size;
  }
}
