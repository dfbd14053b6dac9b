import type { AnalysisContext } from './analysis.js';
import type { CitationGraph } from './citation-graph.js';
import { countPairs, type PairCounts, type PairLimits } from './pair-counts.js';

/** A weighted network without direction, as compressed sparse rows. No node is linked with itself; each link is there from both ends. */
export interface Network {
  /** The links of node `v` are those from `offsets[v]` up to `offsets[v + 1]`. */
  readonly offsets: Uint32Array;
  readonly neighbours: Uint32Array;
  /** Above zero. */
  readonly weights: Float64Array;
  readonly nodeWeights: Float64Array;
}

/** How the raw count of a link becomes its weight. */
export const STRENGTHS = ['NONE', 'ASSOCIATION_STRENGTH', 'SALTON', 'JACCARD', 'EQUIVALENCE'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** A network of works and what was left out of it. */
export interface WorkNetwork {
  network: Network;
  leftOut: Pick<PairCounts, 'listsLeftOut' | 'pairsLeftOut' | 'rarePairs'>;
}

const ones = (size: number): Float64Array => new Float64Array(size).fill(1);

/** Two works are linked, with weight 1, if one cites the other (or each the other). Waltman & Van Eck 2012, JASIST 63:2378. */
export function citationNetwork({ references, citedBy }: CitationGraph): Network {
  const size = references.offsets.length - 1;
  const offsets = new Uint32Array(size + 1);
  const neighbours = new Uint32Array(2 * references.neighbours.length);
  let length = 0;
  for (let v = 0; v < size; v++) {
    let [i, j] = [references.offsets[v]!, citedBy.offsets[v]!];
    const [iEnd, jEnd] = [references.offsets[v + 1]!, citedBy.offsets[v + 1]!];
    while (i < iEnd || j < jEnd) {
      const a = i < iEnd ? references.neighbours[i]! : Infinity;
      const b = j < jEnd ? citedBy.neighbours[j]! : Infinity;
      if (a <= b) i++;
      if (b <= a) j++;
      neighbours[length++] = Math.min(a, b);
    }
    offsets[v + 1] = length;
  }
  return { offsets, neighbours: neighbours.slice(0, length), weights: ones(length), nodeWeights: ones(size) };
}

/** Two works are linked if works cite both; raw weight: how many do. Small 1973, J Am Soc Inf Sci 24:265. */
export function coCitationNetwork(
  { references, citedBy }: CitationGraph,
  strength: Strength,
  limits: PairLimits,
  context?: AnalysisContext,
): WorkNetwork {
  return fromPairs(countPairs('co-citation', references, citedBy, limits, context), strength);
}

/** Two works are linked if they cite the same works; raw weight: how many. Kessler 1963, Am Doc 14:10. */
export function couplingNetwork(
  { references, citedBy }: CitationGraph,
  strength: Strength,
  limits: PairLimits,
  context?: AnalysisContext,
): WorkNetwork {
  return fromPairs(countPairs('bibliographic coupling', citedBy, references, limits, context), strength);
}

function fromPairs({ offsets, neighbours, counts, occurrences, ...rest }: PairCounts, strength: Strength): WorkNetwork {
  const { listsLeftOut, pairsLeftOut, rarePairs } = rest;
  const raw = { offsets, neighbours, weights: counts, nodeWeights: ones(occurrences.length) };
  return { network: withStrength(raw, strength, occurrences), leftOut: { listsLeftOut, pairsLeftOut, rarePairs } };
}

/** The sum of the weights of each node's links. */
export function linkWeights({ offsets, weights }: Network): Float64Array {
  const sums = new Float64Array(offsets.length - 1);
  for (let v = 0; v < sums.length; v++) for (let i = offsets[v]!; i < offsets[v + 1]!; i++) sums[v]! += weights[i]!;
  return sums;
}

/** The network in which each node has the weight of all its links: what makes modularity a constant Potts model. */
export const weighedByLinks = (network: Network): Network => ({ ...network, nodeWeights: linkWeights(network) });

/**
 * The same links with weights that do not grow with how often their ends occur, c of the link and s of its ends given:
 * Salton's cosine c / √(s_i s_j); Jaccard c / (s_i + s_j − c); equivalence c² / (s_i s_j); association strength
 * c · 2m / (n_i n_j), n the link weight of a node and 2m the sum of n (Van Eck & Waltman 2009, JASIST 60:1635, as
 * CWTS's networkanalysis codes it: observed divided by expected). `occurrences` is s: as often as each node could be counted.
 */
export function withStrength(network: Network, strength: Strength, occurrences: ArrayLike<number>): Network {
  if (strength === 'NONE') return network;
  const { offsets, neighbours } = network;
  const sizes = strength === 'ASSOCIATION_STRENGTH' ? linkWeights(network) : occurrences;
  const total = strength === 'ASSOCIATION_STRENGTH' ? linkWeights(network).reduce((sum, weight) => sum + weight, 0) : 0;
  const formula = FORMULAS[strength];
  const weights = new Float64Array(neighbours.length);
  for (let v = 0; v < offsets.length - 1; v++)
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++)
      weights[i] = formula(network.weights[i]!, sizes[v]!, sizes[neighbours[i]!]!, total);
  return { ...network, weights };
}

/** From the count of a link and the sizes of its ends; `total` is the sum of all sizes, of links that have a direction that of one side. */
export type Formula = (count: number, a: number, b: number, total: number) => number;
export const FORMULAS: Record<Exclude<Strength, 'NONE'>, Formula> = {
  ASSOCIATION_STRENGTH: (count, a, b, total) => count / ((a * b) / total),
  SALTON: (count, a, b) => count / Math.sqrt(a * b),
  JACCARD: (count, a, b) => count / (a + b - count),
  EQUIVALENCE: (count, a, b) => (count * count) / (a * b),
};
