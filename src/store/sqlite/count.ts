import type { Filter } from '../filter.js';
import { RELATIONS, type Relation } from '../relation.js';
import type { Session } from './connection.js';
import { listOf } from './list.js';
import { parents, STORED_COUNTS } from './source.js';
import { name, sql, type Sql } from './sql.js';
import { table } from './table.js';

/** Whether the answer stands ready in the rows of the parents. */
export const isStoredCount = (relation: Relation, filter: unknown): boolean => filter === null && relation in STORED_COUNTS;

function countOf(relation: Relation, filter: Filter | null): Sql {
  const { from } = RELATIONS[relation];
  const stored = STORED_COUNTS[relation];
  if (filter === null && stored && from) return sql`(SELECT n.${name(stored)} FROM ${table(from)} n WHERE n.id = parent.id)`;
  const list = listOf(relation, filter);
  return sql`(SELECT count(*) FROM ${list.from} WHERE ${list.where})`;
}

/** Length of each parent's list. */
export function counts(session: Session, relation: Relation, keys: readonly string[], filter: Filter | null): number[] {
  const lengths = keys.map(() => 0);
  const statement = sql`WITH parent AS (${parents(relation, keys)})
    SELECT json_group_array(slot) AS slots, json_group_array(length) AS lengths
      FROM (SELECT parent.slot, ${countOf(relation, filter)} AS length FROM parent)`;
  const [row] = session.all<{ slots: string; lengths: string }>(statement);
  const found = JSON.parse(row!.lengths) as number[];
  (JSON.parse(row!.slots) as number[]).forEach((slot, i) => (lengths[slot] = found[i]!));
  return lengths;
}
