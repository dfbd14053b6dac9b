import { DERIVED, PRIMARY } from './collections.js';
import type { LedgerView, Row } from './view.js';

/**
 * Keys of likeness (block-keys.ts) that too many records share tell nothing: `Annual report of the society for …` begins
 * a thousand titles. Records are not compared because of such a key. Whether a key is common depends on the records
 * that are kept and on nothing else; when one becomes common, or is no longer, all that share it are looked at anew.
 */
export const MOST_SHARING = 100;

/** Those of the keys that are known to be common. */
export async function knownCommon(view: LedgerView, tags: readonly string[]): Promise<Set<string>> {
  return new Set((await view.get(DERIVED.common, tags)).keys());
}

/** Notes those of the keys that these rows show to be common now; answers them with the rows that share each. */
export function noteCommon(view: LedgerView, tags: readonly string[], rows: readonly Row<string>[]): Map<string, Row<string>[]> {
  const sharing = new Map<string, Row<string>[]>(tags.map((tag) => [tag, []]));
  for (const row of rows) for (const tag of row.tags) sharing.get(tag)?.push(row);
  for (const [tag, list] of sharing) {
    if (list.length > MOST_SHARING) view.put(DERIVED.common, tag, { since: list.length });
    else sharing.delete(tag);
  }
  return sharing;
}

/** After records were taken out: keys that they had and that are common no more; answers the rows that share them. */
export async function forgetCommon(view: LedgerView, tags: readonly string[]): Promise<Row<string>[]> {
  const known = await knownCommon(view, tags);
  const left: Row<string>[] = [];
  for (const tag of known) {
    const rows = await view.tagged<string>(PRIMARY.record, [tag]);
    if (rows.length > MOST_SHARING) continue;
    view.remove(DERIVED.common, tag);
    left.push(...rows);
  }
  return left;
}
