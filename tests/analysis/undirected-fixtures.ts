import fc from 'fast-check';
import type { Network } from '../../src/analysis/network.js';
import { fixture } from './graphs.js';
import { weightedNetwork } from './networks.js';

type Weighted = readonly [number, number, number];

/** What NetworkX answers for one weighted network (scripts/analysis-fixtures.py). */
export interface Undirected {
  name: string;
  nodes: number;
  links: Weighted[];
  closeness: number[];
  averagePath: number;
  clustering: number[];
  meanClustering: number;
  betweenness: number[];
  cores: number[];
  pagerank: number[];
  components: number[][];
  labels: number[];
  /** By resolution. */
  modularity: Record<string, number>;
  density: number;
  articulations: number[];
  /** For each node the parts into which its component falls without it, and the pairs that no longer reach each other. */
  without: [number, number][];
  /** Both ends, Adamic/Adar, resource allocation, common neighbours. */
  predicted: [number, number, number, number, number[]][];
}

export const UNDIRECTED = fixture<Undirected[]>('undirected.json');

export const networkOfFixture = ({ nodes, links }: Undirected): Network => weightedNetwork(nodes, links);

/** Networks of up to 12 nodes with weights of halves, some of them in pieces. */
export const anyNetwork: fc.Arbitrary<Network> = fc.integer({ min: 1, max: 12 }).chain((size) =>
  fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1), fc.integer({ min: 1, max: 6 })), { maxLength: 2 * size }).map((links) => {
    const distinct = new Map(
      links.filter(([a, b]) => a !== b).map(([a, b, w]) => [[a, b].sort().join(), [a, b, w / 2] as const]),
    );
    return weightedNetwork(size, [...distinct.values()]);
  }),
);

export const sizeOf = ({ offsets }: Pick<Network, 'offsets'>): number => offsets.length - 1;

export const isLinked = ({ offsets, neighbours }: Pick<Network, 'offsets' | 'neighbours'>, a: number, b: number): boolean =>
  neighbours.subarray(offsets[a], offsets[a + 1]).includes(b);

/** Steps between any two nodes, Infinity where no chain connects them: Floyd's way, by trying every node in between. */
export function allDistances(network: Network): number[][] {
  const nodes = [...Array(sizeOf(network)).keys()];
  const steps = nodes.map((a) => nodes.map((b) => (a === b ? 0 : isLinked(network, a, b) ? 1 : Infinity)));
  for (const between of nodes)
    for (const a of nodes)
      for (const b of nodes) steps[a]![b] = Math.min(steps[a]![b]!, steps[a]![between]! + steps[between]![b]!);
  return steps;
}

/** The network without one node, which stays as a node that has no links. */
export function cutOff(network: Network, gone: number): Network {
  const links: Weighted[] = [];
  for (let v = 0; v < sizeOf(network); v++)
    for (let i = network.offsets[v]!; i < network.offsets[v + 1]!; i++) {
      const w = network.neighbours[i]!;
      if (v < w && v !== gone && w !== gone) links.push([v, w, network.weights[i]!]);
    }
  return weightedNetwork(sizeOf(network), links);
}
