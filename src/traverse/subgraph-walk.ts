import { STEPS } from '../store/neighbourhood.js';
import { stepsOf, textOf, type Direction, type LinkRelation, type NodeName, type Walker } from './step.js';

/** A node that the walk met. Numbers are places in the list of all that it met. */
export interface Met extends NodeName {
  distance: number;
  /** Seeds from which it was reached by the shortest way. */
  seeds: Set<number>;
  /** Nodes that the walk found it joined to, each once for each edge. */
  joined: number[];
  linksToSeeds: number;
}

export interface WalkPlan {
  relations: readonly LinkRelation[];
  direction: Direction;
  depth: number;
  /** Answers those of the articles that may be walked on from and shown. */
  allowed: (articleKeys: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** Everything within some steps of the seeds, level by level (breadth-first). Seeds are not held to the filter. */
export async function walkFrom(
  seeds: readonly NodeName[],
  { relations, direction, depth, allowed }: WalkPlan,
  walker: Walker,
): Promise<Met[]> {
  const met: Met[] = [];
  const numbers = new Map<string, number>();
  const refused = new Set<string>();
  const add = (name: NodeName, distance: number): number => {
    numbers.set(textOf(name), met.length);
    return met.push({ ...name, distance, seeds: new Set(), joined: [], linksToSeeds: 0 }) - 1;
  };
  seeds.forEach((seed, i) => met[add(seed, 0)]!.seeds.add(i));
  const steps = stepsOf(relations, direction);
  let frontier = met.slice();
  for (let distance = 1; distance <= depth && frontier.length > 0 && !walker.isCut; distance++) {
    const walked = await walker.from(frontier, steps);
    const pairs = walked.flatMap(({ step, edges }) =>
      edges.map(({ from, to }) => ({ from: { kind: STEPS[step].from, key: from }, to: { kind: STEPS[step].to, key: to } })),
    );
    const fresh = pairs.filter(({ to }) => !numbers.has(textOf(to)) && !refused.has(textOf(to))).map(({ to }) => to);
    const articles = [...new Set(fresh.filter(({ kind }) => kind === 'Article').map(({ key }) => key))];
    const may = await allowed(articles);
    for (const key of articles) if (!may.has(key)) refused.add(textOf({ kind: 'Article', key }));
    const before = met.length;
    for (const { from, to } of pairs) {
      if (refused.has(textOf(to))) continue;
      const a = numbers.get(textOf(from))!;
      const b = numbers.get(textOf(to)) ?? add(to, distance);
      join(met, a, b);
    }
    frontier = met.slice(before);
  }
  return met;
}

/** Notes an edge. One between two nodes of a level that was walked is met from both ends, and noted twice. */
function join(met: readonly Met[], a: number, b: number): void {
  const [one, other] = [met[a]!, met[b]!];
  one.joined.push(b);
  other.joined.push(a);
  if (one.distance === 0) other.linksToSeeds += 1;
  if (other.distance === one.distance + 1) for (const seed of one.seeds) other.seeds.add(seed);
}
