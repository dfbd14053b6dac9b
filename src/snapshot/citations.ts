import type { Adjacency } from '../analysis/citation-graph.js';
import {
  LEFT_OUT,
  NO_POSITION,
  NO_YEAR,
  type CitationScan,
  type CommonAnswer,
  type CommonQuery,
  type Reach,
  type ReachQuery,
  type StepAnswer,
  type StepQuery,
} from '../store/neighbourhood.js';
import type { Filter } from '../store/filter.js';
import type { CitationArrays } from './citation-arrays.js';
import { commonNeighbours } from './citation-common.js';
import { Lists, Starts, SLOTS } from './citation-edges.js';
import { testOf, type Test } from './citation-filter.js';
import type { Groupings } from './groupings.js';
import type { Works } from './listed.js';
import type { WorkKeys } from './work-keys.js';

/** What of a scan stays as it is. */
export type Scanned = Pick<CitationScan, 'years' | 'dates' | 'stubs' | 'nodes'> & { keys: WorkKeys };

/** What is sorted of it. */
export interface Sorted {
  arrays: CitationArrays;
  groupings: Groupings;
}

/**
 * The citations of one version of the graph, and what its works share, in memory: answers what the store is asked about them (see
 * `GraphStore`), and the same. An answer is null where it would take what is not in memory: works that were merged away, which the
 * store follows, and filters that look for authors, texts and the like.
 */
export class Citations {
  readonly keys: WorkKeys;
  readonly years: Int32Array;
  readonly dates: Int32Array;
  readonly stubs: Uint8Array;
  /** Null once they have turned out to be those of another copy of the graph. */
  nodes: Float64Array | null;
  /** For each work a number that one question at a time may use; all zero between two questions. */
  readonly marks: Uint32Array;
  readonly arrays: CitationArrays;
  readonly groupings: Groupings;

  constructor({ keys, years, dates, stubs, nodes }: Scanned, { arrays, groupings }: Sorted) {
    this.arrays = arrays;
    this.groupings = groupings;
    this.keys = keys;
    this.years = years;
    this.dates = dates;
    this.stubs = stubs;
    this.nodes = nodes;
    this.marks = new Uint32Array(keys.length);
  }

  numberOf(key: string): number | null {
    return this.keys.numberOf(key);
  }

  private numbers: Uint32Array | null = null;
  /** The numbers of all works. */
  get all(): Uint32Array {
    return (this.numbers ??= new Uint32Array(this.keys.length).map((_, number) => number));
  }

  /** Works that fulfil a filter, while somebody has it in hand. */
  readonly fulfilling = new WeakMap<Filter<'Article'>, Works>();

  private yearOfLast: number | null = null;
  /** The latest publication year; `NO_YEAR` where none is known. */
  get lastYear(): number {
    return (this.yearOfLast ??= this.years.reduce((last, year) => Math.max(last, year), NO_YEAR));
  }

  referenceCount = (number: number): number => degree(this.arrays.references, number);
  citedByCount = (number: number): number => degree(this.arrays.citedBy, number);

