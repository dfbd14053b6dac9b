import { KINDS, type Kind } from '../../src/records.js';
import { pairKey, RELATIONS, ROOT, type Relation } from '../../src/store/relation.js';
import { compareCodePoints, orderFields } from '../../src/store/sort-values.js';
import type { GraphStore } from '../../src/store/store.js';
import { COLLECTIONS } from './random-ledger.js';
import { ALL_RELATIONS, allKeys, anyPages, shown, WHOLE } from './lists.js';

/** Parents of every list of a relation. */
export function parentsOf(relation: Relation, keys: Record<Kind, string[]>): string[] {
  if (relation === 'sharedArticles') return keys.Author.flatMap((a) => keys.Author.map((b) => pairKey(a, b)));
  const { from } = RELATIONS[relation];
  return from === null ? [ROOT] : keys[from];
}

/** All that a store says about its graph through the port, in one value, for comparisons. */
export async function dump(store: GraphStore) {
  const entries = await Promise.all(KINDS.map(async (kind) => [kind, (await allKeys(store, kind)).sort(compareCodePoints)]));
  const keys = Object.fromEntries(entries) as Record<Kind, string[]>;
  const lists: Record<string, unknown> = {};
  for (const relation of ALL_RELATIONS) {
    const parents = parentsOf(relation, keys);
    const order = { field: orderFields(relation)[0]!, direction: 'ASC' as const };
    const pages = await anyPages(store, relation, parents, order, WHOLE);
    parents.forEach((parent, i) => (lists[`${relation} ${parent}`] = shown(pages[i]!)));
  }
  const ledger = await Promise.all(COLLECTIONS.map((collection) => store.scan({ collection, limit: 100_000 })));
  const { counts, completeness } = await store.describe();
  return { keys, lists, details: await store.details(keys.Article), ledger: ledger.flat(), counts, completeness };
}
