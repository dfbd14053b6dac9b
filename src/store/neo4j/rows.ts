import type {
  AuthorRecord,
  JournalRecord,
  Kind,
  StoredArticle,
  StoredAuthor,
  StoredJournal,
  StoredTopic,
  TopicRecord,
} from '../../records.js';
import { packDetails } from '../details.js';
import { articleDocument, authorDocument, journalDocument, topicDocument, type SearchDocument } from '../document.js';
import { foldName } from '../fold.js';
import { articleIdentifiers, authorIdentifiers, journalIdentifiers, topicIdentifiers } from '../identifiers.js';
import { halves } from '../packed-article.js';
import { packRecord } from '../packed-record.js';
import { SORT_VALUES } from '../sort-values.js';
import type { ArticleWrite, StoredIdentifier, WriteBatch } from '../store.js';
import { int } from './cypher.js';
import { kindToken } from './lucene.js';
import { orderedText, placesOf } from './place.js';

/** What a node is written as: its properties but for the counts, which the database makes (count.ts). */
export interface NodeRow {
  key: string;
  properties: Record<string, unknown>;
  labels: string[];
  identifiers: StoredIdentifier[];
}

/** Labels that an article may have beside `Article`: Neo4j keeps the number of nodes of each. */
export const ARTICLE_LABELS = [
  'Full',
  'Stub',
  'FullWithReferences',
  'FullWithAuthors',
  'FullWithAbstract',
  'FullWithTopics',
] as const;

function row<K extends Kind>(
  kind: K,
  record: Parameters<typeof packRecord<K>>[1],
  document: SearchDocument,
  identifiers: StoredIdentifier[],
): NodeRow {
  const field = kind === 'Article' || kind === 'Journal' ? 'title' : 'name';
  const values = SORT_VALUES[kind] as unknown as Record<string, (one: unknown) => string | null>;
  const sortText = values[field]!(record);
  return {
    key: record.key,
    identifiers,
    labels: [],
    properties: {
      record: packRecord(kind, record),
      keyText: orderedText(record.key),
      sortText: sortText ?? '',
      ...placesOf(kind, field, { value: sortText, key: record.key }),
      textKind: kindToken(kind),
      textLabel: document.label,
      textNames: document.names || null,
      textBody: document.body || null,
    },
  };
}

function articleRow({ record, details, indexedNames }: ArticleWrite): NodeRow {
  const base = row('Article', record, articleDocument(record, details, indexedNames), articleIdentifiers(record));
  const date = SORT_VALUES.Article.date(record as StoredArticle);
  const isFull = record.status === 'FULL';
  const [card, lists] = halves(base.properties.record as string);
  const parts = {
    Full: isFull,
    Stub: !isFull,
    FullWithReferences: isFull && record.hasReferenceList,
    FullWithAuthors: isFull && record.authorships.length > 0,
    FullWithAbstract: isFull && record.hasAbstract,
    FullWithTopics: isFull && record.topics.length > 0,
  };
  return {
    ...base,
    labels: ARTICLE_LABELS.filter((label) => parts[label]),
    properties: {
      ...base.properties,
      record: card,
      lists,
      ...placesOf('Article', 'date', { value: date, key: record.key }),
      year: record.date ? int(record.date.year) : null,
      authorsStatus: record.authorsStatus,
      hasAbstract: record.hasAbstract,
      isRetracted: record.isRetracted,
      publicationTypes: [...new Set(record.publicationTypes)].map(orderedText),
      foldedTypes: [...new Set(record.publicationTypes.map(foldName))],
      details: packDetails(details),
    },
  };
}

function authorRow(record: AuthorRecord): NodeRow {
  const base = row('Author', record as StoredAuthor, authorDocument(record), authorIdentifiers(record));
  return { ...base, properties: { ...base.properties, kind: record.kind, hasOrcid: record.orcid !== null } };
}

function journalRow(record: JournalRecord): NodeRow {
  return row('Journal', record as StoredJournal, journalDocument(record), journalIdentifiers(record));
}

function topicRow(record: TopicRecord): NodeRow {
  const base = row('Topic', record as StoredTopic, topicDocument(record), topicIdentifiers(record));
  return { ...base, properties: { ...base.properties, hasMeshId: record.meshId !== null } };
}

/** In the order of the keys, which keeps two writers from waiting for each other; the last of one key counts. */
export function byKey<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const last = new Map(items.map((item) => [keyOf(item), item]));
  return [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}

/** The nodes that a batch writes, as rows. */
export function nodeRows(batch: WriteBatch): Record<Kind, NodeRow[]> {
  const rows = {
    Article: (batch.articles ?? []).map(articleRow),
    Author: (batch.authors ?? []).map(authorRow),
    Journal: (batch.journals ?? []).map(journalRow),
    Topic: (batch.topics ?? []).map(topicRow),
  };
  return {
    Article: byKey(rows.Article, ({ key }) => key),
    Author: byKey(rows.Author, ({ key }) => key),
    Journal: byKey(rows.Journal, ({ key }) => key),
    Topic: byKey(rows.Topic, ({ key }) => key),
  };
}
