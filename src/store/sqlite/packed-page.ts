import { memo } from '../../memo.js';
import type { Authorship, Provenance, StoredRecord, TopicAssignment } from '../../records.js';
import { LateItem, type Making } from '../late-item.js';
import { isEdgeField, type Page, type PageItem, type Place } from '../page.js';
import { RELATIONS, type Relation, type TargetOf } from '../relation.js';
import { SORT_VALUES } from '../sort-values.js';
import type { ListQuery } from '../store.js';
import { COMPUTED, edgeWidth } from './source.js';
import { unpackRecords, type FoundLists, type ListShape } from './wanted.js';

/** Pages as the statement of page.ts gives them, and what they are made into. */

type AnyItem = PageItem<unknown, unknown>;
type AnyPage = Page<unknown, unknown>;

/** Pages as the statement gives them: what another thread has read comes here as numbers and texts, which cost little to be copied. */
export interface PackedPages {
  found: FoundLists;
  /** Whether entries lie outside of the bounds: before the page and behind it. */
  outside: [slot: number, previous: number, next: number][];
}

/** Which number of an entry is that of its list of provenance. */
const provenanceAt = (relation: Relation): number | null => (relation === 'references' || relation === 'citedBy' ? 2 : null);

export function shapeOf<R extends Relation>(
  relation: R,
  { page, isBrief = false, isCounted = false }: Pick<ListQuery<TargetOf<R>>, 'page' | 'isBrief'> & { isCounted?: boolean },
): ListShape {
  const kind = RELATIONS[relation].to;
  return {
    kind,
    width: widthOf(relation),
    most: page.size,
    provenanceAt: provenanceAt(relation),
    isCounted,
    // Where the edge stands in the record's lists, these are read.
    isBrief: isBrief && !(relation in IN_RECORD),
  };
}

const widthOf = (relation: Relation): number => 1 + edgeWidth(relation);

/** A whole graph has few different lists. */
const provenanceOf = memo((text) => JSON.parse(text) as Provenance[]);

type ToEdge = Making<StoredRecord, unknown>['edge'];

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
  const inRecord = IN_RECORD[relation];
  if (inRecord) return edgeInRecord(inRecord);
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

/** The lists of a record are unpacked when somebody asks for them. */
const edgeInRecord =
  ({ list, at: place }: { list: 'authorships' | 'topics'; at: number }): ToEdge =>
  (record, numbers, at) =>
    (record as unknown as Record<typeof list, (Authorship | TopicAssignment)[]>)[list][numbers[at + place]!];

/** The sort value of an entry. */
function toValueOf(relation: Relation, field: string): Making<StoredRecord, unknown>['value'] {
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
  const kind = RELATIONS[relation].to;
  const width = widthOf(relation);
  const records = unpackRecords(packed.found, kind);
  const lists = new Map(packed.found.provenance.map(([id, text]) => [id, provenanceOf(text)]));
  const making = { edge: toEdgeOf(relation, lists), value: toValueOf(relation, field) };
  return (numbers, most) => {
    const items: AnyItem[] = [];
    for (let at = 0; at < numbers.length && items.length < most; at += width)
      items.push(new LateItem(records.get(numbers[at]!)!, numbers, at, making));
    return items;
  };
}

/** Lengths of the lists of so many parents; null of pages that were not counted. */
export function unpackTotals({ found }: PackedPages, parents: number): number[] | null {
  if (found.totals.length === 0) return null;
  const totals = new Array<number>(parents).fill(0);
  for (const [slot, total] of found.totals) totals[slot] = total;
  return totals;
}

/** The pages of so many parents. */
export function unpackPages<R extends Relation>(
  packed: PackedPages,
  relation: R,
  parents: number,
  { order, page }: ListQuery<TargetOf<R>>,
): AnyPage[] {
  const itemsOf = toItems(relation, order.field, packed);
  const width = widthOf(relation);
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
