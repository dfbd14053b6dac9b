import { memo } from '../../memo.js';
import type { ArticleRecord, Provenance } from '../../records.js';
import type { Filter } from '../filter.js';
import { isEdgeField, type Page, type PageItem, type PageRequest } from '../page.js';
import { RELATIONS, type Relation, type TargetOf } from '../relation.js';
import { checkList } from '../sort-values.js';
import type { ListQuery } from '../store.js';
import { unpackRecord } from '../packed-record.js';
import type { Session } from './connection.js';
import { sortColumn, sortedList, type SortedList } from './list.js';
import { decodeValue, nodeColumns } from './noun.js';
import { anyEntry, entries, type Bound } from './segment.js';
import { COMPUTED, computedEdge, parents, rowsBehind } from './source.js';
import { name, NOTHING, sql, type Sql } from './sql.js';
import { recordTable, table, type SortColumn } from './table.js';

type AnyItem = PageItem<unknown, unknown>;
type AnyPage = Page<unknown, unknown>;

/**
 * A row of the statement as a list, so that what another thread has read comes here as texts and numbers: a record with its
 * many small parts costs ten times as much to be copied between threads.
 */
export type PageRow = [
  slot: number,
  /** From 0 in the order of reading; -1 for the row that says what lies outside the bounds. */
  place: number,
  key: string,
  value: number | string,
  /** Values of a computed edge as a JSON list; of the row without a place whether entries lie behind the bounds. */
  computed: string | number | null,
  record: string,
  c0: number | null,
  c1: number | null,
  c2: number | null,
  edge: number | null,
  provenance: string | null,
];

interface Edge {
  computed: string | number | null;
  edge: number | null;
  provenance: string | null;
}

/** Rows behind the parents of a question that is answered in the main thread: some milliseconds. */
const MOST_BEHIND = 2_000;
/** `place` of the row that says that they are more. */
const TOO_MANY = -2;

/** The rest of an edge: columns (edge, provenance), joined to the page's rows only. */
const EDGE_JOINS: Partial<Record<Relation, { columns: Sql; joins: Sql }>> = {
  references: citationEdge('x.citing = parent.id AND x.cited = t.id'),
  citedBy: citationEdge('x.citing = t.id AND x.cited = parent.id'),
  authorArticles: placeInRecord('authorship', 'author'),
  topicArticles: placeInRecord('about', 'topic'),
};
const NO_EDGE = { columns: name('NULL AS edge, NULL AS provenance'), joins: NOTHING };

function citationEdge(ends: string): { columns: Sql; joins: Sql } {
  return {
    columns: name('x.position AS edge, y.list AS provenance'),
    joins: name(`LEFT JOIN citation x ON ${ends} LEFT JOIN provenance y ON y.id = x.provenance`),
  };
}

function placeInRecord(edges: string, parent: string): { columns: Sql; joins: Sql } {
  return {
    columns: name('x.place AS edge, NULL AS provenance'),
    joins: name(`LEFT JOIN ${edges} x ON x.article = t.id AND x.${parent} = parent.id`),
  };
}

/** A whole graph has few different lists. */
const provenanceOf = memo((text) => JSON.parse(text) as Provenance[]);

function edgeOf(relation: Relation, row: Edge, record: unknown): unknown {
  switch (relation) {
    case 'references':
    case 'citedBy':
      return { position: row.edge === -1 ? null : row.edge, provenance: provenanceOf(row.provenance!) };
    case 'authorArticles':
      return (record as ArticleRecord).authorships[row.edge!];
    case 'topicArticles':
      return (record as ArticleRecord).topics[row.edge!];
    default:
      return computedEdgeOf(relation, row);
  }
}

function computedEdgeOf(relation: Relation, { computed }: Edge): unknown {
  const names = COMPUTED[relation];
  if (!names) return {};
  const values = JSON.parse(computed as string) as number[];
  // A missing year is stored as -1; nothing else on these edges is below 0.
  return Object.fromEntries(names.map((one, i) => [one, values[i]! < 0 ? null : values[i]]));
}

const bound = (side: Bound['side'], place: Bound['place'] | null, inclusive = false): Bound[] =>
  place ? [{ side, place, inclusive }] : [];

/** Whether entries lie outside of the bounds: columns `value` (before the page) and `computed` (behind it). */
function outside(list: SortedList, direction: 'ASC' | 'DESC', { from, after, before }: PageRequest): Sql {
  // An empty page lies at the bound that it was taken from: what the other bound cuts off is then beyond both.
  const isFromStart = from === 'start';
  const previous = after ? [...bound('before', after, true), ...bound('before', isFromStart ? null : before)] : [];
  const next = before ? [...bound('after', before, true), ...bound('after', isFromStart ? after : null)] : [];
  const exists = (bounds: Bound[]) => (bounds.length === 0 ? name('0') : anyEntry(list, direction, bounds));
  return sql`SELECT parent.slot, -1 AS place, NULL AS key, ${exists(previous)} AS value, ${exists(next)} AS computed,
    NULL AS record, NULL AS c0, NULL AS c1, NULL AS c2, NULL AS edge, NULL AS provenance FROM parent`;
}

