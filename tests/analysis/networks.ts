import { buildCitationGraph, type CitationGraph } from '../../src/analysis/citation-graph.js';
import { citationNetwork, type Network } from '../../src/analysis/network.js';
import { seededRandom } from '../../src/analysis/random.js';

export type Pair = readonly [number, number];

/** Citations (citing, cited), each once however often it is given; years are 2000 and up unless given. */
export function graphOf(size: number, citations: readonly Pair[], years?: readonly number[]): CitationGraph {
  const distinct = [...new Map(citations.map((pair) => [pair.join(), pair])).values()];
  return buildCitationGraph({
    keys: Array.from({ length: size }, (_, v) => String(v).padStart(7, '0')),
    years: Int32Array.from({ length: size }, (_, v) => years?.[v] ?? 2000 + v),
    stubs: new Uint8Array(size),
    citing: Uint32Array.from(distinct, ([citing]) => citing),
    cited: Uint32Array.from(distinct, ([, cited]) => cited),
  });
}

export const networkOf = (size: number, links: readonly Pair[]): Network => citationNetwork(graphOf(size, links));

/** Weighted links, each named once. */
export function weightedNetwork(size: number, links: readonly (readonly [number, number, number])[]): Network {
  const network = networkOf(size, links.map(([a, b]) => [a, b] as const)); // prettier-ignore
  const weights = network.weights.slice();
  for (const [a, b, weight] of links)
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const)
      // prettier-ignore
      for (let i = network.offsets[from]!; i < network.offsets[from + 1]!; i++)
        if (network.neighbours[i] === to) weights[i] = weight;
  return { ...network, weights };
}

/** Links of a network as `low-high: weight`. */
export function linksOf({ offsets, neighbours, weights }: Network): Record<string, number> {
  const links: Record<string, number> = {};
  for (let v = 0; v < offsets.length - 1; v++)
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) if (v < neighbours[i]!) links[`${v}-${neighbours[i]}`] = weights[i]!;
  return links;
}

/** Complete graphs of `cliqueSize` nodes in a ring, each joined with the next by one link. */
export function ringOfCliques(cliques: number, cliqueSize: number): Pair[] {
  const links: Pair[] = [];
  for (let c = 0; c < cliques; c++) {
    const first = c * cliqueSize;
    for (let a = 0; a < cliqueSize; a++) for (let b = 0; b < a; b++) links.push([first + a, first + b]);
    links.push([first, ((c + 1) % cliques) * cliqueSize + 1]);
  }
  return links;
}

/** Links between any two nodes with equal chance. */
export function randomLinks(size: number, count: number, seed: number): Pair[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => [random.below(size), random.below(size)] as const);
}

/** Groups of equal size: each node draws `inside` others of its group and `outside` others of all. */
export function plantedLinks(size: number, groups: number, inside: number, outside: number, seed: number): Pair[] {
  const random = seededRandom(seed);
  const groupSize = size / groups;
  const links: Pair[] = [];
  for (let v = 0; v < size; v++) {
    const first = Math.floor(v / groupSize) * groupSize;
    for (let i = 0; i < inside; i++) links.push([v, first + random.below(groupSize)]);
    for (let i = 0; i < outside; i++) links.push([v, random.below(size)]);
  }
  return links;
}

/** Each new node cites `count` earlier ones, often those that are cited much. */
export function preferentialLinks(size: number, count: number, seed: number): Pair[] {
  const random = seededRandom(seed);
  const links: Pair[] = [];
  const ends = [0];
  for (let v = 1; v < size; v++) {
    for (let i = 0; i < count; i++) {
      const cited = random.next() < 0.5 ? ends[random.below(ends.length)]! : random.below(v);
      links.push([v, cited]);
      ends.push(cited);
    }
    ends.push(v);
  }
  return links;
}

/** Zachary's karate club (J Anthropol Res 33:452, 1977): 34 members, 78 friendships, members numbered from 0. */
const KARATE: Record<number, number[]> = {
  0: [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31],
  1: [2, 3, 7, 13, 17, 19, 21, 30],
  2: [3, 7, 8, 9, 13, 27, 28, 32],
  3: [7, 12, 13],
  4: [6, 10],
  5: [6, 10, 16],
  6: [16],
  8: [30, 32, 33],
  9: [33],
  13: [33],
  14: [32, 33],
  15: [32, 33],
  18: [32, 33],
  19: [33],
  20: [32, 33],
  22: [32, 33],
  23: [25, 27, 29, 32, 33],
  24: [25, 27, 31],
  25: [31],
  26: [29, 33],
  27: [33],
  28: [31, 33],
  29: [32, 33],
  30: [32, 33],
  31: [32, 33],
  32: [33],
};
export const karateLinks = (): Pair[] => Object.entries(KARATE).flatMap(([a, all]) => all.map((b) => [Number(a), b] as const));
