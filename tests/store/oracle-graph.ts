import { CodedError } from '../../src/errors.js';
import {
  KINDS,
  type ArticleDetails,
  type ArticleRecord,
  type AuthorRecord,
  type Authorship,
  type JournalRecord,
  type Kind,
  type TopicAssignment,
  type TopicRecord,
} from '../../src/records.js';
import { clean } from '../../src/store/clean.js';
import { articleDocument, type SearchDocument } from '../../src/store/document.js';
import { articleIdentifiers, authorIdentifiers, journalIdentifiers, topicIdentifiers } from '../../src/store/identifiers.js';
import type { LedgerRow } from '../../src/store/ledger.js';
import type { CitationEdge } from '../../src/store/relation.js';
import type { StoredIdentifier, WriteBatch } from '../../src/store/store.js';
import { checkExpected, writeLedger } from './oracle-ledger.js';

/** The state of the reference store: plain maps and lists of edges, copied with every write. */

export interface PlainRecords {
  Article: ArticleRecord;
  Author: AuthorRecord;
  Journal: JournalRecord;
  Topic: TopicRecord;
}

export interface Citation {
  citing: string;
  cited: string;
  edge: CitationEdge;
}

export interface Graph {
  nodes: { [K in Kind]: Map<string, PlainRecords[K]> };
  details: Map<string, ArticleDetails>;
  documents: Map<string, SearchDocument>;
  aliases: { [K in Kind]: Map<string, string> };
  citations: Citation[];
  authored: { author: string; article: string; authorship: Authorship }[];
  about: { topic: string; article: string; assignment: TopicAssignment }[];
  published: { journal: string; article: string }[];
  broader: { topic: string; broader: string }[];
  /** Rows by collection and key. */
  ledger: Map<string, LedgerRow>;
}

const forEachKind = <T>(make: () => T): Record<Kind, T> => ({ Article: make(), Author: make(), Journal: make(), Topic: make() });

export function emptyGraph(): Graph {
  return {
    nodes: forEachKind(() => new Map()),
    details: new Map(),
    documents: new Map(),
    aliases: forEachKind(() => new Map()),
    citations: [],
    authored: [],
    about: [],
    published: [],
    broader: [],
    ledger: new Map(),
  };
}

function copyOf(graph: Graph): Graph {
  return {
    nodes: {
      Article: new Map(graph.nodes.Article),
      Author: new Map(graph.nodes.Author),
      Journal: new Map(graph.nodes.Journal),
      Topic: new Map(graph.nodes.Topic),
    },
    details: new Map(graph.details),
    documents: new Map(graph.documents),
    aliases: {
      Article: new Map(graph.aliases.Article),
      Author: new Map(graph.aliases.Author),
      Journal: new Map(graph.aliases.Journal),
      Topic: new Map(graph.aliases.Topic),
    },
    citations: [...graph.citations],
    authored: [...graph.authored],
    about: [...graph.about],
    published: [...graph.published],
    broader: [...graph.broader],
    ledger: new Map(graph.ledger),
  };
}

/** The key of the node that a key leads to, or null. */
export function survivor(graph: Graph, kind: Kind, key: string): string | null {
  const seen = new Set<string>();
  let at = key;
  while (!graph.nodes[kind].has(at)) {
    const next = graph.aliases[kind].get(at);
    if (next === undefined || seen.has(at)) return null;
    seen.add(at);
    at = next;
  }
  return at;
}

const refuse = (message: string): CodedError => new CodedError('INTERNAL_SERVER_ERROR', message);

function needed(graph: Graph, kind: Kind, key: string, by: string): string {
  const found = survivor(graph, kind, key);
  if (found === null) throw refuse(`${by} names the ${kind} ${key}, which is neither in the store nor in the batch.`);
  return found;
}

