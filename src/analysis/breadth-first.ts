import type { Network } from './network.js';

/** A network whose nodes are numbered anew, so that those close to each other have numbers, and memory, close to each other. */
export interface Renumbered {
  network: Network;
  /** The number of each node in the renumbered network. */
  number: Uint32Array;
}

/** Numbers nodes as a walk by breadth meets them, component by component. */
export function breadthFirst(network: Network): Renumbered {
  const size = network.nodeWeights.length;
  const number = new Uint32Array(size).fill(size);
  const order = new Uint32Array(size);
  let met = 0;
  for (let start = 0; start < size; start++) {
    if (number[start] !== size) continue;
    number[start] = met;
    order[met++] = start;
    for (let at = number[start]!; at < met; at++) {
      const v = order[at]!;
      for (let i = network.offsets[v]!; i < network.offsets[v + 1]!; i++) {
        const u = network.neighbours[i]!;
        if (number[u] !== size) continue;
        number[u] = met;
        order[met++] = u;
      }
    }
  }
  return { network: inOrder(network, order, number), number };
}

function inOrder({ offsets, neighbours, weights, nodeWeights }: Network, order: Uint32Array, number: Uint32Array): Network {
  const moved = {
    offsets: new Uint32Array(offsets.length),
    neighbours: new Uint32Array(neighbours.length),
    weights: new Float64Array(weights.length),
    nodeWeights: new Float64Array(nodeWeights.length),
  };
  let length = 0;
  order.forEach((v, place) => {
    moved.nodeWeights[place] = nodeWeights[v]!;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      moved.neighbours[length] = number[neighbours[i]!]!;
      moved.weights[length++] = weights[i]!;
    }
    moved.offsets[place + 1] = length;
  });
  return moved;
}
