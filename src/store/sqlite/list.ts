import type { Kind } from '../../records.js';
import type { Filter } from '../filter.js';
import { isEdgeField, type EdgeField } from '../page.js';
import { RELATIONS, type Relation } from '../relation.js';
import { filterCondition } from './filter.js';
import { NOUNS } from './noun.js';
import { isCheap, narrowed } from './narrow.js';
import { isCounted, parents, rowsBehind, sourceOver, SOURCES, type Source } from './source.js';
import { name, sql, type Sql } from './sql.js';
import { table, type SortColumn } from './table.js';

/** A relation's list under a filter: rows that belong to `parent`. */
export interface List {
  from: Sql;
  where: Sql;
  /** Id of each entry's node. */
  id: Sql;
  /** Columns of its edge. */
  edge: readonly string[];
}

/** With the field that it is ordered by. */
export interface SortedList extends List {
  sort: SortColumn;
  value: Sql;
  key: Sql;
}

const EDGE_SORTS: Record<EdgeField, SortColumn> = {
  position: { column: 'position', missing: -1 },
  weight: { column: 'weight', missing: null },
  fraction: { column: 'fraction', missing: null },
  since: { column: 'since', missing: -1 },
  until: { column: 'until', missing: -1 },
};

export function sortColumn(kind: Kind, field: string): SortColumn {
  return isEdgeField(field) ? EDGE_SORTS[field] : (NOUNS[kind].sorts as Record<string, SortColumn>)[field]!;
}

/** `e` is read first and `t` looked up for each row: the list of a parent is short beside all nodes. */
function withNode(source: Source, kind: Kind): Sql {
  return source.isNode ? source.from : sql`${source.from} CROSS JOIN ${table(kind)} t ON t.id = ${source.id}`;
}

/** The filter's condition; years are asked of the edge where it has the date, so that a hub's articles need not be read. */
function condition(source: Source, kind: Kind, filter: Filter | null): Sql | null {
  return filter === null ? null : filterCondition(kind, filter, source.values?.date?.text ?? 't.date');
}

const readsNode = (filter: Sql | null): boolean => filter !== null && /\bt\./.test(filter.text);

const both = (where: Sql, filter: Sql | null): Sql => (filter ? sql`${where} AND ${filter}` : where);

/** The source of a list, and the filter that is left to be held against its rows. */
function begun(
  relation: Relation,
  filter: Filter | null,
  over: Filter<'Article'> | null,
): [source: Source, filter: Filter | null] {
  const narrow = narrowed(relation, filter);
  return narrow ? [narrow.source, narrow.rest] : [sourceOver(relation, over), filter];
}

/**
 * Rows `parent` for a statement, which has none where more than `most` rows lie behind them, then `is_so` of `much` says so;
 * without `most`, all of them.
 */
export function parentRows(relation: Relation, keys: readonly string[], filter: Filter | null, most: number | null): Sql {
  if (most === null) return sql`WITH parent AS (${parents(relation, keys)})`;
  return sql`WITH asked AS MATERIALIZED (${parents(relation, keys)}),
    much AS MATERIALIZED (SELECT ${narrowed(relation, filter)?.rows ?? rowsBehind(relation)} > ${most} AS is_so),
    parent AS MATERIALIZED (SELECT * FROM asked WHERE NOT (SELECT is_so FROM much))`;
}

/** Rows behind the parents of a question that is answered in the main thread: some milliseconds. */
export const FEW_ROWS = 2_000;
/** The same where no row costs a look into another table: half a microsecond each. */
export const FEW_RANKED_ROWS = 30_000;

/** Lists of which citation-rank.ts tells the order: all of it, of articles that stand on edges and under no filter. */
export const canBeRanked = (relation: Relation, filter: Filter | null, { field }: { field: string }): boolean =>
  field === 'citedByCount' && filter === null && !SOURCES[relation].isNode;

/** Whether it is known, before a list is read, how many rows have to be looked at, and each costs no more than a look. */
export function isBounded(relation: Relation, filter: Filter | null): boolean {
  const narrow = narrowed(relation, filter);
  return narrow ? isCheap(narrow.rest) : isCounted(relation) && isCheap(filter);
}

export function listOf(relation: Relation, whole: Filter | null, over: Filter<'Article'> | null = null): List {
  const [source, filter] = begun(relation, whole, over);
  const kind = RELATIONS[relation].to;
  const chosen = condition(source, kind, filter);
  return {
    from: readsNode(chosen) ? withNode(source, kind) : source.from,
    where: both(source.where, chosen),
    id: source.id,
    edge: source.edge ?? [],
  };
}

/** `byRank`: the order of citations is told by citation-rank.ts, and articles are not looked up for it. */
export function sortedList(
  relation: Relation,
  whole: Filter | null,
  field: string,
  over: Filter<'Article'> | null = null,
  byRank = false,
): SortedList {
  const [source, filter] = begun(relation, whole, over);
  const kind = RELATIONS[relation].to;
  const chosen = condition(source, kind, filter);
  const sort = sortColumn(kind, field);
  const { from, where, id, edge = [] } = source;
  if (byRank && !readsNode(chosen))
    return { from, where: both(where, chosen), id, edge, sort, value: sql`citation_rank(${id})`, key: id };
  const onEdge = source.values?.[field];
  const needsNode = readsNode(chosen) || onEdge === undefined || source.key === undefined;
  return {
    from: needsNode ? withNode(source, kind) : source.from,
    where: both(where, chosen),
    id,
    edge,
    sort,
    value: onEdge ?? name(`t.${sort.column}`),
    key: source.key ?? name('t.key'),
  };
}
