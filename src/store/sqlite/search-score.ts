import type { Session } from './connection.js';
import { worthOf, type Found } from './search-index.js';
import type { WordPlan } from './search-plan.js';

/** Documents that match, in the order of their ids, with their scores. */
export interface Scored {
  ids: Uint32Array;
  scores: Float64Array;
}

/** In both lists; ids are in order. */
function inBoth(a: Uint32Array, b: Uint32Array): Uint32Array {
  const found = new Uint32Array(Math.min(a.length, b.length));
  let count = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i]! < b[j]!) i++;
    else if (a[i]! > b[j]!) j++;
    else {
      found[count++] = a[i]!;
      i++;
      j++;
    }
  }
  return found.subarray(0, count);
}

function inEither(a: Uint32Array, b: Uint32Array): Uint32Array {
  const found = new Uint32Array(a.length + b.length);
  let count = 0;
  for (let i = 0, j = 0; i < a.length || j < b.length; count++) {
    const [left, right] = [a[i] ?? Infinity, b[j] ?? Infinity];
    found[count] = Math.min(left, right);
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return found.subarray(0, count);
}

function without(a: Uint32Array, b: Uint32Array): Uint32Array {
  let j = 0;
  return a.filter((id) => {
    while (b[j]! < id) j++;
    return b[j] !== id;
  });
}

function matching({ all, none }: WordPlan, { postings }: Found): Uint32Array {
  const idsOf = (words: readonly string[]) => words.map((word) => postings.get(word)!.ids).reduce(inEither);
  const found = all
    .map(idsOf)
    .sort((a, b) => a.length - b.length)
    .reduce(inBoth);
  return none.length > 0 ? without(found, idsOf(none)) : found;
}

/** The constants of BM25 as FTS5 has them. */
const K1 = 1.2;
const B = 0.75;

/**
 * Scores of all that match, to the last digit as bm25 of FTS5 gives them: the same operations in the same order. Words that a
 * document must not have add nothing to it.
 */
export function scored(session: Session, plan: WordPlan, found: Found): Scored {
  const { known, postings } = found;
  const ids = matching(plan, found);
  const scores = new Float64Array(ids.length);
  const words = plan.all.flat();
  const lists = words.map((word) => postings.get(word)!);
  const worth = worthOf(session, known, lists.map((list) => list.ids.length)); // prettier-ignore
  for (const [at, list] of lists.entries()) {
    const value = worth[at]!;
    for (let i = 0, j = 0; i < ids.length; i++) {
      const id = ids[i]!;
      while (list.ids[j]! < id) j++;
      if (list.ids[j] !== id) continue;
      const frequency = list.frequencies[j]!;
      const length = known.lengths[id]!;
      scores[i]! += value * ((frequency * (K1 + 1)) / (frequency + K1 * (1 - B + (B * length) / known.meanLength)));
    }
  }
  return { ids, scores };
}

/**
 * The score of the entry at this place of the ranking, counted from 0, of those that are worse than `below`; -Infinity where
 * there are not so many.
 */
export function scoreAt(scores: readonly Float64Array[], place: number, below: number): number {
  // A heap whose first is the worst of the best so far.
  const best = new Float64Array(place + 1).fill(-Infinity);
  for (const list of scores) {
    for (let i = 0; i < list.length; i++) {
      const score = list[i]!;
      if (score > best[0]! && score < below) replaceFirst(best, score);
    }
  }
  return best[0]!;
}

function replaceFirst(heap: Float64Array, value: number): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
    if (heap[child]! >= value) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = value;
}
