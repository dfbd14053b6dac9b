import { KINDS, type Kind } from '../../records.js';
import type { Run } from './connection.js';
import { followed, seek } from './cypher.js';
import { runOver } from './portions.js';

/** The same for each kind. */
export function ofEachKind<T>(make: (kind: Kind) => T): Record<Kind, T> {
  return Object.fromEntries(KINDS.map((kind) => [kind, make(kind)])) as Record<Kind, T>;
}

const KNOWN = ofEachKind(
  (kind) => `UNWIND $input.rows AS given
${followed(kind, 'given', 'key', 'given')}
OPTIONAL ${seek('n', kind, 'key')}
RETURN given, key, n IS NOT NULL AS isThere`,
);

/** Where a key leads: to itself or, after merges, to that of the survivor, which may have been taken out since. */
export interface Led {
  given: string;
  key: string;
  isThere: boolean;
}

export async function whereKeysLead(run: Run, kind: Kind, keys: readonly string[]): Promise<Led[]> {
  return (await runOver(run, KNOWN[kind], keys)) as unknown as Led[];
}

/** Keys of nodes that these keys lead to now: their own or, after merges, that of the survivor. Those of no node are left out. */
export async function known(run: Run, kind: Kind, keys: readonly string[]): Promise<Map<string, string>> {
  const led = await whereKeysLead(run, kind, keys);
  return new Map(led.filter(({ isThere }) => isThere).map(({ given, key }) => [given, key]));
}
