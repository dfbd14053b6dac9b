import type { Provenance, StoredRecord, StoredRecords } from '../../records.js';
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
import { pageEdge, sourcesOf, type Sources } from './page-edge.js';
import { decodeRecord, propertiesOf } from './record.js';

/** Pages of many parents in one statement: each parent gives its page, not its list. */

export async function pages<R extends Relation>(
  connection: Connection,
  relation: R,
  parents: readonly string[],
  query: ListQuery<TargetOf<R>>,
): Promise<Page<StoredRecords[TargetOf<R>], EdgeOf[R]>[]> {
  checkList(relation, query.order.field, query.over);
  const { text, parameters, carries } = pageStatement(relation, parents, query);
  const [row] = parents.length > 0 ? await connection.read(text, parameters) : [];
  const { pages: found, sources } = (row ?? { pages: [], sources: [] }) as unknown as PagesRow;
  const lists = new Map(sources.map(([source, list]) => [source, JSON.parse(list) as Provenance[]]));
  const toItem = itemOf(relation, query.order.field, carries, lists);
  const rows = found.map((one): Row => ({ given: one[0], page: decodePage(query.page, one, toItem) }));
  type Answer = Page<StoredRecords[TargetOf<R>], EdgeOf[R]>;
  return inOrder(parents, rows, ({ page }) => page as Answer, () => ({ items: [], hasNext: false, hasPrevious: false })); // prettier-ignore
}

/** All pages come in one row: a row of its own costs the server as much as a record. */
interface PagesRow {
  pages: PageRow[];
  /** Lists of provenance by their numbers. */
  sources: [source: unknown, list: string][];
}
type PageRow = [given: string, items: ItemRow[], behind: boolean, ahead: boolean];
type ItemRow = [edge: unknown, ...record: unknown[]];
type AnyItem = PageItem<StoredRecord, object>;

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
  RETURN collect([${pageEdge(relation, carries).returned}, ${propertiesOf(RELATIONS[relation].to)}]) AS items
}
WITH row.given AS given, items, ${exists(behind)} AS behind, ${exists(ahead)} AS ahead
WITH collect([given, items, behind, ahead]) AS pages
${sourcesOf(relation, carries)}
RETURN pages, sources`);
  return { text, parameters: statement.parameters, carries };
}

function exists(list: string | null): string {
  return list === null ? 'false' : `EXISTS { ${list} RETURN n }`;
}

function decodePage(
  page: PageRequest,
  [, found, behind, ahead]: PageRow,
  toItem: (row: ItemRow) => AnyItem,
): Page<StoredRecord, object> {
  const items = found.slice(0, page.size).map(toItem);
  const isMore = found.length > page.size;
  const isForward = page.from === 'start';
  return {
    items: isForward ? items : items.reverse(),
    hasNext: behind || (isForward && isMore),
    hasPrevious: ahead || (!isForward && isMore),
  };
}

function itemOf(relation: Relation, field: string, carries: readonly string[], sources: Sources): (row: ItemRow) => AnyItem {
  const kind = RELATIONS[relation].to;
  const { decode } = pageEdge(relation, carries);
  const values = SORT_VALUES[kind] as unknown as Record<string, (one: StoredRecord) => Place['value']>;
  return ([carried, ...list]) => {
    const record = decodeRecord(kind, list) as StoredRecord;
    let edge: object | null = null;
    const edgeNow = (): object => (edge ??= decode(carried, record, sources));
    const value = isEdgeField(field) ? (edgeNow() as Record<string, Place['value']>)[field]! : values[field]!(record);
    return {
      record,
      // Made when it is asked for: most lists are read for their works.
      get edge() {
        return edgeNow();
      },
      place: { value, key: record.key },
    };
  };
}
