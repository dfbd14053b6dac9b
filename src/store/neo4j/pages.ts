import { CodedError } from '../../errors.js';
import type { StoredRecords } from '../../records.js';
import type { Filter } from '../filter.js';
import type { Page, PageItem, PageRequest, Place } from '../page.js';
import { RELATIONS, type EdgeOf, type Relation, type TargetOf } from '../relation.js';
import { orderFields, SORT_VALUES } from '../sort-values.js';
import type { ListQuery } from '../store.js';
import type { Connection, Row } from './connection.js';
import { int, Statement } from './cypher.js';
import { carriedBy, isRoot, listOf, placeOf } from './list.js';
import { inOrder, parentRows, rowsOf, scopeOf } from './parents.js';
import { placeText } from './place.js';
import { decodeRecord, number, recordOf } from './record.js';

/** Pages of many parents in one statement: each parent gives its page, not its list. */

export async function pages<R extends Relation>(
  connection: Connection,
  relation: R,
  parents: readonly string[],
  query: ListQuery<TargetOf<R>>,
): Promise<Page<StoredRecords[TargetOf<R>], EdgeOf[R]>[]> {
  const { field } = query.order;
  if (!orderFields(relation).includes(field))
    throw new CodedError('INTERNAL_SERVER_ERROR', `${relation} cannot be ordered by ${field}.`);
  const { text, parameters } = pageStatement(relation, parents, query);
  const found = parents.length > 0 ? await connection.read(text, parameters) : [];
  const page = (row: Row) => decodePage(relation, query, row);
  return inOrder(parents, found, page, () => ({ items: [], hasNext: false, hasPrevious: false }));
}

/** Conditions that an entry lies behind `after` and before `before`, and their opposites; null where there is no bound. */
function bounds(place: string, direction: 'ASC' | 'DESC', { after, before }: PageRequest, statement: Statement) {
  const [forward, back] = direction === 'ASC' ? ['>', '<'] : ['<', '>'];
  const bound = (at: Place | null, operator: string) => {
    if (at === null) return null;
    const text = statement.param(placeText(at, direction));
    return { inside: `${place} ${operator} ${text}`, outside: `${place} ${operator === '>' ? '<=' : '>='} ${text}` };
  };
  return { after: bound(after, forward!), before: bound(before, back!) };
}

/** The statement for a page of each parent; exported so that a test can ask the database for its plan. */
export function pageStatement<R extends Relation>(
  relation: R,
  parents: readonly string[],
  { filter, order, page }: ListQuery<TargetOf<R>>,
) {
  const rows = rowsOf(relation, parents);
  const statement = new Statement();
  const list = listOf(relation, filter as Filter | null, statement);
  const place = placeOf(relation, order);
  const { after, before } = bounds(place, order.direction, page, statement);
  const inside = [after?.inside, before?.inside].filter((text) => text !== undefined);
  const isForward = page.from === 'start';
  const ascending = (order.direction === 'ASC') === isForward;
  // An index gives the order only where the property is known to be there.
  const indexed = isRoot(relation) && inside.length === 0 ? [`${place} IS NOT NULL`] : inside;
  const behind = before && list([before.outside, ...(isForward && after ? [after.inside] : [])]);
  const ahead = after && list([after.outside, ...(!isForward && before ? [before.inside] : [])]);
  const carries = carriedBy(relation);
  const text = statement.text(`${parentRows(relation, rows, statement)}
CALL ${scopeOf(relation, statement)} {
  ${list(indexed)}
  WITH n${carries} ORDER BY ${place} ${ascending ? 'ASC' : 'DESC'} LIMIT ${statement.param(int(page.size + 1))}
  RETURN collect([${recordOf(RELATIONS[relation].to)}, ${edgeOf(carries)}]) AS items
}
RETURN row.given AS given, items, ${exists(behind)} AS behind, ${exists(ahead)} AS ahead`);
  return { text, parameters: statement.parameters };
}

function exists(list: string | null): string {
  return list === null ? 'false' : `EXISTS { ${list} RETURN n }`;
}

function edgeOf(carries: string): string {
  if (carries === ', e') return 'e.edge';
  return carries === ', weight' ? 'weight' : 'null';
}

function decodePage<R extends Relation>(
  relation: R,
  { order, page }: ListQuery<TargetOf<R>>,
  row: Row,
): Page<StoredRecords[TargetOf<R>], EdgeOf[R]> {
  const found = row.items as [unknown, unknown][];
  const items = found.slice(0, page.size).map(([record, edge]) => decodeItem(relation, order.field, record, edge));
  const isMore = found.length > page.size;
  const isForward = page.from === 'start';
  return {
    items: isForward ? items : items.reverse(),
    hasNext: Boolean(row.behind) || (isForward && isMore),
    hasPrevious: Boolean(row.ahead) || (!isForward && isMore),
  };
}

function decodeItem<R extends Relation>(
  relation: R,
  field: string,
  list: unknown,
  carried: unknown,
): PageItem<StoredRecords[TargetOf<R>], EdgeOf[R]> {
  const kind: TargetOf<R> = RELATIONS[relation].to;
  const record = decodeRecord(kind, list);
  const edge = typeof carried === 'string' ? JSON.parse(carried) : carried === null ? {} : { weight: number(carried) };
  const values = SORT_VALUES[kind] as unknown as Record<string, (one: StoredRecords[TargetOf<R>]) => Place['value']>;
  const value = field === 'position' || field === 'weight' ? edge[field] : values[field]!(record);
  return { record, edge, place: { value, key: record.key } };
}
