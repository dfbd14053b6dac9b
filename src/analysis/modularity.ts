import { weighedByLinks, type Network } from './network.js';
import { pottsQuality } from './partition.js';

/**
 * How much more of the weight of links lies inside the communities than by chance: Σ_c (w_c / m − γ (k_c / 2m)²), m the
 * weight of all links, w_c that inside c and k_c that of the links of its nodes. Newman & Girvan 2004, Phys Rev E
 * 69:026113; γ, the resolution, Reichardt & Bornholdt 2006, Phys Rev E 74:016110. 0 for a network without links.
 */
export function modularity(network: Network, community: Uint32Array, resolution = 1): number {
  const weighed = weighedByLinks(network);
  const total = weighed.nodeWeights.reduce((sum, weight) => sum + weight, 0);
  return total === 0 ? 0 : pottsQuality(weighed, community, resolution / total);
}

/** Share of the pairs of nodes that are linked; null where there is no pair. */
export const densityOf = (nodes: number, links: number): number | null =>
  nodes < 2 ? null : (2 * links) / (nodes * (nodes - 1));
