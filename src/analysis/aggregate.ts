import type { Network } from './network.js';

/** Gives groups the numbers from 0 in the order of their first node, in place; answers how many there are. */
export function renumber(group: Uint32Array): number {
  const none = group.length;
  const numbers = new Uint32Array(group.length).fill(none);
  let count = 0;
  for (let v = 0; v < group.length; v++) {
    if (numbers[group[v]!] === none) numbers[group[v]!] = count++;
    group[v] = numbers[group[v]!]!;
  }
  return count;
}

/** The network whose nodes are groups (numbers below `count`): weights of links and nodes added up, links inside a group left out. */
export function aggregate(network: Network, group: Uint32Array, count: number): Network {
  const { starts, order } = membersByGroup(group, count);
  const nodeWeights = new Float64Array(count);
  const offsets = new Uint32Array(count + 1);
  const neighbours = new Uint32Array(network.neighbours.length);
  const weights = new Float64Array(network.neighbours.length);
  const links = new Float64Array(count);
  let length = 0;
  for (let g = 0; g < count; g++) {
    for (let m = starts[g]!; m < starts[g + 1]!; m++) {
      const v = order[m]!;
      nodeWeights[g]! += network.nodeWeights[v]!;
      for (let i = network.offsets[v]!; i < network.offsets[v + 1]!; i++) {
        const other = group[network.neighbours[i]!]!;
        if (other === g) continue;
        if (links[other] === 0) neighbours[length++] = other;
        links[other]! += network.weights[i]!;
      }
    }
    offsets[g + 1] = length;
    for (let i = offsets[g]!; i < length; i++) {
      weights[i] = links[neighbours[i]!]!;
      links[neighbours[i]!] = 0;
    }
  }
  return { offsets, neighbours: neighbours.slice(0, length), weights: weights.slice(0, length), nodeWeights };
}

/** Nodes in the order of their groups; those of group g from `starts[g]` up to `starts[g + 1]`, ascending. */
export function membersByGroup(group: Uint32Array, count: number): { starts: Uint32Array; order: Uint32Array } {
  const starts = new Uint32Array(count + 1);
  for (const g of group) starts[g + 1]!++;
  for (let g = 0; g < count; g++) starts[g + 1]! += starts[g]!;
  const next = starts.slice(0, count);
  const order = new Uint32Array(group.length);
  for (let v = 0; v < group.length; v++) order[next[group[v]!]!++] = v;
  return { starts, order };
}
