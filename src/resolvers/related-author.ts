import type {
  AuthorFilter,
  AuthorResolvers,
  CitedAuthorEdgeResolvers,
  Resolvers,
  SimilarAuthorEdgeResolvers,
} from '../generated/graphql.js';
import type { StoredAuthor } from '../records.js';
import { rankedEntries, Ranking } from '../traverse/ranking.js';
import type { AuthorTie, RelatedAuthor } from '../traverse/related-author.js';
import { connectionFields, edgeFields } from './connection.js';
import type { Context } from './context.js';
import { authorFilter } from './filter/author.js';
import type { PagingArgs } from './paging.js';
import { rankedConnection } from './ranked-connection.js';
import type { RelatedAuthorConnectionSource } from './sources.js';

/** Authors who are joined to one by citations. */

const numbersOf = [({ weight }: RelatedAuthor) => weight, ({ works }: RelatedAuthor) => works];
/** People have no year: those who are equal in their numbers come by their keys. */
const noYears = async (keys: readonly string[]): Promise<number[]> => keys.map(() => 0);

async function relatedList(
  author: StoredAuthor,
  tie: AuthorTie,
  args: PagingArgs & { filter?: AuthorFilter | null },
  { loaders }: Context,
): Promise<RelatedAuthorConnectionSource> {
  const filter = await authorFilter(args.filter, loaders);
  const related = () => loaders.author.related.load({ parent: author.key, question: tie });
  const rank = async () => {
    const { authors } = await related();
    if (filter === null) return new Ranking(rankedEntries(authors, numbersOf, noYears));
    const matching = loaders.author.matching(filter);
    const isIn = await Promise.all(authors.map(({ key }) => matching.load(key)));
    return new Ranking(rankedEntries(authors.filter((_, i) => isIn[i]), numbersOf, noYears)); // prettier-ignore
  };
  let ranking: ReturnType<typeof rank> | null = null;
  const scope = { name: `relatedAuthors:${tie}`, numbers: 2 };
  return { ...rankedConnection(scope, args, loaders.author.byKey, () => (ranking ??= rank())), related };
}

const Author: AuthorResolvers = {
  citedAuthors: (author, args, context) => relatedList(author, 'CITED', args, context),
  citingAuthors: (author, args, context) => relatedList(author, 'CITING', args, context),
  similarAuthors: (author, { by, ...args }, context) => relatedList(author, by, args, context),
};

const isComplete = async ({ related }: RelatedAuthorConnectionSource): Promise<boolean> => (await related()).isComplete;

const CitedAuthorEdge: CitedAuthorEdgeResolvers = {
  ...edgeFields,
  citationCount: ({ edge }) => edge.weight,
  selfCitationCount: ({ edge }) => edge.selfCitations,
  articleCount: ({ edge }) => edge.works,
};

const SimilarAuthorEdge: SimilarAuthorEdgeResolvers = {
  ...edgeFields,
  weight: ({ edge }) => edge.weight,
  sharedArticleCount: ({ edge }) => edge.works,
};

export const relatedAuthorResolvers: Resolvers = {
  Author,
  CitedAuthorConnection: {
    ...connectionFields,
    selfCitationCount: async ({ related }) => (await related()).selfCitations,
    isComplete,
  },
  CitedAuthorEdge,
  SimilarAuthorConnection: { ...connectionFields, isComplete },
  SimilarAuthorEdge,
};
