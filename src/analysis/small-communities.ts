import { aggregate, renumber } from './aggregate.js';
import type { Network } from './network.js';

/**
 * Joins each community of fewer than `minimum` nodes, the smallest first, with the one that it is linked with most in
 * proportion to the node weight of that one (as CWTS's networkanalysis does it). One without links to others stays.
 * `group` is changed.
 */
export function mergeSmall(network: Network, group: Uint32Array, minimum: number): void {
  const count = renumber(group);
  const sizes = new Uint32Array(count);
  for (const g of group) sizes[g]!++;
  const groups = new LinkedGroups(aggregate(network, group, count));
  /** Groups of each size; one that grows goes on to a list that is still to come. */
  const bySize: number[][] = Array.from({ length: minimum }, () => []);
  for (let g = 0; g < count; g++) if (sizes[g]! < minimum) bySize[sizes[g]!]!.push(g);
  for (let size = 1; size < minimum; size++) {
    for (const small of bySize[size]!.sort((a, b) => a - b)) {
      // It has grown since it was listed, or is part of another.
      if (sizes[small] !== size || groups.home(small) !== small) continue;
      const target = groups.closest(small);
      if (target === null) continue;
      groups.join(small, target);
      sizes[target]! += size;
      if (sizes[target]! < minimum) bySize[sizes[target]!]!.push(target);
    }
  }
  for (let v = 0; v < group.length; v++) group[v] = groups.home(group[v]!);
}

class LinkedGroups {
  private readonly links: Map<number, number>[];
  private readonly weights: Float64Array;
  private readonly joined: Uint32Array;

  constructor({ offsets, neighbours, weights, nodeWeights }: Network) {
    this.weights = nodeWeights;
    this.joined = Uint32Array.from(nodeWeights, (_, g) => g);
    this.links = Array.from(nodeWeights, (_, g) => {
      const own = new Map<number, number>();
      for (let i = offsets[g]!; i < offsets[g + 1]!; i++) own.set(neighbours[i]!, weights[i]!);
      return own;
    });
  }

  /** The group that a group has become part of; itself if of none. */
  home(g: number): number {
    while (this.joined[g] !== g) g = this.joined[g] = this.joined[this.joined[g]!]!;
    return g;
  }

  /** Of equally close ones that with the lowest number. */
  closest(g: number): number | null {
    let [best, most] = [null as number | null, 0];
    for (const [other, weight] of this.links[g]!) {
      const closeness = weight / this.weights[other]!;
      if (closeness > most || (closeness === most && best !== null && other < best)) [best, most] = [other, closeness];
    }
    return best;
  }

  join(small: number, target: number): void {
    this.joined[small] = target;
    this.weights[target]! += this.weights[small]!;
    for (const [other, weight] of this.links[small]!) {
      this.links[other]!.delete(small);
      if (other === target) continue;
      const together = (this.links[target]!.get(other) ?? 0) + weight;
      this.links[target]!.set(other, together);
      this.links[other]!.set(target, together);
    }
    this.links[small]!.clear();
  }
}
