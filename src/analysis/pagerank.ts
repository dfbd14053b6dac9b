import type { ScoreAnalysis } from './analysis.js';
import { degree, type Adjacency, type CitationGraph } from './citation-graph.js';
import { strongComponents } from './components.js';
import { linkWeights, type Network } from './network.js';

export interface PageRankOptions {
  /** d: the share of readers who follow a reference instead of opening any work; below 1. */
  damping: number;
  /** The end: a round of the formula changes the scores, which sum to 1, by less than this, all differences together (L1). */
  tolerance: number;
  maxIterations: number;
  checkpoint?: (done: number, total: number) => void;
}

export interface PageRank {
  /** Sums to 1. */
  scores: Float64Array;
  iterations: number;
  /** False where `maxIterations` came first. */
  converged: boolean;
}

/**
 * PR(v) = (1−d)/N + d·(Σ_{u cites v} PR(u)/|refs u| + D/N), D = the scores of all works without references: these lead
 * everywhere alike. Brin & Page (1998), The anatomy of a large-scale hypertextual web search engine. Citing works come
 * before those they cite: without cycles the first round is the answer, and the second finds nothing to change.
 */
export function pageRank(graph: CitationGraph, options: PageRankOptions): PageRank {
  const { references, citedBy } = graph;
  const portion = Float64Array.from(graph.keys, (_, v) => options.damping / Math.max(1, degree(references, v)));
  return solve(citedBy, null, portion, citingFirst(graph), options);
}

/**
 * PageRank along the links of a network, followed in either direction and in proportion to their weights; from a node
 * without links everywhere alike. Sums to 1.
 */
export function weightedPagerank(network: Network, options: Omit<PageRankOptions, 'maxIterations'>): Float64Array {
  const portion = linkWeights(network).map((weight) => (weight === 0 ? 0 : options.damping / weight));
  const order = Uint32Array.from(portion, (_, v) => v);
  // Each round leaves at most `damping` of the change of the one before, so it does come to an end.
  return solve(network, network.weights, portion, order, { ...options, maxIterations: 100_000 }).scores;
}

/**
 * PR(v) = (1−d)/N + d·(Σ_u PR(u)·p(u, v) + D/N), p(u, v) = the share that u hands to v: all but that sum is the same for
 * each v. So PR is the solution of y(v) = 1 + d·Σ_u y(u)·p(u, v), scaled to the sum 1 (Gleich 2015, PageRank beyond the
 * Web, §3.1), and D need not be iterated. The rounds are Gauss-Seidel: each value is used at once, nodes in this order.
 * `portion` has, for each u, d divided by the weight of all links along which it hands on; without `weights` each is 1.
 */
function solve(
  { offsets, neighbours }: Adjacency,
  weights: Float64Array | null,
  portion: Float64Array,
  order: Uint32Array,
  { tolerance, maxIterations, checkpoint }: PageRankOptions,
): PageRank {
  const size = portion.length;
  const y = new Float64Array(size);
  /** What each node hands on along a link of weight 1. */
  const share = new Float64Array(size);
  let total = 0;
  let iterations = 0;
  let converged = size === 0;
  for (; !converged && iterations < maxIterations; iterations++) {
    checkpoint?.(iterations, maxIterations);
    let change = 0;
    total = 0;
    for (let i = 0; i < size; i++) {
      const v = order[i]!;
      let sum = 1;
      if (weights === null) for (let j = offsets[v]!, end = offsets[v + 1]!; j < end; j++) sum += share[neighbours[j]!]!;
      else for (let j = offsets[v]!, end = offsets[v + 1]!; j < end; j++) sum += share[neighbours[j]!]! * weights[j]!;
      change += Math.abs(sum - y[v]!);
      total += sum;
      y[v] = sum;
      share[v] = sum * portion[v]!;
    }
    // What is left of y is at most `change`; scaled to the sum 1, that can show twice: where it is missing and in the rest.
    converged = 2 * change < tolerance * total;
  }
  return { scores: y.map((value) => value / total), iterations, converged };
}

/** All works, each before those it cites, but for cycles. */
function citingFirst({ references }: CitationGraph): Uint32Array {
  const { of, sizes } = strongComponents(references);
  const next = new Uint32Array(sizes.length);
  for (let c = sizes.length - 2; c >= 0; c--) next[c] = next[c + 1]! + sizes[c + 1]!;
  const order = new Uint32Array(of.length);
  for (let v = 0; v < of.length; v++) order[next[of[v]!]!++] = v;
  return order;
}

export const PAGERANK: ScoreAnalysis = {
  id: 'PAGERANK',
  title: 'PageRank',
  description:
    'How often a reader who follows references at random, and now and then starts anew anywhere, is on this work. A ' +
    'citation counts for more from a work that is itself much cited, and for less from a long reference list. It favours ' +
    'old works, for references lead back in time: read it beside the year.',
  paper: 'Brin & Page 1998, The anatomy of a large-scale hypertextual web search engine',
  parameters: [
    { id: 'damping', kind: 'number', title: 'Share of readers who follow a reference', default: 0.85, min: 0, max: 0.99, isWhole: false }, // prettier-ignore
    { id: 'tolerance', kind: 'number', title: 'Change at which it ends', default: 1e-8, min: 1e-14, max: 0.01, isWhole: false },
    { id: 'maxIterations', kind: 'number', title: 'Rounds at most', default: 200, min: 1, max: 10_000, isWhole: true },
  ],
  outputs: [{ id: 'score', title: 'PageRank (all works together: 1)', of: 'ARTICLE' }],
  run(graph, parameters, { checkpoint }) {
    const [damping, tolerance, maxIterations] = [parameters.damping, parameters.tolerance, parameters.maxIterations].map(Number);
    const options = { damping: damping!, tolerance: tolerance!, maxIterations: maxIterations!, checkpoint };
    const { scores, iterations, converged } = pageRank(graph, options);
    return { scores, notes: { iterations, converged } };
  },
};
