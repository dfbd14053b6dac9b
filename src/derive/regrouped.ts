import { DERIVED } from '../ledger/collections.js';
import type { Dirty } from '../ledger/dirty.js';
import { blocksOfTags, type WorkRow } from '../ledger/work-row.js';
import type { GraphStore } from '../store/store.js';
import type { Journals } from './journals.js';

/** Works that are looked at together: their rows are long. */
const AT_ONCE = 500;

/**
 * Names of the authors of works whose journal was found to be the journal of others, too, or of fewer: that works appeared
 * in one journal tells who their authors are. Those works are among the ones that have to be built anew.
 */
export async function regroupedNames(store: GraphStore, journals: Journals, { works, joinedJournals }: Dirty): Promise<string[]> {
  if (joinedJournals.size === 0) return [];
  const keys = [...works];
  const found = new Set<string>();
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    const rows = (await store.rows(DERIVED.work, keys.slice(at, at + AT_ONCE))).flatMap((row) => row ?? []);
    const statements = rows.map(({ value }) => (JSON.parse(value) as Pick<WorkRow, 'journal'>).journal);
    await journals.prepare(statements);
    for (const [i, { tags }] of rows.entries())
      if (joinedJournals.has(journals.keyOf(statements[i]!) ?? '')) for (const block of blocksOfTags(tags)) found.add(block);
  }
  return [...found];
}
