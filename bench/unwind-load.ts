import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j, { type Session } from 'neo4j-driver';
import { sourceFiles } from '../src/import/files.js';
import { importFiles } from '../src/intake/run.js';
import { KINDS, type Kind } from '../src/records.js';
import type { LedgerRow } from '../src/store/ledger.js';
import { openStore } from '../src/store/open.js';
import { identifierId } from '../src/store/neo4j/identifier.js';
import { rowId } from '../src/store/neo4j/ledger.js';
import { TAG_PROPERTY, tagToken } from '../src/store/neo4j/tag-token.js';
import { ARTICLE_LABELS, nodeRows, type NodeRow } from '../src/store/neo4j/rows.js';
import type { StoreSettings } from '../src/store/settings.js';
import type { ArticleWrite, GraphStore, WriteBatch } from '../src/store/store.js';

/**
 * What somebody would write who had the finished rows of an import and nothing to find out: plain UNWIND statements
 * against the constraints and indexes that the store has, too. The rows are those that an import of the same file ends
 * with; they are made ready before the clock runs. Counts of edges, which the store keeps, are not loaded.
 */
type Neo4jSettings = Extract<StoreSettings, { engine: 'neo4j' }>;

const TOGETHER = 2_000;

/** The last state of all that was written. */
class Rows {
  readonly articles = new Map<string, ArticleWrite>();
  readonly nodes: Record<Kind, Map<string, NodeRow>> = {
    Article: new Map(),
    Author: new Map(),
    Journal: new Map(),
    Topic: new Map(),
  };
  readonly ledger = new Map<string, LedgerRow>();

  add(batch: WriteBatch): void {
    for (const one of batch.ledger?.remove ?? []) this.ledger.delete(rowId(one));
    for (const row of batch.ledger?.put ?? []) this.ledger.set(rowId(row), row);
    for (const { kind, key } of batch.remove ?? []) {
      this.nodes[kind].delete(key);
      if (kind === 'Article') this.articles.delete(key);
    }
    const rows = nodeRows(batch);
    for (const kind of KINDS) for (const row of rows[kind]) this.nodes[kind].set(row.key, row);
    for (const article of batch.articles ?? []) this.articles.set(article.record.key, article);
  }
}

/** What an import of the file writes, gathered on an embedded store. */
async function gather(file: string): Promise<Rows> {
  const dataDir = mkdtempSync(join(tmpdir(), 'meded-rows-'));
  const store = await openStore({ engine: 'sqlite', dataDir });
  const rows = new Rows();
  const watched = new Proxy(store, {
    get(target, name) {
      if (name === 'write')
        return async (batch: WriteBatch) => {
          await target.write(batch);
          rows.add(batch);
        };
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  }) as GraphStore;
  await importFiles(watched, sourceFiles([file]));
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
  return rows;
}

type Statement = [text: string, rows: Record<string, unknown>[]];

const edge = (from: string, type: string, to: string, properties: string): string =>
  `UNWIND $rows AS row MATCH (n:${from} {key: row.from}) MATCH (m:${to} {key: row.to}) CREATE (n)-[:${type} {${properties}}]->(m)`;

function statements(rows: Rows): Statement[] {
  const all: Statement[] = KINDS.map((kind) => [
    `UNWIND $rows AS row CREATE (n:${kind} {key: row.key}) SET n += row.properties ${kind === 'Article' ? ARTICLE_LABELS.map((label) => `FOREACH (_ IN CASE WHEN '${label}' IN row.labels THEN [1] ELSE [] END | SET n:${label})`).join(' ') : ''}`,
    [...rows.nodes[kind].values()].map(({ key, properties, labels }) => ({ key, properties, labels })),
  ]);
  for (const kind of KINDS)
    all.push([
      `UNWIND $rows AS row MATCH (n:${kind} {key: row.key}) MERGE (i:Identifier {id: row.id}) CREATE (i)-[:IDENTIFIES]->(n)`,
      [...rows.nodes[kind].values()].flatMap(({ key, identifiers }) =>
        identifiers.map((one) => ({ key, id: identifierId(one) })),
      ),
    ]);
  const articles = [...rows.articles.values()];
  const first = <T>(items: readonly T[], key: (item: T) => string): T[] => [
    ...new Map([...items].reverse().map((item) => [key(item), item])).values(),
  ];
  all.push(
    [edge('Article', 'CITES', 'Article', 'position: row.position, edge: row.edge'), articles.flatMap(({ record, references }) => first(references, ({ citedKey }) => citedKey).map(({ citedKey, position, provenance }) => ({ from: record.key, to: citedKey, position: position === null ? null : neo4j.int(position), edge: JSON.stringify({ position, provenance }) })))],
    [edge('Author', 'AUTHORED', 'Article', 'position: row.position, edge: row.edge'), articles.flatMap(({ record }) => first(record.authorships, ({ authorKey }) => authorKey).map((one) => ({ from: one.authorKey, to: record.key, position: neo4j.int(one.position), edge: JSON.stringify(one) })))],
    [edge('Article', 'ABOUT', 'Topic', 'edge: row.edge'), articles.flatMap(({ record }) => first(record.topics, ({ topicKey }) => topicKey).map((one) => ({ from: record.key, to: one.topicKey, edge: JSON.stringify(one) })))],
    [edge('Article', 'PUBLISHED_IN', 'Journal', 'edge: row.edge'), articles.flatMap(({ record }) => (record.journalKey === null ? [] : [{ from: record.key, to: record.journalKey, edge: JSON.stringify({ provenance: record.journalProvenance }) }]))],
  ); // prettier-ignore
  all.push([
    `UNWIND $rows AS row CREATE (n:LedgerRow {id: row.id}) SET n.collection = row.collection, n.value = row.value, n.tags = row.tags, n.${TAG_PROPERTY} = row.tokens`,
    [...rows.ledger.values()].map(({ collection, key, value, tags }) => ({
      id: rowId({ collection, key }),
      collection,
      value,
      tags,
      tokens: tags.length > 0 ? tags.map((tag) => tagToken(collection, tag)).join(' ') : null,
    })),
  ]);
  return all;
}

async function load(session: Session, [text, rows]: Statement): Promise<void> {
  for (let at = 0; at < rows.length; at += TOGETHER)
    await session.executeWrite((transaction) => transaction.run(text, { rows: rows.slice(at, at + TOGETHER) }));
}

export interface LoadResult {
  seconds: number;
  nodes: number;
  edges: number;
  ledgerRows: number;
}

/** Loads the rows of an import of this file into an empty database. */
export async function unwindLoad(file: string, { uri, user, password, database }: Neo4jSettings): Promise<LoadResult> {
  const rows = await gather(file);
  const all = statements(rows);
  // Constraints and indexes as the store makes them.
  await (await openStore({ engine: 'neo4j', uri, user, password, database })).close();
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { telemetryDisabled: true });
  const session = driver.session({ database });
  const started = performance.now();
  for (const statement of all) await load(session, statement);
  const seconds = (performance.now() - started) / 1000;
  const { records } = await session.run('MATCH ()-[e]->() RETURN count(e) AS edges');
  await session.close();
  await driver.close();
  const nodes = KINDS.reduce((sum, kind) => sum + rows.nodes[kind].size, 0);
  return { seconds, nodes, edges: Number(records[0]!.get('edges')), ledgerRows: rows.ledger.size };
}

if (process.argv[1]?.endsWith('unwind-load.js')) {
  const [file, settings] = process.argv.slice(2) as [string, string];
  console.log(JSON.stringify(await unwindLoad(file, JSON.parse(settings) as Neo4jSettings)));
}
