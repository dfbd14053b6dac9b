import type { ArticleRecord, Kind, TopicRecord } from '../../records.js';
import type { ArticleWrite, WriteBatch } from '../store.js';
import type { Row, Run } from './connection.js';
import { int, seek } from './cypher.js';
import { refuse } from './errors.js';
import { whereKeysLead } from './known.js';
import { portions, runOver, sendOver } from './portions.js';
import { byKey } from './rows.js';
import { numberSources, type SourceNumbers } from './source-list.js';
import type { Touched } from './touched.js';

/** The edges of a batch: what articles and topics say of their neighbours, in place of what they said before. */

/** From the key that a record names to that of the node; throws for a key that leads nowhere. */
type Follow = (key: string, by: string) => string;

/** Nodes that the batch writes stand for themselves; only the others are looked for. */
async function survivors(run: Run, kind: Kind, keys: Iterable<string>, written: ReadonlySet<string>): Promise<Follow> {
  const asked = [...new Set(keys)].filter((key) => !written.has(key)).sort();
  const led = await whereKeysLead(run, kind, asked);
  // Where a key leads may be what the batch is about to make.
  const found = new Map(led.filter(({ key, isThere }) => isThere || written.has(key)).map(({ given, key }) => [given, key]));
  return (key, by) => {
    const node = written.has(key) ? key : found.get(key);
    if (node !== undefined) return node;
    throw refuse(`${by} names the ${kind} ${key}, which is neither in the store nor in the batch.`);
  };
}

/** The first entry for each node: a list may name one twice, also by a key that was merged into another. */
function firstOf<T>(items: readonly T[], nodeOf: (item: T) => string): [string, T][] {
  const found = new Map<string, T>();
  for (const item of items) {
    const key = nodeOf(item);
    if (!found.has(key)) found.set(key, item);
  }
  return [...found];
}

interface Follows {
  article: Follow;
  author: Follow;
  journal: Follow;
  topic: Follow;
}

/** All edges that a batch lays, each once. */
export type EdgeRows = Record<EdgeType | 'broader', EdgeRow[]>;

/** Finds out where the edges of a batch lead, to nodes that it writes or to others; throws for a key that leads nowhere. */
export async function edgesOf(run: Run, batch: WriteBatch): Promise<EdgeRows> {
  const articles = byKey(batch.articles ?? [], ({ record }) => record.key);
  const topics = byKey(batch.topics ?? [], ({ key }) => key);
  const named = (keys: (record: ArticleRecord) => string[]) => articles.flatMap(({ record }) => keys(record));
  const written = (records: readonly { key: string }[] = []) => new Set(records.map(({ key }) => key));
  const follows: Follows = {
    article: await survivors(run, 'Article', articles.flatMap(({ references }) => references.map(({ citedKey }) => citedKey)), written(articles.map(({ record }) => record))), // prettier-ignore
    author: await survivors(run, 'Author', named(({ authorships }) => authorships.map(({ authorKey }) => authorKey)), written(batch.authors)), // prettier-ignore
    journal: await survivors(run, 'Journal', named(({ journalKey }) => (journalKey === null ? [] : [journalKey])), written(batch.journals)), // prettier-ignore
    topic: await survivors(
      run,
      'Topic',
      [...named((record) => record.topics.map(({ topicKey }) => topicKey)), ...topics.flatMap(({ broaderKeys }) => broaderKeys)],
      written(topics),
    ),
  };
  const cited = articles.flatMap(({ references }) => references.map(({ provenance }) => provenance));
  const rows = articleEdges(articles, follows, await numberSources(run, cited));
  return { ...rows, broader: broaderEdges(topics, follows.topic) };
}

/** @param there keys of the batch's nodes that were there before it: the others have no edges to take away */
export async function layEdges(
  run: Run,
  rows: EdgeRows,
  there: Record<Kind, ReadonlySet<string>>,
  touched: Touched,
): Promise<void> {
  touched.addRows(await dropArticleEdges(run, [...there.Article].sort(), 'own'));
  for (const [type, kind] of TARGETS) {
    lay(run, LAY[type], rows[type]);
    touched.add(kind, rows[type].map(({ to }) => to)); // prettier-ignore
  }
  sendOver(
    run,
    `UNWIND $input.rows AS key ${seek('n', 'Topic', 'key')} WITH n MATCH (n)-[e:BROADER]->() DELETE e`,
    [...there.Topic].sort(),
  );
  lay(run, LAY.broader, rows.broader);
}

