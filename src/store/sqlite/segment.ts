import type { Order, Place } from '../page.js';
import { encodeValue } from './noun.js';
import type { SortedList } from './list.js';
import { join, name, NOTHING, sql, TRUE, type Sql } from './sql.js';

/**
 * Lists in their order, cut at places. A missing value is stored as the smallest, so a descending list is
 * one scan with the missing ones last. An ascending list has them last, too: it is two scans of one index,
 * first the entries with a value, then those without.
 */

/** Entries on one side of a place; `inclusive`: the entry at the place is among them. */
export interface Bound {
  side: 'after' | 'before';
  place: Place;
  inclusive: boolean;
}

/** A scan: the condition of its entries; `part` 1 stands behind `part` 0 in the list. */
interface Segment {
  part: 0 | 1;
  condition: Sql;
}

function comparison(left: Sql, { side, inclusive }: Bound, direction: Order['direction'], right: Sql): Sql {
  const isGreater = (side === 'after') === (direction === 'ASC');
  return sql`${left} ${name((isGreater ? '>' : '<') + (inclusive ? '=' : ''))} ${right}`;
}

function beyond(list: SortedList, direction: Order['direction'], bound: Bound): Sql {
  const place = sql`(${encodeValue(list.sort, bound.place.value)}, ${bound.place.key})`;
  return comparison(sql`(${list.value}, ${list.key})`, bound, direction, place);
}

/** Entries with a value, of an ascending list with missing values; null when the bounds leave none. */
function present(list: SortedList, bounds: readonly Bound[]): Sql | null {
  const conditions: Sql[] = [];
  let hasLowest = false;
  for (const bound of bounds) {
    if (bound.place.value !== null) {
      conditions.push(beyond(list, 'ASC', bound));
      hasLowest ||= bound.side === 'after';
    } else if (bound.side === 'after') return null;
  }
  if (!hasLowest) conditions.push(sql`${list.value} > ${list.sort.missing}`);
  return join(conditions, ' AND ');
}

/** Entries without a value, likewise. */
function missing(list: SortedList, bounds: readonly Bound[]): Sql | null {
  const conditions = [sql`${list.value} = ${list.sort.missing}`];
  for (const bound of bounds) {
    if (bound.place.value === null) conditions.push(comparison(list.key, bound, 'ASC', sql`${bound.place.key}`));
    else if (bound.side === 'before') return null;
  }
  return join(conditions, ' AND ');
}

function segments(list: SortedList, direction: Order['direction'], bounds: readonly Bound[]): Segment[] {
  if (direction === 'DESC' || list.sort.missing === null) {
    const conditions = bounds.map((bound) => beyond(list, direction, bound));
    return [{ part: 0, condition: conditions.length > 0 ? join(conditions, ' AND ') : TRUE }];
  }
  const found = [present(list, bounds), missing(list, bounds)];
  return found.flatMap((condition, part) => (condition ? [{ part: part as 0 | 1, condition }] : []));
}

/** Whether the entries without bounds are one scan, which can say how many they are. */
export const isOneScan = (list: SortedList, direction: Order['direction']): boolean => segments(list, direction, []).length === 1;

/**
 * Rows (id, and e0, e1, … with what the edge has) of the first entries between the bounds, or of the last ones, the last one
 * first. `counted`: and `total`, how many there are; of one scan only.
 */
export function entries(
  list: SortedList,
  direction: Order['direction'],
  fromEnd: boolean,
  bounds: readonly Bound[],
  limit: number | Sql,
  counted = false,
): Sql {
  const scan = name((direction === 'ASC') === fromEnd ? 'DESC' : 'ASC');
  const edge = name(list.edge.map((column, i) => `, ${column} AS e${i}`).join(''));
  const found = segments(list, direction, bounds);
  // One scan is in order; of two, what they are put in order by has to be seen.
  const ordered = (part: 0 | 1) =>
    found.length > 1 ? sql`, ${list.value} AS value, ${list.key} AS key, ${name(String(part))} AS part` : NOTHING;
  const parts = found.map(
    ({ part, condition }) =>
      sql`SELECT ${list.id} AS id${edge}${ordered(part)}${counted ? name(', count(*) OVER () AS total') : NOTHING}
        FROM ${list.from} WHERE ${list.where} AND ${condition}
        ORDER BY ${list.value} ${scan}, ${list.key} ${scan} LIMIT ${limit}`,
  );
  if (parts.length === 0) return sql`SELECT 0 AS id${name(list.edge.map((_, i) => `, 0 AS e${i}`).join(''))} WHERE 0`;
  if (parts.length === 1) return parts[0]!;
  const both = join(
    parts.map((part) => sql`SELECT * FROM (${part})`),
    ' UNION ALL ',
  );
  return sql`SELECT * FROM (${both}) ORDER BY part ${name(fromEnd ? 'DESC' : 'ASC')}, value ${scan}, key ${scan} LIMIT ${limit}`;
}

/** 1 when there is an entry within the bounds, else 0. */
export function anyEntry(list: SortedList, direction: Order['direction'], bounds: readonly Bound[]): Sql {
  const parts = segments(list, direction, bounds).map(
    ({ condition }) => sql`EXISTS (SELECT 1 FROM ${list.from} WHERE ${list.where} AND ${condition})`,
  );
  return parts.length === 0 ? name('0') : sql`(${join(parts, ' OR ')})`;
}
