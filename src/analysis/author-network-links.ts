import { CodedError } from '../errors.js';
import type { AnalysisContext } from './analysis.js';
import { transposed, type Bylines, type CitedLists } from './author-network-material.js';
import type { Occasions, Selection } from './author-network-occasions.js';

/** What each occasion counts for the two ends of a link. */
export const COUNTINGS = ['FULL', 'FRACTIONAL', 'REFINED'] as const;
export type Counting = (typeof COUNTINGS)[number];

/** Links between nodes, by source and then target; without direction the source is the lower number. Never from a node to itself. */
export interface Links {
  readonly isDirected: boolean;
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  readonly weights: Float64Array;
  /** Occasions behind each link, or citations. */
  readonly counts: Uint32Array;
  /** First and last year of these; -1 where none has a year. */
  readonly firstYears: Int32Array;
  readonly lastYears: Int32Array;
}

/**
 * What an occasion of `total` counts for each pair. FULL: 1. FRACTIONAL: each of them has 1 to share out among the others, so
 * 1/(n − 1). A. Perianes-Rodríguez, L. Waltman & N.J. van Eck, J Informetr 10:1178, 2016. REFINED: the occasion has 1 to share
 * out among all pairs, so 2/(n(n − 1)). L. Leydesdorff & H.W. Park, J Informetr 11:165, 2017.
 */
export function shareOf(counting: Counting, total: number): number {
  if (counting === 'FULL') return 1;
  if (total < 2) return 0;
  return counting === 'FRACTIONAL' ? 1 / (total - 1) : 2 / (total * (total - 1));
}

/** The same of a citation, for each pair of a citing and a cited unit: each citing unit, or the citation, has 1 to share out. */
export function citationShare(counting: Counting, citing: number, cited: number): number {
  if (counting === 'FULL') return 1;
  return counting === 'FRACTIONAL' ? 1 / cited : 1 / (citing * cited);
}

/** Pairs that are counted; each takes some nanoseconds. */
export const MOST_PAIRS = 100_000_000;

function refuseTooMany(pairs: number, most: number): void {
  if (pairs <= most) return;
  throw new CodedError(
    'TOO_LARGE',
    `The network would count ${pairs} pairs of authors; at most ${most} are counted. Lower maxAuthors or maxAuthorsPerArticle, or narrow the scope.`,
  );
}

/** Links of nodes that stand together: w = Σ over occasions of what each counts, times how often both stand there. */
export function linksOfOccasions(
  { units, times, totals, years }: Occasions,
  size: number,
  counting: Counting,
  { mostPairs = MOST_PAIRS, context }: { mostPairs?: number; context?: AnalysisContext } = {},
): Links {
  let pairs = 0;
  for (let one = 0; one < totals.length; one++) {
    const length = units.offsets[one + 1]! - units.offsets[one]!;
    pairs += (length * (length - 1)) / 2;
  }
  refuseTooMany(pairs, mostPairs);
  const occasions = transposed(units, size);
  const rows = new Rows(size);
  // Nodes come in ascending order, so in each occasion those after the present one are the greater ones.
  const next = units.offsets.slice();
  for (let node = 0; node < size; node++) {
    if (node % 256 === 0) context?.checkpoint(node, size, 'PAIRS');
    for (let i = occasions.offsets[node]!; i < occasions.offsets[node + 1]!; i++) {
      const one = occasions.neighbours[i]!;
      const end = units.offsets[one + 1]!;
      const own = times[next[one]!]! * shareOf(counting, totals[one]!);
      for (let j = ++next[one]!; j < end; j++) rows.add(units.neighbours[j]!, own * times[j]!, years[one]!);
    }
    rows.end(node);
  }
  return rows.links(false);
}

