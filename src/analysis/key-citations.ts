import type { Checkpoint } from './analysis.js';
import type { Citation } from './citation-flow.js';
import { compareNumbers } from './heaviest-paths.js';
import type { SearchPaths } from './search-paths.js';

interface Weighed extends Citation {
  log2: number;
}

/** Logarithms are right to 1e-11 and better; what is closer than this is compared exactly. */
const CLOSE = 1e-9;

/**
 * The `count` heaviest citations, the heaviest first; of equally heavy ones the first by the cited work's year and key,
 * then the citing one's. `tied`: how many citations weigh as much as the last of them, itself among them.
 */
export function keyCitations(
  paths: SearchPaths,
  count: number,
  checkpoint?: Checkpoint,
): { citations: Citation[]; tied: number } {
  const best: Weighed[] = [];
  for (const citation of citationsOf(paths, checkpoint)) {
    const isFull = best.length === count;
    if (isFull && compare(paths, citation, best[count - 1]!) >= 0) continue;
    if (isFull) best.pop();
    let place = best.length;
    while (place > 0 && compare(paths, citation, best[place - 1]!) < 0) place--;
    best.splice(place, 0, { ...citation });
  }
  const last = best.at(-1);
  let tied = 0;
  if (last) for (const citation of citationsOf(paths, checkpoint)) tied += Number(compareWeights(paths, citation, last) === 0);
  return { citations: best.map(({ cited, citing }) => ({ cited, citing })), tied };
}

/** One object for all, filled anew each time: there are millions. */
function* citationsOf(
  { flow: { next }, into, onward }: SearchPaths,
  checkpoint: Checkpoint | undefined,
): Generator<Readonly<Weighed>> {
  const one = { cited: 0, citing: 0, log2: 0 };
  const size = next.offsets.length - 1;
  for (; one.cited < size; one.cited++) {
    if (one.cited % 4096 === 0) checkpoint?.(one.cited, size, 'PATHS');
    for (let i = next.offsets[one.cited]!; i < next.offsets[one.cited + 1]!; i++) {
      one.citing = next.neighbours[i]!;
      one.log2 = into.log2[one.cited]! + onward.log2[one.citing]!;
      yield one;
    }
  }
}

/** Negative where a is to stand before b. */
function compare(paths: SearchPaths, a: Weighed, b: Weighed): number {
  const { rank } = paths.flow;
  return compareWeights(paths, a, b) || rank[a.cited]! - rank[b.cited]! || rank[a.citing]! - rank[b.citing]!;
}

/** Negative where a is the heavier. */
function compareWeights({ into, onward, weight }: SearchPaths, a: Weighed, b: Weighed): number {
  const difference = b.log2 - a.log2;
  if (Math.abs(difference) > CLOSE) return difference;
  const first = Math.sign(into.compare(b.cited, a.cited));
  const second = Math.sign(onward.compare(b.citing, a.citing));
  if (first * second >= 0) return first || second;
  return compareNumbers(weight(b.cited, b.citing), weight(a.cited, a.citing));
}
