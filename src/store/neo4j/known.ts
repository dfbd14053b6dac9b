import { KINDS, type Kind } from '../../records.js';
import type { Run } from './connection.js';
import { seek } from './cypher.js';
import { runOver } from './portions.js';

/** The same for each kind. */
export function ofEachKind<T>(make: (kind: Kind) => T): Record<Kind, T> {
  return Object.fromEntries(KINDS.map((kind) => [kind, make(kind)])) as Record<Kind, T>;
}

/** Goes on only where any of the kind was ever merged: a write asks about thousands of keys, most of which are new. */
const ALIASED = ofEachKind(
  (kind) => `MATCH (first:Alias) USING INDEX SEEK first:Alias(id) WHERE first.id STARTS WITH '${kind}:'
WITH first LIMIT 1
UNWIND $input.rows AS given
${seek('alias', 'Alias', `'${kind}:' + given`)}
RETURN given, alias.survivor AS survivor`,
);
const THERE = ofEachKind((kind) => `UNWIND $input.rows AS key ${seek('n', kind, 'key')} RETURN key`);

/** Where a key leads: to itself or, after merges, to that of the survivor, which may have been taken out since. */
export interface Led {
  given: string;
  key: string;
  isThere: boolean;
}

export async function whereKeysLead(run: Run, kind: Kind, keys: readonly string[]): Promise<Led[]> {
  const aliased = new Map((await runOver(run, ALIASED[kind], keys)).map(({ given, survivor }) => [given, survivor as string]));
  const led = keys.map((given) => ({ given, key: aliased.get(given) ?? given }));
  const there = new Set((await runOver(run, THERE[kind], [...new Set(led.map(({ key }) => key))])).map(({ key }) => key));
  return led.map((one) => ({ ...one, isThere: there.has(one.key) }));
}

/** Keys of nodes that these keys lead to now: their own or, after merges, that of the survivor. Those of no node are left out. */
export async function known(run: Run, kind: Kind, keys: readonly string[]): Promise<Map<string, string>> {
  const led = await whereKeysLead(run, kind, keys);
  return new Map(led.filter(({ isThere }) => isThere).map(({ given, key }) => [given, key]));
}
