import type { GraphStore } from '../store/store.js';
import { walkRows } from '../store/walk.js';
import { DERIVED, PRIMARY } from './collections.js';
import { recordOfMention, type Mention } from './mention.js';
import type { LedgerView, Row } from './view.js';

const AT_ONCE = 500;

/** Records that are kept though their source has withdrawn them: they are of no work, so that nothing in the graph leads to them. */
export async function* withdrawnRecords(store: GraphStore, view: LedgerView): AsyncIterable<Row<string>[]> {
  for await (const rows of walkRows(store, PRIMARY.withdrawn, AT_ONCE)) {
    const mentions = await view.tagged<Mention>(DERIVED.mention, rows.map(({ key }) => `pmid:${key}`)); // prettier-ignore
    const keys = mentions.flatMap(({ key, value }) => (value.work === null ? (recordOfMention(key) ?? []) : []));
    const records = await view.get<string>(PRIMARY.record, keys);
    if (records.size > 0) yield [...records.values()];
  }
}
