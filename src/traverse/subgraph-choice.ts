import { compareKeys } from './ranking.js';
import type { Walked } from './subgraph-walk.js';

/**
 * The numbers of the nodes that are shown where there are more than can be, best first: the seeds, then always the best of
 * those that are joined to one that was taken. So each that is shown hangs together with a seed. `scores`: the higher the
 * better; ties go to the nearer one, then to the one with more edges, then by kind and key. Hidden ones are gone through,
 * but not taken.
 */
export function chooseNodes(
  { met, onward, back }: Walked,
  most: number,
  scores: readonly number[],
  isHidden: (number: number) => boolean,
): number[] {
  const { kinds, keys, distances } = met;
  const edges = new Uint32Array(keys.length);
  for (let number = 0; number < edges.length; number++) edges[number] = onward.count(number) + back.count(number);
  const order = (a: number, b: number): number =>
    scores[b]! - scores[a]! ||
    distances[a]! - distances[b]! ||
    edges[b]! - edges[a]! ||
    (kinds[a] === kinds[b] ? compareKeys(keys[a]!, keys[b]!) : compareKeys(kinds[a]!, kinds[b]!));
  const waiting = new Waiting(order, most, isHidden);
  const isSeen = new Uint8Array(keys.length);
  const kept: number[] = [];
  const take = (number: number): void => {
    if (!isHidden(number)) kept.push(number);
    for (const adjacency of [onward, back])
      for (const next of adjacency.of(number)) {
        if (isSeen[next]) continue;
        isSeen[next] = 1;
        waiting.push(next);
      }
  };
  const seeds: number[] = [];
  for (let number = 0; distances[number] === 0; number++) seeds.push(number);
  seeds.sort(order);
  for (const number of seeds) isSeen[number] = 1;
  for (const number of seeds) if (kept.length < most) take(number);
  while (kept.length < most) {
    const next = waiting.pop();
    if (next === undefined) break;
    take(next);
  }
  return kept;
}

/**
 * Nodes that may be taken. One that is worse than as many as are taken at most never will be, so it is not kept: a hub has tens
 * of thousands.
 */
class Waiting {
  private readonly nodes: Heap;
  /** The best of all that came, taken or not, the worst of them on top. */
  private readonly best: Heap;

  constructor(
    private readonly order: (a: number, b: number) => number,
    private readonly most: number,
    private readonly isHidden: (number: number) => boolean,
  ) {
    this.nodes = new Heap((a, b) => order(a, b) < 0);
    this.best = new Heap((a, b) => order(a, b) > 0);
  }

  push(number: number): void {
    const { best, most } = this;
    const isFull = best.size >= most;
    if (isFull && best.size > 0 && this.order(number, best.top!) > 0) return;
    this.nodes.push(number);
    // Those that are gone through only take nobody's place.
    if (this.isHidden(number)) return;
    if (isFull) best.pop();
    best.push(number);
  }

  pop(): number | undefined {
    return this.nodes.pop();
  }
}

/** A binary heap of numbers, the best on top. */
class Heap {
  private readonly items: number[] = [];

  constructor(private readonly isBetter: (a: number, b: number) => boolean) {}

  get size(): number {
    return this.items.length;
  }

  get top(): number | undefined {
    return this.items[0];
  }

  push(item: number): void {
    const { items } = this;
    let at = items.push(item) - 1;
    for (let up = (at - 1) >> 1; at > 0 && this.isBetter(item, items[up]!); up = (at - 1) >> 1) {
      items[at] = items[up]!;
      at = up;
    }
    items[at] = item;
  }

  pop(): number | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (items.length === 0 || last === undefined) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this.isBetter(items[child + 1]!, items[child]!)) child += 1;
      if (!this.isBetter(items[child]!, last)) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
    return top;
  }
}
