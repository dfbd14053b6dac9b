import { putDirty, type Dirty } from '../ledger/dirty.js';
import type { LedgerView, Row } from '../ledger/view.js';
import type { GraphStore } from '../store/store.js';
import { walkRows } from '../store/walk.js';

/** A whole collection of the ledger, page by page: each is looked at, changed and written in one transaction. */

export const PAGE = 200;

export async function* pagesOf<T>(
  store: GraphStore,
  collection: string,
  { signal }: { signal?: AbortSignal | undefined },
): AsyncIterable<Row<T>[]> {
  for await (const rows of walkRows(store, collection, PAGE)) {
    if (signal?.aborted) return;
    yield rows.map(({ key, value, tags }) => ({ key, value: JSON.parse(value) as T, tags }));
  }
}

/** One page of changes in one transaction, with what they make necessary. */
export async function writePage(store: GraphStore, view: LedgerView, dirty: Dirty): Promise<void> {
  putDirty(view, dirty);
  if (view.size > 0) await store.write({ ledger: view.drain() });
}
