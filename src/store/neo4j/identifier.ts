import { createHash } from 'node:crypto';
import type { Kind } from '../../records.js';
import type { StoredIdentifier } from '../store.js';
import type { Run } from './connection.js';
import { seek } from './cypher.js';
import { refuse } from './errors.js';
import type { NodeRow } from './rows.js';

/** Longest text that surely fits into an index entry of Neo4j (8 kB) in any script. */
const MAX_LENGTH = 2_000;

/** Key of an identifier's node: scheme and value; a longer value (a title of pages) is named by its hash. */
export function identifierId({ scheme, value }: StoredIdentifier): string {
  const short = value.length > MAX_LENGTH ? `sha256:${createHash('sha256').update(value).digest('hex')}` : value;
  return `${scheme}:${short}`;
}

/** Names of journals and topics may belong to several nodes; all other identifiers name one. */
export function isShared({ scheme }: StoredIdentifier): boolean {
  return scheme === 'journal-name' || scheme === 'topic-name';
}

/** Takes away the identifiers that a node no longer has. Those that then name nothing go. */
export async function dropIdentifiers(
  run: Run,
  kind: Kind,
  rows: readonly Pick<NodeRow, 'key' | 'identifiers'>[],
): Promise<void> {
  await run(
    `UNWIND $rows AS row
${seek('n', kind, 'row.key')}
MATCH (i:Identifier)-[link:IDENTIFIES]->(n) WHERE NOT i.id IN row.ids
DELETE link
WITH DISTINCT i WHERE NOT EXISTS { (i)-[:IDENTIFIES]->() }
DELETE i`,
    { rows: rows.map(({ key, identifiers }) => ({ key, ids: identifiers.map(identifierId) })) },
  );
}

export async function setIdentifiers(run: Run, kind: Kind, rows: readonly NodeRow[]): Promise<void> {
  await dropIdentifiers(run, kind, rows);
  const pairs = rows.flatMap(({ key, identifiers }) => identifiers.map((identifier) => ({ key, id: identifierId(identifier) })));
  if (pairs.length === 0) return;
  await run(
    `UNWIND $pairs AS pair
${seek('n', kind, 'pair.key')}
MERGE (i:Identifier {id: pair.id})
MERGE (i)-[:IDENTIFIES]->(n)`,
    { pairs },
  );
}

/** Refuses a batch that gives one identifier to two nodes. */
export async function checkIdentifiers(run: Run, rows: readonly NodeRow[]): Promise<void> {
  const ids = rows.flatMap(({ identifiers }) => identifiers.filter((one) => !isShared(one)).map(identifierId));
  const [shared] = await run(
    `UNWIND $ids AS id
${seek('i', 'Identifier', 'id')}
MATCH (i)-[:IDENTIFIES]->(n)
WITH id, collect(n.key) AS keys WHERE size(keys) > 1
RETURN id, keys LIMIT 1`,
    { ids: [...new Set(ids)] },
  );
  if (shared)
    throw refuse(
      `The identifier ${String(shared.id).replace(':', ' ')} would belong to two nodes: ${(shared.keys as string[]).join(' and ')}.`,
    );
}
