import type { AnalysisContext } from './analysis.js';
import { articulations } from './articulations.js';
import { betweennessOf, type Betweenness } from './betweenness.js';
import type { Adjacency } from './citation-graph.js';
import { predictLinks, type Predictions, type Predictor } from './link-prediction.js';
import type { Network } from './network.js';
import { countPairs, DEFAULT_PAIR_LIMITS } from './pair-counts.js';
import { strongestPath, type StrongestPath } from './strongest-path.js';
import { transposed } from './author-network-material.js';

/** Analyses of who wrote with whom. Authors are numbers, in the order of their keys. */

/** Bylines with their authors, in any order; `size` is the number of authors. */
export interface CollaborationMaterial {
  size: number;
  offsets: Uint32Array;
  authors: Uint32Array;
}

/** Authors linked by joint works, a link weighing as many as there are. Throws TOO_LARGE where bylines have too many pairs. */
export function coauthorNetwork({ size, offsets, authors }: CollaborationMaterial, context?: AnalysisContext): Network {
  const lists = transposed({ offsets, neighbours: authors }, size);
  // Turned round twice, the members of each work stand in ascending order.
  const members = transposed(lists, offsets.length - 1);
  const { counts, ...links } = countPairs('co-author', members, lists, DEFAULT_PAIR_LIMITS, context);
  const { neighbours } = links;
  return { offsets: links.offsets, neighbours, weights: counts, nodeWeights: new Float64Array(size).fill(1) };
}

/** An author without whom others fall apart. */
export interface Bridge {
  author: number;
  /** Parts into which those who hang together with the author fall. */
  parts: number;
  /** Pairs of others between whom no chain of joint works is left. */
  pairs: number;
}

export interface Bridges {
  /** Those who part most pairs first; of equals the lower number. */
  bridges: Bridge[];
  /** All who part any. */
  count: number;
}

export function bridgesOf(adjacency: Adjacency, first: number): Bridges {
  const { parts, pairs } = articulations(adjacency);
  const found = [...pairs.keys()].filter((author) => pairs[author]! > 0);
  found.sort((a, b) => pairs[b]! - pairs[a]! || a - b);
  const bridges = found.slice(0, first).map((author) => ({ author, parts: parts[author]!, pairs: pairs[author]! }));
  return { bridges, count: found.length };
}

/** Questions about one network. */
export interface CollaborationQuestions {
  betweenness: { exactUpTo: number; sources: number; seed: number };
  bridges: { first: number };
  /** Pairs of `among`, which ascend, who have coauthors in common and no joint work. */
  gaps: { among: Uint32Array; by: Predictor; first: number; mostNeighbours: number };
  strongest: { from: number; to: number };
}

export interface CollaborationAnswers {
  betweenness: Betweenness;
  bridges: Bridges;
  gaps: Predictions;
  strongest: StrongestPath | null;
}

export type CollaborationTask = keyof CollaborationQuestions;

export const COLLABORATION_TASKS: {
  readonly [Task in CollaborationTask]: (
    network: Network,
    question: CollaborationQuestions[Task],
    context: AnalysisContext,
  ) => CollaborationAnswers[Task];
} = {
  betweenness: (network, options, { checkpoint }) => betweennessOf(network, { ...options, checkpoint }),
  bridges: (network, { first }) => bridgesOf(network, first),
  gaps: (network, { among, ...options }) => {
    const isAmong = new Uint8Array(network.offsets.length - 1);
    for (const author of among) isAmong[author] = 1;
    return predictLinks(network, { ...options, isWanted: (a, b) => isAmong[a] === 1 && isAmong[b] === 1 });
  },
  strongest: (network, { from, to }) => strongestPath(network, from, to),
};
