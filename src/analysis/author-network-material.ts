import type { Adjacency } from './citation-graph.js';

/**
 * What a network of authors is made from. Whoever stands on a byline is called a unit here: authors, institutions and
 * countries are counted alike. Units and works are numbers, in the order of their keys, so that answers do not depend on
 * the order of reading.
 */
export interface Bylines {
  /** Keys of the units. */
  readonly keys: readonly string[];
  /** Units of each work, ascending, each once. Units that the network is not about may be missing. */
  readonly units: Adjacency;
  /** How many stand on the whole byline of each work; 0 where none is listed. */
  readonly lengths: Uint32Array;
  /** Publication year of each work; -1 where unknown. */
  readonly years: Int32Array;
  /** Citations of each work in the graph. */
  readonly citations: Uint32Array;
  /** Topics of each work, as places in `topicNames`. */
  readonly topics: Adjacency;
}

/** Works that are cited together or that cite together, for the relations by citation. */
export interface CitedLists {
  /** Works of each list, ascending. */
  readonly works: Adjacency;
  /** The year of each list's own work; -1 where unknown. */
  readonly years: Int32Array;
}

export const RELATIONS = ['CO_AUTHORSHIP', 'AUTHOR_CITATION', 'AUTHOR_COUPLING', 'AUTHOR_CO_CITATION'] as const;
export type Relation = (typeof RELATIONS)[number];

export interface NetworkMaterial {
  readonly bylines: Bylines;
  /**
   * AUTHOR_CITATION: for each work those that it cites. AUTHOR_COUPLING: for each reference the works that cite it.
   * AUTHOR_CO_CITATION: for each citing work those that it cites. Null for CO_AUTHORSHIP.
   */
  readonly lists: CitedLists | null;
  readonly topicNames: readonly string[];
  /** Units that were asked for by name: no rule leaves them out. Ascending. */
  readonly named: Uint32Array;
}

/** Why something is not in a network. */
export const LEFT_OUT_REASONS = [
  'NO_AUTHORS',
  'MANY_AUTHORS',
  'NO_YEAR',
  'FEW_ARTICLES',
  'MAX_AUTHORS',
  'MIN_WEIGHT',
  'SELF_CITATION',
  'MAX_EDGES',
  'WORK_BOUND',
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** What one reason leaves out. */
export interface LeftOut {
  reason: LeftOutReason;
  units: number;
  works: number;
  links: number;
}

/** How many lists have each member: the same pairs the other way round, ascending. */
export function transposed({ offsets, neighbours }: Adjacency, size: number): Adjacency {
  const starts = new Uint32Array(size + 1);
  for (const member of neighbours) starts[member + 1]!++;
  for (let member = 0; member < size; member++) starts[member + 1]! += starts[member]!;
  const next = starts.slice(0, size);
  const lists = new Uint32Array(neighbours.length);
  for (let list = 0; list < offsets.length - 1; list++)
    for (let i = offsets[list]!; i < offsets[list + 1]!; i++) lists[next[neighbours[i]!]!++] = list;
  return { offsets: starts, neighbours: lists };
}
