import { randomUUID } from 'node:crypto';
import { KINDS, type Kind } from '../../records.js';
import { settledBatch } from '../batch.js';
import type { WriteBatch } from '../store.js';
import { setAliases } from './alias.js';
import type { Connection, Run } from './connection.js';
import { seek } from './cypher.js';
import { dropArticleEdges, edgesOf, layEdges } from './edges.js';
import { refuse } from './errors.js';
import { dropIdentifiers } from './identifier.js';
import { madeCounts } from './made-counts.js';
import { leadToHeirs } from './heir.js';
import { begin } from './meta.js';
import { runOver, sendOver } from './portions.js';
import { namesOf } from './presence-names.js';
import type { Presence } from './presence.js';
import { nodeRows, type NodeRow } from './rows.js';
import { Touched } from './touched.js';
import { checkExpected, ledgerRows, writeLedger } from './write-ledger.js';
import { findNodes, newKeys, writeNodes } from './write-nodes.js';

/**
 * One batch in one transaction: the ledger, then nodes, then edges, counts last. The node `Meta` is written first of
 * all: its lock lets writers pass one after the other, so that what a batch has checked stays true until it commits.
 */
export async function write(connection: Connection, presence: Presence, raw: WriteBatch): Promise<void> {
  const batch = settledBatch(raw);
  const rows = nodeRows(batch);
  const { ledger, ...graph } = batch;
  const ledgered = ledgerRows(ledger);
  const touchesGraph = Object.values(graph).some((list) => list.length > 0);
  const id = randomUUID();
  await connection.write(async (run) => {
    const { isWritten, before } = await begin(run, id, touchesGraph);
    if (isWritten) return;
    const perhaps = presence.begun(id, before, () => namesOf(ledgered, rows, batch.aliases ?? []));
    await checkExpected(run, ledger);
    await writeLedger(run, ledger.remove, ledgered, perhaps);
    const touched = new Touched();
    const retired = await retire(run, batch, rows, touched);
    const found = await findNodes(run, rows, perhaps);
    const aliases = batch.aliases ?? [];
    // New nodes are made with their counts, which their edges tell; where keys were merged, these are known only then.
    const known = aliases.length === 0 ? await edgesOf(run, batch) : null;
    writeNodes(run, rows, found, known && madeCounts(known, batch));
    for (const kind of KINDS) touched.add(kind, rows[kind].map(({ key }) => key)); // prettier-ignore
    await setAliases(run, aliases);
    const heirs = batch.heirs ?? [];
    await leadToHeirs(run, heirs, touched);
    await layEdges(run, known ?? (await edgesOf(run, batch)), found.there, touched);
    await removeRetired(run, retired);
    const counted = known && newKeys(rows, found.there);
    for (const { to } of heirs) counted?.Article.delete(to);
    touched.recount(run, counted);
  });
}

/**
 * Nodes that go lose their label at once, so that nothing finds them; their edges show whether a record still names them.
 * Answers what the database calls them until the transaction ends.
 */
async function retire(run: Run, batch: WriteBatch, rows: Record<Kind, NodeRow[]>, touched: Touched): Promise<string[]> {
  const retired: string[] = [];
  for (const kind of KINDS) {
    const written = new Set(rows[kind].map(({ key }) => key));
    const gone = (batch.remove ?? []).filter((one) => one.kind === kind && !written.has(one.key)).map(({ key }) => key);
    const keys = [...new Set(gone)].sort();
    dropIdentifiers(run, kind, keys.map((key) => ({ key, identifiers: [] }))); // prettier-ignore
    if (kind === 'Article') touched.addRows(await dropArticleEdges(run, keys, 'all'));
    for (const { id } of await runOver(run, RETIRE(kind), keys)) retired.push(id as string);
  }
  return retired;
}

const RETIRE = (kind: Kind): string => `UNWIND $input.rows AS key
${seek('n', kind, 'key')}
REMOVE n:${kind} SET n:Retired
RETURN elementId(n) AS id`;

const STILL_NAMED = `UNWIND $input.rows AS id
MATCH (n) WHERE elementId(n) = id
WITH n
MATCH (n)-[e:AUTHORED|PUBLISHED_IN|ABOUT|BROADER]-(user)
WHERE NOT user:Retired AND (type(e) <> 'BROADER' OR endNode(e) = n)
RETURN n.textKind AS kind, n.key AS key, user.textKind AS userKind, user.key AS user LIMIT 1`;

const DELETE = `UNWIND $input.rows AS id
MATCH (n) WHERE elementId(n) = id
DETACH DELETE n`;

async function removeRetired(run: Run, retired: readonly string[]): Promise<void> {
  const [named] = await runOver(run, STILL_NAMED, retired);
  if (named)
    throw refuse(`The ${named.userKind} ${named.user} still names the ${named.kind} ${named.key}, which is to be removed.`);
  sendOver(run, DELETE, retired);
}
