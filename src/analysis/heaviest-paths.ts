import type { Checkpoint } from './analysis.js';
import type { Adjacency } from './citation-graph.js';
import type { PathCounts } from './path-counts.js';

/** From each work the heaviest path to an end, in one direction of the flow. */
export interface HeaviestPaths {
  /** The exact sum of the weights along it. */
  readonly sums: readonly bigint[];
  /** The next work of it; the work itself at an end. Of equally heavy ones the first by year, then key. */
  readonly steps: Uint32Array;
  /** How many paths from here are that heavy. */
  readonly tied: readonly bigint[];
}

export interface Direction {
  /** Where the path leads from each work. */
  readonly ahead: Adjacency;
  /** All works, each after those ahead of it. */
  readonly order: Uint32Array;
  /** A citation from u to a work w ahead weighs behind(u) · beyond(w). */
  readonly behind: PathCounts;
  readonly beyond: PathCounts;
  readonly rank: Uint32Array;
  /** Logarithm (base 2) of a number that no weight exceeds. */
  readonly log2Total: number;
  readonly checkpoint?: Checkpoint;
}

/** Weights relative to the total are right to some 1e-11; what differs by less than this is compared exactly. */
const CLOSE = 1e-9;
/** Below it doubles lose digits. */
const TINY = 1e-300;

/**
 * Dynamic programming over the flow: best(u) = max over w ahead of behind(u)·beyond(w) + best(w). Candidates are told
 * apart by doubles; where these are too close to say, the exact numbers decide, so that ties are true ties.
 */
export function heaviestPaths({ ahead, order, behind, beyond, rank, log2Total, checkpoint }: Direction): HeaviestPaths {
  const { offsets, neighbours } = ahead;
  const near = new Float64Array(order.length);
  const sums = new Array<bigint>(order.length).fill(0n);
  const tied = new Array<bigint>(order.length).fill(1n);
  const steps = Uint32Array.from(order.keys());
  /** Whether the path from u by way of a is heavier than that by way of b, as heavy (0) or lighter. */
  const compareExactly = (u: number, a: number, b: number): number => {
    const byWeight = Math.sign(beyond.compare(a, b));
    const bySum = compareNumbers(sums[a]!, sums[b]!);
    if (byWeight * bySum >= 0) return byWeight || bySum;
    const paths = behind.at(u);
    return compareNumbers(paths * beyond.at(a) + sums[a]!, paths * beyond.at(b) + sums[b]!);
  };
  for (let place = 0; place < order.length; place++) {
    if (place % 1024 === 0) checkpoint?.(place, order.length, 'PATHS');
    const u = order[place]!;
    const start = offsets[u]!;
    const end = offsets[u + 1]!;
    if (start === end) continue;
    const scale = behind.log2[u]! - log2Total;
    let best = neighbours[start]!;
    let bestNear = 2 ** (scale + beyond.log2[best]!) + near[best]!;
    let count = tied[best]!;
    for (let i = start + 1; i < end; i++) {
      const w = neighbours[i]!;
      const value = 2 ** (scale + beyond.log2[w]!) + near[w]!;
      const margin = CLOSE * bestNear + TINY;
      if (value < bestNear - margin) continue;
      const comparison = value > bestNear + margin ? 1 : compareExactly(u, w, best);
      if (comparison < 0) continue;
      count = comparison > 0 ? tied[w]! : count + tied[w]!;
      if (comparison === 0 && rank[w]! > rank[best]!) continue;
      best = w;
      bestNear = value;
    }
    near[u] = bestNear;
    sums[u] = behind.at(u) * beyond.at(best) + sums[best]!;
    tied[u] = count;
    steps[u] = best;
  }
  return { sums, steps, tied };
}

export const compareNumbers = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
