import type { LedgerReads } from '../store/store.js';
import { PRIMARY } from './collections.js';
import type { JournalRow } from './journal-row.js';
import { importsOf } from './support.js';
import { supersededTag, type DescriptorRow } from './topic-row.js';
import { LedgerView, type Row } from './view.js';

/** What one list says of a journal or a descriptor, and the imports that brought the list. */
export interface AuthoritySource {
  source: string;
  importIds: string[];
}

async function supported<T extends { source: string }>(
  view: LedgerView,
  collection: string,
  rows: readonly Row<T>[],
): Promise<(AuthoritySource & { tags: readonly string[] })[]> {
  const nameOf = ({ key }: Row<T>): string => `${collection} ${key}`;
  const imports = await importsOf(view, rows.map(nameOf)); // prettier-ignore
  return rows.map((row) => ({ source: row.value.source, importIds: imports.get(nameOf(row))!, tags: row.tags }));
}

/** Lists that name each journal, by its key; journals that only records of works name have none. */
export async function journalSources(store: LedgerReads, keys: readonly string[]): Promise<AuthoritySource[][]> {
  const view = new LedgerView(store);
  const rows = await view.tagged<JournalRow>(PRIMARY.journal, keys.map((key) => `of:${key}`)); // prettier-ignore
  const all = await supported(view, PRIMARY.journal, rows);
  return keys.map((key) => all.filter(({ tags }) => tags.includes(`of:${key}`)));
}

/** Lists that have each MeSH descriptor, by its UI: of one source those that newer ones have superseded, too. */
export async function descriptorSources(store: LedgerReads, meshIds: readonly string[]): Promise<AuthoritySource[][]> {
  const view = new LedgerView(store);
  const tagsOf = (id: string): string[] => [`id:${id}`, supersededTag(id)];
  const rows = await view.tagged<DescriptorRow>(PRIMARY.descriptor, meshIds.flatMap(tagsOf)); // prettier-ignore
  const all = await supported(view, PRIMARY.descriptor, rows);
  return meshIds.map((id) => {
    const bySource = new Map<string, string[]>();
    for (const { source, importIds } of all.filter(({ tags }) => tagsOf(id).some((tag) => tags.includes(tag))))
      bySource.set(source, [...(bySource.get(source) ?? []), ...importIds]);
    return [...bySource].map(([source, importIds]) => ({ source, importIds: [...new Set(importIds)].sort() }));
  });
}
