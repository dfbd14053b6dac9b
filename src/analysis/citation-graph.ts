import type { CitationScan } from '../store/neighbourhood.js';

/** Neighbours of each node in one array: those of `v` are `neighbours[offsets[v]]` up to `neighbours[offsets[v + 1]]`, ascending. */
export interface Adjacency {
  readonly offsets: Uint32Array;
  readonly neighbours: Uint32Array;
}

/**
 * The citations of a graph in typed arrays (compressed sparse rows): 200,000 articles with 3 million citations take
 * 26 MB and a quarter of a second to build. A work never cites itself here.
 */
export interface CitationGraph {
  readonly keys: readonly string[];
  readonly years: Int32Array;
  readonly stubs: Uint8Array;
  /** Works that a work cites. */
  readonly references: Adjacency;
  /** Works that cite a work. */
  readonly citedBy: Adjacency;
}

/** What measures need to know of a graph. */
export type ScannedGraph = Pick<CitationScan, 'keys' | 'years' | 'stubs' | 'citing' | 'cited'>;

/** Two counting sorts: time grows with nodes and citations. A citation of a work by itself is left out. */
export function buildCitationGraph({ keys, years, stubs, citing, cited }: ScannedGraph): CitationGraph {
  const references = adjacency(keys.length, citing, cited);
  const citedBy = adjacency(keys.length, cited, citing);
  return { keys, years, stubs, references: sorted(references, citedBy), citedBy: sorted(citedBy, references) };
}

function adjacency(size: number, from: Uint32Array, to: Uint32Array): Adjacency {
  const offsets = new Uint32Array(size + 1);
  for (let i = 0; i < from.length; i++) if (from[i] !== to[i]) offsets[from[i]! + 1]!++;
  for (let v = 0; v < size; v++) offsets[v + 1]! += offsets[v]!;
  const next = offsets.slice(0, size);
  const neighbours = new Uint32Array(offsets[size]!);
  for (let i = 0; i < from.length; i++) if (from[i] !== to[i]) neighbours[next[from[i]!]!++] = to[i]!;
  return { offsets, neighbours };
}

/** The same lists in ascending order: walking the other direction node by node meets them so. */
function sorted({ offsets }: Adjacency, other: Adjacency): Adjacency {
  const size = offsets.length - 1;
  const next = offsets.slice(0, size);
  const neighbours = new Uint32Array(offsets[size]!);
  for (let v = 0; v < size; v++)
    for (let i = other.offsets[v]!; i < other.offsets[v + 1]!; i++) neighbours[next[other.neighbours[i]!]!++] = v;
  return { offsets, neighbours };
}

export const degree = ({ offsets }: Adjacency, v: number): number => offsets[v + 1]! - offsets[v]!;

/** A view of the list, no copy. */
export const neighboursOf = ({ offsets, neighbours }: Adjacency, v: number): Uint32Array =>
  neighbours.subarray(offsets[v]!, offsets[v + 1]!);
