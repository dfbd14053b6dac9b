import { Neighbourhood, ROUNDING, type LeidenRun } from './leiden-move.js';
import type { Network } from './network.js';
import { shuffled, type Random } from './random.js';

/** How far from greedy a merge may be, in links: θ of the paper, as CWTS's networkanalysis sets it. */
const RANDOMNESS = 0.01;

/** The exponential of less is 0 among doubles. */
const NO_CHANCE = -745.2;

/**
 * The refinement of Leiden: inside each community nodes that are alone merge with parts of it that they are well connected
 * with, at random, the more likely the more it gains. Answers the part of each node (numbers below that of the nodes);
 * every part is connected and lies in one community. `within` has the weight of each node's links inside its community.
 */
export function refine(network: Network, community: Uint32Array, within: Float64Array, run: LeidenRun): Uint32Array {
  const size = community.length;
  const { nodeWeights } = network;
  const whole = new Float64Array(size);
  for (let v = 0; v < size; v++) whole[community[v]!]! += nodeWeights[v]!;
  const part = Uint32Array.from({ length: size }, (_, v) => v);
  const partWeights = nodeWeights.slice();
  const isAlone = new Uint8Array(size).fill(1);
  /** Links of each part with the rest of its community. */
  const outward = within.slice();
  const around = new Neighbourhood(network);
  const choice = new Choice(size, run);
  const rounding = ROUNDING * run.unit;
  const isWellConnected = (p: number, all: number) =>
    outward[p]! + rounding >= run.resolution * partWeights[p]! * (all - partWeights[p]!);
  const order = byCommunity(shuffled(size, run.random), community);
  for (let visits = 0; visits < size; visits++) {
    if (visits % 16_384 === 0) run.checkpoint();
    const v = order[visits]!;
    const all = whole[community[v]!]!;
    if (!isAlone[v] || !isWellConnected(v, all)) continue;
    around.read(v, part, community);
    choice.begin(v);
    for (let i = 0; i < around.count; i++) {
      const p = around.communities[i]!;
      const gain = around.links[p]! - run.resolution * nodeWeights[v]! * partWeights[p]!;
      if (gain >= 0 && isWellConnected(p, all)) choice.offer(p, gain);
    }
    const chosen = choice.made(run.random);
    if (chosen === v) continue;
    part[v] = chosen;
    isAlone[chosen] = 0;
    partWeights[chosen]! += nodeWeights[v]!;
    outward[chosen]! += outward[v]! - 2 * around.links[chosen]!;
  }
  return part;
}

/**
 * Nodes in this order, but those of a community together: communities do not know of each other here, and what one of
 * them needs stays in the processor's cache.
 */
function byCommunity(nodes: Uint32Array, community: Uint32Array): Uint32Array {
  const next = new Uint32Array(nodes.length + 1);
  for (const c of community) next[c + 1]!++;
  for (let c = 0; c < nodes.length; c++) next[c + 1]! += next[c]!;
  const order = new Uint32Array(nodes.length);
  for (const v of nodes) order[next[community[v]!]!++] = v;
  return order;
}

/** One of several by chance: exp(gain / θ) is how likely each is. */
class Choice {
  private readonly options: Uint32Array;
  private readonly gains: Float64Array;
  private count = 0;
  private most = 0;
  private readonly temperature: number;

  constructor(size: number, { unit }: LeidenRun) {
    this.options = new Uint32Array(size + 1);
    this.gains = new Float64Array(size + 1);
    this.temperature = RANDOMNESS * unit;
  }

  /** To stay alone gains nothing. */
  begin(alone: number): void {
    [this.count, this.most] = [0, 0];
    this.offer(alone, 0);
  }

  offer(option: number, gain: number): void {
    this.options[this.count] = option;
    this.gains[this.count++] = gain;
    if (gain > this.most) this.most = gain;
  }

  made(random: Random): number {
    if (this.count === 1) return this.options[0]!;
    const { gains, count, most, temperature } = this;
    let total = 0;
    for (let i = 0; i < count; i++) {
      // Measured from the best, so that no exponential is infinite; most are so far from it that theirs is 0.
      const below = (gains[i]! - most) / temperature;
      gains[i] = below < NO_CHANCE ? 0 : Math.exp(below);
      total += gains[i]!;
    }
    let left = random.next() * total;
    for (let i = 0; i < count; i++) if ((left -= gains[i]!) < 0) return this.options[i]!;
    return this.options[this.count - 1]!;
  }
}
