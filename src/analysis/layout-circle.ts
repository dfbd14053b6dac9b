import type { Layout } from './layout.js';
import { linkWeights, type Network } from './network.js';

/**
 * All nodes on a circle of radius 1 around 0, those of a community side by side with a gap to the next: communities in
 * the order of their numbers from the top clockwise, in each the most linked node in the middle and the others to its
 * sides in turn (of equally linked ones that with the lower number first).
 */
export function circleLayout(network: Network, community: ArrayLike<number>): Layout {
  const weights = linkWeights(network);
  const size = weights.length;
  const groups = new Map<number, number[]>();
  for (let v = 0; v < size; v++) {
    const group = groups.get(community[v]!);
    if (group) group.push(v);
    else groups.set(community[v]!, [v]);
  }
  const numbers = [...groups.keys()].sort((a, b) => a - b);
  const gaps = numbers.length > 1 ? numbers.length : 0;
  const layout = { x: new Float64Array(size), y: new Float64Array(size) };
  let slot = 0;
  for (const number of numbers) {
    for (const v of fromTheMiddle(groups.get(number)!.sort((a, b) => weights[b]! - weights[a]! || a - b))) {
      const angle = (2 * Math.PI * slot++) / (size + gaps);
      layout.x[v] = Math.sin(angle);
      layout.y[v] = Math.cos(angle);
    }
    slot++;
  }
  return layout;
}

/** The first in the middle, the second left of it, the third right of it, and so on. */
function fromTheMiddle(nodes: readonly number[]): number[] {
  const left = nodes.filter((_, i) => i % 2 === 1).reverse();
  return [...left, ...nodes.filter((_, i) => i % 2 === 0)];
}
