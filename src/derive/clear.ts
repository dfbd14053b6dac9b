import { DERIVED, PRIMARY } from '../ledger/collections.js';
import { NO_DETAILS, type Kind } from '../records.js';
import type { GraphStore, WriteBatch } from '../store/store.js';
import { walkNodes, walkRows } from '../store/walk.js';
import { stubRecord } from './article.js';

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

type Name = NonNullable<WriteBatch['remove']>[number];

/**
 * Keys that were given out earlier lead nowhere any more, for the next graph may have a node where they led: a node that
 * is written under such a key stands for itself, and goes again.
 */
async function forgetKeys(store: GraphStore, signal?: AbortSignal): Promise<void> {
  for await (const rows of walkRows(store, PRIMARY.alias, PAGE)) {
    signal?.throwIfAborted();
    const links = rows.map(({ value }) => JSON.parse(value) as { kind: Kind; from: string });
    const names = links.map(({ kind, from }): Name => ({ kind, key: from }));
    await store.write(standIns(names));
    await store.write({ remove: names, ledger: { remove: rows.map(({ key }) => ({ collection: PRIMARY.alias, key })) } });
  }
}

/** Nodes of which nothing is known but the key. */
function standIns(names: readonly Name[]): WriteBatch {
  const keys = (wanted: Kind): string[] => names.filter(({ kind }) => kind === wanted).map(({ key }) => key);
  const nothing = { names: [], provenance: [] };
  return {
    articles: keys('Article').map((key) => ({ record: stubRecord(key, []), details: NO_DETAILS, indexedNames: { journal: [], topics: [] }, references: [] })),
    authors: keys('Author').map((key) => ({
      key, kind: 'GROUP', name: key, familyName: null, givenName: null, initials: null, suffix: null, orcid: null, affiliations: [], ...nothing,
    })),
    journals: keys('Journal').map((key) => ({ key, title: key, abbreviation: null, issns: [], nlmId: null, ...nothing })),
    topics: keys('Topic').map((key) => ({
      key, name: key, meshId: null, synonyms: [], broaderKeys: [], treeNumbers: [], scopeNote: null, provenance: [],
    })),
  }; // prettier-ignore
}

export async function clearGraph(store: GraphStore, signal?: AbortSignal): Promise<void> {
  for (const kind of ['Article', 'Author', 'Journal'] as const) await removeAll(store, kind, signal);
  await removeTopics(store);
  await forgetKeys(store, signal);
  for (const collection of [...Object.values(DERIVED), ...Object.values(PRIMARY)])
    for await (const rows of walkRows(store, collection, PAGE)) {
      signal?.throwIfAborted();
      await store.write({ ledger: { remove: rows.map(({ key }) => ({ collection, key })) } });
    }
}