/**
 * Takes away an article's edges and answers the nodes at their other ends. `own` are those that the article
 * itself says; `all` are also the citations of it by others.
 */
export function dropArticleEdges(run: Run, keys: readonly string[], which: 'own' | 'all'): Promise<Row[]> {
  const cited = which === 'all' ? 'UNION ALL MATCH (n)<-[e:CITES]-(m) RETURN e, m' : '';
  const text = `UNWIND $input.rows AS given
${seek('n', 'Article', 'given')}
CALL (n) {
  MATCH (n)-[e:CITES|ABOUT|PUBLISHED_IN]->(m) RETURN e, m
  UNION ALL MATCH (n)<-[e:AUTHORED]-(m) RETURN e, m
  ${cited}
}
WITH e, m.textKind AS kind, m.key AS key
DELETE e
RETURN DISTINCT kind, key`;
  return runOver(run, text, keys);
}

/** An edge to be laid: the node that says it, the one at its other end, and its properties. */
export interface EdgeRow {
  by: string;
  to: string;
  facts?: Record<string, bigint | null>;
}

export type EdgeType = 'cites' | 'authored' | 'about' | 'published';

const TARGETS: readonly [EdgeType, Kind][] = [
  ['cites', 'Article'],
  ['authored', 'Author'],
  ['about', 'Topic'],
  ['published', 'Journal'],
];

/** Edges of one node are laid together, so that it is looked for once. */
const laid = (from: Kind, to: Kind, edge: string): string => `UNWIND $input.rows AS row
${seek('n', from, 'row.by')}
UNWIND row.edges AS one
${seek('m', to, 'one.to')}
CREATE ${edge}`;

/**
 * Edges have numbers alone, which Neo4j keeps with the edge: there are more of them than of anything else, and a text is a
 * block of its own somewhere else. `place` is where the record of the article has the rest of the edge.
 */
const LAY = {
  cites: laid('Article', 'Article', '(n)-[:CITES {position: one.facts.position, source: one.facts.source}]->(m)'),
  authored: laid('Article', 'Author', '(n)<-[:AUTHORED {position: one.facts.position, place: one.facts.place}]-(m)'),
  about: laid('Article', 'Topic', '(n)-[:ABOUT {place: one.facts.place}]->(m)'),
  published: laid('Article', 'Journal', '(n)-[:PUBLISHED_IN]->(m)'),
  broader: laid('Topic', 'Topic', '(n)-[:BROADER]->(m)'),
} as const;

function lay(run: Run, text: string, rows: readonly EdgeRow[]): void {
  for (const portion of portions(rows)) {
    const byNode = new Map<string, { by: string; edges: Omit<EdgeRow, 'by'>[] }>();
    for (const { by, ...one } of portion) {
      const group = byNode.get(by);
      if (group) group.edges.push(one);
      else byNode.set(by, { by, edges: [one] });
    }
    run.later(text, { rows: [...byNode.values()] });
  }
}

function articleEdges(articles: readonly ArticleWrite[], follows: Follows, sources: SourceNumbers): Record<EdgeType, EdgeRow[]> {
  const rows: Record<EdgeType, EdgeRow[]> = { cites: [], authored: [], about: [], published: [] };
  for (const { record, references } of articles) {
    const by = record.key;
    const name = `The article ${by}`;
    for (const [to, { position, provenance }] of firstOf(references, ({ citedKey }) => follows.article(citedKey, name)))
      rows.cites.push({ by, to, facts: { position: position === null ? null : int(position), source: sources(provenance) } });
    const authorships = record.authorships.map((authorship, place) => ({ ...authorship, place }));
    for (const [to, { position, place }] of firstOf(authorships, ({ authorKey }) => follows.author(authorKey, name)))
      rows.authored.push({ by, to, facts: { position: int(position), place: int(place) } });
    const topics = record.topics.map(({ topicKey }, place) => ({ topicKey, place }));
    for (const [to, { place }] of firstOf(topics, ({ topicKey }) => follows.topic(topicKey, name)))
      rows.about.push({ by, to, facts: { place: int(place) } });
    if (record.journalKey !== null) rows.published.push({ by, to: follows.journal(record.journalKey, name) });
  }
  return rows;
}

function broaderEdges(topics: readonly TopicRecord[], follow: Follow): EdgeRow[] {
  return topics.flatMap(({ key, broaderKeys }) =>
    firstOf(broaderKeys, (one) => follow(one, `The topic ${key}`)).map(([to]) => ({ by: key, to })),
  );
}
