import type { Checkpoint, ScoreAnalysis } from './analysis.js';
import { degree, type CitationGraph } from './citation-graph.js';
import { strongComponents } from './components.js';

export interface PageRankOptions {
  /** d: the share of readers who follow a reference instead of opening any work; below 1. */
  damping: number;
  /** The end: a round of the formula changes the scores, which sum to 1, by less than this, all differences together (L1). */
  tolerance: number;
  maxIterations: number;
  checkpoint?: Checkpoint;
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
 * everywhere alike. Brin & Page (1998), The anatomy of a large-scale hypertextual web search engine.
 *
 * Everything but the sum over citers is the same for each v. So PR is the solution of y(v) = 1 + d·Σ y(u)/|refs u|, scaled
 * to the sum 1 (Gleich 2015, PageRank beyond the Web, §3.1), and D need not be iterated. The rounds are Gauss-Seidel:
 * each value is used at once, citing works before those they cite. Without cycles the first round is the answer, and
 * the second finds nothing to change; cycles take a few more.
 */
export function pageRank(graph: CitationGraph, { damping, tolerance, maxIterations, checkpoint }: PageRankOptions): PageRank {
  const { references, citedBy } = graph;
  const size = graph.keys.length;
  const order = citingFirst(graph);
  const y = new Float64Array(size);
  /** What each work hands to each of its references. */
  const share = new Float64Array(size);
  const portion = Float64Array.from({ length: size }, (_, v) => damping / Math.max(1, degree(references, v)));
  const { offsets, neighbours } = citedBy;
  let total = 0;
  let iterations = 0;
  let converged = size === 0;
  for (; !converged && iterations < maxIterations; iterations++) {
    checkpoint?.(iterations, maxIterations, 'ROUNDS');
    let change = 0;
    total = 0;
    for (let i = 0; i < size; i++) {
      const v = order[i]!;
      let sum = 1;
      for (let j = offsets[v]!, end = offsets[v + 1]!; j < end; j++) sum += share[neighbours[j]!]!;
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
