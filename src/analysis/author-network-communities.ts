import type { AnalysisContext } from './analysis.js';
import type { NetworkMaterial } from './author-network-material.js';
import { ofLinked } from './communities.js';
import { labelCommunities, type LabelTerm } from './community-labels.js';
import { leiden, DEFAULT_LEIDEN } from './leiden.js';
import { modularity } from './modularity.js';
import { withStrength, type Network } from './network.js';

/** A group of nodes that hang together more than with others. */
export interface NetworkCommunity {
  /** From 1, the largest first; in periods the number of the community of the period before that it continues. */
  number: number;
  size: number;
  /** Its most telling topics; null where its works have none. */
  label: string | null;
  /** Those with the heaviest links, as places in the nodes. */
  topNodes: number[];
  topTopics: LabelTerm[];
  /** Share of its pairs that are linked; null for a single node. */
  density: number | null;
}

export interface CommunityOptions {
  resolution: number;
  seed: number;
}

export interface Grouping {
  /** From 0, in the order of size; -1 for a node without links. */
  community: Int32Array;
  sizes: number[];
  modularity: number;
}

/** As many as VOSviewer makes. */
const PASSES = 10;

/**
 * Communities as VOSviewer finds them: the constant Potts model on association strengths (Waltman, Van Eck & Noyons 2010,
 * J Informetr 4:629), by the Leiden algorithm. Modularity is that of the same partition on the weights themselves.
 */
export function groupingOf(network: Network, { resolution, seed }: CommunityOptions, context?: AnalysisContext): Grouping {
  const strengths = withStrength(network, 'ASSOCIATION_STRENGTH', network.nodeWeights);
  const found = leiden(strengths, { ...DEFAULT_LEIDEN, quality: 'CPM', iterations: PASSES, resolution, seed }, context);
  return { ...ofLinked(network, found), modularity: modularity(network, found.community) };
}

const TOP = 5;

/** What the communities are about and who leads them. `nodes` are units; `weights` the weight of the links of each. */
export function describeCommunities(
  { community, sizes }: Grouping,
  { bylines, topicNames }: NetworkMaterial,
  counted: Uint8Array,
  nodes: Uint32Array,
  network: Network,
  weights: Float64Array,
): NetworkCommunity[] {
  const labels = labelsOf(community, sizes.length, { bylines, topicNames }, counted, nodes);
  const members: number[][] = sizes.map(() => []);
  const linksWithin = new Uint32Array(sizes.length);
  for (let v = 0; v < community.length; v++) {
    const own = community[v]!;
    if (own < 0) continue;
    members[own]!.push(v);
    for (let i = network.offsets[v]!; i < network.offsets[v + 1]!; i++)
      if (network.neighbours[i]! > v && community[network.neighbours[i]!] === own) linksWithin[own]!++;
  }
  return sizes.map((size, c) => ({
    number: c + 1,
    size,
    label: labels[c]!.label,
    topNodes: members[c]!.sort((a, b) => weights[b]! - weights[a]! || a - b).slice(0, TOP),
    topTopics: labels[c]!.topics,
    density: size < 2 ? null : (2 * linksWithin[c]!) / (size * (size - 1)),
  }));
}

/** A work tells about every community that somebody on its byline belongs to. A topic of one work is told, too: groups may be small. */
function labelsOf(
  community: Int32Array,
  count: number,
  { bylines, topicNames }: Pick<NetworkMaterial, 'bylines' | 'topicNames'>,
  counted: Uint8Array,
  nodes: Uint32Array,
) {
  const ofUnit = new Int32Array(bylines.keys.length).fill(-1);
  nodes.forEach((unit, node) => (ofUnit[unit] = community[node]!));
  const rows: number[] = [];
  const topics: string[][] = [];
  for (let work = 0; work < counted.length; work++) {
    const [start, end] = [bylines.topics.offsets[work]!, bylines.topics.offsets[work + 1]!];
    if (counted[work] === 0 || start === end) continue;
    const names = Array.from(bylines.topics.neighbours.subarray(start, end), (topic) => topicNames[topic]!);
    const groups = new Set<number>();
    for (let i = bylines.units.offsets[work]!; i < bylines.units.offsets[work + 1]!; i++)
      groups.add(ofUnit[bylines.units.neighbours[i]!]!);
    for (const group of groups) {
      if (group < 0) continue;
      rows.push(group);
      topics.push(names);
    }
  }
  return labelCommunities(rows, count, { topics, titles: topics.map(() => null) }, { most: TOP, minimumArticles: 1 });
}
