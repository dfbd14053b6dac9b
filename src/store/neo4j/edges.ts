import type { ArticleRecord, Kind, TopicRecord } from '../../records.js';
import type { ArticleWrite, WriteBatch } from '../store.js';
import type { Row, Run } from './connection.js';
import { followed, int, seek } from './cypher.js';
import { refuse } from './errors.js';
import { byKey } from './rows.js';
import type { Touched } from './touched.js';

/** The edges of a batch: what articles and topics say of their neighbours, in place of what they said before. */

/** From the key that a record names to that of the node; throws for a key that leads nowhere. */
type Follow = (key: string, by: string) => string;

async function survivors(run: Run, kind: Kind, keys: Iterable<string>): Promise<Follow> {
  const asked = [...new Set(keys)].sort();
  const text = `UNWIND $keys AS given
${followed(kind, 'given', 'key', 'given')}
OPTIONAL ${seek('n', kind, 'key')}
WITH given, key, n IS NULL AS isMissing WHERE isMissing OR key <> given
RETURN given, key, isMissing`;
  const rows = asked.length > 0 ? await run(text, { keys: asked }) : [];
  const missing = new Set(rows.filter((row) => row.isMissing).map((row) => row.given));
  const moved = new Map(rows.map((row) => [row.given, row.key as string]));
  return (key, by) => {
    if (missing.has(key)) throw refuse(`${by} names the ${kind} ${key}, which is neither in the store nor in the batch.`);
    return moved.get(key) ?? key;
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

export async function layEdges(run: Run, batch: WriteBatch, touched: Touched): Promise<void> {
  const articles = byKey(batch.articles ?? [], ({ record }) => record.key);
  const topics = byKey(batch.topics ?? [], ({ key }) => key);
  const named = (keys: (record: ArticleRecord) => string[]) => articles.flatMap(({ record }) => keys(record));
  const follows: Follows = {
    article: await survivors(run, 'Article', articles.flatMap(({ references }) => references.map(({ citedKey }) => citedKey))), // prettier-ignore
    author: await survivors(run, 'Author', named(({ authorships }) => authorships.map(({ authorKey }) => authorKey))), // prettier-ignore
    journal: await survivors(run, 'Journal', named(({ journalKey }) => (journalKey === null ? [] : [journalKey]))), // prettier-ignore
    topic: await survivors(run, 'Topic', [
      ...named((record) => record.topics.map(({ topicKey }) => topicKey)),
      ...topics.flatMap(({ broaderKeys }) => broaderKeys),
    ]),
  };
  if (articles.length > 0) await layArticleEdges(run, articles, follows, touched);
  if (topics.length > 0) await layTopicEdges(run, topics, follows.topic);
}

/**
 * Takes away an article's edges and answers the nodes at their other ends. `own` are those that the article
 * itself says; `all` are also the citations of it by others.
 */
export function dropArticleEdges(run: Run, keys: readonly string[], which: 'own' | 'all'): Promise<Row[]> {
  const cited = which === 'all' ? 'UNION ALL MATCH (n)<-[e:CITES]-(m) RETURN e, m' : '';
  const text = `UNWIND $keys AS given
${seek('n', 'Article', 'given')}
CALL (n) {
  MATCH (n)-[e:CITES|ABOUT|PUBLISHED_IN]->(m) RETURN e, m
  UNION ALL MATCH (n)<-[e:AUTHORED]-(m) RETURN e, m
  ${cited}
}
WITH e, m.textKind AS kind, m.key AS key
DELETE e
RETURN DISTINCT kind, key`;
  return run(text, { keys: [...keys] });
}

const LAY = {
  cites: `UNWIND $rows AS row ${seek('n', 'Article', 'row.article')} ${seek('m', 'Article', 'row.to')}
CREATE (n)-[:CITES {position: row.position, edge: row.edge}]->(m)`,
  authored: `UNWIND $rows AS row ${seek('n', 'Article', 'row.article')} ${seek('m', 'Author', 'row.to')}
CREATE (n)<-[:AUTHORED {position: row.position, edge: row.edge}]-(m)`,
  about: `UNWIND $rows AS row ${seek('n', 'Article', 'row.article')} ${seek('m', 'Topic', 'row.to')}
CREATE (n)-[:ABOUT {edge: row.edge}]->(m)`,
  published: `UNWIND $rows AS row ${seek('n', 'Article', 'row.article')} ${seek('m', 'Journal', 'row.to')}
CREATE (n)-[:PUBLISHED_IN {edge: row.edge}]->(m)`,
  broader: `UNWIND $rows AS row ${seek('n', 'Topic', 'row.topic')} ${seek('m', 'Topic', 'row.to')}
CREATE (n)-[:BROADER {edge: row.edge}]->(m)`,
} as const;

async function layArticleEdges(run: Run, articles: readonly ArticleWrite[], follows: Follows, touched: Touched): Promise<void> {
  const rows = { cites: [] as Row[], authored: [] as Row[], about: [] as Row[], published: [] as Row[] };
  for (const { record, references } of articles) {
    const article = record.key;
    const by = `The article ${article}`;
    for (const [to, { position, provenance }] of firstOf(references, ({ citedKey }) => follows.article(citedKey, by)))
      rows.cites.push({
        article,
        to,
        position: position === null ? null : int(position),
        edge: JSON.stringify({ position, provenance }),
      });
    for (const [to, authorship] of firstOf(record.authorships, ({ authorKey }) => follows.author(authorKey, by)))
      rows.authored.push({ article, to, position: int(authorship.position), edge: JSON.stringify(authorship) });
    for (const [to, assignment] of firstOf(record.topics, ({ topicKey }) => follows.topic(topicKey, by)))
      rows.about.push({ article, to, edge: JSON.stringify(assignment) });
    if (record.journalKey !== null) {
      const edge = JSON.stringify({ provenance: record.journalProvenance });
      rows.published.push({ article, to: follows.journal(record.journalKey, by), edge });
    }
  }
  touched.addRows(await dropArticleEdges(run, articles.map(({ record }) => record.key), 'own')); // prettier-ignore
  for (const [type, kind] of [
    ['cites', 'Article'],
    ['authored', 'Author'],
    ['about', 'Topic'],
    ['published', 'Journal'],
  ] as const) {
    // prettier-ignore
    if (rows[type].length > 0) await run(LAY[type], { rows: rows[type] });
    touched.add(kind, rows[type].map(({ to }) => to as string)); // prettier-ignore
  }
}

async function layTopicEdges(run: Run, topics: readonly TopicRecord[], follow: Follow): Promise<void> {
  await run(`UNWIND $keys AS key ${seek('n', 'Topic', 'key')} MATCH (n)-[e:BROADER]->() DELETE e`, {
    keys: topics.map(({ key }) => key),
  });
  const rows = topics.flatMap(({ key, broaderKeys, provenance }) =>
    firstOf(broaderKeys, (one) => follow(one, `The topic ${key}`)).map(([to]) => ({
      topic: key,
      to,
      edge: JSON.stringify({ provenance }),
    })),
  );
  if (rows.length > 0) await run(LAY.broader, { rows });
}
