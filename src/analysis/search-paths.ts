import type { Checkpoint } from './analysis.js';
import type { CitationGraph } from './citation-graph.js';
import { citationFlow, type CitationFlow } from './citation-flow.js';
import { countPaths, MOST_DIGITS, type PathCounts } from './path-counts.js';

/**
 * What a citation weighs: the number of paths along the flow of knowledge that run through it. SPC counts the paths from a
 * work that cites nothing to a work that nobody cites; SPLC lets paths start at any work; SPNP lets them also end at any.
 */
export const PATH_WEIGHTS = ['SPC', 'SPLC', 'SPNP'] as const;
export type PathWeight = (typeof PATH_WEIGHTS)[number];

export interface SearchPaths {
  readonly flow: CitationFlow;
  /** Paths that lead to each work, and paths that lead on from it; a path of no citation is one where the kind allows it. */
  readonly into: PathCounts;
  readonly onward: PathCounts;
  /** All paths of at least one citation. */
  readonly total: bigint;
  /** Of a citation that is in the flow: the exact number of paths through it. */
  weight(cited: number, citing: number): bigint;
}

/**
 * Hummon & Doreian (1989), Connectivity in a citation network, Social Networks 11:39; counted in two passes as in
 * Batagelj (2003), Efficient algorithms for citation network analysis, arXiv:cs/0309023. SPLC and SPNP are there SPC of
 * the network with one work more that every work cites (and one that cites every work).
 */
export function searchPaths(graph: CitationGraph, kind: PathWeight, checkpoint?: Checkpoint): SearchPaths {
  const flow = citationFlow(graph);
  const startAnywhere = kind !== 'SPC';
  const endAnywhere = kind === 'SPNP';
  const into = countPaths(flow.previous, flow.order, startAnywhere, MOST_DIGITS, checkpoint);
  const onward = countPaths(flow.next, flow.order.slice().reverse(), endAnywhere, MOST_DIGITS, checkpoint);
  return {
    flow,
    into,
    onward,
    total: allPaths(flow, into, startAnywhere, endAnywhere),
    weight: (u, v) => into.at(u) * onward.at(v),
  };
}

function allPaths({ next, previous }: CitationFlow, into: PathCounts, startAnywhere: boolean, endAnywhere: boolean): bigint {
  let total = 0n;
  for (let v = 0; v < next.offsets.length - 1; v++) {
    const canEnd = endAnywhere || next.offsets[v] === next.offsets[v + 1];
    const canStart = startAnywhere || previous.offsets[v] === previous.offsets[v + 1];
    if (canEnd) total += into.at(v) - (canStart ? 1n : 0n);
  }
  return total;
}
