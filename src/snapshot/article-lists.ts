import { NO_YEAR } from '../store/neighbourhood.js';
import type { Filter } from '../store/filter.js';
import type { Order, PageRequest, Place } from '../store/page.js';
import { isCitation } from '../store/relation.js';
import { compareCodePoints } from '../store/sort-values.js';
import type { ListQuery } from '../store/store.js';
import type { Test } from './citation-filter.js';
import type { Citations } from './citations.js';
import { worksListed, type ListedRelation, type Works } from './listed.js';

/** Lists of articles, filtered, in order and page by page, by the numbers of the works in memory. */

export interface NumberedPage {
  /** In the order of the list. */
  numbers: number[];
  hasNext: boolean;
  hasPrevious: boolean;
}

type Question = Pick<ListQuery<'Article'>, 'filter' | 'order' | 'page'>;

/**
 * Works that are put in order for one question: a millisecond or two of the thread that answers requests. Of more the store walks
 * along an index. Of citations it would look at as many.
 */
const mostOf = (relation: ListedRelation): number => (isCitation(relation) ? Infinity : 50_000);

/** Null where memory does not know the order, the filter, a bound or a parent, and where it would take too long. */
export function numberedPages(
  citations: Citations,
  relation: ListedRelation,
  parents: readonly string[],
  { filter, order, page }: Question,
): NumberedPage[] | null {
  const value = valueOf(citations, relation, order.field);
  const [after, before] = [page.after, page.before].map((at) => (at === null ? null : rankOfPlace(citations, at, order)));
  if (value === null || after === undefined || before === undefined) return null;
  if (citations.keys.length >= NUMBERS) return null;
  const listed = worksListed(citations, relation, parents, { filter, most: mostOf(relation), isWhole: false });
  if (listed === null) return null;
  const bounds = { ...page, after: after!, before: before! };
  return listed.lists.map((works) => cut(ranks(works, { test: listed.test, value, order }), bounds));
}

/** Lengths of the lists; null as above. */
export function lengths(
  citations: Citations,
  relation: ListedRelation,
  parents: readonly string[],
  filter: Filter<'Article'> | null,
): number[] | null {
  const listed = worksListed(citations, relation, parents, { filter, most: mostOf(relation), isWhole: false });
  return listed && listed.lists.map((works) => lengthOf(works, listed.test));
}

function lengthOf({ numbers, start, end }: Works, test: Test | null): number {
  if (test === null) return end - start;
  let length = 0;
  for (let at = start; at < end; at++) if (test(numbers[at]!)) length++;
  return length;
}

/** The sort value of an entry, by the number of the work and its place among the neighbours; below 0 where it has none. */
type Value = (number: number, at: number) => number;

/** Null for what is not in memory. */
function valueOf(citations: Citations, relation: ListedRelation, field: Order['field']): Value | null {
  if (field === 'date') return (number) => citations.dates[number]!;
  if (field === 'citedByCount') return citations.citedByCount;
  if (field === 'referenceCount') return citations.referenceCount;
  const { positions } = citations.arrays;
  return field === 'position' && relation === 'references' ? (_, at) => positions[at]! : null;
}

/**
 * The place of an entry in the order of its list as one number: ascending, whichever the direction. Keys are ordered as the numbers
 * of works are. Both fit into one number below 2^52, so that half a number is exact, too: no order needs a function then.
 */
const NUMBERS = 2 ** 25;
const VALUES = 2 ** 27 - 2;

function rank(value: number, number: number, { direction }: Pick<Order, 'direction'>): number {
  if (direction === 'ASC') return (value < 0 ? VALUES + 1 : value) * NUMBERS + number;
  return -((value < 0 ? 0 : value + 1) * NUMBERS + number);
}

const numberOfRank = (one: number): number => Math.abs(one) % NUMBERS;

/** Of a place whose work may be gone; undefined where its value is none that an entry can have. */
function rankOfPlace({ keys }: Citations, { value, key }: Place, order: Order): number | undefined {
  if (value !== null && !(Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= VALUES)) return undefined;
  let [from, to] = [0, keys.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (compareCodePoints(keys.at(middle)!, key) < 0) from = middle + 1;
    else to = middle;
  }
  return rank(value === null ? NO_YEAR : (value as number), keys.at(from) === key ? from : from - 0.5, order);
}

interface Listed {
  test: Test | null;
  value: Value;
  order: Order;
}

/** Of all entries of a list. */
function ranks({ numbers, start, end }: Works, { test, value, order }: Listed): Float64Array<ArrayBuffer> {
  const found = new Float64Array(end - start);
  let length = 0;
  for (let at = start; at < end; at++) {
    const number = numbers[at]!;
    if (test === null || test(number)) found[length++] = rank(value(number, at), number, order);
  }
  return found.subarray(0, length);
}

/** What a page holds of a list, as `Page` says it. */
function cut(
  list: Float64Array<ArrayBuffer>,
  { from, size, after, before }: Pick<PageRequest, 'from' | 'size'> & { after: number | null; before: number | null },
): NumberedPage {
  const isForward = from === 'start';
  const isBehindStart = (one: number) => after === null || one > after;
  const isBeforeEnd = (one: number) => before === null || one < before;
  const inside = after === null && before === null ? list : list.filter((one) => isBehindStart(one) && isBeforeEnd(one));
  const found = isForward ? smallest(inside, size + 1) : smallest(inside.map((one) => -one), size + 1); // prettier-ignore
  const isMore = found.length > size;
  const numbers = Array.from(found.subarray(0, size), numberOfRank);
  const isBehind = before !== null && list.some((one) => one >= before && (!isForward || isBehindStart(one)));
  const isAhead = after !== null && list.some((one) => one <= after && (isForward || isBeforeEnd(one)));
  return {
    numbers: isForward ? numbers : numbers.reverse(),
    hasNext: isBehind || (isForward && isMore),
    hasPrevious: isAhead || (!isForward && isMore),
  };
}

/** The smallest ones in order. Of a hub few are wanted: those are sorted that are below the largest of the smallest so far. */
export function smallest(list: Float64Array<ArrayBuffer>, most: number): Float64Array<ArrayBuffer> {
  if (list.length <= 4 * most) return list.sort().subarray(0, most);
  const kept = new Float64Array(2 * most);
  let [length, bar] = [0, Infinity];
  for (const one of list) {
    if (one >= bar) continue;
    kept[length++] = one;
    if (length < kept.length) continue;
    kept.sort();
    length = most;
    bar = kept[most - 1]!;
  }
  return kept.subarray(0, length).sort().subarray(0, most);
}
