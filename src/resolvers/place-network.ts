import type { NetworkPart } from '../analysis/author-network-part.js';
import type { PlaceNetworkInput, Resolvers } from '../generated/graphql.js';
import type { Place, PlaceKind } from '../traverse/place-bylines.js';
import { readNetwork, type NetworkInput } from './author-network.js';
import type { Context } from './context.js';
import { countryOfCode } from './institution.js';
import type { PlaceNetworkSource, PlaceNodeSource, PlacePartSource } from './sources.js';

/** `institutionNetwork` and `countryNetwork`: networks as of authors, whose nodes are where these worked. */

async function placeNetwork(asked: PlaceNetworkInput, of: PlaceKind, context: Context): Promise<PlaceNetworkSource> {
  // GraphQL has put the defaults in.
  const { maxNodes, maxPerArticle, ...input } = asked as Required<PlaceNetworkInput>;
  const network = await readNetwork({ ...input, maxAuthors: maxNodes, maxAuthorsPerArticle: maxPerArticle } as NetworkInput, of, context); // prettier-ignore
  const { places, slices, ...whole } = network;
  const about = { of, places: places!.places };
  const { authorships, unplaced } = places!;
  return { ...whole, ...about, authorships, unplaced, slices: slices.map((slice) => ({ ...slice, ...about })) };
}

const placeOf = ({ places }: PlacePartSource, key: string): Place => places.get(key)!;

/** Edges and communities name nodes by their places in the list. */
const partResolvers = {
  nodes: (part: NetworkPart & PlacePartSource): PlaceNodeSource[] =>
    part.nodes.map((node) => ({ ...node, of: part.of, place: placeOf(part, node.key) })),
  edges: ({ edges, nodes }: NetworkPart) =>
    edges.map(({ sharedArticles, source, target, ...edge }) => ({
      ...edge,
      source: nodes[source]!.key,
      target: nodes[target]!.key,
      sharedArticleCount: sharedArticles,
    })),
  communities: (part: NetworkPart & PlacePartSource) =>
    part.communities.map(({ number, topNodes, label, ...community }) => {
      const topNames = topNodes.map((node) => placeOf(part, part.nodes[node]!.key).name);
      return { ...community, id: String(number), topNames, label: label ?? topNames.slice(0, 2).join(', ') };
    }),
  components: ({ components, nodes }: NetworkPart) => ({
    count: components.length,
    sizes: components.slice(0, 100),
    isolated: nodes.reduce((sum, { degree }) => sum + (degree === 0 ? 1 : 0), 0),
  }),
};

export const placeNetworkResolvers: Resolvers = {
  Query: {
    institutionNetwork: (_, { input }, context) => placeNetwork(input, 'INSTITUTIONS', context),
    countryNetwork: (_, { input }, context) => placeNetwork(input, 'COUNTRIES', context),
  },
  PlaceNetwork: {
    ...partResolvers,
    articleCount: ({ works }) => works,
    authorshipCount: ({ authorships }) => authorships,
    unplacedAuthorships: ({ unplaced }) => unplaced,
    leftOut: ({ leftOut }) =>
      leftOut.map(({ reason, units, works, links }) => ({ reason, nodes: units, articles: works, edges: links })),
  },
  PlaceNetworkSlice: { ...partResolvers, newNodeCount: ({ newNodes }) => newNodes },
  PlaceNetworkNode: {
    id: ({ key }) => key,
    label: ({ place }) => place.name,
    institution: ({ of, key, place }) => (of === 'INSTITUTIONS' ? { ...place, key } : null),
    country: ({ place }) => countryOfCode(place.country),
    articleCount: ({ articles }) => articles,
    citationCount: ({ citations }) => citations,
    community: ({ community }) => (community === null ? null : String(community)),
  },
};
