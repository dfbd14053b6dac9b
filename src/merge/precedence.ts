import type { BibRecord } from '../import/record.js';

/**
 * Which source wins where several describe one work: the first one here that tells a field. Indexers before
 * publishers, publishers before aggregators, those before files that people keep.
 */
export const SOURCE_ORDER: readonly string[] = [
  'pubmed-xml', 'nbib', 'pubmed-page', 'europe-pmc', 'jats', 'crossref', 'openalex', 'semantic-scholar', 'opencitations', 'icite',
  'elink', 'endnote-xml', 'ris', 'bibtex', 'csl-json', 'identifiers',
]; // prettier-ignore

/** How the values of several records become one. */
type Rule = 'FIRST' | 'FULLEST' | 'ALL';

/**
 * The rule of each field. FIRST: the value of the first record that has one. FULLEST: the list that is known to be
 * whole, then the first; what it lacks is filled in from the others. ALL: what any record says.
 */
export const FIELD_RULES = {
  title: 'FIRST',
  vernacularTitle: 'FIRST',
  bookTitle: 'FIRST',
  date: 'FIRST',
  journal: 'FIRST',
  volume: 'FIRST',
  issue: 'FIRST',
  pages: 'FIRST',
  abstract: 'FIRST',
  otherAbstracts: 'FIRST',
  languages: 'FIRST',
  specialty: 'FIRST',
  keywords: 'FIRST',
  grants: 'FIRST',
  statedReferences: 'FIRST',
  authors: 'FULLEST',
  ids: 'ALL',
  publicationTypes: 'ALL',
  mesh: 'ALL',
  corrections: 'ALL',
  isRetracted: 'ALL',
  references: 'ALL',
  citedBy: 'ALL',
  reportedCitations: 'ALL',
} as const satisfies Partial<Record<keyof BibRecord, Rule>>;

export type MergedField = keyof typeof FIELD_RULES;

/** One record of a work, named by its digest. */
export interface SourceRecord {
  key: string;
  /** When the source was first read with it, ISO 8601. */
  readAt: string;
  record: BibRecord;
}

const rankOf = ({ source }: BibRecord): number => {
  const rank = SOURCE_ORDER.indexOf(source);
  return rank < 0 ? SOURCE_ORDER.length : rank;
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Records in the order in which they are asked: by source, of one source the newest version, then by digest. */
export function inPrecedence<T extends SourceRecord>(records: readonly T[]): T[] {
  return [...records].sort(
    (a, b) =>
      rankOf(a.record) - rankOf(b.record) ||
      compare(a.record.source, b.record.source) ||
      compare(b.record.revisedAt ?? '', a.record.revisedAt ?? '') ||
      compare(a.key, b.key),
  );
}

/** Whether a record tells the field. */
export function tells(record: BibRecord, field: MergedField): boolean {
  const value = record[field];
  if (field === 'isRetracted') return value === true;
  if (field === 'ids') return Object.values(record.ids).some((id) => id !== null);
  return Array.isArray(value) ? value.length > 0 || field === 'references' : value !== null;
}

/** The value of the first record that tells the field; null where none does. */
export function first<F extends MergedField>(records: readonly SourceRecord[], field: F): BibRecord[F] | null {
  return records.find(({ record }) => tells(record, field))?.record[field] ?? null;
}
