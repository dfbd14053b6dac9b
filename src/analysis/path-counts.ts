import { CodedError } from '../errors.js';
import type { Checkpoint } from './analysis.js';
import type { Adjacency } from './citation-graph.js';

/** Numbers of paths, one for each work: exact, of any size. */
export interface PathCounts {
  /** Logarithms to the base 2, right to some 15 digits. */
  readonly log2: Float64Array;
  /** The exact number. */
  at(v: number): bigint;
  /** Negative, zero or positive as the number of `a` is smaller than, equal to or larger than that of `b`. */
  compare(a: number, b: number): number;
}

const BASE = 2 ** 32;
/** 1 GiB; 200,000 works may have numbers of 40,000 bits, where a literature of that size has some 150. */
export const MOST_DIGITS = 2 ** 28;

/**
 * Paths that end at each work: N(v) = Σ N(p) over the works `before` v; 1 for a work with none, and one more for every
 * work if a path may start anywhere. `order` has each work after those before it.
 *
 * Numbers pass 2^53 at once, and BigInts take a second for 3 million additions. So each number is a row of 32-bit
 * digits, added up in doubles: exact for as many summands as 2^21. Rows too short for the numbers are doubled, up to `mostDigits` in all; beyond that
 * it throws TOO_LARGE.
 */
export function countPaths(
  before: Adjacency,
  order: Uint32Array,
  startAnywhere: boolean,
  mostDigits: number = MOST_DIGITS,
  checkpoint?: Checkpoint,
): PathCounts {
  for (let width = 8; ; width *= 2) {
    if (width > 8 && width * order.length > mostDigits)
      throw new CodedError(
        'TOO_LARGE',
        'There are too many chains of citations in this graph to count them. Ask for a part of it.',
      );
    const counts = countInRows(before, order, startAnywhere, width, checkpoint);
    if (counts) return counts;
  }
}

/** null where a number has more than `width` digits. */
function countInRows(
  { offsets, neighbours }: Adjacency,
  order: Uint32Array,
  startAnywhere: boolean,
  width: number,
  checkpoint: Checkpoint | undefined,
): PathCounts | null {
  const digits = new Uint32Array(order.length * width);
  const lengths = new Uint32Array(order.length);
  const sum = new Float64Array(width);
  for (let place = 0; place < order.length; place++) {
    if (place % 1024 === 0) checkpoint?.(place, order.length, 'PATHS');
    const v = order[place]!;
    const [from, to] = [offsets[v]!, offsets[v + 1]!];
    let length = 1;
    sum[0] = startAnywhere || from === to ? 1 : 0;
    for (let i = from; i < to; i++) {
      const u = neighbours[i]!;
      const row = u * width;
      for (; length < lengths[u]!; length++) sum[length] = 0;
      for (let k = 0, end = lengths[u]!; k < end; k++) sum[k]! += digits[row + k]!;
    }
    let carry = 0;
    for (let k = 0; k < length; k++) {
      const value = sum[k]! + carry;
      carry = Math.floor(value / BASE);
      digits[v * width + k] = value - carry * BASE;
    }
    if (carry > 0) {
      if (length === width) return null;
      digits[v * width + length++] = carry;
    }
    lengths[v] = length;
  }
  return rows(digits, lengths, width);
}

function rows(digits: Uint32Array, lengths: Uint32Array, width: number): PathCounts {
  const log2 = Float64Array.from(lengths, (length, v) => {
    const top = v * width + length - 1;
    // Three digits have more bits than a double.
    let value = digits[top]!;
    for (let k = 1; k < Math.min(3, length); k++) value = value * BASE + digits[top - k]!;
    return Math.log2(value) + 32 * Math.max(0, length - 3);
  });
  const at = (v: number): bigint => {
    let value = 0n;
    for (let k = lengths[v]! - 1; k >= 0; k--) value = (value << 32n) | BigInt(digits[v * width + k]!);
    return value;
  };
  const compare = (a: number, b: number): number => {
    if (lengths[a] !== lengths[b]) return lengths[a]! - lengths[b]!;
    for (let k = lengths[a]! - 1; k >= 0; k--) {
      const difference = digits[a * width + k]! - digits[b * width + k]!;
      if (difference !== 0) return difference;
    }
    return 0;
  };
  return { log2, at, compare };
}
