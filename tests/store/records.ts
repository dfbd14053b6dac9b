import {
  NO_DETAILS,
  WORK_SCHEMES,
  type ArticleDetails,
  type ArticleRecord,
  type AuthorRecord,
  type Authorship,
  type JournalRecord,
  type PartialDate,
  type Provenance,
  type TopicAssignment,
  type TopicRecord,
  type WorkIdentifier,
} from '../../src/records.js';
import type { ArticleWrite } from '../../src/store/store.js';

/** Records with everything that a test does not care about filled in. */

export const SOURCE: Provenance[] = [{ source: 'test', readAt: '2024-01-02T03:04:05.000Z' }];

export function date(year: number, month: number | null = null, day: number | null = null): PartialDate {
  const raw = [year, month, day].filter((part) => part !== null).join(' ');
  return { year, month, day, raw, precision: day !== null ? 'DAY' : month !== null ? 'MONTH' : 'YEAR' };
}

export function authorship(authorKey: string, position: number, nameAsWritten = authorKey): Authorship {
  return {
    authorKey, position, nameAsWritten, affiliations: [], isCorresponding: null, equalContribution: null, provenance: SOURCE,
  }; // prettier-ignore
}

export function about(topicKey: string, facts: Partial<TopicAssignment> = {}): TopicAssignment {
  return { topicKey, method: 'VOCABULARY_MATCH', isMajor: false, matchedText: null, provenance: SOURCE, ...facts };
}

/** The identifiers that stand in the fields of their own. */
export function identifiersOf({ pmid, doi, pmcid }: Pick<ArticleRecord, 'pmid' | 'doi' | 'pmcid'>): WorkIdentifier[] {
  const values: Partial<Record<string, string | null>> = { pmid, doi, pmcid };
  return WORK_SCHEMES.flatMap((scheme) => (values[scheme] ? [{ scheme, value: values[scheme] }] : []));
}

export function article(key: string, facts: Partial<ArticleRecord> = {}): ArticleRecord {
  const { pmid = null, doi = null, pmcid = null } = facts;
  return {
    key,
    status: 'FULL',
    pmid,
    pmcid,
    doi,
    identifiers: identifiersOf({ pmid, doi, pmcid }),
    title: `Article ${key}`,
    date: null,
    journalKey: null,
    journalProvenance: [],
    volume: null,
    issue: null,
    pages: null,
    publicationTypes: [],
    specialty: null,
    authorsStatus: 'COMPLETE',
    authorships: [],
    topics: [],
    hasAbstract: false,
    isRetracted: false,
    reportedCitations: [],
    statedReferenceCount: null,
    hasReferenceList: false,
    provenance: SOURCE,
    ...facts,
  };
}

export function stub(key: string, facts: Partial<ArticleRecord> = {}): ArticleRecord {
  return article(key, { status: 'STUB', title: null, authorsStatus: 'NOT_LISTED', ...facts });
}

export function abstractOnly(text: string | null): ArticleDetails {
  return { ...NO_DETAILS, abstract: text === null ? [] : [{ label: null, text }] };
}

/** The record as it is written, citing these works in this order. */
export function write(record: ArticleRecord, cited: readonly string[] = [], abstract: string | null = null): ArticleWrite {
  return {
    record: { ...record, hasAbstract: abstract !== null, hasReferenceList: record.hasReferenceList || cited.length > 0 },
    details: abstractOnly(abstract),
    indexedNames: { journal: [], topics: [] },
    references: cited.map((citedKey, i) => ({ citedKey, position: i + 1, provenance: SOURCE })),
  };
}

export function author(key: string, facts: Partial<AuthorRecord> = {}): AuthorRecord {
  const name = facts.name ?? `Author ${key}`;
  return {
    key,
    kind: 'PERSON',
    name,
    familyName: null,
    givenName: null,
    initials: null,
    suffix: null,
    names: [name],
    orcid: null,
    affiliations: [],
    provenance: SOURCE,
    ...facts,
  };
}

export function journal(key: string, facts: Partial<JournalRecord> = {}): JournalRecord {
  const title = facts.title ?? `Journal ${key}`;
  return { key, title, abbreviation: null, names: [title], issns: [], nlmId: null, provenance: SOURCE, ...facts };
}

export function topic(key: string, facts: Partial<TopicRecord> = {}): TopicRecord {
  return {
    key, name: `Topic ${key}`, meshId: null, synonyms: [], broaderKeys: [], treeNumbers: [], scopeNote: null, provenance: SOURCE, ...facts,
  }; // prettier-ignore
}