/** Links from citing to cited nodes, and the nodes that cite themselves, whose links to themselves are left out. */
export function linksOfCitations(
  { units, lengths, years }: Bylines,
  { works: cited }: CitedLists,
  { counted, citable }: Selection,
  place: Int32Array,
  size: number,
  counting: Counting,
  { mostPairs = MOST_PAIRS, context }: { mostPairs?: number; context?: AnalysisContext } = {},
): { links: Links; selfCiting: number } {
  const own = ofChosen(units, counted, place, size);
  const chosen = (work: number) => units.offsets[work + 1]! - units.offsets[work]!;
  const pairs = own.neighbours.reduce((sum, work) => {
    for (let i = cited.offsets[work]!; i < cited.offsets[work + 1]!; i++) sum += chosen(cited.neighbours[i]!);
    return sum;
  }, 0);
  refuseTooMany(pairs, mostPairs);
  const rows = new Rows(size);
  let selfCiting = 0;
  for (let node = 0; node < size; node++) {
    if (node % 256 === 0) context?.checkpoint(node, size, 'PAIRS');
    let isSelfCiting = false;
    for (let i = own.offsets[node]!; i < own.offsets[node + 1]!; i++) {
      const work = own.neighbours[i]!;
      for (let j = cited.offsets[work]!; j < cited.offsets[work + 1]!; j++) {
        const other = cited.neighbours[j]!;
        if (citable[other] === 0) continue;
        const share = citationShare(counting, lengths[work]!, lengths[other]!);
        for (let k = units.offsets[other]!; k < units.offsets[other + 1]!; k++) {
          const end = place[units.neighbours[k]!]!;
          if (end === node) isSelfCiting = true;
          else if (end >= 0) rows.add(end, share, years[work]!);
        }
      }
    }
    rows.end(node);
    if (isSelfCiting) selfCiting++;
  }
  return { links: rows.links(true), selfCiting };
}

/** The works of each chosen node. */
function ofChosen(units: Bylines['units'], mask: Uint8Array, place: Int32Array, size: number) {
  const offsets = new Uint32Array(mask.length + 1);
  const nodes: number[] = [];
  for (let work = 0; work < mask.length; work++) {
    if (mask[work] === 1)
      for (let i = units.offsets[work]!; i < units.offsets[work + 1]!; i++) {
        const node = place[units.neighbours[i]!]!;
        if (node >= 0) nodes.push(node);
      }
    offsets[work + 1] = nodes.length;
  }
  return transposed({ offsets, neighbours: Uint32Array.from(nodes) }, size);
}

/** Gathers the links of one node after the other. */
class Rows {
  private readonly weights: Float64Array;
  private readonly counts: Uint32Array;
  private readonly first: Int32Array;
  private readonly last: Int32Array;
  private readonly touched: number[] = [];
  private readonly found = { source: [] as number[], target: [] as number[], weights: [] as number[], counts: [] as number[], first: [] as number[], last: [] as number[] }; // prettier-ignore

  constructor(size: number) {
    this.weights = new Float64Array(size);
    this.counts = new Uint32Array(size);
    this.first = new Int32Array(size);
    this.last = new Int32Array(size);
  }

  add(other: number, weight: number, year: number): void {
    if (this.counts[other]!++ === 0) {
      this.touched.push(other);
      this.weights[other] = 0;
      this.first[other] = this.last[other] = year;
    }
    this.weights[other]! += weight;
    if (year < 0) return;
    if (this.first[other]! < 0 || year < this.first[other]!) this.first[other] = year;
    if (year > this.last[other]!) this.last[other] = year;
  }

  end(node: number): void {
    const { found } = this;
    for (const other of this.touched.sort((a, b) => a - b)) {
      found.source.push(node);
      found.target.push(other);
      found.weights.push(this.weights[other]!);
      found.counts.push(this.counts[other]!);
      found.first.push(this.first[other]!);
      found.last.push(this.last[other]!);
      this.counts[other] = 0;
    }
    this.touched.length = 0;
  }

  links(isDirected: boolean): Links {
    const { source, target, weights, counts, first, last } = this.found;
    return {
      isDirected,
      source: Uint32Array.from(source),
      target: Uint32Array.from(target),
      weights: Float64Array.from(weights),
      counts: Uint32Array.from(counts),
      firstYears: Int32Array.from(first),
      lastYears: Int32Array.from(last),
    };
  }
}

/** The links at these places, in this order. */
export function pickLinks({ isDirected, ...columns }: Links, places: ArrayLike<number>): Links {
  const pick = <Column extends Uint32Array | Int32Array | Float64Array>(column: Column): Column => {
    const picked = column.slice(0, places.length) as Column;
    for (let i = 0; i < places.length; i++) picked[i] = column[places[i]!]!;
    return picked;
  };
  const { source, target, weights, counts, firstYears, lastYears } = columns;
  return {
    isDirected,
    source: pick(source),
    target: pick(target),
    weights: pick(weights),
    counts: pick(counts),
    firstYears: pick(firstYears),
    lastYears: pick(lastYears),
  };
}
