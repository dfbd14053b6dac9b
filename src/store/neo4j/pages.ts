import type { StoredRecords } from '../../records.js';
import type { Filter } from '../filter.js';
import { isEdgeField, type Page, type PageItem, type PageRequest, type Place } from '../page.js';
import { RELATIONS, type EdgeOf, type Relation, type TargetOf } from '../relation.js';
import { checkList, SORT_VALUES } from '../sort-values.js';
import type { ListQuery } from '../store.js';
import type { Connection, Row } from './connection.js';
import { int, Statement } from './cypher.js';
import { isRoot, listOf, placeOf } from './list.js';
import { inOrder, parentRows, rowsOf, scopeOf } from './parents.js';
import { placeText } from './place.js';
import { decodeRecord, number, propertiesOf } from './record.js';

/** Pages of many parents in one statement: each parent gives its page, not its list. */

export async function pages<R extends Relation>(
  connection: Connection,
  relation: R,
  parents: readonly string[],
  query: ListQuery<TargetOf<R>>,
): Promise<Page<StoredRecords[TargetOf<R>], EdgeOf[R]>[]> {
  checkList(relation, query.order.field, query.over);
  const { text, parameters, carries } = pageStatement(relation, parents, query);
  const found = parents.length > 0 ? await connection.read(text, parameters) : [];
  const page = (row: Row) => decodePage(relation, query, carries, row);
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
  { filter, order, page, over = null }: ListQuery<TargetOf<R>>,
) {
  const rows = rowsOf(relation, parents);
  const statement = new Statement();
  const { clauses: list, carries } = listOf(relation, filter as Filter | null, statement, over);
  const place = placeOf(relation, order);
  const { after, before } = bounds(place, order.direction, page, statement);
  const inside = [after?.inside, before?.inside].filter((text) => text !== undefined);
  const isForward = page.from === 'start';
  const ascending = (order.direction === 'ASC') === isForward;
  // An index gives the order only where the property is known to be there.
  const indexed = isRoot(relation) && inside.length === 0 ? [`${place} IS NOT NULL`] : inside;
  const behind = before && list([before.outside, ...(isForward && after ? [after.inside] : [])]);
  const ahead = after && list([after.outside, ...(!isForward && before ? [before.inside] : [])]);
  const text = statement.text(`${parentRows(relation, rows, statement)}
CALL ${scopeOf(relation, statement)} {
  ${list(indexed)}
  WITH ${['n', ...carries].join(', ')} ORDER BY ${place} ${ascending ? 'ASC' : 'DESC'} LIMIT ${statement.param(int(page.size + 1))}
  RETURN collect([${edgeOf(carries)}, ${propertiesOf(RELATIONS[relation].to)}]) AS items
}
RETURN row.given AS given, items, ${exists(behind)} AS behind, ${exists(ahead)} AS ahead`);
  return { text, parameters: statement.parameters, carries };
}

function exists(list: string | null): string {
  return list === null ? 'false' : `EXISTS { ${list} RETURN n }`;
}

/** The edge as it is stored, or a list of the values of a computed one. */
function edgeOf(carries: readonly string[]): string {
  if (carries[0] === 'e') return 'e.edge';
  return carries.length > 0 ? `[${carries.join(', ')}]` : 'null';
}

function decodePage<R extends Relation>(
  relation: R,
  { order, page }: ListQuery<TargetOf<R>>,
  carries: readonly string[],
  row: Row,
): Page<StoredRecords[TargetOf<R>], EdgeOf[R]> {
  const found = row.items as [edge: unknown, ...record: unknown[]][];
  const items = found
    .slice(0, page.size)
    .map(([edge, ...record]) => decodeItem(relation, order.field, record, decodeEdge(carries, edge)));
  const isMore = found.length > page.size;
  const isForward = page.from === 'start';
  return {
    items: isForward ? items : items.reverse(),
    hasNext: Boolean(row.behind) || (isForward && isMore),
    hasPrevious: Boolean(row.ahead) || (!isForward && isMore),
  };
}

function decodeEdge(carries: readonly string[], carried: unknown): Record<string, Place['value']> {
  if (typeof carried === 'string') return JSON.parse(carried) as Record<string, Place['value']>;
  if (carried === null) return {};
  return Object.fromEntries(carries.map((name, i) => [name, number((carried as unknown[])[i])]));
}

function decodeItem<R extends Relation>(
  relation: R,
  field: string,
  list: unknown,
  edge: Record<string, Place['value']>,
): PageItem<StoredRecords[TargetOf<R>], EdgeOf[R]> {
  const kind: TargetOf<R> = RELATIONS[relation].to;
  const record = decodeRecord(kind, list);
  const values = SORT_VALUES[kind] as unknown as Record<string, (one: StoredRecords[TargetOf<R>]) => Place['value']>;
  const value = isEdgeField(field) ? edge[field]! : values[field]!(record);
  return { record, edge: edge as unknown as EdgeOf[R], place: { value, key: record.key } };
}
