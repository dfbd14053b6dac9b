import type { AuthorNetwork, NetworkOptions } from '../analysis/author-network.js';
import type { NetworkPart } from '../analysis/author-network-part.js';
import { badInput, CodedError } from '../errors.js';
import type { AuthorNetworkInput, AuthorNetworkScope, Resolvers } from '../generated/graphql.js';
import { toGlobalId } from '../global-id.js';
import { identify } from '../ids.js';
import type { Loaders } from '../loaders/index.js';
import type { StoredAuthor } from '../records.js';
import { networksOf, type NetworkQuestion } from '../snapshot/author-network.js';
import type { NetworkScope } from '../traverse/author-network-scope.js';
import type { Context } from './context.js';
import { rangeOf } from './filter/condition.js';
import { articleFilter, wholeGraphFilter } from './filter/article.js';
import { nodeOf } from './identifier.js';
import type { NetworkCommunitySource, NetworkEdgeSource } from './sources.js';

/** `authorNetwork`: who is named is looked up here; what is found is plain data, of which only authors are read. */

const BOUNDS = {
  seeds: [1, 100],
  among: [1, 1000],
  depth: [1, 3],
  minArticles: [1, 1_000_000],
  minWeight: [0, 1_000_000],
  maxAuthorsPerArticle: [1, 1000],
  maxAuthors: [1, 5000],
  maxEdges: [0, 20_000],
  resolution: [1e-9, 100],
  seed: [0, 2_147_483_647],
  timeSlices: [2, 20],
} as const;

function within(name: keyof typeof BOUNDS, value: number): number {
  const [least, most] = BOUNDS[name];
  if (value >= least && value <= most) return value;
  throw badInput(`\`${name}\` is ${value}; it must be between ${least} and ${most}.`);
}

type Named = Pick<NetworkScope, 'around' | 'seeds' | 'depth'> & { notFound: string[] };

/** The nodes that the scope names, and what names none. */
async function namedBy({ seeds, among, depth, filter }: AuthorNetworkScope, loaders: Loaders): Promise<Named> {
  if (seeds && among)
    throw badInput('`seeds` and `among` are given together; give one of them: among authors nothing is walked.');
  if (!seeds && !among && !filter) throw badInput('`scope` is empty; name `seeds` or authors (`among`), or give a `filter`.');
  if (!seeds && !among) return { around: 'ALL', seeds: [], depth: 0, notFound: [] };
  const inputs = seeds ?? among!;
  within(seeds ? 'seeds' : 'among', inputs.length);
  const nodes = await Promise.all(inputs.map((input) => nodeNamed(input, loaders)));
  const kinds = new Set(nodes.flatMap((node) => node?.kind ?? []));
  for (const kind of kinds)
    if (kind !== 'Author' && (among || kind !== 'Article'))
      throw badInput(`\`${seeds ? 'seeds' : 'among'}\` names a node of the kind ${kind}; it takes ${seeds ? 'works or authors' : 'authors'}.`); // prettier-ignore
  if (kinds.size > 1) throw badInput('`seeds` names works and authors; give either, for their steps are different ones.');
  return {
    around: among || kinds.has('Author') ? 'AUTHORS' : 'WORKS',
    seeds: [...new Set(nodes.flatMap((node) => node?.record.key ?? []))].sort(),
    depth: seeds ? within('depth', depth!) : 0,
    notFound: [...new Set(inputs.filter((_, i) => nodes[i] === null))],
  };
}

async function nodeNamed(input: string, loaders: Loaders) {
  const identifier = identify(input);
  return identifier && nodeOf(identifier, loaders);
}

function optionsOf(input: NetworkInput): NetworkOptions {
  return {
    relation: input.relation,
    counting: input.counting,
    normalisation: input.normalisation,
    chooseBy: input.chooseBy,
    minArticles: within('minArticles', input.minArticles),
    minWeight: within('minWeight', input.minWeight),
    maxUnitsPerWork: within('maxAuthorsPerArticle', input.maxAuthorsPerArticle),
    maxUnits: within('maxAuthors', input.maxAuthors),
    maxEdges: within('maxEdges', input.maxEdges),
    resolution: within('resolution', input.resolution),
    seed: within('seed', input.seed),
    layout: input.layout ?? null,
    timeSlices: typeof input.timeSlices === 'number' ? within('timeSlices', input.timeSlices) : 0,
  };
}

