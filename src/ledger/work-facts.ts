import { folded } from '../import/identity.js';
import type { BibAuthor, BibRecord } from '../import/record.js';
import { mergeAuthors, type MergedAuthor } from '../merge/authors.js';
import { first, inPrecedence, type SourceRecord } from '../merge/precedence.js';
import type { AuthorsStatus } from '../records.js';
import { journalStatement } from './journal-statement.js';
import { workText } from './work-text.js';

/** What the records of a work tell about it: which ones they are, and what tells who its authors are. */
export interface WorkFacts {
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

function stored({ author, block, turned, sources }: MergedAuthor): StoredAuthorOfWork {
  const entries = Object.entries(author).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0));
  return { ...(Object.fromEntries(entries) as unknown as BibAuthor), block, sources, ...(turned === null ? {} : { turned }) };
}

/** The newest reading of each source. */
function readTimes(records: readonly SourceRecord[]): Record<string, string> {
  const times: Record<string, string> = {};
  for (const { record, readAt } of records) if (readAt >= (times[record.source] ?? '')) times[record.source] = readAt;
  return Object.fromEntries(Object.entries(times).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Tags of a work: the blocks of its authors and their ORCIDs. */
export function tagsOfWork(row: Pick<WorkFacts, 'authors'>): string[] {
  return [...new Set(row.authors.flatMap(({ block, orcid }) => [`block:${block}`, ...(orcid ? [`orcid:${orcid}`] : [])]))];
}

/** The facts of a work out of its records. */
export function workFacts(records: readonly SourceRecord[]): WorkFacts {
  const ordered = inPrecedence(records);
  const authors = mergeAuthors(ordered);
  const journal = ordered.find(({ record }) => record.journal !== null)?.record;
  const headings = ordered.flatMap(({ record }) => record.mesh.map(({ descriptor }) => folded(descriptor)));
  const keywords = ordered.flatMap(({ record }) => record.keywords.map(({ text }) => folded(text)));
  return {
    records: ordered.map(({ key }) => key).sort(),
    year: first(ordered, 'date')?.year ?? null,
    journal: journal ? (journalStatement(journal.source, journal.journal)?.key ?? null) : null,
    topics: [...new Set([...headings, ...keywords])].sort(),
    authorsStatus: authors.status,
    authors: authors.list.map(stored),
    readAt: readTimes(ordered),
  };
}

/** What a work with one record is, made while the record is read and written as it is: all but when that was. */
export interface LoneFacts {
  source: string;
  /** `WorkFacts` without `readAt`, as `workText` writes them. */
  text: string;
  tags: readonly string[];
}

export function loneFacts(key: string, record: BibRecord): LoneFacts {
  const { readAt, ...facts } = workFacts([{ key, readAt: '', record }]);
  return { source: Object.keys(readAt)[0]!, text: workText(facts), tags: tagsOfWork(facts) };
}

/** JSON of the row of a work that has these facts. */
export const loneRow = (ids: readonly string[], { source, text }: LoneFacts, readAt: string): string =>
  `{"ids":${JSON.stringify(ids)},${text.slice(1, -1)},"readAt":${JSON.stringify({ [source]: readAt })}}`;
