import type { Filter } from '../filter.js';
import type { PageRequest } from '../page.js';
import type { Relation, TargetOf } from '../relation.js';
import { checkList } from '../sort-values.js';
import type { ListQuery } from '../store.js';
import type { Session } from './connection.js';
import { canBeRanked, FEW_RANKED_ROWS, FEW_ROWS, parentRows, sortedList, type SortedList } from './list.js';
import { anyEntry, entries, isOneScan, type Bound } from './segment.js';
import { shapeOf, type PackedPages } from './packed-page.js';
import { nodeColumns, nodeJoins } from './noun.js';
import { name, NOTHING, Sql, sql } from './sql.js';
import { listedRows, wantedRows, type ListShape } from './wanted.js';

/** First columns of rows that are none of a list (see wanted.ts). */
const OUTSIDE = -1;
const TOO_MANY = -2;
const VERSION = -3;
/** Of those for a single parent: an entry of its list. */
const ENTRY = 3;

const bound = (side: Bound['side'], place: Bound['place'] | null, inclusive = false): Bound[] =>
  place ? [{ side, place, inclusive }] : [];

/** Rows that say whether entries lie outside of the bounds: before the page and behind it. */
function outside(list: SortedList, direction: 'ASC' | 'DESC', { from, after, before }: PageRequest, width: number): Sql {
  // An empty page lies at the bound that it was taken from: what the other bound cuts off is then beyond both.
  const isFromStart = from === 'start';
  const previous = after ? [...bound('before', after, true), ...bound('before', isFromStart ? null : before)] : [];
  const next = before ? [...bound('after', before, true), ...bound('after', isFromStart ? after : null)] : [];
  const exists = (bounds: Bound[]) => (bounds.length === 0 ? name('0') : anyEntry(list, direction, bounds));
  return sql` UNION ALL SELECT ${name(String(OUTSIDE))}, parent.slot, ${exists(previous)}, ${exists(next)}${name(', NULL'.repeat(width - 4))} FROM parent`;
}

/** The entries `p` of a page as one text, in order; before them the length of the whole list, where it is counted. */
function listText({ edge }: SortedList, ids: Sql, isCounted: boolean): Sql {
  const entry = ['p.id', ...edge.map((_, i) => `p.e${i}`)].join(" || ',' || ");
  return sql`(SELECT ${name(isCounted ? "max(p.total) || ',' || " : '')}group_concat(${name(entry)}) FROM (${ids}) p)`;
}

/** A question for a page, and for the length of its list. */
export type PageQuery<R extends Relation> = ListQuery<TargetOf<R>> & { isCounted?: boolean };

/** Whether a page can say how long its list is: what lies outside of bounds is not looked at. */
export function canCount<R extends Relation>(relation: R, { order, page, filter, over = null }: ListQuery<TargetOf<R>>): boolean {
  if (page.after !== null || page.before !== null) return false;
  return isOneScan(sortedList(relation, filter as Filter | null, order.field, over), order.direction);
}

/** A row that is none of a list, as wide as the others. */
const otherRow = (width: number, first: number, columns: string, from: string): Sql =>
  name(` UNION ALL SELECT ${first}, ${columns}${', NULL'.repeat(width - 1 - columns.split(',').length)} ${from}`);

/** What is asked beside the pages. */
interface Beside {
  /** Where more rows than that lie behind the parents, there is one row with `TOO_MANY` and none of a list. */
  most?: number | null;
  /** Whether citation-rank.ts tells the order. */
  byRank?: boolean;
  /** Whether a row tells the version of the graph. */
  withVersion?: boolean;
}

/** Columns of a statement for many parents (wanted.ts). */
const WIDTH = 6;

/** Columns of one for a single parent: the entry's numbers and, where it is counted, the list's length; its record; its source. */
function singleWidth(shape: ListShape): number {
  return 1 + shape.width + (shape.isCounted ? 1 : 0) + 4 + (shape.provenanceAt === null ? 0 : 1);
}

/**
 * The page of one parent: a row for each entry with all that belongs to it, in a third of the time that it takes to tell
 * many parents' entries apart. The parent's id is looked up once.
 */
