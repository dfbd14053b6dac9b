import type { Kind } from '../records.js';
import { STEPS } from '../store/neighbourhood.js';
import { Adjacency } from './adjacency.js';
import { stepsOf, type Direction, type LinkRelation, type NodeName, type StepEdges, type Walker } from './step.js';

/** A node that the walk met. Its number is its place in the list of all that it met. */
export interface Met extends NodeName {
  distance: number;
  /** Edges along which the walk came from a seed. */
  linksToSeeds: number;
}

export interface Walked {
  met: readonly Met[];
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
  /** Answers those of the articles that may be walked on from and shown; null for all. */
  allowed: ((articleKeys: readonly string[]) => Promise<ReadonlySet<string>>) | null;
}

/** Everything within some steps of the seeds, level by level (breadth-first). Seeds are not held to the filter. */
export async function walkFrom(
  seeds: readonly NodeName[],
  { relations, direction, depth, allowed }: WalkPlan,
  walker: Walker,
): Promise<Walked> {
  const met = new Meetings();
  for (const seed of seeds) met.start(seed);
  const steps = stepsOf(relations, direction);
  const refused = new Set<string>();
  let frontier: readonly Met[] = met.all.slice();
  for (let distance = 1; distance <= depth && frontier.length > 0 && !walker.isCut; distance++) {
    const walked = await walker.from(frontier, steps);
    if (allowed) {
      const fresh = met.freshArticles(walked).filter((key) => !refused.has(key));
      const may = await allowed(fresh);
      for (const key of fresh) if (!may.has(key)) refused.add(key);
    }
    const before = met.all.length;
    for (const one of walked) met.join(one, distance, refused);
    frontier = met.all.slice(before);
  }
  return met.walked();
}

class Meetings {
  readonly all: Met[] = [];
  private readonly numbers: Record<Kind, Map<string, number>> = {
    Article: new Map(),
    Author: new Map(),
    Journal: new Map(),
    Topic: new Map(),
  };
  /** Steps by the numbers of their ends. */
  private readonly from: number[] = [];
  private readonly to: number[] = [];

  start({ kind, key }: NodeName): void {
    if (!this.numbers[kind].has(key)) this.add(kind, key, 0);
  }

  /** Of a node that was not met before. */
  private add(kind: Kind, key: string, distance: number): number {
    const number = this.all.push({ kind, key, distance, linksToSeeds: 0 }) - 1;
    this.numbers[kind].set(key, number);
    return number;
  }

  /** Articles that edges lead to and that were not met before, each once. */
  freshArticles(walked: readonly StepEdges[]): string[] {
    const toArticles = walked.filter(({ step }) => STEPS[step].to === 'Article');
    const keys = new Set<string>();
    for (const { lists } of toArticles) for (const { to } of lists) for (const key of to) keys.add(key);
    return [...keys].filter((key) => !this.numbers.Article.has(key));
  }

  /** Notes the edges, and the nodes at their ends as being so far away where they are new. */
  join({ step, lists }: StepEdges, distance: number, refused: ReadonlySet<string>): void {
    const kinds = STEPS[step];
    const mayRefuse = kinds.to === 'Article' && refused.size > 0;
    const numbers = this.numbers[kinds.to];
    for (const { from, to } of lists) {
      const a = this.numbers[kinds.from].get(from);
      // A node that was merged into another one since the walk came to it.
      if (a === undefined) continue;
      const fromSeed = this.all[a]!.distance === 0;
      for (const key of to) {
        if (mayRefuse && refused.has(key)) continue;
        const b = numbers.get(key) ?? this.add(kinds.to, key, distance);
        // A work that cites itself leads nowhere.
        if (a === b) continue;
        this.from.push(a);
        this.to.push(b);
        if (fromSeed) this.all[b]!.linksToSeeds += 1;
      }
    }
  }

  walked(): Walked {
    const { all, from, to } = this;
    return { met: all, onward: new Adjacency(all.length, from, to), back: new Adjacency(all.length, to, from) };
  }
}

/** The seeds from which a node is so near, in ascending order of their numbers: asked of few of the nodes, so found backwards. */
export function nearestSeeds({ met, back }: Walked): (number: number) => readonly number[] {
  const known = new Map<number, readonly number[]>();
  met.forEach(({ distance }, number) => distance === 0 && known.set(number, [number]));
  return function seedsOf(number: number): readonly number[] {
    const found = known.get(number);
    if (found) return found;
    const nearer = [...back.of(number)].filter((one) => met[one]!.distance === met[number]!.distance - 1);
    const seeds = [...new Set(nearer.flatMap(seedsOf))].sort((a, b) => a - b);
    known.set(number, seeds);
    return seeds;
  };
}
