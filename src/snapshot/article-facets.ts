import { isGrouping } from '../store/grouping.js';
import { NO_YEAR } from '../store/neighbourhood.js';
import type { Facet, FacetQuery } from '../store/store.js';
import { smallest } from './article-lists.js';
import type { Test } from './citation-filter.js';
import type { Citations } from './citations.js';
import { worksListed, type ListedRelation, type Works } from './listed.js';

/** Works that are counted for one question: a millisecond or two of the thread that answers requests. */
const MOST = 100_000;

/** How lists of articles divide by what is known in memory of the works; null where that does not tell it, and where it would take too long. */
export function articleFacets(
  citations: Citations,
  relation: ListedRelation,
  parents: readonly string[],
  { facet, filter, size }: FacetQuery,
): Facet[] | null {
  const counter = counterOf(citations, facet);
  const listed = counter && worksListed(citations, relation, parents, { filter, most: MOST, isWhole: true });
  if (!listed) return null;
  const counts = new Uint32Array(counter.numbers);
  return listed.lists.map((works) => {
    const { found, missing } = counted(works, listed.test, counter, counts);
    const values = inOrder(found, counts, size).map((number) => ({ value: counter.value(number), count: counts[number]! }));
    for (const number of found) counts[number] = 0;
    return { values, distinct: found.length, missing };
  });
}

/** Whether memory may know a facet. */
export const isCountable = (facet: FacetQuery['facet']): boolean => facet === 'year' || isGrouping(facet);

/** What works are counted by: numbers, in the order of their values. */
interface Counter {
  /** As many as there may be. */
  numbers: number;
  /** Tells the numbers of a work. */
  each(work: number, tell: (number: number) => void): void;
  value(number: number): string | number;
}

function counterOf({ years, lastYear, groupings }: Citations, facet: FacetQuery['facet']): Counter | null {
  if (facet === 'year') {
    const each: Counter['each'] = (work, tell) => years[work] !== NO_YEAR && tell(years[work]!);
    return { numbers: lastYear + 1, each, value: (year) => year };
  }
  if (!isGrouping(facet)) return null;
  const { names, values } = groupings[facet];
  const each: Counter['each'] = (work, tell) => {
    const end = values.offsets[work + 1]!;
    for (let at = values.offsets[work]!; at < end; at++) tell(values.neighbours[at]!);
  };
  return { numbers: names.length, each, value: (number) => names[number]! };
}

interface Counted {
  /** Numbers that are counted at least once, in no order. */
  found: number[];
  /** Works that have none. */
  missing: number;
}

/** @param counts all zero; gets the count of each number */
function counted({ numbers, start, end }: Works, test: Test | null, counter: Counter, counts: Uint32Array): Counted {
  const found: number[] = [];
  let [missing, own] = [0, 0];
  const tell = (number: number): void => {
    own++;
    if (counts[number]!++ === 0) found.push(number);
  };
  for (let at = start; at < end; at++) {
    const work = numbers[at]!;
    if (test !== null && !test(work)) continue;
    own = 0;
    counter.each(work, tell);
    if (own === 0) missing++;
  }
  return { found, missing };
}

/** More than the numbers of any counter; a count and a number are one below 2^53, for these are sorted without a function. */
const NUMBERS = 2 ** 25;

/** The order of the port. */
function inOrder(found: readonly number[], counts: Uint32Array, size: number | null): number[] {
  if (size === null) return [...Uint32Array.from(found).sort()];
  const ranks = new Float64Array(found.length);
  for (let i = 0; i < ranks.length; i++) ranks[i] = found[i]! - counts[found[i]!]! * NUMBERS;
  return Array.from(smallest(ranks, size), (rank) => rank + Math.ceil(-rank / NUMBERS) * NUMBERS);
}
