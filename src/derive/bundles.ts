import { DERIVED, PRIMARY } from '../ledger/collections.js';
import type { DirtyRow } from '../ledger/dirty.js';
import { bundleKey, prepareRecord } from '../ledger/prepare.js';
import { recordOf } from '../ledger/record-row.js';
import { importsOf } from '../ledger/support.js';
import { LedgerView, type Row } from '../ledger/view.js';
import { withdrawnRecords } from '../ledger/withdrawn.js';
import type { WorkRow } from '../ledger/work-row.js';
import type { GraphStore } from '../store/store.js';
import { textHash } from '../store/text-hash.js';
import { walkRows } from '../store/walk.js';

/**
 * The bundles of identifiers that records give, each as a number: there may be millions. Should two ever have the same
 * number, one that no record gives stays for once.
 */
export class Bundles {
  private readonly given = new Set<number>();

  note(key: string): void {
    this.given.add(textHash(key));
  }

  has(key: string): boolean {
    return this.given.has(textHash(key));
  }
}

/** Works that are looked at together. */
const AT_ONCE = 500;

/**
 * Bundles of identifiers that records give of which the graph says nothing: those of works that wait to be built, and those
 * that were withdrawn. Records that this import alone supports are left out.
 */
export async function unseenBundles(store: GraphStore, importId: string): Promise<Bundles> {
  const bundles = new Bundles();
  for await (const records of recordsUnseen(store)) {
    const view = new LedgerView(store);
    const nameOf = ({ key }: Row<string>): string => `${PRIMARY.record} ${key}`;
    const supporters = await importsOf(view, records.map(nameOf));
    for (const row of records)
      if (supporters.get(nameOf(row))!.some((one) => one !== importId))
        for (const ids of prepareRecord(recordOf(row).record).bundles) bundles.note(bundleKey(ids));
  }
  return bundles;
}

async function* recordsUnseen(store: GraphStore): AsyncIterable<Row<string>[]> {
  yield* withdrawnRecords(store, new LedgerView(store));
  for await (const rows of walkRows(store, DERIVED.dirty, 1)) {
    const works = rows.flatMap(({ value }) => (JSON.parse(value) as DirtyRow).works);
    for (let at = 0; at < works.length; at += AT_ONCE) {
      const view = new LedgerView(store);
      const found = await view.get<WorkRow>(DERIVED.work, works.slice(at, at + AT_ONCE));
      const records = await view.get<string>(PRIMARY.record, [...found.values()].flatMap(({ value }) => value.records)); // prettier-ignore
      yield [...records.values()];
    }
  }
}
