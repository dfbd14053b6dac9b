import type { ArticleLeaf, Filter } from '../store/filter.js';
import { GROUPINGS, type Grouping } from '../store/grouping.js';
import { isCitation, ROOT, type Relation } from '../store/relation.js';
import { testOf, type Test } from './citation-filter.js';
import type { Citations } from './citations.js';
import { numberOfName, valuesNamed } from './groupings.js';

/** Which works stand on a list of articles, as far as memory knows. */

/** Lists that memory knows, and the grouping by whose values they are. */
const LISTED = {
  references: null,
  citedBy: null,
  journalArticles: 'journal',
  topicArticles: 'topic',
  allArticles: null,
} as const;
export type ListedRelation = keyof typeof LISTED;
export const isListed = (relation: Relation): relation is ListedRelation => relation in LISTED;

/** Works from `start` to `end`, by ascending numbers, each once. */
export interface Works {
  readonly numbers: Uint32Array;
  readonly start: number;
  readonly end: number;
}

const lengthOf = ({ start, end }: Works): number => end - start;
const worksOf = (numbers: Uint32Array): Works => ({ numbers, start: 0, end: numbers.length });

export interface Looked {
  filter: Filter<'Article'> | null;
  /** Most works that are looked at. */
  most: number;
  /** Whether all works may be looked at where the filter names none. */
  isWhole: boolean;
}

/** Works of each parent's list, and what is still to be asked of each work: null where all belong to the list. */
export interface Listed {
  lists: Works[];
  test: Test | null;
}

/**
 * Null where memory does not know what the filter asks, or a parent, which may be one that was merged into another; and where too
 * many works would have to be looked at.
 */
export function worksListed(
  citations: Citations,
  relation: ListedRelation,
  parents: readonly string[],
  looked: Looked,
): Listed | null {
  const { filter, most } = looked;
  if (relation === 'allArticles') {
    const works = parents.every((parent) => parent === ROOT) ? worksOfRoot(citations, looked) : null;
    return works && { lists: parents.map(() => works), test: null };
  }
  const test = filter === null ? null : testOf(filter, citations);
  if (filter !== null && test === null) return null;
  const lists: Works[] = [];
  let left = most;
  for (const parent of parents) {
    const works = worksOfParent(citations, relation, parent);
    if (works === null || (left -= lengthOf(works)) < 0) return null;
    lists.push(works);
  }
  return { lists, test };
}

/** Those that fulfil the filter are looked for once for all that a request asks of them, whose filter is one object. */
function worksOfRoot(citations: Citations, { filter, most, isWhole }: Looked): Works | null {
  const known = filter && citations.fulfilling.get(filter);
  if (known) return known;
  const works = narrowest(citations, filter, most) ?? (isWhole ? worksOf(citations.all) : null);
  if (works === null || lengthOf(works) > most) return null;
  const test = filter && testOf(filter, citations);
  if (filter === null || test === null) return filter === null ? works : null;
  const found = worksOf(works.numbers.subarray(works.start, works.end).filter(test));
  citations.fulfilling.set(filter, found);
  return found;
}

function worksOfParent(citations: Citations, relation: Exclude<ListedRelation, 'allArticles'>, parent: string): Works | null {
  if (!isCitation(relation)) {
    const grouping = LISTED[relation];
    return worksOfValue(citations, grouping, numberOfName(citations.groupings[grouping], parent));
  }
  const number = citations.numberOf(parent);
  if (number === null) return null;
  const { offsets, neighbours } = citations.arrays[relation];
  return { numbers: neighbours, start: offsets[number]!, end: offsets[number + 1]! };
}

function worksOfValue({ groupings }: Citations, grouping: Grouping, value: number | null): Works | null {
  if (value === null) return null;
  const { offsets, neighbours } = groupings[grouping].works;
  return { numbers: neighbours, start: offsets[value]!, end: offsets[value + 1]! };
}

/** Whether a filter names works by what they share, so that not all have to be looked at. */
export function isNarrow(filter: Filter<'Article'> | null): boolean {
  if (filter === null || 'not' in filter || 'any' in filter) return false;
  return 'all' in filter ? filter.all.some(isNarrow) : NAMING.includes(filter.test);
}

const NAMING: readonly string[] = ['among', ...GROUPINGS] satisfies ArticleLeaf['test'][];

/** All works that may fulfil a filter, by that of its conditions that names fewest; null where none names at most so many. */
function narrowest(citations: Citations, filter: Filter<'Article'> | null, most: number): Works | null {
  const parts = filter && named(citations, filter);
  if (!parts || sumOf(parts) > most) return null;
  if (parts.length === 1) return parts[0]!;
  // By one condition, a work may have several of its values.
  const all = new Set<number>();
  for (const { numbers, start, end } of parts) for (let at = start; at < end; at++) all.add(numbers[at]!);
  return worksOf(Uint32Array.from(all).sort());
}

const sumOf = (parts: readonly Works[]): number => parts.reduce((sum, part) => sum + lengthOf(part), 0);

/** Lists of works in one of which each work is that fulfils the filter. */
function named(citations: Citations, filter: Filter<'Article'>): Works[] | null {
  if ('not' in filter || 'any' in filter) return null;
  if ('all' in filter) {
    const choices = filter.all.map((one) => named(citations, one)).filter((parts) => parts !== null);
    return choices.sort((a, b) => sumOf(a) - sumOf(b))[0] ?? null;
  }
  if (filter.test === 'journal' || filter.test === 'topic' || filter.test === 'publicationType') {
    const { test: grouping } = filter;
    return valuesNamed(citations.groupings, filter)?.map((value) => worksOfValue(citations, grouping, value)!) ?? null;
  }
  if (filter.test !== 'among') return null;
  const numbers = filter.keys.map((key) => citations.numberOf(key));
  return numbers.every((number) => number !== null) ? [worksOf(Uint32Array.from(new Set(numbers)).sort())] : null;
}
