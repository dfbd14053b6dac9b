import { folded } from '../import/identity.js';
import { turnedBlock } from '../import/person-form.js';
import type { BibAuthor } from '../import/record.js';
import { mergeAuthors, type MergedAuthor } from '../merge/authors.js';
import { first, inPrecedence, type SourceRecord } from '../merge/precedence.js';
import type { AuthorsStatus } from '../records.js';
import { DERIVED, PRIMARY } from './collections.js';
import type { Dirty } from './dirty.js';
import { recordOfMention, type Described } from './mention.js';
import { journalStatement } from './prepare.js';
import { recordOf, type KeptRecord } from './record-row.js';
import type { LedgerView, Row } from './view.js';

/** A work that has records: which ones, and what tells who its authors are. */
export interface WorkRow {
  /** Identifiers that belong to it, as keys, the one that names it best first. */
  ids: string[];
  /** Digests of its records, sorted. */
  records: string[];
  year: number | null;
  /** Key of the statement about its journal. */
  journal: string | null;
  /** Words for what it is about, as far as they tell authors apart. */
  topics: string[];
  authorsStatus: AuthorsStatus;
  authors: StoredAuthorOfWork[];
  /** When each source was last read with a new record of the work, ISO 8601. */
  readAt: Record<string, string>;
}

/** A merged author without what is null. */
export type StoredAuthorOfWork = Partial<BibAuthor> &
  Pick<BibAuthor, 'nameAsWritten' | 'kind'> &
  Pick<MergedAuthor, 'block' | 'sources'> & {
    /** Block of the name with its parts exchanged, where a source may have done so. */
    turned?: string;
  };

function stored({ author, block, sources }: MergedAuthor): StoredAuthorOfWork {
  const entries = Object.entries(author).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0));
  const other = turnedBlock(author);
  const turned = other === null || other === block ? {} : { turned: other };
  return { ...(Object.fromEntries(entries) as unknown as BibAuthor), block, sources, ...turned };
}

/** The newest reading of each source. */
function readTimes(records: readonly SourceRecord[]): Record<string, string> {
  const times: Record<string, string> = {};
  for (const { record, readAt } of records) if (readAt > (times[record.source] ?? '')) times[record.source] = readAt;
  return Object.fromEntries(Object.entries(times).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Tags of a work: the blocks of its authors and their ORCIDs. */
function tagsOf(row: WorkRow): string[] {
  return [...new Set(row.authors.flatMap(({ block, orcid }) => [`block:${block}`, ...(orcid ? [`orcid:${orcid}`] : [])]))];
}

function rowOf(ids: string[], records: readonly SourceRecord[]): WorkRow {
  const ordered = inPrecedence(records);
  const authors = mergeAuthors(ordered);
  const journal = ordered.find(({ record }) => record.journal !== null)?.record;
  const headings = ordered.flatMap(({ record }) => record.mesh.map(({ descriptor }) => folded(descriptor)));
  const keywords = ordered.flatMap(({ record }) => record.keywords.map(({ text }) => folded(text)));
  return {
    ids,
    records: ordered.map(({ key }) => key).sort(),
    year: first(ordered, 'date')?.year ?? null,
    journal: journal ? (journalStatement(journal.source, journal.journal)?.key ?? null) : null,
    topics: [...new Set([...headings, ...keywords])].sort(),
    authorsStatus: authors.status,
    authors: authors.list.map(stored),
    readAt: readTimes(ordered),
  };
}

const blocksOf = (tags: readonly string[]): string[] => tags.filter((tag) => tag.startsWith('block:')).map((tag) => tag.slice(6));

/** Writes the row of a work, and notes which names have to be looked at again. */
export async function putWork(
  view: LedgerView,
  { key, own, cluster: { members } }: { key: string; own: string[]; cluster: { members: readonly Described[] } },
  dirty: Dirty,
): Promise<void> {
  const records = members.flatMap(({ key: mention, record, readAt }): SourceRecord[] => {
    return record === null ? [] : [{ key: recordOfMention(mention)!, readAt: readAt!, record }];
  });
  const row = rowOf(own, records);
  const tags = tagsOf(row);
  const before = (await view.get<WorkRow>(DERIVED.work, [key])).get(key);
  view.put(DERIVED.work, key, row, tags);
  dirty.add({ blocks: [...blocksOf(tags), ...blocksOf(before?.tags ?? [])] });
}

export async function removeWork(view: LedgerView, key: string, dirty: Dirty): Promise<void> {
  const before = (await view.get<WorkRow>(DERIVED.work, [key])).get(key);
  if (!before) return;
  dirty.add({ blocks: blocksOf(before.tags) });
  view.remove(DERIVED.work, key);
}

/** The records of these works, each work's in the order of precedence. */
export async function recordsOfWorks(view: LedgerView, works: readonly Row<WorkRow>[]): Promise<Map<string, KeptRecord[]>> {
  const rows = await view.get<string>(PRIMARY.record, works.flatMap(({ value }) => value.records)); // prettier-ignore
  return new Map(
    works.map(({ key, value }) => [key, inPrecedence(value.records.flatMap((record) => (rows.has(record) ? [recordOf(rows.get(record)!)] : [])))]),
  );
}
