import type { AnalysisContext } from './analysis.js';
import { tallyOf, type Tally } from './author-network-choice.js';
import {
  describeCommunities,
  groupingOf,
  type CommunityOptions,
  type Grouping,
  type NetworkCommunity,
} from './author-network-communities.js';
import { pickLinks, type Counting, type Links } from './author-network-links.js';
import type { LeftOut, NetworkMaterial, Relation } from './author-network-material.js';
import type { Selection } from './author-network-occasions.js';
import { linksBetween, networkOf, normalisedWeights, type Normalisation } from './author-network-shape.js';
import { betweennessOf } from './betweenness.js';
import { degree } from './citation-graph.js';
import { clustering } from './clustering.js';
import { componentsOf } from './components.js';
import { distanceMeasures } from './distances.js';
import { coresOf } from './k-core.js';
import { densityOf } from './modularity.js';
import { linkWeights, type Network } from './network.js';
import { weightedPagerank } from './pagerank.js';

export interface PartOptions extends CommunityOptions {
  relation: Relation;
  counting: Counting;
  normalisation: Normalisation;
  /** Links of less are left out. */
  minWeight: number;
  /** Links that are answered, the heaviest ones. */
  maxEdges: number;
}

export interface NetworkNode {
  key: string;
  articles: number;
  citations: number;
  /** Nodes that it is linked with. */
  degree: number;
  /** Weights of its links added up; of citations both ways. */
  weightedDegree: number;
  betweenness: number;
  closeness: number;
  clustering: number;
  pageRank: number;
  core: number;
  /** From 1, the largest first. */
  component: number;
  /** Number of its community; null for a node without links. */
  community: number | null;
  averageYear: number | null;
  position: { x: number; y: number } | null;
}

export interface NetworkEdge {
  /** Places in the nodes. */
  source: number;
  target: number;
  weight: number;
  normalizedWeight: number;
  /** Joint works; shared references; works that cite both; citations. */
  sharedArticles: number;
  firstYear: number | null;
  lastYear: number | null;
}

/** A network with its figures: the whole one, or that of a period. */
export interface NetworkPart {
  nodes: NetworkNode[];
  /** The heaviest first. */
  edges: NetworkEdge[];
  communities: NetworkCommunity[];
  /** Nodes of each part that hangs together, the largest first. */
  components: number[];
  modularity: number;
  density: number | null;
  averagePath: number | null;
  clustering: number;
  /** Nodes that betweenness was counted from; where these are not all, it, closeness and paths are estimates. */
  pathSources: number;
}

/** A part with what it was made from. */
export interface MadePart {
  part: NetworkPart;
  /** The units that the nodes are. */
  chosen: Uint32Array;
  network: Network;
  grouping: Grouping;
  leftOut: LeftOut[];
}

/** Networks of more nodes have betweenness and distances estimated, from so many nodes. */
const EXACT_UP_TO = 1_500;
const SOURCES = 300;

/** The network of the chosen units over the works of the selection, with all its figures but positions. */
export function makePart(
  material: NetworkMaterial,
  selection: Selection,
  chosen: Uint32Array,
  options: PartOptions,
  context?: AnalysisContext,
): MadePart {
  const found = linksBetween(material, selection, chosen, options, context);
  const all = Uint32Array.from(found.links.source.keys());
  const kept = all.filter((link) => found.links.weights[link]! >= options.minWeight);
  const links = pickLinks(found.links, kept);
  const network = networkOf(links, chosen.length);
  const grouping = groupingOf(network, options, context);
  const weights = linkWeights(network);
  const measures = measure(network, options.seed, context);
  const tally = tallyOf(material.bylines, selection.counted);
  const normalised = normalisedWeights(links, chosen.length, found.occurrences, options.normalisation);
  const part: NetworkPart = {
    nodes: nodesOf(material.bylines.keys, chosen, tally, network, weights, grouping, measures),
    edges: Array.from(heaviest(links, options.maxEdges), (link) => edgeOf(links, normalised, link)),
    communities: describeCommunities(grouping, material, selection.counted, chosen, network, weights),
    components: [...measures.components.sizes],
    modularity: grouping.modularity,
    density: densityOf(chosen.length, links.isDirected ? links.source.length / 2 : links.source.length),
    averagePath: measures.averagePath,
    clustering: measures.clustering.mean,
    pathSources: measures.pathSources,
  };
  return {
    part,
    chosen,
    network,
    grouping,
    leftOut: [
      { reason: 'SELF_CITATION', units: 0, works: 0, links: found.selfCiting },
      { reason: 'MIN_WEIGHT', units: 0, works: 0, links: all.length - kept.length },
      { reason: 'MAX_EDGES', units: 0, works: 0, links: kept.length - part.edges.length },
    ],
  };
}

function measure(network: Network, seed: number, context?: AnalysisContext) {
  const checkpoint = (done: number, total: number | null) => context?.checkpoint(done, total, 'SOURCES');
  const sampling = { exactUpTo: EXACT_UP_TO, sources: SOURCES, seed, checkpoint };
  const betweenness = betweennessOf(network, sampling);
  const distances = distanceMeasures(network, sampling);
  return {
    betweenness: betweenness.scores,
    closeness: distances.closeness,
    averagePath: distances.averagePath,
    clustering: clustering(network),
    pageRanks: weightedPagerank(network, { damping: 0.85, tolerance: 1e-9 }),
    cores: coresOf(network),
    components: componentsOf(network),
    pathSources: betweenness.sources,
  };
}

function nodesOf(
  keys: readonly string[],
  chosen: Uint32Array,
  { works, citations, averageYears }: Tally,
  network: Network,
  weights: Float64Array,
  { community }: Grouping,
  measures: ReturnType<typeof measure>,
): NetworkNode[] {
  return Array.from(chosen, (unit, v) => ({
    key: keys[unit]!,
    articles: works[unit]!,
    citations: citations[unit]!,
    degree: degree(network, v),
    weightedDegree: weights[v]!,
    betweenness: measures.betweenness[v]!,
    closeness: measures.closeness[v]!,
    clustering: measures.clustering.local[v]!,
    pageRank: measures.pageRanks[v]!,
    core: measures.cores[v]!,
    component: measures.components.of[v]! + 1,
    community: community[v]! < 0 ? null : community[v]! + 1,
    averageYear: Number.isNaN(averageYears[unit]!) ? null : averageYears[unit]!,
    position: null,
  }));
}

/** Of equally heavy links those between lower numbers. */
function heaviest({ weights }: Links, most: number): Uint32Array {
  return Uint32Array.from(weights.keys())
    .sort((a, b) => weights[b]! - weights[a]! || a - b)
    .slice(0, most);
}

function edgeOf(
  { source, target, weights, counts, firstYears, lastYears }: Links,
  normalised: Float64Array,
  link: number,
): NetworkEdge {
  return {
    source: source[link]!,
    target: target[link]!,
    weight: weights[link]!,
    normalizedWeight: normalised[link]!,
    sharedArticles: counts[link]!,
    firstYear: firstYears[link]! < 0 ? null : firstYears[link]!,
    lastYear: lastYears[link]! < 0 ? null : lastYears[link]!,
  };
}
