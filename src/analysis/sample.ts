/**
 * `count` different numbers below `size`, in ascending order; the same seed picks the same. A partial shuffle
 * (Fisher & Yates) on the generator Mulberry32 (T. Ettinger, public domain).
 */
export function sample(size: number, count: number, seed: number): Uint32Array {
  const random = randomOf(seed);
  const all = Uint32Array.from({ length: size }, (_, i) => i);
  const end = Math.min(size, count);
  for (let i = 0; i < end; i++) {
    const other = i + Math.floor(random() * (size - i));
    [all[i], all[other]] = [all[other]!, all[i]!];
  }
  return all.slice(0, end).sort();
}

function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
