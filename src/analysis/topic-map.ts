import type { AnalysisContext } from './analysis.js';
import { degree } from './citation-graph.js';
import { incidence } from './incidence.js';
import { leiden, type LeidenOptions } from './leiden.js';
import { withStrength, type Network, type Strength } from './network.js';
import { countPairs, type PairLimits } from './pair-counts.js';
import type { StructureAnalysis } from './structure-analysis.js';
import { FREQUENT_TOPICS, leidenOptions, leidenParameters, pairLimits, pairParameters } from './structure-parameters.js';

export interface MapTopic {
  name: string;
  articles: number;
  /** From 0, the largest first. */
  community: number;
}

/** Ends are places in `topics`, the lower first. */
export interface MapLink {
  a: number;
  b: number;
  /** Articles that have both. */
  articles: number;
  weight: number;
}

export interface TopicMap {
  topics: MapTopic[];
  links: MapLink[];
  communities: number;
  quality: number;
  /** Nodes are places in `topics`. */
  network: Network;
  leftOut: { rareTopics: number; rarePairs: number; articlesWithManyTopics: number; pairsOfThose: number };
}

export interface TopicMapOptions extends PairLimits {
  /** Topics of fewer articles are left out. */
  minimumArticles: number;
  strength: Strength;
  leiden: LeidenOptions;
}

/**
 * Topics that articles have together, as a network, and its communities. Co-word analysis: M. Callon, J.-P. Courtial, W.A. Turner
 * & S. Bauin, "From translations to problematic networks", Soc Sci Inf 22:191, 1983; with the association strength of
 * VOSviewer (Van Eck & Waltman 2009, JASIST 60:1635). `topics` gives the names of each article.
 */
export function mapTopics(topics: readonly (readonly string[])[], options: TopicMapOptions, context?: AnalysisContext): TopicMap {
  const { names, members, lists, rareNames } = incidence(topics, options.minimumArticles);
  const pairs = countPairs('topic', members, lists, options, context);
  const { offsets, neighbours, counts } = pairs;
  const raw: Network = { offsets, neighbours, weights: counts, nodeWeights: new Float64Array(names.length).fill(1) };
  const network = withStrength(raw, options.strength, pairs.occurrences);
  const { community, sizes, quality } = leiden(network, options.leiden, context);
  const { listsLeftOut, pairsLeftOut, rarePairs } = pairs;
  return {
    topics: names.map((name, topic) => ({ name, articles: degree(lists, topic), community: community[topic]! })),
    links: linksOf(network, counts),
    communities: sizes.length,
    quality,
    network,
    leftOut: { rareTopics: rareNames, rarePairs, articlesWithManyTopics: listsLeftOut, pairsOfThose: pairsLeftOut },
  };
}

function linksOf({ offsets, neighbours, weights }: Network, counts: Float64Array): MapLink[] {
  const links: MapLink[] = [];
  for (let a = 0; a < offsets.length - 1; a++) {
    for (let i = offsets[a]!; i < offsets[a + 1]!; i++) {
      const b = neighbours[i]!;
      if (a < b) links.push({ a, b, articles: counts[i]!, weight: weights[i]! });
    }
  }
  return links;
}

/** Links that are answered: the strongest. A map of all topics of a large graph has a million. */
const MOST_LINKS = 1_000;

/** A link, its ends by name. */
export interface NamedLink extends Pick<MapLink, 'articles' | 'weight'> {
  source: string;
  target: string;
}

export interface TopicMapAnswer extends Pick<TopicMap, 'topics' | 'communities' | 'quality' | 'leftOut'> {
  links: NamedLink[];
  /** Links, also those that are not answered. */
  linkCount: number;
}

export const TOPIC_MAP: StructureAnalysis<TopicMapAnswer> = {
  id: 'TOPIC_MAP',
  title: 'Map of topics',
  description:
    'Which topics articles have together, how strongly for how frequent they are, and groups of topics that belong together. ' +
    'A link says that two topics meet more or less often, not that one leads to the other.',
  paper:
    'Callon et al., Soc Sci Inf 22:191, 1983; Van Eck & Waltman, JASIST 60:1635, 2009; Traag, Waltman & van Eck, Sci Rep 9:5233, 2019',
  reads: ['TOPICS'],
  parameters: [FREQUENT_TOPICS, ...pairParameters('ASSOCIATION_STRENGTH', 1), ...leidenParameters('CPM', 1)],
  outputs: [
    { id: 'topics', title: 'Topics with their articles and group', of: 'GRAPH' },
    { id: 'links', title: 'Links between topics, the 1,000 strongest', of: 'GRAPH' },
    { id: 'linkCount', title: 'All links', of: 'GRAPH' },
    { id: 'communities', title: 'Groups of topics', of: 'GRAPH' },
    { id: 'quality', title: 'Quality of the groups', of: 'GRAPH' },
    { id: 'leftOut', title: 'What was left out, such as rare topics', of: 'GRAPH' },
  ],
  run({ topics: all }, values, context) {
    const { topics, links, communities, quality, leftOut } = mapTopics(all, topicMapOptions(values), context);
    const strongest = links.toSorted((x, y) => y.weight - x.weight || x.a - y.a || x.b - y.b).slice(0, MOST_LINKS);
    const named = strongest.map(({ a, b, articles, weight }) => ({ source: topics[a]!.name, target: topics[b]!.name, articles, weight })); // prettier-ignore
    return { topics, links: named, linkCount: links.length, communities, quality, leftOut };
  },
};

export const topicMapOptions = (values: Readonly<Record<string, number | string>>): TopicMapOptions => ({
  ...pairLimits(values),
  minimumArticles: Number(values.minimumArticles),
  strength: values.strength as Strength,
  leiden: leidenOptions(values),
});
