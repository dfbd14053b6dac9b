import type { AnalysisContext } from './analysis.js';
import type { StructureAnalysis } from './structure-analysis.js';
import { FREQUENT_TOPICS, leidenParameters, pairParameters } from './structure-parameters.js';
import { mapTopics, topicMapOptions, type TopicMap, type TopicMapOptions } from './topic-map.js';

export type Quadrant = 'MOTOR' | 'NICHE' | 'EMERGING_OR_DECLINING' | 'BASIC';

export interface Theme {
  /** Its topic of most articles. */
  name: string;
  /** The topics, those of most articles first. */
  topics: string[];
  /** Articles with at least one of the topics. */
  articles: number;
  /** Weights of the links with topics of other themes, added up: how much other themes need this one. */
  centrality: number;
  /** 100 · weights of the links among its topics / its topics: how far it is worked out. */
  density: number;
  quadrant: Quadrant;
}

export interface ThematicMap {
  /** In the order of their communities: those of most topics first. */
  themes: Theme[];
  medianCentrality: number;
  medianDensity: number;
  /** Communities of fewer topics than asked, and what the map of topics left out. */
  leftOut: TopicMap['leftOut'] & { smallThemes: number };
}

/**
 * Strategic diagram: M. Callon, J.P. Courtial & F. Laville, "Co-word analysis as a tool for describing the network of
 * interactions between basic and technological research", Scientometrics 22:155, 1991, with the names of the quadrants of
 * Cobo et al. 2011, J Informetr 5:146. A theme is high where it is at or above the median of the themes.
 */
export function mapThemes(
  topics: readonly (readonly string[])[],
  options: TopicMapOptions & { minimumTopics: number },
  context?: AnalysisContext,
): ThematicMap {
  const map = mapTopics(topics, options, context);
  const { within, outside } = linkSums(map);
  const members: number[][] = Array.from({ length: map.communities }, () => []);
  map.topics.forEach(({ community }, topic) => members[community]!.push(topic));
  const kept = members.flatMap((all, c) => (all.length >= options.minimumTopics ? c : []));
  const articles = articlesOf(map, topics);
  const centralities = kept.map((c) => outside[c]!);
  const densities = kept.map((c) => (100 * within[c]!) / members[c]!.length);
  const [medianCentrality, medianDensity] = [median(centralities), median(densities)];
  const themes = kept.map((c, i): Theme => {
    const byArticles = members[c]!.sort((a, b) => map.topics[b]!.articles - map.topics[a]!.articles || a - b);
    const names = byArticles.map((topic) => map.topics[topic]!.name);
    const [centrality, density] = [centralities[i]!, densities[i]!];
    const quadrant = QUADRANTS[Number(centrality >= medianCentrality)]![Number(density >= medianDensity)]!;
    return { name: names[0]!, topics: names, articles: articles[c]!, centrality, density, quadrant };
  });
  const leftOut = { ...map.leftOut, smallThemes: map.communities - kept.length };
  return { themes, medianCentrality, medianDensity, leftOut };
}

/** By centrality, then by density: low, high. */
const QUADRANTS: readonly (readonly Quadrant[])[] = [
  ['EMERGING_OR_DECLINING', 'NICHE'],
  ['BASIC', 'MOTOR'],
];

/** Of each community the weights of links inside, and of those that lead out. */
function linkSums({ topics, links, communities }: TopicMap): { within: Float64Array; outside: Float64Array } {
  const within = new Float64Array(communities);
  const outside = new Float64Array(communities);
  for (const { a, b, weight } of links) {
    const [c, d] = [topics[a]!.community, topics[b]!.community];
    if (c === d) within[c]! += weight;
    else {
      outside[c]! += weight;
      outside[d]! += weight;
    }
  }
  return { within, outside };
}

function articlesOf(map: TopicMap, topics: readonly (readonly string[])[]): Uint32Array {
  const community = new Map(map.topics.map((topic) => [topic.name, topic.community]));
  const counts = new Uint32Array(map.communities);
  for (const names of topics) for (const c of new Set(names.flatMap((name) => community.get(name) ?? []))) counts[c]!++;
  return counts;
}

/** Of an even number of values the middle of the two in the middle; 0 of none. */
function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}

export const THEMATIC_MAP: StructureAnalysis<ThematicMap> = {
  id: 'THEMATIC_MAP',
  title: 'Thematic map',
  description:
    'Groups of topics by how much they are linked with others (centrality) and among themselves (density): motor themes have ' +
    'both, basic themes are central but loose, niche themes the reverse, emerging or declining ones neither. High and low are ' +
    'measured against the other themes of the same map.',
  paper: 'Callon, Courtial & Laville, Scientometrics 22:155, 1991; Cobo et al., J Informetr 5:146, 2011',
  reads: ['TOPICS'],
  parameters: [
    FREQUENT_TOPICS,
    { id: 'minimumTopics', kind: 'number', title: 'Fewest topics of a theme', default: 2, min: 1, max: 1000, isWhole: true },
    ...pairParameters('EQUIVALENCE', 1),
    ...leidenParameters('MODULARITY', 1),
  ],
  outputs: [
    { id: 'themes', title: 'Themes with centrality and density', of: 'GRAPH' },
    { id: 'medianCentrality', title: 'Centrality from which themes are central', of: 'GRAPH' },
    { id: 'medianDensity', title: 'Density from which themes are worked out', of: 'GRAPH' },
    { id: 'leftOut', title: 'What was left out, such as small themes', of: 'GRAPH' },
  ],
  run: ({ topics }, values, context) =>
    mapThemes(topics, { ...topicMapOptions(values), minimumTopics: Number(values.minimumTopics) }, context),
};
