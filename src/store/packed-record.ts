import {
  type ArticleRecord,
  type AuthorRecord,
  type JournalRecord,
  type Kind,
  type StoredRecords,
  type TopicRecord,
} from '../records.js';
import { packArticle, unpackArticle } from './packed-article.js';

/**
 * Records as they are stored: JSON without the fields that say nothing (null, false, an empty list). An article, of which a
 * graph has most, has a form of its own (packed-article.ts).
 */

interface Records {
  Article: ArticleRecord;
  Author: AuthorRecord;
  Journal: JournalRecord;
  Topic: TopicRecord;
}

/** What is stored of each. */
interface Packed {
  Author: Partial<AuthorRecord>;
  Journal: Partial<JournalRecord>;
  Topic: Partial<TopicRecord>;
}

/** Numbers that the engine keeps beside a record, in the order of `COUNTS`. */
export type StoredCounts = readonly (number | null)[];

export const COUNTS = {
  Article: ['citedByCount', 'referenceCount'],
  Author: ['articleCount', 'firstYear', 'lastYear'],
  Journal: ['articleCount'],
  Topic: ['articleCount'],
} as const satisfies { [K in Kind]: readonly (keyof StoredRecords[K])[] };

/**
 * A record of each kind from what is stored of it: what is not stored says nothing. Each is one literal with all fields,
 * so that all records of a kind have one hidden class: making one from lists of fields takes longer than parsing its JSON.
 */
const UNPACK: { [K in keyof Packed]: (packed: Packed[K], counts: StoredCounts) => StoredRecords[K] } = {
  Author: (r, [articleCount, firstYear = null, lastYear = null]) => ({
    key: r.key!, kind: r.kind ?? 'PERSON', name: r.name ?? '', familyName: r.familyName ?? null, givenName: r.givenName ?? null,
    initials: r.initials ?? null, suffix: r.suffix ?? null, names: r.names ?? [], orcid: r.orcid ?? null,
    affiliations: r.affiliations ?? [], provenance: r.provenance ?? [], articleCount: articleCount ?? 0, firstYear, lastYear,
  }),
  Journal: (r, [articleCount]) => ({
    key: r.key!, title: r.title ?? '', abbreviation: r.abbreviation ?? null, names: r.names ?? [], issns: r.issns ?? [],
    nlmId: r.nlmId ?? null, provenance: r.provenance ?? [], articleCount: articleCount ?? 0,
  }),
  Topic: (r, [articleCount]) => ({
    key: r.key!, name: r.name ?? '', meshId: r.meshId ?? null, synonyms: r.synonyms ?? [], broaderKeys: r.broaderKeys ?? [],
    treeNumbers: r.treeNumbers ?? [], scopeNote: r.scopeNote ?? null, provenance: r.provenance ?? [],
    articleCount: articleCount ?? 0,
  }),
}; // prettier-ignore

const saysNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0);

export function packRecord<K extends Kind>(kind: K, record: Records[K]): string {
  if (kind === 'Article') return packArticle(record as ArticleRecord);
  const kept: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(record)) if (!saysNothing(value)) kept[field] = value;
  return JSON.stringify(kept);
}

/**
 * The record with the counts beside it. What an article has many of is unpacked when it is read. One record may be given
 * to many who read: nobody may change it.
 */
export function unpackRecord<K extends Kind>(kind: K, text: string, counts: StoredCounts): StoredRecords[K] {
  if (kind !== 'Article') return UNPACK[kind as keyof Packed](JSON.parse(text) as never, counts) as StoredRecords[K];
  const [citedByCount, referenceCount] = counts;
  return unpackArticle(text, { citedByCount: citedByCount ?? 0, referenceCount: referenceCount ?? 0 }) as StoredRecords[K];
}
