import type { Kind } from '../../records.js';
import type { AmongKeys, MatchesText } from '../filter.js';
import { name, sql, type Sql } from './sql.js';

/** Names of the tables of each kind of node, and what its file says about it. */
const TABLES: Record<Kind, string> = { Article: 'article', Author: 'author', Journal: 'journal', Topic: 'topic' };

export const tableName = (kind: Kind): string => TABLES[kind];
export const table = (kind: Kind): Sql => name(TABLES[kind]);
export const recordTable = (kind: Kind): Sql => name(`${TABLES[kind]}_record`);
export const searchTable = (kind: Kind): Sql => name(`${TABLES[kind]}_search`);

/**
 * Rows (slot, id) of the nodes that keys lead to, merged ones followed; slot is the index of the key. A single key, as in most
 * questions, is looked up as it is: a list of them is JSON that SQLite has to read.
 */
export function nodesOfKeys(kind: Kind, keys: readonly string[]): Sql {
  if (keys.length === 1)
    return sql`SELECT 0 AS slot, n.id AS id FROM ${table(kind)} n
      WHERE n.key = coalesce((SELECT survivor FROM alias WHERE kind = ${kind} AND key = ${keys[0]!}), ${keys[0]!})`;
  return sql`SELECT p.key AS slot, n.id AS id FROM json_each(${JSON.stringify(keys)}) p
    LEFT JOIN alias s ON s.kind = ${kind} AND s.key = p.value
    CROSS JOIN ${table(kind)} n ON n.key = coalesce(s.survivor, p.value)`;
}

/** Ids of the nodes that keys lead to. */
export const idsOfKeys = (kind: Kind, keys: readonly string[]): Sql => sql`SELECT id FROM (${nodesOfKeys(kind, keys)})`;

/** What the statements need to know of a kind of node. */
export interface Noun<Leaf> {
  /** Expressions of the `COUNTS` that the engine adds to the record, in their order; `t` is the node's row, `r` its record's. At most three. */
  counts: readonly string[];
  /** How much a node is used, for suggestions. */
  use: string;
  sorts: Record<string, SortColumn>;
  /** The condition of one leaf of a filter on the node's row `t`; never NULL. `date`: where an article's date stands. */
  leaf(leaf: Exclude<Leaf, AmongKeys | MatchesText>, date: string): Sql;
}

/** A column of the node's row by which lists are ordered. */
export interface SortColumn {
  column: string;
  /** What stands there when the node has no value, smaller than every value; null where every node has one. */
  missing: number | string | null;
  /** From the port's value to the stored one and back, where they differ. */
  encode?: (value: number | string) => number | string;
  decode?: (stored: number | string) => number | string;
}
