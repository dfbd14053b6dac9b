import type { GraphQLField } from 'graphql';
import { DEFAULT_PAGE_SIZE } from '../resolvers/paging.js';
import { holdPageSize } from './limits.js';

/** How long a list is taken to be, known before it is read. */

/** Size at which a list without paging counts, such as the authors of an article. */
export const UNPAGED_LIST = 5;

/** Lists without paging that are often longer, or whose entries cost more: the imports behind an author are looked for in all articles. */
export const LONG_LISTS: Readonly<Record<string, number>> = {
  'Article.unresolvedReferences': 40,
  'Author.affiliationHistory': 10,
  'Author.provenance': 25,
  'Author.possibleSame': 10,
  'Author.timeline': 25,
  'CitationCandidateEdge.seeds': 10,
  'CitationSearchRound.perSeed': 100,
  'Import.refusals': 100,
  'ImportJob.refusals': 100,
  'ImportReport.files': 25,
  'ImportReport.merges': 100,
  'ImportReport.refusals': 100,
  'ImportReport.warnings': 100,
  'RelatedArticleEdge.seeds': 10,
};

/** Fields that look at a thousand works or more to answer, or at the whole graph: what each counts on top of the 1 of every field. */
export const COSTLY_FIELDS: Readonly<Record<string, number>> = {
  'Article.coCited': 50,
  'Article.coupled': 50,
  'Article.similar': 100,
  'Article.citesAlso': 50,
  'Author.possibleSame': 50,
  'Query.relatedTo': 500,
  'Query.subgraph': 1_000,
  'Query.paths': 1_000,
  'Query.authorNetwork': 2_000,
  'Query.institutionNetwork': 2_000,
  'Query.countryNetwork': 2_000,
  'Author.institutions': 20,
  'Query.rankings': 200,
  'Query.mainPath': 500,
  'Query.historiograph': 200,
  'Query.components': 200,
  'Query.communities': 1_000,
  'Query.bursts': 500,
  'Query.referenceYears': 200,
  'Query.topicMap': 1_000,
  'Query.thematicMap': 1_000,
  'Article.metrics': 20,
  'Author.metrics': 20,
  'Author.timeline': 20,
  'Author.affiliationHistory': 20,
  'Author.citedAuthors': 50,
  'Author.citingAuthors': 50,
  'Author.similarAuthors': 100,
  'Author.collaborationDistance': 200,
  'Query.collaborationPaths': 500,
  'CollaborationPaths.strongest': 500,
  'AuthorMetrics.betweenness': 100,
  'Query.bridges': 500,
  'Query.gaps': 1_000,
  'Query.citationSearch': 3000,
  'Mutation.saveCitationSearch': 3000,
  'Mutation.startAnalysis': 200,
};

/** Values of the arguments of a field. */
export type Variables = Record<string, unknown>;

const inputOf = ({ input }: Variables) => input as { maxNodes: number; seeds: unknown[] };

/** Figures of a network are there already: four count as one that is read. */
const FIGURES_OF_ONE = 4;
const networkOf = ({ input }: Variables) =>
  input as { maxAuthors?: number; maxNodes?: number; maxEdges: number; timeSlices?: number | null };
/** Networks of authors and those of institutions have the same limit under two names. */
const mostNodes = (root: Variables): number => networkOf(root).maxAuthors ?? networkOf(root).maxNodes!;
const networkNodes = (root: Variables) => Math.ceil(mostNodes(root) / FIGURES_OF_ONE);
const networkEdges = (root: Variables) => Math.ceil(Math.min(mostNodes(root), networkOf(root).maxEdges) / FIGURES_OF_ONE);

/** Lists of a traversal, whose sizes the arguments of the field at the root bound. Of edges there are about as many as of nodes. */
export const TRAVERSAL_LISTS: Readonly<Record<string, (root: Variables) => number>> = {
  'Subgraph.nodes': (root) => inputOf(root).maxNodes,
  'Subgraph.edges': (root) => inputOf(root).maxNodes,
  'SubgraphNode.seeds': (root) => Math.min(UNPAGED_LIST, inputOf(root).seeds.length),
  'CollaborationBridges.bridges': ({ first }) => first as number,
  'CollaborationGaps.gaps': ({ first }) => first as number,
  'CollaborationPaths.paths': ({ first }) => first as number,
  'CollaborationPath.authors': ({ maxDistance }) => (maxDistance as number) + 1,
  'CollaborationPath.steps': ({ maxDistance }) => maxDistance as number,
  'AuthorNetwork.nodes': networkNodes,
  'AuthorNetwork.edges': networkEdges,
  'AuthorNetwork.slices': (root) => networkOf(root).timeSlices ?? 0,
  'AuthorNetworkSlice.nodes': networkNodes,
  'AuthorNetworkSlice.edges': networkEdges,
  'PlaceNetwork.nodes': networkNodes,
  'PlaceNetwork.edges': networkEdges,
  'PlaceNetwork.slices': (root) => networkOf(root).timeSlices ?? 0,
  'PlaceNetworkSlice.nodes': networkNodes,
  'PlaceNetworkSlice.edges': networkEdges,
  'Paths.paths': ({ first }) => first as number,
  'Path.nodes': ({ maxLength }) => (maxLength as number) + 1,
  'Paths.nodes': ({ maxNodes }) => maxNodes as number,
  'Paths.edges': ({ maxNodes }) => maxNodes as number,
};

/** Page size of a field that pages, null of one that does not. */
export function pageSize(field: GraphQLField<unknown, unknown>, values: Variables): number | null {
  if (!field.args.some(({ name }) => name === 'first' || name === 'last')) return null;
  const given = (['first', 'last'] as const).flatMap((argument) => {
    const size = values[argument];
    if (typeof size !== 'number') return [];
    holdPageSize(field.name, argument, size);
    return [size];
  });
  return given.length > 0 ? Math.max(...given) : DEFAULT_PAGE_SIZE;
}

/** Entries of the lists inside input objects, such as the ids of a filter's `among`: each is looked up. */
export function entriesOfInputs(values: Variables): number {
  const count = (value: unknown): number => {
    if (Array.isArray(value)) return value.length + value.reduce<number>((sum, one) => sum + count(one), 0);
    if (value === null || typeof value !== 'object') return 0;
    return Object.values(value).reduce<number>((sum, one) => sum + count(one), 0);
  };
  return Object.values(values).reduce<number>((sum, value) => sum + (Array.isArray(value) ? 0 : count(value)), 0);
}

export function longestList(values: Variables): number | null {
  const lengths = Object.values(values).flatMap((value) => (Array.isArray(value) ? [value.length] : []));
  return lengths.length > 0 ? Math.max(...lengths) : null;
}
