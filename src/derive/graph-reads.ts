import { listsOf, type Step } from '../store/neighbourhood.js';
import type { Order, Page, Place } from '../store/page.js';
import type { EdgeOf, Relation, TargetOf } from '../store/relation.js';
import type { Kind, StoredRecords } from '../records.js';
import type { GraphStore } from '../store/store.js';

const PAGE = 1_000;

const ORDER: { [K in Kind]: Order<K> } = {
  Article: { field: 'date', direction: 'DESC' },
  Author: { field: 'name', direction: 'ASC' },
  Journal: { field: 'title', direction: 'ASC' },
  Topic: { field: 'name', direction: 'ASC' },
} as { [K in Kind]: Order<K> };

/** The whole list of each parent, page by page. */
export async function wholeLists<R extends Relation>(
  store: GraphStore,
  relation: R,
  kind: TargetOf<R>,
  parents: readonly string[],
): Promise<Map<string, { record: StoredRecords[TargetOf<R>]; edge: EdgeOf[R] }[]>> {
  const found = new Map<string, { record: StoredRecords[TargetOf<R>]; edge: EdgeOf[R] }[]>(parents.map((key) => [key, []]));
  const order = ORDER[kind] as unknown as Order<TargetOf<R>>;
  for (const parent of parents) {
    let after: Place | null = null;
    for (let more = true; more;) {
      const pages: Page<StoredRecords[TargetOf<R>], EdgeOf[R]>[] = await store.pages(relation, [parent], {
        filter: null,
        order,
        page: { from: 'start', size: PAGE, after, before: null },
      });
      const { items, hasNext } = pages[0]!;
      found.get(parent)!.push(...items.map(({ record, edge }) => ({ record, edge })));
      after = items.at(-1)?.place ?? null;
      more = hasNext;
    }
  }
  return found;
}

/** Where edges lead, of those of the nodes that have any, each by the key that was asked for. */
export async function linkedKeys(
  store: GraphStore,
  step: Step,
  keys: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const from = [...new Set(keys)];
  if (from.length === 0) return new Map();
  const reach = await store.reach({ step, from, most: Number.MAX_SAFE_INTEGER, filter: null, value: null });
  return new Map(listsOf(reach, from).map((list) => [list.from, list.to]));
}

/** Keys of all articles at the other end. */
export async function articleKeys(
  store: GraphStore,
  relation: 'citedBy' | 'references' | 'journalArticles' | 'topicArticles',
  parent: string,
): Promise<string[]> {
  return [...((await linkedKeys(store, relation, [parent])).get(parent) ?? [])];
}
