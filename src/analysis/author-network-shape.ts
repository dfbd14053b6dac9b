import type { AnalysisContext } from './analysis.js';
import { linksOfCitations, linksOfOccasions, type Counting, type Links } from './author-network-links.js';
import type { NetworkMaterial, Relation } from './author-network-material.js';
import { amongChosen, occasionsOf, type Occasions, type Selection } from './author-network-occasions.js';
import { FORMULAS, type Network } from './network.js';

export const NORMALISATIONS = ['NONE', 'ASSOCIATION_STRENGTH', 'SALTON', 'JACCARD'] as const;
export type Normalisation = (typeof NORMALISATIONS)[number];

/** How often each node could be counted at either end of a link. */
interface Ends {
  source: Float64Array;
  target: Float64Array;
}

export interface FoundLinks {
  links: Links;
  /** By what similarity is measured. */
  occurrences: Ends;
  /** Nodes that cite themselves. */
  selfCiting: number;
}

/** All links between the chosen units; nodes are the places in `chosen`. */
export function linksBetween(
  material: NetworkMaterial,
  selection: Selection,
  chosen: Uint32Array,
  { relation, counting }: { relation: Relation; counting: Counting },
  context?: AnalysisContext,
): FoundLinks {
  const size = chosen.length;
  const place = new Int32Array(material.bylines.keys.length).fill(-1);
  chosen.forEach((unit, node) => (place[unit] = node));
  if (relation === 'AUTHOR_CITATION') {
    const { bylines, lists } = material;
    const found = linksOfCitations(bylines, lists!, selection, place, size, counting, { context });
    return { ...found, occurrences: weightsAtEnds(found.links, size) };
  }
  const occasions = amongChosen(occasionsOf(relation, material, selection), place);
  const links = linksOfOccasions(occasions, size, counting, { context });
  const often = timesOf(occasions, size);
  return { links, selfCiting: 0, occurrences: { source: often, target: often } };
}

/** Of each node Σ (times on an occasion)²: the number of its occasions where nobody stands on one twice. */
function timesOf({ units, times }: Occasions, size: number): Float64Array {
  const sums = new Float64Array(size);
  units.neighbours.forEach((node, i) => (sums[node]! += times[i]! * times[i]!));
  return sums;
}

/** Weights of the links added up at each end; a link without direction has both ends alike. */
function weightsAtEnds({ isDirected, source, target, weights }: Links, size: number): Ends {
  const out = new Float64Array(size);
  const into = isDirected ? new Float64Array(size) : out;
  weights.forEach((weight, i) => {
    out[source[i]!]! += weight;
    into[target[i]!]! += weight;
  });
  return { source: out, target: into };
}

/**
 * Weights that do not grow with how much each end has: the formulas of `withStrength`. Of citations, from a to b, the size of
 * a is what it gives and that of b what it gets.
 */
export function normalisedWeights(
  links: Links,
  size: number,
  occurrences: FoundLinks['occurrences'],
  normalisation: Normalisation,
): Float64Array {
  if (normalisation === 'NONE') return links.weights;
  const ends = normalisation === 'ASSOCIATION_STRENGTH' ? weightsAtEnds(links, size) : occurrences;
  const total = ends.source.reduce((sum, weight) => sum + weight, 0);
  const formula = FORMULAS[normalisation];
  const { source, target } = links;
  return links.weights.map((weight, i) => formula(weight, ends.source[source[i]!]!, ends.target[target[i]!]!, total));
}

/** The network without direction; the weights of both directions of a pair are added. */
export function networkOf({ source, target, weights }: Links, size: number): Network {
  const count = source.length;
  const ends = new Uint32Array(2 * count);
  const starts = new Uint32Array(2 * count);
  ends.set(target);
  ends.set(source, count);
  starts.set(source);
  starts.set(target, count);
  // By the end and then by the start, each time in the order that equals have: so by start, then end.
  const all = Uint32Array.from(ends.keys());
  const { order, offsets: first } = sortedBy(sortedBy(all, ends, size).order, starts, size);
  const offsets = new Uint32Array(size + 1);
  const neighbours = new Uint32Array(2 * count);
  const sums = new Float64Array(2 * count);
  let length = 0;
  for (let v = 0; v < size; v++) {
    for (let k = first[v]!; k < first[v + 1]!; k++) {
      const weight = weights[order[k]! % count]!;
      const isSame = length > offsets[v]! && neighbours[length - 1] === ends[order[k]!];
      if (!isSame) neighbours[length++] = ends[order[k]!]!;
      sums[length - 1]! += weight;
    }
    offsets[v + 1] = length;
  }
  const nodeWeights = new Float64Array(size).fill(1);
  return { offsets, neighbours: neighbours.slice(0, length), weights: sums.slice(0, length), nodeWeights };
}

/** Items in the order of their keys; those of key v from `offsets[v]` up to `offsets[v + 1]`. */
function sortedBy(items: Uint32Array, keys: Uint32Array, size: number): { order: Uint32Array; offsets: Uint32Array } {
  const offsets = new Uint32Array(size + 1);
  for (const item of items) offsets[keys[item]! + 1]!++;
  for (let v = 0; v < size; v++) offsets[v + 1]! += offsets[v]!;
  const next = offsets.slice(0, size);
  const order = new Uint32Array(items.length);
  for (const item of items) order[next[keys[item]!]!++] = item;
  return { order, offsets };
}
