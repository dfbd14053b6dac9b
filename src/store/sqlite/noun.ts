import { KINDS, type AnyNode, type Kind } from '../../records.js';
import type { Place } from '../page.js';
import { ARTICLE } from './article.js';
import { AUTHOR } from './author.js';
import { JOURNAL } from './journal.js';
import { unpackRecord } from '../packed-record.js';
import { join, name, sql, type Sql } from './sql.js';
import { recordTable, table, type SortColumn } from './table.js';
import { TOPIC } from './topic.js';

export const NOUNS = { Article: ARTICLE, Author: AUTHOR, Journal: JOURNAL, Topic: TOPIC } as const;

/** What each answer with whole records has in its rows. */
export interface NodeRow {
  record: string;
  c0: number | null;
  c1: number | null;
  c2: number | null;
}

const COUNT_NAMES = ['c0', 'c1', 'c2'] as const;

/** What of a record is read: of an article that is to be brief, its card alone. */
const recordText = (kind: Kind, isBrief: boolean): string =>
  kind === 'Article' && !isBrief ? 'r.record || l.lists' : 'r.record';

/** Columns of NodeRow, from what `nodeJoins` joins. */
export function nodeColumns(kind: Kind, isBrief = false): Sql {
  const counts = COUNT_NAMES.map((alias, i) => name(`${NOUNS[kind].counts[i] ?? 'NULL'} AS ${alias}`));
  return sql`${name(recordText(kind, isBrief))} AS record, ${join(counts, ', ')}`;
}

/** Joins the record of the node whose id `id` is, as `r`; of an article its lists as `l`; of the others, whose counts stand there, the node's row as `t`. */
export function nodeJoins(kind: Kind, id: string, isBrief = false): Sql {
  const record = sql`CROSS JOIN ${recordTable(kind)} r ON r.id = ${name(id)}`;
  if (kind !== 'Article') return sql`CROSS JOIN ${table(kind)} t ON t.id = ${name(id)} ${record}`;
  return isBrief ? record : sql`${record} CROSS JOIN article_lists l ON l.id = r.id`;
}

/**
 * Many brief articles as one text (`unpackBriefs`): a row for each would cost as much as finding it. It is a list of cards, which are open at
 * their ends; behind each its counts and a number by which it is known.
 */
export const briefsText = (number: string): Sql =>
  name(
    `'[' || coalesce(group_concat(r.record || ',' || r.cited_by_count || ',' || r.reference_count || ',' || ${number} || ']'), '') || ']'`,
  );

/** Columns of NodeRow for `hit` (kind as its index in KINDS, id), which may be of any kind; with `anyKindJoins`. */
export function anyKindColumns(): Sql {
  const records = KINDS.map((kind, i) => name(kind === 'Article' ? `r${i}.record || l.lists` : `r${i}.record`));
  const counts = COUNT_NAMES.map((alias, at) => {
    const expressions = KINDS.map((kind, i) => NOUNS[kind].counts[at]?.replaceAll(/\b([tr])\./g, `$1${i}.`) ?? 'NULL');
    return name(`coalesce(${expressions.join(', ')}) AS ${alias}`);
  });
  return sql`coalesce(${join(records, ', ')}) AS record, ${join(counts, ', ')}`;
}

export function anyKindJoins(): Sql {
  const joins = KINDS.map((kind, i) => {
    const [t, r, index] = [name(`t${i}`), name(`r${i}`), name(String(i))];
    const beside =
      kind === 'Article'
        ? sql`LEFT JOIN article_lists l ON hit.kind = ${index} AND l.id = hit.id`
        : sql`LEFT JOIN ${table(kind)} ${t} ON hit.kind = ${index} AND ${t}.id = hit.id`;
    return sql`${beside} LEFT JOIN ${recordTable(kind)} ${r} ON hit.kind = ${index} AND ${r}.id = hit.id`;
  });
  return join(joins, ' ');
}

/** The stored record with the counts that the engine keeps. */
export function toRecord(kind: Kind, row: NodeRow): AnyNode['record'] {
  return unpackRecord(kind, row.record, [row.c0, row.c1, row.c2]);
}

export function toNode(kindIndex: number, row: NodeRow): AnyNode {
  const kind = KINDS[kindIndex]!;
  return { kind, record: toRecord(kind, row) } as AnyNode;
}

/** A value of the port as it is stored, and back. */
export function encodeValue(sort: SortColumn, value: Place['value']): number | string {
  if (value === null) return sort.missing ?? '';
  return sort.encode ? sort.encode(value) : value;
}

export function decodeValue(sort: SortColumn, stored: number | string): Place['value'] {
  if (sort.missing !== null && stored === sort.missing) return null;
  return sort.decode ? sort.decode(stored) : stored;
}
