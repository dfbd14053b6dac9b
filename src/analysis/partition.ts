import { membersByGroup, renumber } from './aggregate.js';
import type { Network } from './network.js';

/** The nodes of a network parted into communities. */
export interface Partition {
  /** The community of each node. The largest has number 0; of equal ones that with the lowest node comes first. */
  readonly community: Uint32Array;
  /** Nodes in each community. */
  readonly sizes: Uint32Array;
}

/** Numbers the groups of nodes by their size. */
export function partitionOf(group: Uint32Array): Partition {
  const byFirstNode = group.slice();
  const count = renumber(byFirstNode);
  const { starts } = membersByGroup(byFirstNode, count);
  const size = (g: number) => starts[g + 1]! - starts[g]!;
  const bySize = Uint32Array.from({ length: count }, (_, g) => g).sort((a, b) => size(b) - size(a) || a - b);
  const numbers = new Uint32Array(count);
  bySize.forEach((g, number) => (numbers[g] = number));
  return { community: byFirstNode.map((g) => numbers[g]!), sizes: bySize.map(size) };
}

/**
 * Quality of a partition as the constant Potts model has it (Traag, Van Dooren & Nesterov 2011, Phys Rev E 84:016114):
 * the sum over communities of twice the weight of its links less `resolution` · (its node weight)², divided by twice
 * the weight of all links. 0 for a network without links.
 */
export function pottsQuality(network: Network, community: Uint32Array, resolution: number): number {
  const { offsets, neighbours, weights, nodeWeights } = network;
  const communityWeights = new Float64Array(community.length);
  let [within, all] = [0, 0];
  for (let v = 0; v < community.length; v++) {
    communityWeights[community[v]!]! += nodeWeights[v]!;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      all += weights[i]!;
      if (community[neighbours[i]!] === community[v]) within += weights[i]!;
    }
  }
  const expected = communityWeights.reduce((sum, weight) => sum + weight * weight, 0);
  return all === 0 ? 0 : (within - resolution * expected) / all;
}
