import type { ReadItem } from '../../src/import/format.js';
import { emptyRecord, NO_IDS, type BibRecord, type BibReference, type WorkIds } from '../../src/import/record.js';
import type { ImportOptions, ImportReport } from '../../src/import/report.js';
import { importItems } from '../../src/intake/run.js';
import { canonicalLines } from '../../src/ledger/canonical.js';
import type { StoredArticle } from '../../src/records.js';
import type { GraphStore } from '../../src/store/store.js';

/** Records by hand, imported as a file would be, and what the graph has of them. */

export const READ_AT = new Date('2025-03-01T12:00:00.000Z');

export const ids = (part: Partial<WorkIds>): WorkIds => ({ ...NO_IDS, ...part });
export const record = (part: Partial<BibRecord>): BibRecord => ({ ...emptyRecord('test'), title: 'A title', ...part });

/** A reference to a work by these identifiers. */
export const mention = (part: Partial<WorkIds>, position: number | null = null): BibReference => ({
  position, ids: ids(part), recordKey: null, text: null, year: null,
}); // prettier-ignore

/** A reference that is printed text and nothing else. */
export const printed = (text: string, year: number | null, position: number | null = null): BibReference => ({
  position, ids: NO_IDS, recordKey: null, text, year,
}); // prettier-ignore

export async function* streamed(items: readonly ReadItem[]): AsyncIterable<ReadItem> {
  yield* items;
}

export const asItems = (records: readonly BibRecord[]): ReadItem[] =>
  records.map((one, i) => ({ kind: 'record', place: { line: null, record: i + 1 }, record: one }));

/** Imports items as one source of its own. */
export function importAll(
  store: GraphStore,
  items: readonly ReadItem[],
  options: ImportOptions & { name?: string } = {},
): Promise<ImportReport> {
  const { name = 'test', format = 'test', ...rest } = options;
  const source = { name, format, bytes: null, items: streamed(items), sha256: () => null };
  return importItems(store, source, { readAt: READ_AT, ...rest });
}

export const importRecords = (
  store: GraphStore,
  records: readonly BibRecord[],
  options: ImportOptions = {},
): Promise<ImportReport> => importAll(store, asItems(records), options);

export async function articleOf(store: GraphStore, key: string): Promise<StoredArticle> {
  const [found] = await store.get('Article', [key]);
  if (!found) throw new Error(`There is no article ${key}.`);
  return found;
}

/** What an article cites, in the order of position: key, position and the sources that say so. */
export async function citedBy(store: GraphStore, key: string): Promise<[string, number | null, string[]][]> {
  const page = { from: 'start', size: 1_000, after: null, before: null } as const;
  const query = { filter: null, order: { field: 'position', direction: 'ASC' }, page } as const;
  const [list] = await store.pages('references', [key], query);
  return list!.items.map(({ record: { key: cited }, edge }) => [
    cited,
    edge.position,
    edge.provenance.map(({ source }) => source),
  ]);
}

/** The whole graph as text: equal graphs have equal texts. */
export async function graphText(store: GraphStore): Promise<string> {
  const lines: string[] = [];
  for await (const line of canonicalLines(store)) lines.push(line);
  return lines.join('\n');
}

export interface GraphNode {
  node: string;
  key: string;
  [field: string]: unknown;
}

/** Nodes of one kind in the canonical export, topics of the curated vocabulary left out. */
export async function nodesOf(store: GraphStore, kind: string): Promise<GraphNode[]> {
  const all = (await graphText(store))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as GraphNode);
  return all.filter(({ node }) => node === kind);
}
