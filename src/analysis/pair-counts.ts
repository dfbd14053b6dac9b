import { CodedError } from '../errors.js';
import type { AnalysisContext } from './analysis.js';
import { degree, type Adjacency } from './citation-graph.js';

export interface PairLimits {
  /** Pairs that are together less often are left out; 1 keeps all. */
  minimumCount: number;
  /** Lists with more members than this are left out whole, and counted: they join everything with everything. */
  mostMembers: number;
  /** More pairs than this are refused before any is counted: each takes some nanoseconds, and up to 36 bytes if it stays. */
  mostPairs: number;
}

export const DEFAULT_PAIR_LIMITS: PairLimits = { minimumCount: 1, mostMembers: 0xffffffff, mostPairs: 50_000_000 };

/** Links of items in both directions, neighbours ascending: `counts[i]` lists have an item and its `neighbours[i]` among their members. */
export interface PairCounts {
  offsets: Uint32Array;
  neighbours: Uint32Array;
  counts: Float64Array;
  /** Lists that each item is in, those left out not counted. */
  occurrences: Uint32Array;
  /** Lists of more than `mostMembers`, and the pairs in them. */
  listsLeftOut: number;
  pairsLeftOut: number;
  /** Distinct pairs below `minimumCount`. */
  rarePairs: number;
}

/**
 * How often two items are members of one list: AᵀA without its diagonal. `members` gives the items of each list, `lists`
 * the lists of each item, both ascending; `what` names the network in an error. Time grows with the sum of d(d − 1)/2 over lists of d members.
 * Throws TOO_LARGE before it starts if that sum is above `mostPairs`.
 */
export function countPairs(
  what: string,
  members: Adjacency,
  lists: Adjacency,
  limits: PairLimits,
  context?: AnalysisContext,
): PairCounts {
  const leftOut = refuseTooMany(what, members, limits);
  const size = lists.offsets.length - 1;
  const upper = new Links(size);
  const seen = new Uint32Array(size);
  const touched = new Uint32Array(size);
  const occurrences = new Uint32Array(size);
  // Items come in ascending order, so that in each list those after the present one are the ones that are greater.
  const next = members.offsets.slice();
  let rarePairs = 0;
  for (let item = 0; item < size; item++) {
    if (item % 256 === 0) context?.checkpoint(item, size, 'PAIRS');
    let found = 0;
    for (let i = lists.offsets[item]!; i < lists.offsets[item + 1]!; i++) {
      const list = lists.neighbours[i]!;
      if (degree(members, list) > limits.mostMembers) continue;
      occurrences[item]!++;
      const end = members.offsets[list + 1]!;
      for (let j = ++next[list]!; j < end; j++) {
        const other = members.neighbours[j]!;
        if (seen[other]!++ === 0) touched[found++] = other;
      }
    }
    rarePairs += upper.takeRow(item, touched, found, seen, limits.minimumCount);
  }
  return { ...upper.bothWays(), occurrences, ...leftOut, rarePairs };
}

const pairsIn = (size: number): number => (size * (size - 1)) / 2;

/** What the limit of members leaves out. */
function refuseTooMany(what: string, members: Adjacency, { mostMembers, mostPairs }: PairLimits) {
  let [pairs, listsLeftOut, pairsLeftOut] = [0, 0, 0];
  const size = members.offsets.length - 1;
  for (let list = 0; list < size; list++) {
    const length = degree(members, list);
    if (length <= mostMembers) pairs += pairsIn(length);
    else {
      listsLeftOut++;
      pairsLeftOut += pairsIn(length);
    }
  }
  if (pairs <= mostPairs) return { listsLeftOut, pairsLeftOut };
  throw new CodedError(
    'TOO_LARGE',
    `The ${what} network would count ${pairs} pairs; at most ${mostPairs} are counted. ` +
      `Leave out lists of more than ${fittingLength(members, mostPairs)} members (mostMembers), or allow more pairs (mostPairs).`,
  );
}

/** The greatest limit of members with which the pairs are few enough. */
function fittingLength(members: Adjacency, mostPairs: number): number {
  const lengths = Uint32Array.from({ length: members.offsets.length - 1 }, (_, list) => degree(members, list)).sort();
  let pairs = 0;
  let fitting = 1;
  for (let i = 0; i < lengths.length; i++) {
    pairs += pairsIn(lengths[i]!);
    if (pairs > mostPairs) return fitting;
    if (lengths[i + 1] !== lengths[i]) fitting = Math.max(fitting, lengths[i]!);
  }
  return fitting;
}

/** Links from a lower to a higher number, row by row, in arrays that grow. */
class Links {
  private to = new Uint32Array(1024);
  private counts = new Uint32Array(1024);
  private length = 0;
  private readonly offsets: Uint32Array;

  constructor(private readonly size: number) {
    this.offsets = new Uint32Array(size + 1);
  }

  /** Takes a row over and clears `seen` of it; answers how many links were too rare. */
  takeRow(row: number, touched: Uint32Array, found: number, seen: Uint32Array, minimum: number): number {
    if (this.length + found > this.to.length) this.grow(this.length + found);
    const before = this.length;
    for (let i = 0; i < found; i++) {
      const other = touched[i]!;
      if (seen[other]! >= minimum) {
        this.to[this.length] = other;
        this.counts[this.length++] = seen[other]!;
      }
      seen[other] = 0;
    }
    this.offsets[row + 1] = this.length;
    return found - (this.length - before);
  }

  private grow(needed: number): void {
    const length = Math.max(needed, 2 * this.to.length);
    const [to, counts] = [new Uint32Array(length), new Uint32Array(length)];
    to.set(this.to);
    counts.set(this.counts);
    [this.to, this.counts] = [to, counts];
  }

  /** Two passes in ascending order put the lower neighbours of each, then the higher ones, in ascending order. */
  bothWays(): { offsets: Uint32Array; neighbours: Uint32Array; counts: Float64Array } {
    const { size, to } = this;
    const offsets = new Uint32Array(size + 1);
    for (let i = 0; i < this.length; i++) offsets[to[i]! + 1]!++;
    const lower = offsets.slice(1);
    for (let v = 0; v < size; v++) offsets[v + 1]! += offsets[v]! + this.offsets[v + 1]! - this.offsets[v]!;
    const neighbours = new Uint32Array(2 * this.length);
    const counts = new Float64Array(2 * this.length);
    const next = offsets.slice(0, size);
    const put = (v: number, neighbour: number, count: number) => {
      neighbours[next[v]!] = neighbour;
      counts[next[v]!++] = count;
    };
    for (let v = 0; v < size; v++) for (let i = this.offsets[v]!; i < this.offsets[v + 1]!; i++) put(to[i]!, v, this.counts[i]!);
    for (let u = 0; u < size; u++) for (let i = offsets[u]!; i < offsets[u]! + lower[u]!; i++) put(neighbours[i]!, u, counts[i]!);
    return { offsets, neighbours, counts };
  }
}
