import { DERIVED } from '../ledger/collections.js';
import { Targets } from '../ledger/targets.js';
import type { LedgerView, Row } from '../ledger/view.js';
import type { WorkRow } from '../ledger/work-row.js';

/** A work to derive: with its row, or a stub with its identifiers. */
export interface Wanted {
  key: string;
  ids: readonly string[];
  row: Row<WorkRow> | null;
}

/** Works with records, stubs, and keys that lead to another work now. */
export async function wantedWorks(
  view: LedgerView,
  keys: readonly string[],
): Promise<{ wanted: Wanted[]; elsewhere: { key: string; to: string | null }[] }> {
  const rows = await view.get<WorkRow>(DERIVED.work, keys);
  const others = keys.filter((key) => !rows.has(key));
  const targets = new Targets(view);
  await targets.lookUp(others);
  const wanted: Wanted[] = [...rows.values()].map((row) => ({ key: row.key, ids: row.value.ids, row }));
  const elsewhere: { key: string; to: string | null }[] = [];
  for (const key of others) {
    const target = targets.named([key]);
    if (target?.key === key) wanted.push({ key, ids: target.stubIds ?? [key], row: null });
    else elsewhere.push({ key, to: target?.key ?? null });
  }
  return { wanted: wanted.sort((a, b) => (a.key < b.key ? -1 : 1)), elsewhere };
}
