import type { Checkpoint, ScoreAnalysis } from './analysis.js';
import type { Adjacency, CitationGraph } from './citation-graph.js';

export interface HitsOptions {
  /** The end: authorities, which sum to 1, change by less than this in one round, all differences taken together. */
  tolerance: number;
  maxIterations: number;
  checkpoint?: Checkpoint;
}

export interface Hits {
  /** Sum to 1 each; all 0 in a graph without citations. */
  authorities: Float64Array;
  hubs: Float64Array;
  iterations: number;
  converged: boolean;
}

/**
 * Authorities are cited by good hubs (a = Aᵀh), hubs cite good authorities (h = Aa), normalised each round, from equal
 * scores on. Kleinberg (1999), Authoritative sources in a hyperlinked environment, J ACM 46:604. Scores gather in the
 * part of the graph with the densest citations; elsewhere they are near 0.
 */
export function hits({ keys, references, citedBy }: CitationGraph, { tolerance, maxIterations, checkpoint }: HitsOptions): Hits {
  const size = keys.length;
  let authorities = new Float64Array(size);
  let hubs = new Float64Array(size).fill(size === 0 ? 0 : 1 / size);
  let iterations = 0;
  let converged = false;
  while (!converged && iterations < maxIterations) {
    checkpoint?.(iterations, maxIterations, 'ROUNDS');
    const before = authorities;
    authorities = normalised(sums(citedBy, hubs));
    hubs = normalised(sums(references, authorities));
    iterations++;
    let change = 0;
    for (let v = 0; v < size; v++) change += Math.abs(authorities[v]! - before[v]!);
    converged = change < tolerance;
  }
  return { authorities, hubs, iterations, converged };
}

function sums({ offsets, neighbours }: Adjacency, values: Float64Array): Float64Array<ArrayBuffer> {
  const result = new Float64Array(values.length);
  for (let v = 0; v < result.length; v++) {
    let sum = 0;
    for (let i = offsets[v]!, end = offsets[v + 1]!; i < end; i++) sum += values[neighbours[i]!]!;
    result[v] = sum;
  }
  return result;
}

function normalised(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  let total = 0;
  for (const value of values) total += value;
  if (total > 0) for (let v = 0; v < values.length; v++) values[v]! /= total;
  return values;
}

const PAPER = 'Kleinberg 1999, Authoritative sources in a hyperlinked environment';
const PARAMETERS: ScoreAnalysis['parameters'] = [
  { id: 'tolerance', kind: 'number', title: 'Change at which it ends', default: 1e-8, min: 1e-14, max: 0.01, isWhole: false },
  { id: 'maxIterations', kind: 'number', title: 'Rounds at most', default: 1000, min: 1, max: 100_000, isWhole: true },
];

function runOf(side: 'authorities' | 'hubs'): ScoreAnalysis['run'] {
  return (graph, parameters, { checkpoint }) => {
    const tolerance = Number(parameters.tolerance);
    const result = hits(graph, { tolerance, maxIterations: Number(parameters.maxIterations), checkpoint });
    return { scores: result[side], notes: { iterations: result.iterations, converged: result.converged } };
  };
}

export const HITS_AUTHORITY: ScoreAnalysis = {
  id: 'HITS_AUTHORITY',
  title: 'Authority (HITS)',
  description:
    'Works that the well-informed works of this graph cite: an authority is cited by good hubs, and a hub is a work that ' +
    'cites good authorities. The scores gather in the densest part of the literature, so a leading work of a small field ' +
    'beside a large one gets next to nothing.',
  paper: PAPER,
  parameters: PARAMETERS,
  outputs: [{ id: 'score', title: 'Authority (all works together: 1)', of: 'ARTICLE' }],
  run: runOf('authorities'),
};

export const HITS_HUB: ScoreAnalysis = {
  id: 'HITS_HUB',
  title: 'Hub (HITS)',
  description:
    'Works whose reference lists lead to the authorities of this graph, as good reviews do. A long reference list helps, ' +
    'and works without a known reference list get 0. The scores gather in the densest part of the literature.',
  paper: PAPER,
  parameters: PARAMETERS,
  outputs: [{ id: 'score', title: 'Hub (all works together: 1)', of: 'ARTICLE' }],
  run: runOf('hubs'),
};
