import type { Filter } from '../filter.js';
import { RELATIONS, type Relation } from '../relation.js';
import { checkList } from '../sort-values.js';
import type { Session } from './connection.js';
import { FEW_ROWS, listOf, parentRows } from './list.js';
import { STORED_COUNTS } from './source.js';
import { FALSE, name, sql, type Sql } from './sql.js';
import { table } from './table.js';

/** Whether the answer stands ready in the rows of the parents. */
export const isStoredCount = (relation: Relation, filter: unknown): boolean => filter === null && relation in STORED_COUNTS;

function countOf(relation: Relation, filter: Filter | null, over: Filter<'Article'> | null): Sql {
  const { from } = RELATIONS[relation];
  const stored = STORED_COUNTS[relation];
  if (filter === null && stored && from) return sql`(SELECT n.${name(stored)} FROM ${table(from)} n WHERE n.id = parent.id)`;
  const list = listOf(relation, filter, over);
  return sql`(SELECT count(*) FROM ${list.from} WHERE ${list.where})`;
}

/** One row with slots and lengths; `is_so` where they are more than `most` rows behind the parents. */
function countsWithin(
  session: Session,
  relation: Relation,
  keys: readonly string[],
  filter: Filter | null,
  over: Filter<'Article'> | null,
  most: number | null,
): number[] | null {
  checkList(relation, null, over);
  const lengths = keys.map(() => 0);
  const statement = sql`${parentRows(relation, keys, filter, most)}
    SELECT json_group_array(slot) AS slots, json_group_array(length) AS lengths, ${most === null ? FALSE : sql`(SELECT is_so FROM much)`} AS is_so
      FROM (SELECT parent.slot, ${countOf(relation, filter, over)} AS length FROM parent)`;
  const [row] = session.all<{ slots: string; lengths: string; is_so: number }>(statement);
  if (row!.is_so === 1) return null;
  const found = JSON.parse(row!.lengths) as number[];
  (JSON.parse(row!.slots) as number[]).forEach((slot, i) => (lengths[slot] = found[i]!));
  return lengths;
}

type Counting = [relation: Relation, keys: readonly string[], filter: Filter | null, over: Filter<'Article'> | null];

/** Length of each parent's list. */
export const counts = (session: Session, ...[relation, keys, filter, over]: Counting): number[] =>
  countsWithin(session, relation, keys, filter, over, null)!;

/** The same where few rows have to be looked at for it; null where they are more. */
export const countsFew = (session: Session, ...[relation, keys, filter, over]: Counting): number[] | null =>
  countsWithin(session, relation, keys, filter, over, FEW_ROWS);
