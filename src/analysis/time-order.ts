import type { CitationGraph } from './citation-graph.js';

/** One order for everything that says "the first": by year, works without a year last, ties by key. */
export interface TimeOrder {
  /** Numbers of all works, the oldest first. */
  readonly order: Uint32Array;
  /** Place of each work in `order`. */
  readonly rank: Uint32Array;
}

export const NO_YEAR = -1;

/** A counting sort over years; numbers ascend with keys already. */
export function timeOrder({ keys, years }: Pick<CitationGraph, 'keys' | 'years'>): TimeOrder {
  const size = keys.length;
  const distinct = [...new Set(years)].sort((a, b) => Number(a === NO_YEAR) - Number(b === NO_YEAR) || a - b);
  const place = new Map(distinct.map((year, i) => [year, i]));
  const next = new Uint32Array(distinct.length + 1);
  for (let v = 0; v < size; v++) next[place.get(years[v]!)! + 1]!++;
  for (let i = 1; i < next.length; i++) next[i]! += next[i - 1]!;
  const order = new Uint32Array(size);
  const rank = new Uint32Array(size);
  for (let v = 0; v < size; v++) {
    rank[v] = next[place.get(years[v]!)!]!++;
    order[rank[v]!] = v;
  }
  return { order, rank };
}
