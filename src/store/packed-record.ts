import type { ArticleRecord, AuthorRecord, JournalRecord, Kind, TopicRecord } from '../records.js';

/**
 * Records as they are stored: JSON without the fields that say nothing. Of a work that is known by its identifier
 * alone, of which a graph has most, a third is left.
 */

interface Records {
  Article: ArticleRecord;
  Author: AuthorRecord;
  Journal: JournalRecord;
  Topic: TopicRecord;
}

/**
 * The fields of each kind in their order, with what one that is not stored stands for; made anew each time, for
 * whoever reads a record may change it.
 */
const EMPTY: { [K in Kind]: () => Records[K] } = {
  Article: () => ({
    key: '', status: 'FULL', pmid: null, pmcid: null, doi: null, identifiers: [], title: null, date: null, journalKey: null,
    journalProvenance: [], volume: null, issue: null, pages: null, publicationTypes: [], specialty: null, authorsStatus: 'COMPLETE',
    authorships: [], topics: [], hasAbstract: false, isRetracted: false, reportedCitations: [], statedReferenceCount: null,
    hasReferenceList: false, provenance: [],
  }),
  Author: () => ({
    key: '', kind: 'PERSON', name: '', familyName: null, givenName: null, initials: null, suffix: null, names: [], orcid: null,
    affiliations: [], provenance: [],
  }),
  Journal: () => ({ key: '', title: '', abbreviation: null, names: [], issns: [], nlmId: null, provenance: [] }),
  Topic: () => ({
    key: '', name: '', meshId: null, synonyms: [], broaderKeys: [], treeNumbers: [], scopeNote: null, provenance: [],
  }),
}; // prettier-ignore

const saysNothing = (value: unknown): boolean =>
  value === null || value === false || (Array.isArray(value) && value.length === 0);

/** Fields that are left out when they say nothing. */
const LEFT_OUT = Object.fromEntries(
  Object.entries(EMPTY).map(([kind, make]) => {
    const fields = Object.entries(make()).filter(([, value]) => saysNothing(value));
    return [kind, new Set(fields.map(([field]) => field))];
  }),
);

export function packRecord<K extends Kind>(kind: K, record: Records[K]): string {
  const leftOut = LEFT_OUT[kind]!;
  const kept: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(record)) if (!saysNothing(value) || !leftOut.has(field)) kept[field] = value;
  return JSON.stringify(kept);
}

export function unpackRecord(kind: Kind, text: string): Record<string, unknown> {
  return { ...EMPTY[kind](), ...(JSON.parse(text) as object) };
}
