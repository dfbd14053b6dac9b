import type { ArticleLeaf, Filter } from '../store/filter.js';
import type { Grouping } from '../store/grouping.js';
import { isCitation, ROOT, type Relation } from '../store/relation.js';
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
  /** Most works that are looked at, of lists that are no citations. */
  most: number;
  /** Whether all works may be looked at where the filter names none. */
  isWhole: boolean;
}

/**
 * The works of each parent's list, and maybe some that the filter leaves out. Null where a parent is not known, which may be one
 * that was merged into another, and where too many would have to be looked at.
 */
export function worksListed(
  citations: Citations,
  relation: ListedRelation,
  parents: readonly string[],
  { filter, most, isWhole }: Looked,
): Works[] | null {
  let root: Works | null = null;
  if (relation === 'allArticles') root = narrowest(citations, filter, most) ?? (isWhole ? worksOf(citations.all) : null);
  const found: Works[] = [];
  let left = isCitation(relation) ? Infinity : most;
  for (const parent of parents) {
    const works = relation === 'allArticles' ? (parent === ROOT ? root : null) : worksOfParent(citations, relation, parent);
    if (works === null || (left -= lengthOf(works)) < 0) return null;
    found.push(works);
  }
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

const NAMING: readonly string[] = ['among', 'journal', 'topic', 'publicationType'] satisfies ArticleLeaf['test'][];

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