const tooMany = sql`SELECT 0 AS slot, ${TOO_MANY} AS place, NULL AS key, NULL AS value, NULL AS computed, NULL AS record,
  NULL AS c0, NULL AS c1, NULL AS c2, NULL AS edge, NULL AS provenance FROM much WHERE is_so`;

/**
 * One statement for all parents. For each of them the inner query reads the ids of its page, in order, from
 * the index that has that order; the outer one looks the records up. One id more than asked for tells
 * whether the list goes on; of it nothing is looked up. Given `most`, it answers one row with the place `TOO_MANY` and no
 * others where more rows than that lie behind the parents.
 */
export function pageStatement<R extends Relation>(
  relation: R,
  keys: readonly string[],
  query: ListQuery<TargetOf<R>>,
  most: number | null = null,
): Sql {
  const kind = RELATIONS[relation].to;
  const { order, page, filter, over = null } = query;
  const list = sortedList(relation, filter as Filter | null, order.field, over);
  const bounds = [...bound('after', page.after), ...bound('before', page.before)];
  const computed = computedEdge(relation);
  const ids = entries(list, computed, order.direction, page.from === 'end', bounds, page.size + 1);
  const item = computed
    ? { make: name('json_array(id, edge, value)'), id: name('item.value ->> 0'), edge: name('item.value ->> 1') }
    : { make: name('id'), id: name('item.value'), edge: name('NULL') };
  const onEdge = name(computed ? 'item.value ->> 2' : 'x.position');
  const edge = EDGE_JOINS[relation] ?? NO_EDGE;
  const rows = sql`SELECT parent.slot, item.key AS place, t.key, ${isEdgeField(order.field) ? onEdge : name(`t.${list.sort.column}`)} AS value,
      ${item.edge} AS computed, ${nodeColumns(kind)}, ${edge.columns}
    FROM parent
    CROSS JOIN json_each((SELECT json_group_array(${item.make}) FROM (${ids}))) item
    LEFT JOIN ${table(kind)} t ON t.id = ${item.id} AND item.key < ${page.size}
    LEFT JOIN ${recordTable(kind)} r ON r.id = t.id
    ${edge.joins}`;
  const rest = bounds.length > 0 ? sql` UNION ALL ${outside(list, order.direction, page)}` : NOTHING;
  if (most === null) return sql`WITH parent AS (${parents(relation, keys)}) ${rows}${rest}`;
  return sql`WITH asked AS MATERIALIZED (${parents(relation, keys)}),
    much AS MATERIALIZED (SELECT ${rowsBehind(relation)} > ${most} AS is_so),
    parent AS MATERIALIZED (SELECT * FROM asked WHERE NOT (SELECT is_so FROM much))
    ${rows}${rest} UNION ALL ${tooMany}`;
}

function toItem(relation: Relation, sort: SortColumn, row: PageRow): AnyItem {
  const [, , key, value, computed, text, c0, c1, c2, edge, provenance] = row;
  const record = unpackRecord(RELATIONS[relation].to, text, [c0, c1, c2]);
  return {
    record,
    edge: edgeOf(relation, { computed, edge, provenance }, record),
    place: { value: decodeValue(sort, value), key },
  };
}

/** Rows of one page per parent. Throws an INTERNAL_SERVER_ERROR for an order that the relation does not have. */
export function pages<R extends Relation>(
  session: Session,
  relation: R,
  keys: readonly string[],
  query: ListQuery<TargetOf<R>>,
): PageRow[] {
  checkList(relation, query.order.field, query.over);
  return [...session.lists<PageRow>(pageStatement(relation, keys, query))];
}

/** The same where few rows have to be looked at for it; null where they are more. */
export function pagesFew<R extends Relation>(
  session: Session,
  relation: R,
  keys: readonly string[],
  query: ListQuery<TargetOf<R>>,
): PageRow[] | null {
  checkList(relation, query.order.field, query.over);
  const rows = [...session.lists<PageRow>(pageStatement(relation, keys, query, MOST_BEHIND))];
  return rows.at(-1)?.[1] === TOO_MANY ? null : rows;
}

/** The pages of so many parents. */
export function unpackPages<R extends Relation>(
  rows: readonly PageRow[],
  relation: R,
  parents: number,
  { order, page }: ListQuery<TargetOf<R>>,
): AnyPage[] {
  const sort = sortColumn(RELATIONS[relation].to, order.field);
  const results = Array.from({ length: parents }, (): AnyPage => ({ items: [], hasNext: false, hasPrevious: false }));
  for (const row of rows) {
    const [slot, place, , previous, next] = row;
    const result = results[slot]!;
    if (place === -1) {
      result.hasPrevious ||= previous === 1;
      result.hasNext ||= next === 1;
    } else if (place < page.size) result.items[place] = toItem(relation, sort, row);
    else if (page.from === 'start') result.hasNext = true;
    else result.hasPrevious = true;
  }
  if (page.from === 'end') for (const { items } of results) items.reverse();
  return results;
}
