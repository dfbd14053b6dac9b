import { createHash } from 'node:crypto';
import { KINDS, type Kind } from '../../records.js';
import type { StoredIdentifier } from '../store.js';
import type { Run } from './connection.js';
import { seek } from './cypher.js';
import { refuse } from './errors.js';
import { kindToken } from './lucene.js';
import { runOver, sendOver } from './portions.js';
import { identifierName } from './presence-names.js';
import type { Perhaps } from './presence.js';
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
export function dropIdentifiers(run: Run, kind: Kind, rows: readonly Pick<NodeRow, 'key' | 'identifiers'>[]): void {
  sendOver(
    run,
    `UNWIND $input.rows AS row
${seek('n', kind, 'row.key')}
WITH n, row.ids AS ids
MATCH (i)-[link:IDENTIFIES]->(n) WHERE NOT i.id IN ids
DELETE link
WITH DISTINCT i WHERE NOT EXISTS { (i)-[:IDENTIFIES]->() }
DELETE i`,
    rows.map(({ key, identifiers }) => ({ key, ids: identifiers.map(identifierId) })),
  );
}

/** What identifiers a batch gives to its nodes beyond those that they have. */
export interface Claims {
  /** Identifiers that nothing has yet, by the new node (kind and key) that is made with them. */
  made: Map<string, string[]>;
  /** Identifiers that nothing has yet, for nodes that are there. */
  fresh: string[];
  /** Identifiers and nodes that are joined when both are there. */
  links: Record<Kind, { key: string; id: string }[]>;
}

export const nodeName = (kind: Kind, key: string): string => `${kindToken(kind)} ${key}`;

// Only the index gives `i`: what it identifies is found from there.
const OWNERS = `UNWIND $input.rows AS id
${seek('i', 'Identifier', 'id')}
WITH id, i
OPTIONAL MATCH (i)-[:IDENTIFIES]->(n)
RETURN id, n.textKind AS kind, n.key AS key`;

/**
 * Finds out what identifiers are to be made and joined, once the nodes that are there have lost those that they no longer
 * have. Refuses a batch that gives one identifier to two nodes.
 */
export async function claimIdentifiers(
  run: Run,
  rows: Record<Kind, NodeRow[]>,
  there: Record<Kind, ReadonlySet<string>>,
  perhaps: Perhaps,
): Promise<Claims> {
  const wanted = KINDS.flatMap((kind) =>
    rows[kind].flatMap(({ key, identifiers }) => identifiers.map((one) => ({ kind, key, one, id: identifierId(one) }))),
  );
  const owners = new Map<string, Map<string, string>>();
  const asked = [...new Set(wanted.map(({ id }) => id))].filter((id) => perhaps(identifierName(id)));
  for (const row of await runOver(run, OWNERS, asked.sort())) {
    const id = row.id as string;
    if (!owners.has(id)) owners.set(id, new Map());
    if (row.key !== null) owners.get(id)!.set(`${row.kind as string} ${row.key as string}`, row.key as string);
  }
  const claims: Claims = { made: new Map(), fresh: [], links: { Article: [], Author: [], Journal: [], Topic: [] } };
  for (const { kind, key, one, id } of wanted) {
    const name = nodeName(kind, key);
    const have = owners.get(id);
    if (have?.has(name)) continue;
    if (have && have.size > 0 && !isShared(one)) throw twoOwners(id, [...have.values(), key]);
    owners.set(id, (have ?? new Map<string, string>()).set(name, key));
    if (!have && !there[kind].has(key)) claims.made.set(name, [...(claims.made.get(name) ?? []), id]);
    else claims.links[kind].push({ key, id });
    if (!have && there[kind].has(key)) claims.fresh.push(id);
  }
  return claims;
}

function twoOwners(id: string, keys: readonly string[]): Error {
  return refuse(`The identifier ${id.replace(':', ' ')} would belong to two nodes: ${keys.join(' and ')}.`);
}

/** Makes and joins what was claimed beside that which the new nodes were made with. */
export function setIdentifiers(run: Run, { fresh, links }: Claims): void {
  sendOver(run, 'UNWIND $input.rows AS id CREATE (:Identifier {id: id})', fresh);
  for (const kind of KINDS)
    sendOver(
      run,
      `UNWIND $input.rows AS row
${seek('n', kind, 'row.key')}
WITH n, row.id AS id
${seek('i', 'Identifier', 'id')}
CREATE (i)-[:IDENTIFIES]->(n)`,
      links[kind],
    );
}
