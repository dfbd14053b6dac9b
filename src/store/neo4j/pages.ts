import type { Kind, Provenance, StoredRecord, StoredRecords } from '../../records.js';
import type { Filter } from '../filter.js';
import { LateItem } from '../late-item.js';
import { isEdgeField, type Page, type PageItem, type PageRequest, type Place } from '../page.js';
import { RELATIONS, type EdgeOf, type Relation, type TargetOf } from '../relation.js';
import { checkList, SORT_VALUES } from '../sort-values.js';
import type { ListQuery } from '../store.js';
import type { Connection, Row } from './connection.js';
import { int, Statement } from './cypher.js';
import { entriesOfHub, hubOf } from './hub.js';
import { isRoot, listOf, placeOf, sortedBy } from './list.js';
import { inOrder, parentRows, parentsOf, scopeOf } from './parents.js';
import { placeText } from './place.js';
import { pageEdge, sourcesIn, sourcesOf, type Sources } from './page-edge.js';
import { count, decodeText, textOf } from './record.js';
import { readVersioned, withVersion, type Versioned } from './version.js';

/** Pages of many parents in one statement: each parent gives its page, not its list. */

export async function pages<R extends Relation>(
  connection: Connection,
  relation: R,
  parents: readonly string[],
  query: ListQuery<TargetOf<R>>,
): Promise<Versioned<Page<StoredRecords[TargetOf<R>], EdgeOf[R]>[]>> {
  checkList(relation, query.order.field, query.over);
  const { text, parameters, carries } = pageStatement(relation, parents, query);
  const { version, answer } = await readVersioned(connection, text, parameters);
  const { pages: found, sources } = answer as unknown as PagesRow;
  const lists = new Map(sources.map(([source, list]) => [count(source), JSON.parse(list) as Provenance[]]));
  const toItem = itemOf(relation, query, carries, lists);
  const rows = found.map((one): Row => ({ given: one[0], page: decodePage(query.page, one, toItem) }));
  type Answer = Page<StoredRecords[TargetOf<R>], EdgeOf[R]>;
  const none = (): Answer => ({ items: [], hasNext: false, hasPrevious: false });
  return { version, answer: inOrder(parents, rows, ({ page }) => page as Answer, none) };
}

/** All pages come in one row: a row of its own costs the server as much as a record. */
interface PagesRow {
  pages: PageRow[];
  /** Lists of provenance by their numbers. */
  sources: [source: unknown, list: string][];
}
type PageRow = [given: string, entries: string[], behind: boolean, ahead: boolean];
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
  { filter, order, page, over = null, isBrief = false }: ListQuery<TargetOf<R>>,
) {
  const rows = parentsOf(relation, parents);
  const statement = new Statement();
  const { clauses: list, carries } = listOf(relation, filter as Filter | null, statement, over);
  const place = placeOf(relation, order);
  const { after, before } = bounds(place, order.direction, page, statement);
  const inside = [after?.inside, before?.inside].filter((text) => text !== undefined);
  const isForward = page.from === 'start';
  const towards = (order.direction === 'ASC') === isForward ? 'ASC' : 'DESC';
  const sorted = sortedBy(relation, order).map((by) => `${by} ${towards}`);
  // An index gives the order only where the property is known to be there.
  const indexed = isRoot(relation) && inside.length === 0 ? [`${place} IS NOT NULL`] : inside;
  const behind = before && list([before.outside, ...(isForward && after ? [after.inside] : [])]);
  const ahead = after && list([after.outside, ...(!isForward && before ? [before.inside] : [])]);
  const edge = pageEdge(relation, carries);
  const most = statement.param(int(page.size + 1));
  const hub = hubOf(relation, rows.length, order, filter !== null || over !== null);
  const entries = hub
    ? entriesOfHub(hub, { carries, place, inside, towards, most })
    : `${list(indexed)}\n  WITH ${['n', ...carries].join(', ')} ORDER BY ${sorted.join(', ')} LIMIT ${most}`;
  const text = statement.text(`${parentRows(relation, rows, statement)}
CALL ${scopeOf(relation, statement)} {
  ${entries}
  RETURN collect(${textOf(RELATIONS[relation].to, edge.returned, isBrief && !edge.isInRecord)}) AS entries, ${sourcesIn(relation, carries)} AS numbers
}
WITH given, entries, numbers, ${exists(behind)} AS behind, ${exists(ahead)} AS ahead
WITH collect([given, entries, behind, ahead]) AS pages, collect(numbers) AS used
${sourcesOf(relation, carries)}
RETURN pages, sources`);
  return { text: withVersion(text, 'pages', 'sources'), parameters: statement.parameters, carries };
}

function exists(list: string | null): string {
  return list === null ? 'false' : `EXISTS { ${list} RETURN n }`;
}

function decodePage(
  page: PageRequest,
  [, found, behind, ahead]: PageRow,
  toItem: (entry: string) => AnyItem,
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

function itemOf(
  relation: Relation,
  { order: { field }, isBrief = false }: Pick<ListQuery<Kind>, 'order' | 'isBrief'>,
  carries: readonly string[],
  sources: Sources,
): (entry: string) => AnyItem {
  const kind = RELATIONS[relation].to;
  const { decode, returned, isInRecord } = pageEdge(relation, carries);
  const values = SORT_VALUES[kind] as unknown as Record<string, (one: StoredRecord) => Place['value']>;
  const toEdge = (record: StoredRecord, numbers: readonly (number | null)[]) => decode(numbers, record, sources);
  const making = {
    edge: toEdge,
    value: isEdgeField(field)
      ? (...entry: Parameters<typeof toEdge>) => (toEdge(...entry) as Record<string, Place['value']>)[field]!
      : values[field]!,
  };
  return (entry) => {
    const { record, numbers } = decodeText<Kind>(kind, entry, returned.length, isBrief && !isInRecord);
    return new LateItem(record, numbers, 0, making);
  };
}
