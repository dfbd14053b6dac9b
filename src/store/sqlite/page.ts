import { memo } from '../../memo.js';
import type { Authorship, Provenance, StoredRecord, TopicAssignment } from '../../records.js';
import type { Filter } from '../filter.js';
import { isEdgeField, type Page, type PageItem, type PageRequest, type Place } from '../page.js';
import { RELATIONS, type Relation, type TargetOf } from '../relation.js';
import { checkList, SORT_VALUES } from '../sort-values.js';
import type { ListQuery } from '../store.js';
import type { Session } from './connection.js';
import { FEW_ROWS, parentRows, sortedList, type SortedList } from './list.js';
import { anyEntry, entries, type Bound } from './segment.js';
import { COMPUTED, edgeWidth } from './source.js';
import { name, NOTHING, sql, type Sql } from './sql.js';
import { listedRows, unpackRecords, wantedRows, type FoundLists, type ListShape } from './wanted.js';

type AnyItem = PageItem<unknown, unknown>;
type AnyPage = Page<unknown, unknown>;

/** Pages as the statement gives them: what another thread has read comes here as numbers and texts, which cost little to be copied. */
export interface PackedPages {
  found: FoundLists;
  /** Whether entries lie outside of the bounds: before the page and behind it. */
  outside: [slot: number, previous: number, next: number][];
}

/** First columns of rows that are none of a list (see wanted.ts). */
const OUTSIDE = -1;
const TOO_MANY = -2;

/** Which number of an entry is that of its list of provenance. */
const provenanceAt = (relation: Relation): number | null => (relation === 'references' || relation === 'citedBy' ? 2 : null);

function shapeOf(relation: Relation, most: number): ListShape {
  const kind = RELATIONS[relation].to;
  return { kind, width: 1 + edgeWidth(relation), most, provenanceAt: provenanceAt(relation) };
}

const bound = (side: Bound['side'], place: Bound['place'] | null, inclusive = false): Bound[] =>
  place ? [{ side, place, inclusive }] : [];

/** Rows that say whether entries lie outside of the bounds: before the page and behind it. */
function outside(list: SortedList, direction: 'ASC' | 'DESC', { from, after, before }: PageRequest): Sql {
  // An empty page lies at the bound that it was taken from: what the other bound cuts off is then beyond both.
  const isFromStart = from === 'start';
  const previous = after ? [...bound('before', after, true), ...bound('before', isFromStart ? null : before)] : [];
  const next = before ? [...bound('after', before, true), ...bound('after', isFromStart ? after : null)] : [];
  const exists = (bounds: Bound[]) => (bounds.length === 0 ? name('0') : anyEntry(list, direction, bounds));
  return sql` UNION ALL SELECT ${name(String(OUTSIDE))}, parent.slot, ${exists(previous)}, ${exists(next)}, NULL, NULL FROM parent`;
}

/** The entries `p` of a page as one text, in order. */
function listText({ edge }: SortedList, ids: Sql): Sql {
  const entry = ['p.id', ...edge.map((_, i) => `p.e${i}`)].join(" || ',' || ");
  return sql`(SELECT group_concat(${name(entry)}) FROM (${ids}) p)`;
}

/**
 * One statement for all parents. For each of them it reads the ids of its page, in order, from the index that has that order;
 * then their records (wanted.ts). One id more than asked for tells whether the list goes on; of
 * it nothing is looked up. Given `most`, it answers one row with `TOO_MANY` and no others where more rows than that lie behind
 * the parents.
 */
export function pageStatement<R extends Relation>(
  relation: R,
  keys: readonly string[],
  query: ListQuery<TargetOf<R>>,
  most: number | null = null,
): Sql {
  const { order, page, filter, over = null } = query;
  const list = sortedList(relation, filter as Filter | null, order.field, over);
  const bounds = [...bound('after', page.after), ...bound('before', page.before)];
  const ids = entries(list, order.direction, page.from === 'end', bounds, page.size + 1);
  const rows = sql`${listedRows('parent.slot', listText(list, ids), name('FROM parent'))}
    ${wantedRows(shapeOf(relation, page.size))} ${bounds.length > 0 ? outside(list, order.direction, page) : NOTHING}`;
  const given = parentRows(relation, keys, filter as Filter | null, most);
  if (most === null) return sql`${given} ${rows}`;
  return sql`${given} ${rows} UNION ALL SELECT ${name(String(TOO_MANY))}, NULL, NULL, NULL, NULL, NULL FROM much WHERE is_so`;
}

function read<R extends Relation>(
  session: Session,
  relation: R,
  query: ListQuery<TargetOf<R>>,
  statement: Sql,
): PackedPages | null {
  const { wanted } = session;
  wanted.begin(shapeOf(relation, query.page.size));
  const outside: PackedPages['outside'] = [];
  for (const row of session.rows<[number, number, number, number]>(statement)) {
    if (wanted.take(row)) continue;
    if (row[0] === TOO_MANY) return null;
    outside.push([row[1], row[2], row[3]]);
  }
  return { found: wanted.end(), outside };
}

