import { idKeys } from '../import/identity.js';
import type { BibRecord } from '../import/record.js';
import { first, type SourceRecord } from '../merge/precedence.js';
import type {
  ArticleDetails,
  ArticleRecord,
  Authorship,
  Correction,
  MeshHeading,
  Provenance,
  ReportedCount,
  TopicAssignment,
  UnresolvedReference,
  WorkIdentifier,
  WorkScheme,
} from '../records.js';
import { NO_DETAILS, WORK_SCHEMES } from '../records.js';
import type { ArticleWrite } from '../store/store.js';

/** What is known of a work besides its records: what it is joined with. */
export interface Surroundings {
  key: string;
  /** Identifiers that are its own, as keys. */
  ids: readonly string[];
  journalKey: string | null;
  authorships: Authorship[];
  topics: TopicAssignment[];
  meshHeadings: MeshHeading[];
  unresolved: UnresolvedReference[];
  /** Whether a notice in the ledger says that it was retracted. */
  hasNotice: boolean;
  authorsStatus: ArticleRecord['authorsStatus'];
}

export function identifiersOf(keys: readonly string[]): WorkIdentifier[] {
  return keys.flatMap((key) => {
    const at = key.indexOf(':');
    const scheme = key.slice(0, at) as WorkScheme;
    return WORK_SCHEMES.includes(scheme) ? [{ scheme, value: key.slice(at + 1) }] : [];
  });
}

const valueOf = (identifiers: readonly WorkIdentifier[], scheme: WorkScheme): string | null =>
  identifiers.find((one) => one.scheme === scheme)?.value ?? null;

/** Who describes the work, each source once, with its newest reading. */
export function saidBy(records: readonly SourceRecord[]): Provenance[] {
  const times = new Map<string, string>();
  for (const { record, readAt } of records) if (readAt > (times.get(record.source) ?? '')) times.set(record.source, readAt);
  return [...times].map(([source, readAt]) => ({ source, readAt })).sort((a, b) => (a.source < b.source ? -1 : 1));
}

/** The newest count of each source, the best source first. */
function reportedCounts(records: readonly SourceRecord[]): ReportedCount[] {
  const counts = new Map<string, ReportedCount>();
  for (const { record, readAt } of records) {
    const { source, reportedCitations: count } = record;
    if (count !== null && !counts.has(source)) counts.set(source, { source, count, readAt });
  }
  return [...counts.values()];
}

const RETRACTED = new Set(['Retracted Publication', 'Retraction in']);

function saysRetracted({ isRetracted, publicationTypes, corrections }: BibRecord): boolean {
  return (
    isRetracted === true ||
    publicationTypes.some((type) => RETRACTED.has(type)) ||
    corrections.some(({ type }) => type === 'RetractionIn')
  );
}

export function distinct<T>(values: readonly T[], name: (value: T) => string): T[] {
  return [...new Map([...values].reverse().map((value) => [name(value), value])).values()].reverse();
}

/** An article known by its identifiers alone. */
export function stubRecord(key: string, ids: readonly string[]): ArticleRecord {
  const identifiers = identifiersOf(ids);
  return {
    key, status: 'STUB', pmid: valueOf(identifiers, 'pmid'), pmcid: valueOf(identifiers, 'pmcid'), doi: valueOf(identifiers, 'doi'),
    identifiers, title: null, date: null, journalKey: null, journalProvenance: [], volume: null, issue: null, pages: null,
    publicationTypes: [], specialty: null, authorsStatus: 'NOT_LISTED', authorships: [], topics: [], hasAbstract: false,
    isRetracted: false, reportedCitations: [], statedReferenceCount: null, hasReferenceList: false, provenance: [],
  }; // prettier-ignore
}

/** The article that the records of a work (in the order of precedence) make together. */
export function articleRecord(records: readonly SourceRecord[], around: Surroundings): ArticleRecord {
  const identifiers = identifiersOf(around.ids);
  const all = records.map(({ record }) => record);
  return {
    ...stubRecord(around.key, around.ids),
    // A list of identifiers, or of citations, only names its works.
    status: all.some(({ title }) => title !== null) ? 'FULL' : 'STUB',
    identifiers,
    title: first(records, 'title'),
    date: first(records, 'date'),
    journalKey: around.journalKey,
    journalProvenance: around.journalKey === null ? [] : saidBy(records.filter(({ record }) => record.journal !== null)),
    volume: first(records, 'volume'),
    issue: first(records, 'issue'),
    pages: first(records, 'pages'),
    publicationTypes: [...new Set(all.flatMap(({ publicationTypes }) => publicationTypes))],
    specialty: first(records, 'specialty'),
    authorsStatus: around.authorsStatus,
    authorships: around.authorships,
    topics: around.topics,
    hasAbstract: first(records, 'abstract') !== null,
    isRetracted: around.hasNotice || all.some(saysRetracted),
    reportedCitations: reportedCounts(records),
    statedReferenceCount: first(records, 'statedReferences'),
    hasReferenceList: all.some(({ references }) => references !== null),
    provenance: saidBy(records),
  };
}

function correctionsOf(records: readonly SourceRecord[]): Correction[] {
  const all = records.flatMap(({ record }) =>
    record.corrections.map(({ type, ids, text }) => ({ type, identifiers: identifiersOf(idKeys(ids)), text })),
  );
  return distinct(all, ({ type, identifiers, text }) => JSON.stringify([type, identifiers.length > 0 ? identifiers[0] : text]));
}

export function articleDetails(records: readonly SourceRecord[], around: Surroundings): ArticleDetails {
  return {
    abstract: first(records, 'abstract') ?? [],
    otherAbstracts: first(records, 'otherAbstracts') ?? [],
    vernacularTitle: first(records, 'vernacularTitle'),
    bookTitle: first(records, 'bookTitle'),
    languages: first(records, 'languages') ?? [],
    meshHeadings: around.meshHeadings,
    keywords: first(records, 'keywords') ?? [],
    grants: first(records, 'grants') ?? [],
    corrections: correctionsOf(records),
    unresolvedReferences: around.unresolved,
  };
}

/** A work that has nothing but its key. */
export const bareStub = (key: string): ArticleWrite => ({
  record: stubRecord(key, []), details: NO_DETAILS, indexedNames: { journal: [], topics: [] }, references: [],
}); // prettier-ignore
