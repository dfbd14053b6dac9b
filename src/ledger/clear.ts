import type { Kind } from '../records.js';
import type { GraphStore } from '../store/store.js';
import { walkNodes, walkRows } from '../store/walk.js';
import { DERIVED, PRIMARY } from './collections.js';

/** Takes everything out: the graph first, so that a graph without its ledger never seems whole. */

const PAGE = 500;

export async function isEmpty(store: GraphStore): Promise<boolean> {
  const { counts } = await store.describe();
  if (Object.values(counts).some((number) => number > 0)) return false;
  for (const collection of Object.values(PRIMARY)) if ((await store.rowCount(collection)) > 0) return false;
  return true;
}

async function removeAll(store: GraphStore, kind: Kind, signal?: AbortSignal): Promise<void> {
  for (let more = true; more;) {
    signal?.throwIfAborted();
    more = false;
    for await (const records of walkNodes<Kind>(store, kind, { size: PAGE })) {
      await store.write({ remove: records.map(({ key }) => ({ kind, key })) });
      more = true;
      // From the beginning again: what the place of the next page hung on is gone.
      break;
    }
  }
}

/** Topics name each other as wider ones, so that they can only go together. There are tens of thousands at most. */
async function removeTopics(store: GraphStore): Promise<void> {
  const remove: { kind: Kind; key: string }[] = [];
  for await (const topics of walkNodes(store, 'Topic', { size: PAGE }))
    remove.push(...topics.map(({ key }) => ({ kind: 'Topic' as const, key })));
  if (remove.length > 0) await store.write({ remove });
}

export async function clearGraph(store: GraphStore, signal?: AbortSignal): Promise<void> {
  for (const kind of ['Article', 'Author', 'Journal'] as const) await removeAll(store, kind, signal);
  await removeTopics(store);
  for (const collection of [...Object.values(DERIVED), ...Object.values(PRIMARY)])
    for await (const rows of walkRows(store, collection, PAGE)) {
      signal?.throwIfAborted();
      await store.write({ ledger: { remove: rows.map(({ key }) => ({ collection, key })) } });
    }
}
