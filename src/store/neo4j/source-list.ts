import { createHash } from 'node:crypto';
import type { Provenance } from '../../records.js';
import type { Run } from './connection.js';
import { int, seek } from './cypher.js';
import { runOver } from './portions.js';

/**
 * What is said of where citations come from. Most have the same as many others, so that each list is a node `SourceList`, once,
 * and a citation has its number. Lists stay when the last citation goes: a graph has few different ones.
 */

/** Answers the number of a list that was given to `numberSources`. */
export type SourceNumbers = (provenance: readonly Provenance[]) => bigint;

/** The lists may be long; an index holds 8 kB. */
const idOf = (list: string): string => createHash('sha256').update(list).digest('base64url');

const KNOWN = `UNWIND $input.rows AS id
${seek('s', 'SourceList', 'id')}
RETURN s.id AS id, s.number AS number`;

// The lock of the batch is on this node: nobody else gives numbers meanwhile.
const MAKE = `MATCH (meta:Meta {id: $input.meta})
SET meta.sourceLists = coalesce(meta.sourceLists, 0) + size($input.rows)
WITH meta.sourceLists - size($input.rows) AS before
UNWIND range(0, size($input.rows) - 1) AS i
WITH before + i + 1 AS number, $input.rows[i] AS row
CREATE (:SourceList {id: row.id, number: number, list: row.list})
RETURN row.id AS id, number`;

/** Numbers all lists, new ones among them: in the transaction of a batch, after its lock was taken. */
export async function numberSources(run: Run, all: readonly (readonly Provenance[])[]): Promise<SourceNumbers> {
  const texts = new Map<string, string>();
  for (const provenance of all) {
    const list = JSON.stringify(provenance);
    if (!texts.has(list)) texts.set(list, idOf(list));
  }
  const numbers = new Map<unknown, bigint>();
  const note = (rows: readonly Record<string, unknown>[]) => rows.forEach(({ id, number }) => numbers.set(id, number as bigint));
  note(await runOver(run, KNOWN, [...texts.values()]));
  const missing = [...texts].filter(([, id]) => !numbers.has(id)).map(([list, id]) => ({ id, list }));
  if (missing.length > 0) note(await run(MAKE, { rows: missing, meta: int(1) }));
  return (provenance) => numbers.get(texts.get(JSON.stringify(provenance)))!;
}
