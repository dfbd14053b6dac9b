import type { Network } from './network.js';
import { shuffled, type Random } from './random.js';

/** What the steps of one run of Leiden share. */
export interface LeidenRun {
  /** Of the constant Potts model: a node of weight a gains by joining others of weight b what links it with them, less `resolution` · a · b. */
  resolution: number;
  /** The mean weight of a link: what "hardly a difference" is measured by. */
  unit: number;
  random: Random;
  /** Asked now and then; throws when the run is to end. */
  checkpoint(): void;
}

/** Gains smaller than this share of a link are rounding. */
export const ROUNDING = 1e-10;

/** Links of one node with the communities around it. */
export class Neighbourhood {
  /** Communities that the node has links with: the first `count`. */
  readonly communities: Uint32Array;
  count = 0;
  /** Weight of its links with each of them; 0 for all others. */
  readonly links: Float64Array;

  constructor(private readonly network: Network) {
    const size = network.nodeWeights.length;
    this.communities = new Uint32Array(size);
    this.links = new Float64Array(size);
  }

  /** Reads the links of a node, those alone whose other end is `within` its group, where groups are given. */
  read(v: number, community: Uint32Array, within?: Uint32Array): void {
    const { communities, links } = this;
    const { offsets, neighbours, weights } = this.network;
    for (let i = 0; i < this.count; i++) links[communities[i]!] = 0;
    let count = 0;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const u = neighbours[i]!;
      if (within && within[u] !== within[v]) continue;
      const c = community[u]!;
      if (links[c] === 0) communities[count++] = c;
      links[c]! += weights[i]!;
    }
    this.count = count;
  }
}

/** The weight of the nodes of each community, and numbers of communities that are empty. */
class Communities {
  readonly weights: Float64Array;
  private readonly sizes: Uint32Array;
  private readonly empty: Uint32Array;
  private empties = 0;

  constructor(
    private readonly of: Uint32Array,
    private readonly nodeWeights: Float64Array,
  ) {
    this.weights = new Float64Array(of.length);
    this.sizes = new Uint32Array(of.length);
    this.empty = new Uint32Array(of.length);
    for (let v = 0; v < of.length; v++) {
      this.weights[of[v]!]! += nodeWeights[v]!;
      this.sizes[of[v]!]!++;
    }
    for (let c = of.length - 1; c >= 0; c--) if (this.sizes[c] === 0) this.empty[this.empties++] = c;
  }

  takeOut(v: number): void {
    const c = this.of[v]!;
    this.weights[c]! -= this.nodeWeights[v]!;
    if (--this.sizes[c]! > 0) return;
    this.weights[c] = 0;
    this.empty[this.empties++] = c;
  }

  /** With a node taken out there is always an empty one. */
  get anEmpty(): number {
    return this.empty[this.empties - 1]!;
  }

  putInto(c: number, v: number): void {
    if (this.sizes[c]!++ === 0) this.empties--;
    this.weights[c]! += this.nodeWeights[v]!;
    this.of[v] = c;
  }
}

/** Nodes that are visited one after the other, of networks with a thousand such runs or more. */
const RUN_LENGTH = 64;
const LEAST_RUNS = 1000;

/**
 * All nodes by chance. In large networks chance puts short runs of nodes in order, not single ones: numbers that follow each
 * other are read from the cache, and communities are found to be as good.
 */
function visitingOrder(size: number, random: Random): Uint32Array {
  const length = Math.min(RUN_LENGTH, Math.floor(size / LEAST_RUNS));
  if (length < 2) return shuffled(size, random);
  const order = new Uint32Array(size);
  let end = 0;
  for (const run of shuffled(Math.ceil(size / length), random))
    for (let v = run * length; v < Math.min(size, (run + 1) * length); v++) order[end++] = v;
  return order;
}

export interface Moved {
  hasMoved: boolean;
  /** For each node the weight of its links inside its community. */
  within: Float64Array;
}

/**
 * The fast local moving of Leiden: each node goes where it gains most, and those around a node that has moved are looked
 * at again, until no node gains by moving. `community` (numbers below that of the nodes) is changed.
 */
export function moveNodes(network: Network, community: Uint32Array, run: LeidenRun): Moved {
  const size = community.length;
  const communities = new Communities(community, network.nodeWeights);
  const around = new Neighbourhood(network);
  const queue = visitingOrder(size, run.random);
  const isQueued = new Uint8Array(size).fill(1);
  const within = new Float64Array(size);
  let hasMoved = false;
  for (let head = 0, queued = size, visits = 0; queued > 0; queued--, visits++) {
    if (visits % 16_384 === 0) run.checkpoint();
    const v = queue[head]!;
    head = head + 1 === size ? 0 : head + 1;
    isQueued[v] = 0;
    const before = community[v]!;
    communities.takeOut(v);
    around.read(v, community);
    const best = bestCommunity(network.nodeWeights[v]!, before, around, communities, run);
    communities.putInto(best, v);
    within[v] = around.links[best]!;
    if (best === before) continue;
    hasMoved = true;
    for (let i = network.offsets[v]!; i < network.offsets[v + 1]!; i++) {
      const u = network.neighbours[i]!;
      // One that is queued will be read again; so will one that this node has left.
      if (isQueued[u]) continue;
      if (community[u] === best) {
        within[u]! += network.weights[i]!;
        continue;
      }
      isQueued[u] = 1;
      const end = head + queued - 1;
      queue[end < size ? end : end - size] = u;
      queued++;
    }
  }
  return { hasMoved, within };
}

/** Its own unless another is better; none of the others if being alone is. */
function bestCommunity(weight: number, own: number, around: Neighbourhood, all: Communities, run: LeidenRun): number {
  const { communities, count, links } = around;
  const cost = weight * run.resolution;
  let best = own;
  let most = links[own]! - cost * all.weights[own]! + ROUNDING * run.unit;
  if (most < 0) [best, most] = [all.anEmpty, 0];
  for (let i = 0; i < count; i++) {
    const c = communities[i]!;
    const gain = links[c]! - cost * all.weights[c]!;
    if (gain > most) [best, most] = [c, gain];
  }
  return best;
}