/** Of a node that is written twice the last one counts. */
function lastOfEach(batch: WriteBatch): WriteBatch {
  const last = <T>(items: readonly T[] | undefined, keyOf: (item: T) => string) => [
    ...new Map((items ?? []).map((item) => [keyOf(item), item])).values(),
  ];
  return {
    ...batch,
    articles: last(batch.articles, ({ record }) => record.key),
    authors: last(batch.authors, ({ key }) => key),
    journals: last(batch.journals, ({ key }) => key),
    topics: last(batch.topics, ({ key }) => key),
    aliases: last(batch.aliases, ({ kind, from }) => `${kind} ${from}`),
  };
}

/** The graph after the batch, or a refusal; the graph given stays as it is. */
export function written(before: Graph, raw: WriteBatch): Graph {
  const batch = lastOfEach(clean(raw));
  checkExpected(before, batch.ledger ?? {});
  const graph = copyOf(before);
  writeLedger(graph, batch.ledger ?? {});
  removeNodes(graph, batch);
  writeNodes(graph, batch);
  setAliases(graph, batch);
  leadToHeirs(graph, batch);
  layEdges(graph, batch);
  checkNamed(graph);
  checkIdentifiers(graph);
  return graph;
}

function removeNodes(graph: Graph, batch: WriteBatch): void {
  const lists = {
    Article: batch.articles?.map(({ record }) => record),
    Author: batch.authors,
    Journal: batch.journals,
    Topic: batch.topics,
  };
  for (const { kind, key } of batch.remove ?? []) {
    if (lists[kind]?.some((record) => record.key === key)) continue;
    graph.nodes[kind].delete(key);
    if (kind === 'Article') {
      graph.details.delete(key);
      graph.documents.delete(key);
      graph.citations = graph.citations.filter(({ citing, cited }) => citing !== key && cited !== key);
      graph.authored = graph.authored.filter(({ article }) => article !== key);
      graph.about = graph.about.filter(({ article }) => article !== key);
      graph.published = graph.published.filter(({ article }) => article !== key);
    }
    if (kind === 'Topic') graph.broader = graph.broader.filter(({ topic }) => topic !== key);
  }
}

function writeNodes(graph: Graph, batch: WriteBatch): void {
  for (const { record, details, indexedNames } of batch.articles ?? []) {
    graph.nodes.Article.set(record.key, record);
    graph.details.set(record.key, details);
    graph.documents.set(record.key, articleDocument(record, details, indexedNames));
    graph.aliases.Article.delete(record.key);
  }
  for (const record of batch.authors ?? []) graph.nodes.Author.set(record.key, record);
  for (const record of batch.journals ?? []) graph.nodes.Journal.set(record.key, record);
  for (const record of batch.topics ?? []) graph.nodes.Topic.set(record.key, record);
  for (const kind of KINDS) for (const key of graph.nodes[kind].keys()) graph.aliases[kind].delete(key);
}

function setAliases(graph: Graph, batch: WriteBatch): void {
  const aliases = batch.aliases ?? [];
  for (const { kind, from, to } of aliases) graph.aliases[kind].set(from, to);
  for (const { kind, from, to } of aliases) {
    if (graph.nodes[kind].has(from)) throw refuse(`The ${kind} ${from} is in the store: remove it in the batch that merges it.`);
    needed(graph, kind, to, `The alias ${from}`);
  }
}

function leadToHeirs(graph: Graph, batch: WriteBatch): void {
  for (const { from, to } of batch.heirs ?? []) {
    if (!graph.nodes.Article.has(to)) throw refuse(`The heir ${to} is not there.`);
    const stays = new Set([to, ...graph.citations.filter(({ cited }) => cited === to).map(({ citing }) => citing)]);
    graph.citations = graph.citations.map((one) => (one.cited === from && !stays.has(one.citing) ? { ...one, cited: to } : one));
  }
}