function singleRows(shape: ListShape, { edge }: SortedList, ids: Sql): Sql {
  const { kind, provenanceAt, isCounted, isBrief } = shape;
  const columns = ['p.id', ...edge.map((_, i) => `p.e${i}`), ...(isCounted ? ['p.total'] : [])].join(', ');
  const source = provenanceAt === null ? null : name(`LEFT JOIN provenance y ON y.id = p.e${provenanceAt - 1}`);
  const rows = sql`SELECT ${name(String(ENTRY))}, ${name(columns)}, ${nodeColumns(kind, isBrief)}${source ? name(', y.list') : NOTHING}
    FROM (${ids}) p ${nodeJoins(kind, 'p.id', isBrief)} ${source ?? NOTHING}`;
  return new Sql(rows.text.replaceAll(/\bparent\.(id|other)\b/g, '(SELECT $1 FROM parent)'), rows.params);
}

/**
 * One statement for all parents. For each of them it reads the ids of its page, in order, from the index that has that order;
 * then their records (wanted.ts). One id more than asked for tells whether the list goes on.
 */
export function pageStatement<R extends Relation>(
  relation: R,
  keys: readonly string[],
  query: PageQuery<R>,
  { most = null, byRank = false, withVersion = false }: Beside = {},
): Sql {
  const { order, page, filter, over = null } = query;
  const list = sortedList(relation, filter as Filter | null, order.field, over, byRank);
  const bounds = [...bound('after', page.after), ...bound('before', page.before)];
  const isSingle = keys.length === 1;
  // Without a parent nothing is looked at.
  const limit = isSingle ? sql`${page.size + 1} * (SELECT count(*) FROM parent)` : page.size + 1;
  const shape = shapeOf(relation, query);
  const { isCounted } = shape;
  const ids = entries(list, order.direction, page.from === 'end', bounds, limit, isCounted);
  const width = isSingle ? singleWidth(shape) : WIDTH;
  const rows = isSingle
    ? singleRows(shape, list, ids)
    : sql`${listedRows('parent.slot', listText(list, ids, isCounted), name('FROM parent'))} ${wantedRows(shape)}`;
  return sql`${parentRows(relation, keys, filter as Filter | null, most)} ${rows}
    ${bounds.length > 0 ? outside(list, order.direction, page, width) : NOTHING}
    ${most === null ? NOTHING : otherRow(width, TOO_MANY, 'NULL', 'FROM much WHERE is_so')}
    ${withVersion ? otherRow(width, VERSION, 'graph_version', 'FROM meta') : NOTHING}`;
}

/** What a statement has answered; the version where it tells it. */
interface Read {
  pages: PackedPages | null;
  version: number;
}

function read<R extends Relation>(
  session: Session,
  relation: R,
  keys: readonly string[],
  query: PageQuery<R>,
  beside: Beside = {},
): Read {
  const { wanted } = session;
  wanted.begin(shapeOf(relation, query));
  const outside: PackedPages['outside'] = [];
  let [isTooMuch, version] = [false, -1];
  for (const row of session.rows<[number, number, number, number]>(pageStatement(relation, keys, query, beside))) {
    if (row[0] === ENTRY) wanted.takeEntry(row);
    else if (wanted.take(row)) continue;
    else if (row[0] === TOO_MANY) isTooMuch = true;
    else if (row[0] === VERSION) version = row[1];
    else outside.push([row[1], row[2], row[3]]);
  }
  return { pages: isTooMuch ? null : { found: wanted.end(), outside }, version };
}

/** One page per parent. Throws an INTERNAL_SERVER_ERROR for an order that the relation does not have. */
export function pages<R extends Relation>(
  session: Session,
  relation: R,
  keys: readonly string[],
  query: PageQuery<R>,
): PackedPages {
  checkList(relation, query.order.field, query.over);
  return read(session, relation, keys, query).pages!;
}

/** The same where few rows have to be looked at for it; null where they are more. */
export function pagesFew<R extends Relation>(
  session: Session,
  relation: R,
  keys: readonly string[],
  query: PageQuery<R>,
): PackedPages | null {
  checkList(relation, query.order.field, query.over);
  if (!isRanked(relation, query)) return read(session, relation, keys, query, { most: FEW_ROWS }).pages;
  const { ranks } = session;
  const byRank = ranks.isReady;
  const beside = { most: byRank ? FEW_RANKED_ROWS : FEW_ROWS, byRank, withVersion: true };
  const { pages: found, version } = read(session, relation, keys, query, beside);
  // Ranks of an older version are gone now.
  return ranks.holds(version) || !byRank ? found : pagesFew(session, relation, keys, query);
}

/** Whether its order may be told by citation-rank.ts; places in the list are not. */
export const isRanked = <R extends Relation>(relation: R, { filter, order, page, over }: ListQuery<TargetOf<R>>): boolean =>
  !over && page.after === null && page.before === null && canBeRanked(relation, filter as Filter | null, order);
