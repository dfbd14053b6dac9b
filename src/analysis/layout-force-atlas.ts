// @ts-expect-error The package has types of its entry alone, which runs to the end without asking and wants a graph of its own.
import untyped from 'graphology-layout-forceatlas2/iterate.js';
import { firstPlaces, refuseLargeLayout, type Layout, type LayoutOptions } from './layout.js';
import type { Network } from './network.js';

/** One round, in place. Ten numbers for a node (NODE) and three for a link (its ends as offsets in `nodes`, its weight). */
const iterate = untyped as (settings: Readonly<Record<string, number | boolean>>, nodes: Float32Array, links: Float32Array) => unknown; // prettier-ignore

const NODE = { x: 0, y: 1, mass: 6, convergence: 7, size: 8, numbers: 10 } as const;

export const FORCE_ATLAS_ITERATIONS = 300;

/** What graphology-layout-forceatlas2 advises for a graph of so many nodes (`inferSettings`), and its defaults for the rest. */
const settingsFor = (nodes: number) => ({
  linLogMode: false,
  outboundAttractionDistribution: false,
  adjustSizes: false,
  edgeWeightInfluence: 1,
  scalingRatio: 10,
  strongGravityMode: true,
  gravity: 0.05,
  slowDown: 1 + Math.log(nodes),
  barnesHutOptimize: nodes > 2000,
  barnesHutTheta: 0.5,
});

/**
 * Linked nodes attract each other as springs do, by the weight of the link; all repel each other by how much they are
 * linked. Jacomy, Venturini, Heymann & Bastian 2014, ForceAtlas2, a continuous graph layout algorithm for handy network
 * visualization, PLoS ONE 9:e98679, as graphology-layout-forceatlas2 has it. The middle is at 0; units are its own, some
 * hundreds for some hundred nodes. Throws TOO_LARGE above LAYOUT_LIMITS.
 */
export function forceAtlas2(network: Network, options: LayoutOptions & { iterations?: number }): Layout {
  const size = network.nodeWeights.length;
  refuseLargeLayout('FORCE_ATLAS', size);
  const { iterations = FORCE_ATLAS_ITERATIONS, checkpoint } = options;
  const nodes = nodeNumbers(firstPlaces(size, options));
  const links = linkNumbers(network, nodes);
  const settings = settingsFor(size);
  for (let round = 0; round < iterations; round++) {
    checkpoint?.(round, iterations);
    iterate(settings, nodes, links);
  }
  const column = (offset: number) => Float64Array.from({ length: size }, (_, v) => nodes[v * NODE.numbers + offset]!);
  return { x: column(NODE.x), y: column(NODE.y) };
}

/** Whose mass is 1 as long as no link is counted. */
function nodeNumbers({ x, y }: Layout): Float32Array {
  const nodes = new Float32Array(x.length * NODE.numbers);
  for (let v = 0; v < x.length; v++) {
    const at = v * NODE.numbers;
    nodes[at + NODE.x] = x[v]!;
    nodes[at + NODE.y] = y[v]!;
    nodes[at + NODE.mass] = nodes[at + NODE.convergence] = nodes[at + NODE.size] = 1;
  }
  return nodes;
}

/** Each link once; its weight is added to the mass of both ends. */
function linkNumbers({ offsets, neighbours, weights }: Network, nodes: Float32Array): Float32Array {
  const links = new Float32Array((3 * neighbours.length) / 2);
  let end = 0;
  for (let v = 0; v < offsets.length - 1; v++)
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      if (neighbours[i]! < v) continue;
      for (const node of [v, neighbours[i]!]) {
        links[end++] = node * NODE.numbers;
        nodes[node * NODE.numbers + NODE.mass]! += weights[i]!;
      }
      links[end++] = weights[i]!;
    }
  return links;
}