  reach({ step, from, most, filter, value }: ReachQuery): Reach | null {
    const starts = this.startsOf(from);
    const test = filter === null ? null : testOf(filter, this);
    const list = this.listOf(step);
    if (starts === null || (filter !== null && test === null) || list === null) return null;
    const total = sum(starts.numbers, (number) => degree(list, number));
    const seen = Math.min(total, Math.max(0, most));
    const { numbers, ...edges } = this.followed(starts, list, seen, test);
    const values = value === null ? null : new Int32Array(numbers.length);
    const keys = new Array<string>(numbers.length);
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i]!;
      keys[i] = this.keys.at(number)!;
      if (values) values[i] = value === 'use' ? this.citedByCount(number) : this.years[number]!;
    }
    return { total, seen, ...edges, keys, values };
  }

  /** The first edges of the list as in `Reach`, with the numbers of the nodes in place of their keys. A hub has tens of thousands. */
  private followed(starts: Starts, { offsets, neighbours }: Adjacency, most: number, test: Test | null) {
    const { marks } = this;
    const [from, to, numbers] = [new Uint32Array(most), new Uint32Array(most), new Uint32Array(most)];
    let [edges, nodes, left] = [0, 0, most];
    for (let i = 0; i < starts.numbers.length && left > 0; i++) {
      const slot = starts.slots[i]!;
      const start = offsets[starts.numbers[i]!]!;
      const end = Math.min(offsets[starts.numbers[i]! + 1]!, start + left);
      left -= end - start;
      for (let at = start; at < end; at++) {
        const node = neighbours[at]!;
        if (marks[node] === 0) {
          if (test !== null && !test(node)) continue;
          numbers[nodes] = node;
          marks[node] = ++nodes;
        }
        from[edges] = slot;
        to[edges++] = marks[node]! - 1;
      }
    }
    for (let i = 0; i < nodes; i++) marks[numbers[i]!] = 0;
    return { from: from.subarray(0, edges), to: to.subarray(0, edges), numbers: numbers.subarray(0, nodes) };
  }

  steps({ step, from, to, most }: StepQuery): StepAnswer | null {
    const starts = this.startsOf(from);
    const ends = to && this.startsOf(to);
    const list = this.listOf(step);
    if (starts === null || list === null || (to !== null && ends === null)) return null;
    const isForward = step === 'references';
    if (ends === null) {
      const total = sum(starts.numbers, (number) => degree(list, number));
      const lists = new Lists(this, isForward);
      this.eachEdge(starts, list, Math.max(0, most), (slot, end) => lists.add(starts.numberAt(slot), end));
      return { lists: lists.all, total };
    }
    return this.between(starts, ends, isForward, Math.max(0, most));
  }

  commonNeighbours(query: CommonQuery): CommonAnswer[] | null {
    const numbers = query.parents.map((key) => this.numberOf(key));
    return numbers.every((number) => number !== null) ? commonNeighbours(this, numbers, query) : null;
  }

  yearsOf(keys: readonly string[], filter: Filter<'Article'> | null): Int32Array | null {
    const numbers = keys.map((key) => this.numberOf(key));
    const test = filter === null ? () => true : testOf(filter, this);
    if (test === null || !numbers.every((number) => number !== null)) return null;
    return Int32Array.from(numbers, (number) => (test(number) ? this.years[number]! : LEFT_OUT));
  }

  /** Null where there is none. */
  positionOf(citing: number, cited: number): number | null {
    const { offsets, neighbours } = this.arrays.references;
    let [from, to] = [offsets[citing]!, offsets[citing + 1]!];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (neighbours[middle]! < cited) from = middle + 1;
      else to = middle;
    }
    const position = this.arrays.positions[from]!;
    return position === NO_POSITION ? null : position;
  }

  /** The edges between two sets, looked for in the reference lists, which are short: the other way a work may be a hub. */
  private between(starts: Starts, ends: Starts, isForward: boolean, most: number): StepAnswer {
    const [citing, cited] = isForward ? [starts, ends] : [ends, starts];
    const { offsets, neighbours } = this.arrays.references;
    for (const number of cited.numbers) this.marks[number] = 1;
    const lists = new Lists(this, isForward);
    let total = 0;
    // The other way they are told in the order of their starts, when all are found.
    const turned: [from: number, to: number][] = [];
    for (const number of citing.numbers)
      for (let i = offsets[number]!; i < offsets[number + 1]!; i++) {
        if (this.marks[neighbours[i]!] !== 1) continue;
        if (!isForward) turned.push([neighbours[i]!, number]);
        else if (total < most) lists.add(number, neighbours[i]!);
        total++;
      }
    for (const number of cited.numbers) this.marks[number] = 0;
    turned.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    for (const [from, to] of turned.slice(0, most)) lists.add(from, to);
    return { lists: lists.all, total };
  }

  /** Tells the first edges of the list, in the order of their starts and ends. */
  private eachEdge({ numbers, slots }: Starts, list: Adjacency, most: number, tell: (slot: number, end: number) => void): void {
    let left = most;
    for (let i = 0; i < numbers.length && left > 0; i++) {
      const start = list.offsets[numbers[i]!]!;
      const end = Math.min(list.offsets[numbers[i]! + 1]!, start + left);
      left -= end - start;
      for (let at = start; at < end; at++) tell(slots[i]!, list.neighbours[at]!);
    }
  }

  private listOf(step: StepQuery['step']): Adjacency | null {
    return step === 'references' || step === 'citedBy' ? this.arrays[step] : null;
  }

  /** Null where the works of the keys are not all known. */
  private startsOf(keys: readonly string[]): Starts | null {
    const numbers = new Float64Array(keys.length);
    for (let slot = 0; slot < keys.length; slot++) {
      const number = this.numberOf(keys[slot]!);
      if (number === null) return null;
      numbers[slot] = number * SLOTS + slot;
    }
    return new Starts(numbers.sort());
  }
}

const degree = ({ offsets }: Adjacency, number: number): number => offsets[number + 1]! - offsets[number]!;

function sum(numbers: readonly number[], of: (number: number) => number): number {
  let all = 0;
  for (const number of numbers) all += of(number);
  return all;
}
