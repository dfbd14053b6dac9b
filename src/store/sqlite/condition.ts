import type { Range } from '../filter.js';
import { FALSE, join, name, sql, TRUE, type Sql } from './sql.js';

/** The small conditions that leaves of filters are made of. The column is never NULL. */

export function inRange(column: string, { from, to }: Range): Sql {
  const bounds: Sql[] = [];
  if (from !== null) bounds.push(sql`${name(column)} >= ${from}`);
  if (to !== null) bounds.push(sql`${name(column)} <= ${to}`);
  return bounds.length === 0 ? TRUE : sql`(${join(bounds, ' AND ')})`;
}

/** Equality where there is one value: it lets an index be read in its order. */
export function inList(column: string, values: readonly string[]): Sql {
  if (values.length === 0) return FALSE;
  if (values.length === 1) return sql`${name(column)} = ${values[0]!}`;
  return sql`${name(column)} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}

export const isTrue = (column: string, value: boolean): Sql => sql`${name(column)} = ${value ? 1 : 0}`;
