import type { Driver, Session } from 'neo4j-driver';
import type { StoredArticle } from '../../src/records.js';
import {
  articleDocument,
  authorDocument,
  journalDocument,
  topicDocument,
  type SearchDocument,
} from '../../src/store/document.js';
import { kindToken, TEXT_PROPERTIES } from '../../src/store/neo4j/lucene.js';
import { SORT_VALUES } from '../../src/store/sort-values.js';
import type { ArticleWrite } from '../../src/store/store.js';
import type { Literature } from '../serving/literature.js';
import { peerDriver, type PeerDatabase } from './settings.js';

/**
 * The same literature as its peers would have it in Neo4j: plain properties, counts ready, a constraint or an index for all that
 * is asked for. The full-text index is as ours is, with our tokens, so that the same hits are the best ones.
 */
const KEYS = ['Article', 'Author', 'Journal', 'Topic'].map(
  (label) => `CREATE CONSTRAINT FOR (n:${label}) REQUIRE n.key IS UNIQUE`,
);
const BEFORE = [...KEYS, 'CREATE CONSTRAINT FOR (n:Article) REQUIRE n.doi IS UNIQUE'];
const AFTER = [
  ...['publicationYear', 'date', 'citedByCount'].map((property) => `CREATE INDEX FOR (n:Article) ON (n.${property})`),
  `CREATE FULLTEXT INDEX node_text FOR (n:Article|Author|Journal|Topic) ON EACH [${TEXT_PROPERTIES.map((one) => `n.${one}`).join(', ')}]
   OPTIONS { indexConfig: { \`fulltext.analyzer\`: 'whitespace' } }`,
  'CALL db.awaitIndexes(3600)',
];
const COUNTS = [
  'MATCH (n:Article) CALL (n) { SET n.citedByCount = COUNT { (n)<-[:CITES]-() }, n.referenceCount = COUNT { (n)-[:CITES]->() } } IN TRANSACTIONS OF 10000 ROWS',
  'MATCH (n:Author) CALL (n) { SET n.articleCount = COUNT { (n)-[:AUTHORED]->() } } IN TRANSACTIONS OF 10000 ROWS',
];

type Row = Record<string, unknown>;

const node = (label: string): string => `UNWIND $rows AS row CREATE (n:${label}) SET n = row`;
const edge = (from: string, type: string, to: string, properties: string): string =>
  `UNWIND $rows AS row MATCH (a:${from} {key: row.from}) MATCH (b:${to} {key: row.to}) CREATE (a)-[:${type} {${properties}}]->(b)`;

function text(kind: 'Article' | 'Author' | 'Journal' | 'Topic', { label, names, body }: SearchDocument): Row {
  return { textKind: kindToken(kind), textLabel: label, textNames: names || null, textBody: body || null };
}

function articleRow({ record, details, indexedNames }: ArticleWrite): Row {
  const { key, doi, pmid, title, date, volume, issue, pages, publicationTypes } = record;
  const abstract = details.abstract.map((section) => section.text).join('\n') || null;
  return {
    key, doi, pmid, title, publicationYear: date!.year, date: SORT_VALUES.Article.date(record as StoredArticle), volume, issue,
    pages: pages!.asWritten, publicationTypes, abstract, ...text('Article', articleDocument(record, details, indexedNames)),
  }; // prettier-ignore
}

const AT_ONCE = 10_000;

async function send(session: Session, statement: string, rows: Row[]): Promise<void> {
  for (let at = 0; at < rows.length; at += AT_ONCE) await session.run(statement, { rows: rows.slice(at, at + AT_ONCE) });
}

const integers = ['publicationYear', 'date'].map((name) => `n.${name} = toInteger(row.${name})`).join(', ');

/** The statements of one block of works, with their rows. */
function statements(articles: readonly ArticleWrite[]): [string, Row[]][] {
  const edges = (list: (write: ArticleWrite) => Row[]): Row[] => articles.flatMap(list);
  return [
    [`${node('Article')} SET ${integers}`, articles.map(articleRow)],
    [edge('Article', 'PUBLISHED_IN', 'Journal', ''), edges(({ record }) => [{ from: record.key, to: record.journalKey }])],
    [edge('Author', 'AUTHORED', 'Article', 'position: toInteger(row.position), nameAsWritten: row.name'), edges(({ record }) => record.authorships.map(({ authorKey, position, nameAsWritten }) => ({ from: authorKey, to: record.key, position, name: nameAsWritten })))],
    [edge('Article', 'ABOUT', 'Topic', 'position: toInteger(row.position)'), edges(({ record }) => record.topics.map(({ topicKey }, i) => ({ from: record.key, to: topicKey, position: i + 1 })))],
    [edge('Article', 'CITES', 'Article', 'position: toInteger(row.position)'), edges(({ record, references }) => references.map(({ citedKey, position }) => ({ from: record.key, to: citedKey, position })))],
  ]; // prettier-ignore
}

async function load(driver: Driver, database: string, literature: Literature): Promise<void> {
  const session = driver.session({ database });
  for (const statement of BEFORE) await session.run(statement);
  await send(session, node('Journal'), [...literature.journals()].map((one) => ({ key: one.key, title: one.title, abbreviation: one.abbreviation, ...text('Journal', journalDocument(one)) }))); // prettier-ignore
  await send(session, node('Topic'), [...literature.allTopics()].map((one) => ({ key: one.key, name: one.name, meshId: one.meshId, ...text('Topic', topicDocument(one)) }))); // prettier-ignore
  let done = 0;
  for (const { authors, articles } of literature.blocks()) {
    await send(session, node('Author'), authors.map((one) => ({ key: one.key, name: one.name, orcid: one.orcid, ...text('Author', authorDocument(one)) }))); // prettier-ignore
    for (const [statement, rows] of statements(articles)) await send(session, statement, rows);
    done += articles.length;
    if (done % 20_000 === 0) process.stderr.write(`  the peers' Neo4j: ${done} works written\n`);
  }
  for (const statement of [...COUNTS, ...AFTER]) await session.run(statement);
  await session.close();
}

export async function loadPeers(settings: PeerDatabase, literature: Literature): Promise<void> {
  const driver = peerDriver(settings);
  try {
    await load(driver, settings.database, literature);
  } finally {
    await driver.close();
  }
}
