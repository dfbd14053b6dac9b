import { KINDS, type Kind } from '../../records.js';
import type { WriteBatch } from '../store.js';
import type { Row, Run } from './connection.js';
import { seek } from './cypher.js';
import { refuse } from './errors.js';
import { known } from './known.js';
import { runOver, sendOver } from './portions.js';
import { byKey } from './rows.js';

type Alias = NonNullable<WriteBatch['aliases']>[number];

/**
 * Keys that were merged away, as a chain of `Alias` nodes whose last one has the survivor's key. The chain
 * stays as it was made: where a node in its middle comes back, the keys before it lead there again. Reads
 * do not walk it: each node of it has the key of its end as `survivor`.
 */
export async function setAliases(run: Run, given: readonly Alias[]): Promise<void> {
  for (const kind of KINDS) {
    const aliases = byKey(given.filter((alias) => alias.kind === kind), ({ from }) => from); // prettier-ignore
    if (aliases.length === 0) continue;
    const keys = aliases.map(({ from }) => from);
    const nodes = await known(run, kind, keys);
    const there = keys.find((key) => nodes.get(key) === key);
    if (there !== undefined) throw refuse(`The ${kind} ${there} is in the store: remove it in the batch that merges it.`);
    const rows = aliases.map(({ from, to }) => ({ from: `${kind}:${from}`, fromKey: from, to: `${kind}:${to}`, toKey: to }));
    sendOver(run, MAKE, rows);
    await lead(run, aliasIds(kind, keys), rows);
    const led = await known(run, kind, keys);
    const lost = aliases.find(({ from }) => !led.has(from));
    if (lost)
      throw refuse(`The alias ${lost.from} leads to the ${kind} ${lost.to}, which is neither in the store nor in the batch.`);
  }
}

/** Nodes that are there stand for themselves: their aliases go. */
export async function dropAliases(run: Run, kind: Kind, keys: readonly string[]): Promise<void> {
  await lead(run, aliasIds(kind, keys));
}

function aliasIds(kind: Kind, keys: readonly string[]): string[] {
  return keys.map((key) => `${kind}:${key}`);
}

const MAKE = `UNWIND $input.rows AS row
MERGE (a:Alias {id: row.from}) SET a.key = row.fromKey
MERGE (b:Alias {id: row.to}) ON CREATE SET b.key = row.toKey, b.survivor = row.toKey`;

const LINK = `UNWIND $input.rows AS row
${seek('a', 'Alias', 'row.from')}
WITH a, row.to AS to
${seek('b', 'Alias', 'to')}
CREATE (a)-[:LEADS_TO]->(b)`;

const END = `UNWIND $input.rows AS id
${seek('changed', 'Alias', 'id')}
WITH changed
MATCH (a)-[:LEADS_TO*0..]->(changed)
WITH DISTINCT a
OPTIONAL MATCH (a)-[:LEADS_TO*]->(end) WHERE NOT (end)-[:LEADS_TO]->()
SET a.survivor = coalesce(end.key, a.key)`;

const DROP = `UNWIND $input.rows AS id
${seek('a', 'Alias', 'id')}
WITH a
MATCH (a)-[lead:LEADS_TO]->()
DELETE lead
RETURN DISTINCT a.id AS id`;

/** Takes away where these aliases led, lets them lead elsewhere, and tells all before them where they end. */
async function lead(run: Run, ids: readonly string[], links: readonly Row[] = []): Promise<void> {
  const dropped = await runOver(run, DROP, ids);
  sendOver(run, LINK, links);
  if (dropped.length > 0 || links.length > 0) sendOver(run, END, ids);
}
