import type { Kind } from '../records.js';
import { STEPS } from '../store/neighbourhood.js';
import { Adjacency } from './adjacency.js';
import { stepsOf, unique, type Direction, type LinkRelation, type NodeName, type Reached, type Walker } from './step.js';

/** The nodes that the walk met, by their numbers: in columns, for there may be tens of thousands. Seeds come first. */
export interface Met {
  readonly kinds: Kind[];
  readonly keys: string[];
  readonly distances: number[];
  /** Edges along which the walk came from a seed. */
  readonly linksToSeeds: number[];
  /** What the walk wanted to know of each; null of seeds, and where there is nothing. */
  readonly values: (number | null)[];
}

export const nameOf = ({ kinds, keys }: Met, number: number): NodeName => ({ kind: kinds[number]!, key: keys[number]! });

export interface Walked {
  met: Met;
  /**
   * Steps that the walk took from each node, and those by which it came to each. An edge between two nodes that were both
   * walked from may be met from both ends; that is the same for all nodes of one distance.
   */
  onward: Adjacency;
  back: Adjacency;
}

export interface WalkPlan {
  relations: Iterable<LinkRelation>;
  direction: Direction;
  depth: number;
}

/** Everything within some steps of the seeds, level by level (breadth-first). */
export async function walkFrom(
  seeds: readonly NodeName[],
  { relations, direction, depth }: WalkPlan,
  walker: Walker,
): Promise<Walked> {
  const meetings = new Meetings(seeds);
  const { keys } = meetings.met;
  const steps = stepsOf(relations, direction);
  for (let distance = 1, start = 0; distance <= depth && start < keys.length && !walker.isCut; distance++) {
    const end = keys.length;
    for (const one of await walker.from(meetings.names(start), steps)) meetings.join(one, start, distance);
    start = end;
  }
  return meetings.walked();
}

class Meetings {
  readonly met: Met = { kinds: [], keys: [], distances: [], linksToSeeds: [], values: [] };
  private readonly numbers: Record<Kind, Map<string, number>> = {
    Article: new Map(),
    Author: new Map(),
    Journal: new Map(),
    Topic: new Map(),
  };
  /** Nodes that are in `numbers`: those met last are most of all, and often nobody asks for them any more. */
  private numbered = 0;
  /** Steps by the numbers of their ends, as they were joined. */
  private readonly from: Uint32Array[] = [];
  private readonly to: Uint32Array[] = [];

  constructor(seeds: readonly NodeName[]) {
    for (const { kind, key } of unique(seeds)) {
      this.met.values.push(null);
      this.describe(this.met.keys.push(key) - 1, kind, 0);
    }
  }

  names(start: number): NodeName[] {
    return this.met.keys.slice(start).map((key, i) => ({ kind: this.met.kinds[start + i]!, key }));
  }

  /** The nodes from a number on, which are new. */
  private describe(start: number, kind: Kind, distance: number): void {
    const { kinds, keys, distances, linksToSeeds } = this.met;
    for (let number = start; number < keys.length; number++) {
      kinds.push(kind);
      distances.push(distance);
      linksToSeeds.push(0);
    }
  }

  private numbersOf(kind: Kind): ReadonlyMap<string, number> {
    const { kinds, keys } = this.met;
    for (; this.numbered < keys.length; this.numbered++)
      this.numbers[kinds[this.numbered]!].set(keys[this.numbered]!, this.numbered);
    return this.numbers[kind];
  }

  /** Notes the edges that lead from the nodes whose numbers begin at `start`, and those at their ends as being so far away where they are new. */
  join({ step, starts, from, to, keys, values }: Reached, start: number, distance: number): void {
    const { distances, linksToSeeds } = this.met;
    const kind = STEPS[step].to;
    const known = this.numbersOf(kind);
    const ends = new Uint32Array(keys.length);
    const { length } = this.met.keys;
    for (let i = 0; i < keys.length; i++) {
      const number = known.get(keys[i]!);
      if (number === undefined) this.met.values.push(values ? values[i]! : null);
      ends[i] = number ?? this.met.keys.push(keys[i]!) - 1;
    }
    this.describe(length, kind, distance);
    const [ahead, behind] = [new Uint32Array(to.length), new Uint32Array(to.length)];
    let edges = 0;
    for (let i = 0; i < to.length; i++) {
      const a = start + starts[from[i]!]!;
      const b = ends[to[i]!]!;
      // A work that cites itself leads nowhere.
      if (a === b) continue;
      ahead[edges] = a;
      behind[edges++] = b;
      if (distances[a] === 0) linksToSeeds[b]! += 1;
    }
    this.from.push(ahead.subarray(0, edges));
    this.to.push(behind.subarray(0, edges));
  }

  walked(): Walked {
    const { met, from, to } = this;
    const size = met.keys.length;
    return { met, onward: new Adjacency(size, from, to), back: new Adjacency(size, to, from) };
  }
}

/** The seeds from which a node is so near, in ascending order of their numbers: asked of few of the nodes, so found backwards. */
export function nearestSeeds({ met, back }: Walked): (number: number) => readonly number[] {
  const known = new Map<number, readonly number[]>();
  function* nearer(number: number): Iterable<readonly number[]> {
    for (const one of back.of(number)) if (met.distances[one] === met.distances[number]! - 1) yield seedsOf(one);
  }
  for (let number = 0; met.distances[number] === 0; number++) known.set(number, [number]);
  function seedsOf(number: number): readonly number[] {
    const found = known.get(number);
    if (found) return found;
    const seeds = together(nearer(number));
    known.set(number, seeds);
    return seeds;
  }
  return seedsOf;
}

/** All that are in the lists, in ascending order; where all are one list, as with a single seed, that. */
function together(lists: Iterable<readonly number[]>): readonly number[] {
  let first: readonly number[] | null = null;
  let all: Set<number> | null = null;
  for (const list of lists) {
    if (first === null) first = list;
    else if (list !== first) {
      all ??= new Set(first);
      for (const one of list) all.add(one);
    }
  }
  return all ? [...all].sort((a, b) => a - b) : (first ?? []);
}
