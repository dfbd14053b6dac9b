import { seededRandom } from './random.js';

/**
 * `count` different numbers below `size`, in ascending order; the same seed picks the same. A partial shuffle
 * (Fisher & Yates).
 */
export function sample(size: number, count: number, seed: number): Uint32Array {
  const random = seededRandom(seed);
  const all = Uint32Array.from({ length: size }, (_, i) => i);
  const end = Math.min(size, count);
  for (let i = 0; i < end; i++) {
    const other = i + random.below(size - i);
    [all[i], all[other]] = [all[other]!, all[i]!];
  }
  return all.slice(0, end).sort();
}
