import type { BriefArticle, StoredArticle } from './article-record.js';

/**
 * The records that the graph is made of, one type for each noun. Engines store and return them whole (an article in brief as well),
 * loaders batch them, and the generated resolver types are mapped to them. No layer has another shape
 * for the same thing. That of an article, the longest, has a file of its own.
 */
export * from './article-record.js';

/** The four kinds of node. A node is named by its kind and its key; the global id is made of both. */
export const KINDS = ['Article', 'Author', 'Journal', 'Topic'] as const;
export type Kind = (typeof KINDS)[number];

/** One statement "this source said so", with the time at which the source was read (ISO 8601, UTC). */
export interface Provenance {
  /** Identifier of the source, such as `pubmed-page` or `curated-topics`. */
  source: string;
  readAt: string;
}

export type AuthorKind = 'PERSON' | 'GROUP';

export interface AuthorRecord {
  key: string;
  kind: AuthorKind;
  /** Display name, family name first: `Van den Broeck K`. */
  name: string;
  familyName: string | null;
  givenName: string | null;
  initials: string | null;
  suffix: string | null;
  /** Every form of the name seen, the display name among them; all of them are searched. */
  names: string[];
  orcid: string | null;
  /** Every affiliation that the articles give, newest first. */
  affiliations: string[];
  provenance: Provenance[];
}

export interface StoredAuthor extends AuthorRecord {
  articleCount: number;
  firstYear: number | null;
  lastYear: number | null;
}

export type IssnType = 'PRINT' | 'ELECTRONIC' | 'LINKING' | 'UNKNOWN';

export interface JournalRecord {
  key: string;
  /** Full title, or the abbreviation until a source gives the title. */
  title: string;
  abbreviation: string | null;
  /** Every form of title and abbreviation seen; each finds the journal. */
  names: string[];
  issns: { value: string; type: IssnType }[];
  nlmId: string | null;
  provenance: Provenance[];
}

export interface StoredJournal extends JournalRecord {
  articleCount: number;
}

export interface TopicRecord {
  key: string;
  name: string;
  /** MeSH descriptor UI, such as D007396, where there is one. */
  meshId: string | null;
  synonyms: string[];
  /** Keys of the topics that are one step wider; who says so is who names the topic. */
  broaderKeys: string[];
  /** Places of a MeSH descriptor in the hierarchy, such as `I02.358.399`. */
  treeNumbers: string[];
  /** What the topic means, as the vocabulary puts it. */
  scopeNote: string | null;
  provenance: Provenance[];
}

export interface StoredTopic extends TopicRecord {
  articleCount: number;
}

export interface StoredRecords {
  Article: StoredArticle;
  Author: StoredAuthor;
  Journal: StoredJournal;
  Topic: StoredTopic;
}
export type StoredRecord<K extends Kind = Kind> = StoredRecords[K];

/** A record of any kind that is shown; an article may be brief. */
export type BriefRecord = BriefArticle | Exclude<StoredRecord, StoredArticle>;

/** A record of any kind, with its kind: what `node`, `resolve` and `search` answer. */
export type AnyNode = { [K in Kind]: { kind: K; record: StoredRecords[K] } }[Kind];