/** One page per parent. Throws an INTERNAL_SERVER_ERROR for an order that the relation does not have. */
export function pages<R extends Relation>(
  session: Session,
  relation: R,
  keys: readonly string[],
  query: ListQuery<TargetOf<R>>,
): PackedPages {
  checkList(relation, query.order.field, query.over);
  return read(session, relation, query, pageStatement(relation, keys, query))!;
}

/** The same where few rows have to be looked at for it; null where they are more. */
export function pagesFew<R extends Relation>(
  session: Session,
  relation: R,
  keys: readonly string[],
  query: ListQuery<TargetOf<R>>,
): PackedPages | null {
  checkList(relation, query.order.field, query.over);
  return read(session, relation, query, pageStatement(relation, keys, query, FEW_ROWS));
}

/** A whole graph has few different lists. */
const provenanceOf = memo((text) => JSON.parse(text) as Provenance[]);

/** The edge of an entry, whose numbers begin at `at`. */
type ToEdge = (record: StoredRecord, numbers: readonly number[], at: number) => unknown;

function citation(lists: Map<number, Provenance[]>): ToEdge {
  return (_, numbers, at) => ({
    position: numbers[at + 1] === -1 ? null : numbers[at + 1]!,
    provenance: lists.get(numbers[at + 2]!)!,
  });
}

/** Of a missing year -1 is stored; nothing else on these edges is below 0. */
function computed(names: readonly string[]): ToEdge {
  return (_, numbers, at) =>
    Object.fromEntries(names.map((one, i) => [one, numbers[at + 1 + i]! < 0 ? null : numbers[at + 1 + i]!]));
}

function toEdgeOf(relation: Relation, lists: Map<number, Provenance[]>): ToEdge {
  const names = COMPUTED[relation];
  if (names) return computed(names);
  if (provenanceAt(relation) !== null) return citation(lists);
  return () => ({});
}

/** Which list of an article's record has the edge, and which number of an entry its place in it. */
const IN_RECORD: Partial<Record<Relation, { list: 'authorships' | 'topics'; at: number }>> = {
  authorArticles: { list: 'authorships', at: 2 },
  topicArticles: { list: 'topics', at: 1 },
};

/** An item whose edge stands in its record, which is unpacked when somebody asks for it. */
function withEdgeOfRecord(record: StoredRecord, place: Place, list: 'authorships' | 'topics', index: number): AnyItem {
  return {
    record,
    get edge() {
      return (record as unknown as Record<typeof list, (Authorship | TopicAssignment)[]>)[list][index];
    },
    place,
  };
}

/** The sort value of an entry. */
function toValueOf(
  relation: Relation,
  field: string,
): (record: StoredRecord, numbers: readonly number[], at: number) => Place['value'] {
  if (!isEdgeField(field)) {
    const values = SORT_VALUES[RELATIONS[relation].to] as unknown as Record<string, (record: StoredRecord) => Place['value']>;
    return values[field]!;
  }
  const place = 1 + (COMPUTED[relation]?.indexOf(field) ?? 0);
  return (_, numbers, at) => (numbers[at + place]! < 0 ? null : numbers[at + place]!);
}

function toItems(
  relation: Relation,
  field: string,
  packed: PackedPages,
): (numbers: readonly number[], most: number) => AnyItem[] {
  const { kind, width } = shapeOf(relation, 0);
  const records = unpackRecords(packed.found, kind);
  const inRecord = IN_RECORD[relation];
  const toEdge = toEdgeOf(relation, new Map(packed.found.provenance.map(([id, text]) => [id, provenanceOf(text)])));
  const toValue = toValueOf(relation, field);
  return (numbers, most) => {
    const items: AnyItem[] = [];
    for (let at = 0; at < numbers.length && items.length < most; at += width) {
      const record = records.get(numbers[at]!)!;
      const place = { value: toValue(record, numbers, at), key: record.key };
      items.push(
        inRecord
          ? withEdgeOfRecord(record, place, inRecord.list, numbers[at + inRecord.at]!)
          : { record, edge: toEdge(record, numbers, at), place },
      );
    }
    return items;
  };
}

/** The pages of so many parents. */
export function unpackPages<R extends Relation>(
  packed: PackedPages,
  relation: R,
  parents: number,
  { order, page }: ListQuery<TargetOf<R>>,
): AnyPage[] {
  const itemsOf = toItems(relation, order.field, packed);
  const { width } = shapeOf(relation, page.size);
  const isFromStart = page.from === 'start';
  const results = Array.from({ length: parents }, (): AnyPage => ({ items: [], hasNext: false, hasPrevious: false }));
  for (const [slot, numbers] of packed.found.lists) {
    const result = results[slot]!;
    result.items = itemsOf(numbers, page.size);
    if (!isFromStart) result.items.reverse();
    if (numbers.length > page.size * width) result[isFromStart ? 'hasNext' : 'hasPrevious'] = true;
  }
  for (const [slot, previous, next] of packed.outside) {
    results[slot]!.hasPrevious ||= previous === 1;
    results[slot]!.hasNext ||= next === 1;
  }
  return results;
}
