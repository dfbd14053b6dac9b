import {
  NO_DETAILS,
  WORK_SCHEMES,
  type AbstractSection,
  type ArticleRecord,
  type Provenance,
  type ReportedCount,
  type TopicAssignment,
  type TopicRecord,
  type WorkIdentifier,
} from '../records.js';
import type { ArticleWrite, WriteBatch } from '../store/store.js';
import { collectAuthors, fullestAuthors, type Authors } from './authors.js';
import { collectCitations, type Reference } from './citations.js';
import { collectJournals, type Journals } from './journals.js';
import type { BibRecord, WorkIds } from './record.js';
import { CURATED_TOPICS, topicMatcher, type TopicMatcher, type Vocabulary } from './topics.js';
import { groupWorks, type Work } from './works.js';

/** What the articles of one load are built with. */
interface Load {
  saidBy(source: string): Provenance;
  journals: Journals;
  authors: Authors;
  citations: Map<string, Reference[]>;
  match: TopicMatcher;
  vocabulary: Vocabulary;
}

/** The first record that has the field; records are in an order that does not depend on the input's. */
function first<F extends keyof BibRecord>(work: Work, field: F): BibRecord[F] | null {
  return work.records.find((record) => record[field] !== null)?.[field] ?? null;
}

function assignTopics(load: Load, title: string | null, abstract: readonly AbstractSection[]): TopicAssignment[] {
  const texts = abstract.map(({ text }) => text);
  return load.match(title, texts).map(({ topicKey, matchedText }) => ({
    topicKey,
    method: 'VOCABULARY_MATCH',
    isMajor: false,
    matchedText,
    provenance: [load.saidBy(CURATED_TOPICS)],
  }));
}

const sourcesOf = (records: readonly BibRecord[]): string[] => [...new Set(records.map(({ source }) => source))].sort();

function reportedCounts(work: Work, load: Load): ReportedCount[] {
  return work.records.flatMap(({ source, reportedCitations }) =>
    reportedCitations === null ? [] : [{ source, count: reportedCitations, readAt: load.saidBy(source).readAt }],
  );
}

function listOf(ids: WorkIds): WorkIdentifier[] {
  return WORK_SCHEMES.flatMap((scheme) => (ids[scheme] === null ? [] : [{ scheme, value: ids[scheme] }]));
}

function toArticle(work: Work, load: Load, abstract: readonly AbstractSection[]): ArticleRecord {
  const title = first(work, 'title');
  return {
    key: work.key,
    status: work.records.length > 0 ? 'FULL' : 'STUB',
    pmid: work.ids.pmid,
    pmcid: work.ids.pmcid,
    doi: work.ids.doi,
    identifiers: listOf(work.ids),
    title,
    date: first(work, 'date'),
    journalKey: load.journals.keyOf(first(work, 'journal')),
    journalProvenance: sourcesOf(work.records.filter(({ journal }) => journal !== null)).map(load.saidBy),
    volume: first(work, 'volume'),
    issue: first(work, 'issue'),
    pages: first(work, 'pages'),
    publicationTypes: [...new Set(work.records.flatMap(({ publicationTypes }) => publicationTypes))],
    specialty: first(work, 'specialty'),
    authorsStatus: fullestAuthors(work)?.authorsStatus ?? 'NOT_LISTED',
    authorships: load.authors.authorships(work.key),
    topics: assignTopics(load, title, abstract),
    hasAbstract: abstract.length > 0,
    isRetracted: work.records.some(({ isRetracted }) => isRetracted === true),
    reportedCitations: reportedCounts(work, load),
    statedReferenceCount: first(work, 'statedReferences'),
    hasReferenceList: work.records.some(({ references }) => references !== null),
    provenance: work.sources.map(load.saidBy),
  };
}

function toWrite(work: Work, load: Load): ArticleWrite {
  const abstract = work.records.find((record) => record.abstract.length > 0)?.abstract ?? [];
  const record = toArticle(work, load, abstract);
  const assigned = new Set(record.topics.map(({ topicKey }) => topicKey));
  return {
    record,
    details: { ...NO_DETAILS, abstract },
    indexedNames: {
      journal: load.journals.namesOf(record.journalKey),
      topics: load.vocabulary.filter(({ key }) => assigned.has(key)).map(({ name }) => name),
    },
    references: load.citations.get(work.key) ?? [],
  };
}

/**
 * Turns the records of one load into one batch: an article for each work, stubs for works known by an
 * identifier alone, authors, journals, the whole vocabulary, and the citations. The batch is the same
 * whatever the order of the records.
 */
export function buildGraph(records: readonly BibRecord[], vocabulary: Vocabulary, readAt: Date): WriteBatch {
  const at = readAt.toISOString();
  const saidBy = (source: string): Provenance => ({ source, readAt: at });
  const works = groupWorks(records);
  const load: Load = {
    saidBy,
    vocabulary,
    journals: collectJournals(records, saidBy),
    authors: collectAuthors(works, saidBy),
    citations: collectCitations(works, saidBy),
    match: topicMatcher(vocabulary),
  };
  return {
    articles: works.list.map((work) => toWrite(work, load)),
    aliases: works.list.flatMap(({ key, otherKeys }) => otherKeys.map((from) => ({ kind: 'Article' as const, from, to: key }))),
    authors: load.authors.records,
    journals: load.journals.records,
    topics: vocabulary.map((topic): TopicRecord => ({
      ...topic,
      treeNumbers: [],
      scopeNote: null,
      provenance: [saidBy(CURATED_TOPICS)],
    })),
  };
}
