import type { AnalysisContext } from './analysis.js';
import { labelCommunities, type CommunityLabel } from './community-labels.js';
import type { CitationGraph } from './citation-graph.js';
import { leiden, type LeidenResult } from './leiden.js';
import { citationNetwork, coCitationNetwork, couplingNetwork, linkWeights, withStrength } from './network.js';
import type { Network, Strength, WorkNetwork } from './network.js';
import type { StructureAnalysis } from './structure-analysis.js';
import { leidenOptions, leidenParameters, pairLimits, pairParameters } from './structure-parameters.js';

export interface Community extends CommunityLabel {
  articles: number;
}

export interface Communities {
  /** The community of each article; -1 for one without a link in the network. */
  community: Int32Array;
  /** The largest first. */
  communities: Community[];
  notes: Record<string, number>;
}

const NETWORKS = ['CITATION', 'CO_CITATION', 'COUPLING'] as const;
type Values = Readonly<Record<string, number | string>>;

function networkOf(graph: CitationGraph, values: Values, context: AnalysisContext): WorkNetwork {
  const strength = values.strength as Strength;
  if (values.network === 'CO_CITATION') return coCitationNetwork(graph, strength, pairLimits(values), context);
  if (values.network === 'COUPLING') return couplingNetwork(graph, strength, pairLimits(values), context);
  const network = citationNetwork(graph);
  const leftOut = { listsLeftOut: 0, pairsLeftOut: 0, rarePairs: 0 };
  // Each link counts 1, so the links of a work are as often as it could be counted.
  return { network: withStrength(network, strength, linkWeights(network)), leftOut };
}

/** Communities without the nodes that have no link (-1), numbered anew in the same order. */
export function ofLinked({ offsets }: Network, { community, sizes }: LeidenResult): { community: Int32Array; sizes: number[] } {
  const isLinked = (v: number) => offsets[v + 1]! > offsets[v]!;
  const hasLinks = new Uint8Array(sizes.length);
  community.forEach((c, v) => isLinked(v) && (hasLinks[c] = 1));
  const kept = [...sizes.keys()].filter((c) => hasLinks[c]);
  const numbers = new Int32Array(sizes.length).fill(-1);
  kept.forEach((c, number) => (numbers[c] = number));
  return { community: Int32Array.from(community, (c) => numbers[c]!), sizes: kept.map((c) => sizes[c]!) };
}

export const COMMUNITIES: StructureAnalysis<Communities> = {
  id: 'COMMUNITIES',
  title: 'Communities of articles',
  description:
    'Groups of articles that cite each other, are cited together or cite the same works more than others do, with the topics ' +
    'and words of titles that tell each from the rest. Groups follow habits of citing, which are not always fields; another ' +
    'seed or resolution may draw borders elsewhere.',
  paper: 'Traag, Waltman & van Eck, Sci Rep 9:5233, 2019',
  reads: ['CITATIONS', 'TOPICS', 'TITLES'],
  parameters: [
    { id: 'network', kind: 'choice', title: 'What links two articles', default: 'CITATION', choices: NETWORKS },
    ...pairParameters('NONE', 2),
    ...leidenParameters('MODULARITY', 1),
  ],
  outputs: [
    { id: 'community', title: 'Community', of: 'ARTICLE' },
    { id: 'communities', title: 'Communities with their topics and terms', of: 'GRAPH' },
  ],
  run(material, values, context) {
    const { network, leftOut } = networkOf(material.graph, values, context);
    const result = leiden(network, leidenOptions(values), context);
    const { community, sizes } = ofLinked(network, result);
    const labels = labelCommunities(community, sizes.length, material);
    const unlinkedArticles = community.reduce((count, c) => count + (c === -1 ? 1 : 0), 0);
    const smallCommunities = sizes.filter((size) => size < Number(values.minimumSize)).length;
    const { quality, iterations } = result;
    const links = network.neighbours.length / 2;
    return {
      community,
      communities: labels.map((label, c) => ({ ...label, articles: sizes[c]! })),
      notes: { quality, iterations, links, unlinkedArticles, smallCommunities, ...leftOut },
    };
  },
};
