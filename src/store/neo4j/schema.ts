import { KINDS } from '../../records.js';
import { databaseUnavailable } from '../../errors.js';
import type { Connection } from './connection.js';
import { TAG_INDEX } from './ledger.js';
import { checkLayout } from './meta.js';
import { TEXT_INDEX, TEXT_PROPERTIES } from './lucene.js';
import { placeProperties } from './place.js';
import { TAG_PROPERTY } from './tag-token.js';

/**
 * Constraints and indexes, made before the first write. A uniqueness constraint stands on every key by
 * which nodes are merged: without one, MERGE would scan, and two writers could make a node twice.
 */
interface SchemaRule {
  name: string;
  statement: string;
}

function unique(label: string, property: string): SchemaRule {
  const name = `${label}_${property}_unique`.toLowerCase();
  return { name, statement: `CREATE CONSTRAINT ${name} IF NOT EXISTS FOR (n:${label}) REQUIRE n.${property} IS UNIQUE` };
}

function range(label: string, property: string): SchemaRule {
  const name = `${label}_${property}_range`.toLowerCase();
  return { name, statement: `CREATE INDEX ${name} IF NOT EXISTS FOR (n:${label}) ON (n.${property})` };
}

/** Tokens are made by us (fold.ts, text-hash.ts): the analyser only parts them at blanks. Writes wait for the index. */
function fullText(name: string, labels: readonly string[], properties: readonly string[]): SchemaRule {
  const statement = `CREATE FULLTEXT INDEX ${name} IF NOT EXISTS FOR (n:${labels.join('|')})
    ON EACH [${properties.map((property) => `n.${property}`).join(', ')}]
    OPTIONS { indexConfig: { \`fulltext.analyzer\`: 'whitespace', \`fulltext.eventually_consistent\`: false } }`;
  return { name, statement };
}

const RULES: readonly SchemaRule[] = [
  ...KINDS.map((kind) => unique(kind, 'key')),
  unique('Identifier', 'id'),
  unique('Alias', 'id'),
  unique('Meta', 'id'),
  ...KINDS.flatMap((kind) => placeProperties(kind).map((property) => range(kind, property))),
  unique('LedgerRow', 'id'),
  unique('SourceList', 'id'),
  unique('SourceList', 'number'),
  fullText(TEXT_INDEX, KINDS, TEXT_PROPERTIES),
  fullText(TAG_INDEX, ['LedgerRow'], [TAG_PROPERTY]),
];

const PATIENCE_MS = 10 * 60_000;

/** Makes what is missing and waits until all of it can be used. Costs one statement when nothing is missing. */
export async function ensureSchema(connection: Connection): Promise<void> {
  const there = await states(connection);
  const missing = RULES.filter(({ name }) => !there.has(name));
  // A graph of this layout has all indexes, but for one whose opening was cut off.
  if (missing.length > 0) await checkLayout(connection);
  for (const { statement } of missing) await connection.write((run) => run(statement));
  let all = missing.length > 0 ? await states(connection) : there;
  for (
    const end = Date.now() + PATIENCE_MS;
    RULES.some(({ name }) => all.get(name) !== 'ONLINE');
    all = await states(connection)
  ) {
    const failed = RULES.find(({ name }) => all.get(name) === 'FAILED');
    if (failed) throw databaseUnavailable(`Neo4j could not build the index ${failed.name}: drop it there, then start again.`);
    if (Date.now() > end) throw databaseUnavailable('Neo4j is still building indexes: wait until it has done, then start again.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Constraints and indexes of ours that are not there, or do not answer. The database checks its files by itself. */
export async function faults(connection: Connection): Promise<string[]> {
  const all = await states(connection);
  const without = RULES.filter(({ name }) => all.get(name) !== 'ONLINE');
  return without.map(({ name }) => `the index ${name} is ${String(all.get(name) ?? 'missing').toLowerCase()}`);
}

async function states(connection: Connection): Promise<Map<unknown, unknown>> {
  const rows = await connection.read('SHOW INDEXES YIELD name, state');
  return new Map(rows.map(({ name, state }) => [name, state]));
}