/** Where the names of the limits differ between the inputs of the networks. */
export type NetworkInput = Omit<Required<AuthorNetworkInput>, '__typename'>;

export async function readNetwork(input: NetworkInput, of: NetworkQuestion['of'], { store, loaders, signal }: Context) {
  const options = optionsOf(input);
  const { notFound, ...named } = await namedBy(input.scope, loaders);
  const filter = await (named.around === 'ALL' ? wholeGraphFilter : articleFilter)(input.scope.filter, loaders);
  const years = input.years ? rangeOf(input.years) : null;
  const network = await networksOf(store).answer({ scope: { ...named, filter, years }, options, of }, signal);
  return { ...network, notFound };
}

const idOf = (key: string): string => toGlobalId('Author', key);

/** Communities and edges name nodes by their places. */
const partResolvers = {
  edges: ({ edges, nodes }: NetworkPart): NetworkEdgeSource[] => edges.map((edge) => ({ ...edge, nodes })),
  communities: ({ communities, nodes }: NetworkPart): NetworkCommunitySource[] =>
    communities.map((one) => ({ ...one, keys: one.topNodes.map((place) => nodes[place]!.key) })),
  components: ({ components, nodes }: NetworkPart) => ({
    count: components.length,
    sizes: components.slice(0, 100),
    isolated: nodes.reduce((sum, { degree }) => sum + (degree === 0 ? 1 : 0), 0),
  }),
};

async function nameOnlyAuthors({ nodes }: AuthorNetwork, { author }: Loaders): Promise<number> {
  const identities = await Promise.all(nodes.map(({ key }) => author.identity.load(key)));
  return identities.filter(({ method }) => method === 'NAME_ONLY').length;
}

/** Of a network that was computed before the graph changed an author may be gone. */
async function authorOf(key: string, { author }: Loaders): Promise<StoredAuthor> {
  const found = await author.byKey.load(key);
  if (!found) throw new CodedError('CONFLICT', 'The graph was changed while the network was made. Ask again.');
  return found;
}

const NAMES_IN_LABEL = 2;

async function labelOf({ label, keys }: NetworkCommunitySource, loaders: Loaders): Promise<string> {
  if (label !== null) return label;
  const authors = await Promise.all(keys.slice(0, NAMES_IN_LABEL).map((key) => authorOf(key, loaders)));
  return authors.map(({ name }) => name).join(', ');
}

export const authorNetworkResolvers: Resolvers = {
  Query: { authorNetwork: (_, { input }, context) => readNetwork(input as NetworkInput, 'AUTHORS', context) },
  AuthorNetwork: {
    ...partResolvers,
    articleCount: ({ works }) => works,
    nameOnlyAuthors: (network, _, { loaders }) => nameOnlyAuthors(network, loaders),
    leftOut: ({ leftOut }) =>
      leftOut.map(({ reason, units, works, links }) => ({ reason, authors: units, articles: works, edges: links })),
  },
  AuthorNetworkSlice: { ...partResolvers, newAuthorCount: ({ newNodes }) => newNodes },
  AuthorNetworkNode: {
    author: ({ key }, _, { loaders }) => authorOf(key, loaders),
    articleCount: ({ articles }) => articles,
    citationCount: ({ citations }) => citations,
    community: ({ community }) => (community === null ? null : String(community)),
  },
  AuthorNetworkEdge: {
    source: ({ source, nodes }) => idOf(nodes[source]!.key),
    target: ({ target, nodes }) => idOf(nodes[target]!.key),
    sharedArticleCount: ({ sharedArticles }) => sharedArticles,
  },
  AuthorNetworkCommunity: {
    id: ({ number }) => String(number),
    label: (community, _, { loaders }) => labelOf(community, loaders),
    topAuthors: ({ keys }, _, { loaders }) => Promise.all(keys.map((key) => authorOf(key, loaders))),
  },
};
