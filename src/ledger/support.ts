import { fieldsFrom } from '../merge/fields.js';
import type { LedgerReads } from '../store/store.js';
import { DERIVED, PRIMARY } from './collections.js';
import { nextName } from './dirty.js';
import { LedgerView } from './view.js';
import { recordsOfWorks, type WorkRow } from './work-row.js';

/** Rows of the ledger that one import brought or met again, some hundred to a row. */
export interface SupportRow {
  import: string;
  rows: string[];
}

const ofImport = (id: string): string => `import:${id}`;

/** Answers the key of the row, by which what goes with it is found; null where there is nothing to support. */
export function putSupport(view: LedgerView, importId: string, rows: readonly string[]): string | null {
  const all = [...new Set(rows)];
  if (all.length === 0) return null;
  const key = `${importId} ${nextName()}`;
  view.put<SupportRow>(PRIMARY.support, key, { import: importId, rows: all }, [ofImport(importId), ...all]);
  return key;
}

/** What one import supports, portion by portion. */
export async function supportOf(view: LedgerView, importId: string): Promise<{ key: string; rows: string[] }[]> {
  const rows = await view.tagged<SupportRow>(PRIMARY.support, [ofImport(importId)]);
  return rows.map(({ key, value }) => ({ key, rows: value.rows }));
}

/** The imports that support each of these rows. */
export async function importsOf(view: LedgerView, rows: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, Set<string>>(rows.map((row) => [row, new Set()]));
  for (const { value } of await view.tagged<SupportRow>(PRIMARY.support, rows))
    for (const row of value.rows) found.get(row)?.add(value.import);
  return new Map([...found].map(([row, imports]) => [row, [...imports].sort()]));
}

/** One record of a work: where it is from, and what the article took from it. */
export interface WorkSource {
  recordKey: string;
  source: string;
  sourceId: string | null;
  readAt: string;
  importIds: string[];
  /** Fields of the article that came from this record. */
  fields: string[];
}

/** The records behind each work, in the order in which they are asked; none for a stub. */
export async function workSources(store: LedgerReads, workKeys: readonly string[]): Promise<WorkSource[][]> {
  const view = new LedgerView(store);
  const works = await view.get<WorkRow>(DERIVED.work, workKeys);
  const records = await recordsOfWorks(view, [...works.values()]);
  const rowOf = (key: string): string => `${PRIMARY.record} ${key}`;
  const imports = await importsOf(view, [...records.values()].flat().map(({ key }) => rowOf(key))); // prettier-ignore
  return workKeys.map((work) => {
    const own = records.get(work) ?? [];
    return own.map(({ key, readAt, record }, i) => ({
      recordKey: key,
      source: record.source,
      sourceId: record.sourceId,
      readAt,
      importIds: imports.get(rowOf(key))!,
      fields: fieldsFrom(own, i),
    }));
  });
}
