import { aggregate, renumber } from './aggregate.js';
import type { AnalysisContext } from './analysis.js';
import { breadthFirst } from './breadth-first.js';
import { connectedParts } from './connected-parts.js';
import { moveNodes, type LeidenRun } from './leiden-move.js';
import { refine } from './leiden-refine.js';
import { weighedByLinks, type Network } from './network.js';
import { partitionOf, pottsQuality, type Partition } from './partition.js';
import { seededRandom } from './random.js';
import { mergeSmall } from './small-communities.js';

export const QUALITIES = ['MODULARITY', 'CPM'] as const;

export interface LeidenOptions {
  /** Modularity, or the constant Potts model on the node weights of the network. */
  quality: (typeof QUALITIES)[number];
  /** Above 0; the higher, the more and smaller communities. For the Potts model: links per pair of nodes that a community has at least. */
  resolution: number;
  /** Passes over the network in each start; 0: until ten in a row change nothing. */
  iterations: number;
  /** Times that it begins anew; the best is answered. */
  starts: number;
  /** Communities of fewer nodes join one that they are linked with; 1 leaves all as they are. */
  minimumSize: number;
  seed: number;
}

export const DEFAULT_LEIDEN: LeidenOptions = {
  quality: 'MODULARITY',
  resolution: 1,
  iterations: 0,
  starts: 1,
  minimumSize: 1,
  seed: 1,
};

/** Refining draws by chance: what one pass does not find, the next may. */
const IDLE_PASSES = 10;

/** Nodes from which on a network is more than the processor's cache holds: renumbered it takes a fifth less time. */
const LARGE = 10_000;

export interface LeidenResult extends Partition {
  /** Of the partition that is answered: modularity, or the Potts model's quality divided by twice the weight of all links. */
  quality: number;
  /** Passes made in the start that was best. */
  iterations: number;
  /** Communities below the minimum size, for they have no link to another. */
  smallLeft: number;
}

/**
 * Communities by the Leiden algorithm. V.A. Traag, L. Waltman & N.J. van Eck, "From Louvain to Leiden: guaranteeing
 * well-connected communities", Sci Rep 9:5233, 2019. Every community is connected; the same seed gives the same answer.
 * Modularity is a Potts model whose node weights are the weights of links k, with resolution γ / 2m.
 */
export function leiden(network: Network, options: LeidenOptions = DEFAULT_LEIDEN, context?: AnalysisContext): LeidenResult {
  const all = network.weights.reduce((sum, weight) => sum + weight, 0);
  const isModularity = options.quality === 'MODULARITY';
  const isLarge = network.nodeWeights.length >= LARGE;
  const renumbered = isLarge ? breadthFirst(network) : null;
  const near = renumbered?.network ?? network;
  const weighed = isModularity ? weighedByLinks(near) : near;
  const allPasses = options.iterations === 0 ? null : options.starts * options.iterations;
  let passes = 0;
  const onPass = () => passes++;
  const run: LeidenRun = {
    resolution: isModularity ? options.resolution / (all || 1) : options.resolution,
    unit: all / (network.weights.length || 1),
    random: seededRandom(options.seed),
    checkpoint: () => context?.checkpoint(passes, allPasses, 'PASSES'),
  };
  let best = oneStart(weighed, options.iterations, run, onPass);
  for (let start = 1; start < options.starts; start++) {
    const other = oneStart(weighed, options.iterations, run, onPass);
    if (other.quality > best.quality) best = other;
  }
  const { group, iterations } = best;
  if (options.minimumSize > 1) {
    mergeSmall(weighed, group, options.minimumSize);
    best.quality = pottsQuality(weighed, group, run.resolution);
  }
  const partition = partitionOf(renumbered ? renumbered.number.map((place) => group[place]!) : group);
  const smallLeft = partition.sizes.reduce((count, size) => count + (size < options.minimumSize ? 1 : 0), 0);
  return { ...partition, quality: best.quality, iterations, smallLeft };
}

/** From each node alone to a partition that further passes leave as it is, or that has had its number of passes. */
function oneStart(network: Network, most: number, run: LeidenRun, onPass: () => void) {
  const group = Uint32Array.from(network.nodeWeights, (_, v) => v);
  let iterations = 0;
  for (let idle = 0; idle < IDLE_PASSES && (most === 0 || iterations < most); iterations++) {
    idle = improve(network, group, run) ? 0 : idle + 1;
    onPass();
  }
  return { group, iterations, quality: pottsQuality(network, group, run.resolution) };
}

/**
 * One pass: moving, refining and aggregating until communities are the nodes of the aggregated network. `group` (numbers
 * below that of the nodes) is changed for the better; answers whether any node was moved.
 */
function improve(network: Network, group: Uint32Array, run: LeidenRun): boolean {
  /** Where each node of the whole network is in the aggregated one. */
  const place = Uint32Array.from(group, (_, v) => v);
  let level = network;
  let community: Uint32Array = group.slice();
  let hasMoved = false;
  for (;;) {
    const moved = moveNodes(level, community, run);
    hasMoved ||= moved.hasMoved;
    const size = community.length;
    if (renumber(community) === size) break;
    let part = refine(level, community, moved.within, run);
    let parts = renumber(part);
    if (parts === size) {
      // Chance merged nothing. The connected pieces of the communities keep what moving has found.
      part = connectedParts(level, community);
      parts = renumber(part);
      if (parts === size) community = part;
    }
    if (parts === size) break;
    level = aggregate(level, part, parts);
    const next = new Uint32Array(parts);
    for (let v = 0; v < size; v++) next[part[v]!] = community[v]!;
    community = next;
    for (let v = 0; v < place.length; v++) place[v] = part[place[v]!]!;
  }
  for (let v = 0; v < place.length; v++) group[v] = community[place[v]!]!;
  return hasMoved;
}
