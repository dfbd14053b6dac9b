import type { Kind } from '../records.js';
import { STEPS, type StepEdge, type Step } from '../store/neighbourhood.js';
import { stepsOf, type Direction, type LinkRelation, type NodeName, type Walker } from './step.js';

/** A node that the walk met. Its number is its place in the list of all that it met. */
export interface Met extends NodeName {
  distance: number;
  /** Numbers of the nodes that the walk found it joined to, each once for each edge. */
  joined: number[];
  /** Those of them that are one step nearer and from which the walk came. */
  cameFrom: number[];
  /** Edges along which the walk came from a seed. */
  linksToSeeds: number;
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
): Promise<Met[]> {
  const met = new Meetings();
  for (const { kind, key } of seeds) if (met.numberOf(kind, key) === undefined) met.add(kind, key, 0);
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
    for (const { step, edges } of walked)
      for (const { from, to } of edges) if (STEPS[step].to !== 'Article' || !refused.has(to)) met.join(step, from, to, distance);
    frontier = met.all.slice(before);
  }
  return met.all;
}

class Meetings {
  readonly all: Met[] = [];
  private readonly numbers: Record<Kind, Map<string, number>> = {
    Article: new Map(),
    Author: new Map(),
    Journal: new Map(),
    Topic: new Map(),
  };

  numberOf(kind: Kind, key: string): number | undefined {
    return this.numbers[kind].get(key);
  }

  add(kind: Kind, key: string, distance: number): number {
    const number = this.all.push({ kind, key, distance, joined: [], cameFrom: [], linksToSeeds: 0 }) - 1;
    this.numbers[kind].set(key, number);
    return number;
  }

  /** Articles that edges lead to and that were not met before, each once. */
  freshArticles(walked: readonly { step: Step; edges: readonly StepEdge[] }[]): string[] {
    const toArticles = walked.filter(({ step }) => STEPS[step].to === 'Article');
    const keys = new Set(toArticles.flatMap(({ edges }) => edges.map(({ to }) => to)));
    return [...keys].filter((key) => this.numberOf('Article', key) === undefined);
  }

  /**
   * Notes an edge. One between two nodes that were both walked from is met from both ends, and noted twice; that is the
   * same for all nodes of one distance.
   */
  join(step: Step, from: string, to: string, distance: number): void {
    const a = this.numberOf(STEPS[step].from, from);
    // A node that was merged into another one since the walk came to it.
    if (a === undefined) return;
    const b = this.numberOf(STEPS[step].to, to) ?? this.add(STEPS[step].to, to, distance);
    // A work that cites itself leads nowhere.
    if (a === b) return;
    const [one, other] = [this.all[a]!, this.all[b]!];
    one.joined.push(b);
    other.joined.push(a);
    if (one.distance === other.distance - 1) other.cameFrom.push(a);
    if (one.distance === 0) other.linksToSeeds += 1;
  }
}

/** The seeds from which a node is so near, in ascending order of their numbers: asked of few of the nodes, so found backwards. */
export function nearestSeeds(met: readonly Met[]): (node: Met) => readonly number[] {
  const known = new Map<Met, readonly number[]>(met.flatMap((one, number) => (one.distance === 0 ? [[one, [number]]] : [])));
  return function seedsOf(node: Met): readonly number[] {
    const found = known.get(node);
    if (found) return found;
    const seeds = [...new Set(node.cameFrom.flatMap((number) => seedsOf(met[number]!)))].sort((a, b) => a - b);
    known.set(node, seeds);
    return seeds;
  };
}
