import { randomUUID } from 'node:crypto';
import { KINDS, type Kind } from '../../records.js';
import { settledBatch } from '../batch.js';
import type { WriteBatch } from '../store.js';
import { dropAliases, setAliases } from './alias.js';
import type { Connection, Run } from './connection.js';
import { seek } from './cypher.js';
import { dropArticleEdges, layEdges } from './edges.js';
import { refuse } from './errors.js';
import { checkIdentifiers, dropIdentifiers, setIdentifiers } from './identifier.js';
import { begin } from './meta.js';
import { ARTICLE_LABELS, nodeRows, type NodeRow } from './rows.js';
import { Touched } from './touched.js';
import { checkExpected, writeLedger } from './write-ledger.js';

/**
 * One batch in one transaction: the ledger, then nodes, then edges, counts last. The node `Meta` is written first of
 * all: its lock lets writers pass one after the other, so that what a batch has checked stays true until it commits.
 */
export async function write(connection: Connection, raw: WriteBatch): Promise<void> {
  const batch = settledBatch(raw);
  const rows = nodeRows(batch);
  const id = randomUUID();
  await connection.write(async (run) => {
    if ((await begin(run, id)).isWritten) return;
    await checkExpected(run, batch.ledger);
    await writeLedger(run, batch.ledger);
    const touched = new Touched();
    await retire(run, batch, rows, touched);
    for (const kind of KINDS) await writeNodes(run, kind, rows[kind], touched);
    await setAliases(run, batch.aliases ?? []);
    await layEdges(run, batch, touched);
    await removeRetired(run);
    await touched.recount(run);
    await checkIdentifiers(run, Object.values(rows).flat());
  });
}

/** Nodes that go lose their label at once, so that nothing finds them; their edges show whether a record still names them. */
async function retire(run: Run, batch: WriteBatch, rows: Record<Kind, NodeRow[]>, touched: Touched): Promise<void> {
  for (const kind of KINDS) {
    const written = new Set(rows[kind].map(({ key }) => key));
    const gone = (batch.remove ?? []).filter((one) => one.kind === kind && !written.has(one.key)).map(({ key }) => key);
    if (gone.length === 0) continue;
    const keys = [...new Set(gone)].sort();
    await dropIdentifiers(run, kind, keys.map((key) => ({ key, identifiers: [] }))); // prettier-ignore
    if (kind === 'Article') touched.addRows(await dropArticleEdges(run, keys, 'all'));
    await run(`UNWIND $keys AS key ${seek('n', kind, 'key')} REMOVE n:${kind} SET n:Retired`, { keys });
  }
}

const STILL_NAMED = `MATCH (n:Retired)-[e:AUTHORED|PUBLISHED_IN|ABOUT|BROADER]-(user)
WHERE NOT user:Retired AND (type(e) <> 'BROADER' OR endNode(e) = n)
RETURN n.textKind AS kind, n.key AS key, user.textKind AS userKind, user.key AS user LIMIT 1`;

async function removeRetired(run: Run): Promise<void> {
  const [named] = await run(STILL_NAMED);
  if (named)
    throw refuse(`The ${named.userKind} ${named.user} still names the ${named.kind} ${named.key}, which is to be removed.`);
  await run('MATCH (n:Retired) DETACH DELETE n');
}

const SET_LABELS = `REMOVE n:${ARTICLE_LABELS.join(':')}
${ARTICLE_LABELS.map((label) => `FOREACH (_ IN CASE WHEN '${label}' IN row.labels THEN [1] ELSE [] END | SET n:${label})`).join('\n')}`;

async function writeNodes(run: Run, kind: Kind, rows: readonly NodeRow[], touched: Touched): Promise<void> {
  if (rows.length === 0) return;
  const keys = rows.map(({ key }) => key);
  await run(
    `UNWIND $rows AS row
MERGE (n:${kind} {key: row.key})
SET n += row.properties
${kind === 'Article' ? SET_LABELS : ''}`,
    { rows: rows.map(({ key, properties, labels }) => ({ key, properties, labels })) },
  );
  await dropAliases(run, kind, keys);
  await setIdentifiers(run, kind, rows);
  touched.add(kind, keys);
}