/** Keeps the first entry for each node named. */
function firstOf<T>(items: readonly T[], nodeOf: (item: T) => string): [string, T][] {
  const found = new Map<string, T>();
  for (const item of items) if (!found.has(nodeOf(item))) found.set(nodeOf(item), item);
  return [...found];
}

function layEdges(graph: Graph, batch: WriteBatch): void {
  const articles = new Set((batch.articles ?? []).map(({ record }) => record.key));
  graph.citations = graph.citations.filter(({ citing }) => !articles.has(citing));
  graph.authored = graph.authored.filter(({ article }) => !articles.has(article));
  graph.about = graph.about.filter(({ article }) => !articles.has(article));
  graph.published = graph.published.filter(({ article }) => !articles.has(article));
  for (const { record, references } of batch.articles ?? []) {
    const by = `The article ${record.key}`;
    const article = record.key;
    for (const [cited, { position, provenance }] of firstOf(references, (one) => needed(graph, 'Article', one.citedKey, by)))
      graph.citations.push({ citing: article, cited, edge: { position, provenance } });
    for (const [author, authorship] of firstOf(record.authorships, (one) => needed(graph, 'Author', one.authorKey, by)))
      graph.authored.push({ author, article, authorship });
    for (const [topic, assignment] of firstOf(record.topics, (one) => needed(graph, 'Topic', one.topicKey, by)))
      graph.about.push({ topic, article, assignment });
    if (record.journalKey !== null) graph.published.push({ journal: needed(graph, 'Journal', record.journalKey, by), article });
  }
  const topics = new Set((batch.topics ?? []).map(({ key }) => key));
  graph.broader = graph.broader.filter(({ topic }) => !topics.has(topic));
  for (const { key, broaderKeys } of batch.topics ?? [])
    for (const [broader] of firstOf(broaderKeys, (one) => needed(graph, 'Topic', one, `The topic ${key}`)))
      graph.broader.push({ topic: key, broader });
}

/** No record may go on naming a node that was taken out: nor may an edge lead there. */
function checkNamed(graph: Graph): void {
  for (const { author, article } of graph.authored)
    if (!graph.nodes.Author.has(author)) throw refuse(`The article ${article} still names the author ${author}.`);
  for (const { topic, article } of graph.about)
    if (!graph.nodes.Topic.has(topic)) throw refuse(`The article ${article} still names the topic ${topic}.`);
  for (const { journal, article } of graph.published)
    if (!graph.nodes.Journal.has(journal)) throw refuse(`The article ${article} still names the journal ${journal}.`);
  for (const { topic, broader } of graph.broader)
    if (!graph.nodes.Topic.has(broader)) throw refuse(`The topic ${topic} still names the topic ${broader}.`);
}

export function isShared({ scheme }: StoredIdentifier): boolean {
  return scheme === 'journal-name' || scheme === 'topic-name';
}

/** Every node with its identifiers. */
export function* identified(graph: Graph): Generator<{ kind: Kind; key: string; identifiers: StoredIdentifier[] }> {
  for (const [key, record] of graph.nodes.Article) yield { kind: 'Article', key, identifiers: articleIdentifiers(record) };
  for (const [key, record] of graph.nodes.Author) yield { kind: 'Author', key, identifiers: authorIdentifiers(record) };
  for (const [key, record] of graph.nodes.Journal) yield { kind: 'Journal', key, identifiers: journalIdentifiers(record) };
  for (const [key, record] of graph.nodes.Topic) yield { kind: 'Topic', key, identifiers: topicIdentifiers(record) };
}

function checkIdentifiers(graph: Graph): void {
  const owners = new Map<string, string>();
  for (const { key, identifiers } of identified(graph)) {
    for (const identifier of identifiers.filter((one) => !isShared(one))) {
      const name = `${identifier.scheme} ${identifier.value}`;
      const owner = owners.get(name);
      if (owner !== undefined) throw refuse(`The identifier ${name} would belong to two nodes: ${owner} and ${key}.`);
      owners.set(name, key);
    }
  }
}
