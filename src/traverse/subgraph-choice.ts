import { textOf } from './step.js';
import type { Met } from './subgraph-walk.js';

/**
 * Which nodes stay where there are more than can be shown: the seeds, then always the best of those that are joined to
 * one that stays. So each that stays hangs together with a seed. `scores`: the higher the better, by number of the node;
 * ties go to the nearer one, then to the one with more edges, then by kind and key.
 */
export function chooseNodes(met: readonly Met[], most: number, scores: readonly number[]): Met[] {
  if (met.length <= most) return [...met];
  const isBetter = (a: number, b: number): boolean => {
    const [one, other] = [met[a]!, met[b]!];
    if (scores[a] !== scores[b]) return scores[a]! > scores[b]!;
    if (one.distance !== other.distance) return one.distance < other.distance;
    if (one.joined.length !== other.joined.length) return one.joined.length > other.joined.length;
    return textOf(one) < textOf(other);
  };
  const waiting = new Heap(isBetter);
  const isSeen = new Uint8Array(met.length);
  const kept: Met[] = [];
  const keep = (number: number): void => {
    kept.push(met[number]!);
    for (const next of met[number]!.joined) {
      if (isSeen[next]) continue;
      isSeen[next] = 1;
      waiting.push(next);
    }
  };
  const seeds = met.flatMap(({ distance }, number) => (distance === 0 ? [number] : []));
  for (const number of seeds) isSeen[number] = 1;
  for (const number of seeds) if (kept.length < most) keep(number);
  for (let next = waiting.pop(); next !== undefined && kept.length < most; next = waiting.pop()) keep(next);
  return kept;
}

/** A binary heap of numbers, the best on top. */
class Heap {
  private readonly items: number[] = [];

  constructor(private readonly isBetter: (a: number, b: number) => boolean) {}

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
