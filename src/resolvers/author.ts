import type {
  AuthorArticleEdgeResolvers,
  AuthorFilter,
  AuthorOrderField,
  AuthorResolvers,
  CoauthorEdgeResolvers,
  CoauthorOrderField,
  PossibleSameAuthorResolvers,
  Resolvers,
} from '../generated/graphql.js';
import { toGlobalId } from '../global-id.js';
import type { AuthorEvidence } from '../import/author-claim.js';
import { loadNamed } from '../loaders/by-key.js';
import type { ListLoaders } from '../loaders/list.js';
import type { Order } from '../store/page.js';
import { FRACTION_UNITS, pairKey, ROOT } from '../store/relation.js';
import { articleConnectionFields, articleList } from './article-list.js';
import { isLastAuthor } from './article.js';
import { connectionFields, edgeFields, listConnection } from './connection.js';
import type { Context } from './context.js';
import { yearTotals } from './facet.js';
import { articleFilter } from './filter/article.js';
import { authorFilter } from './filter/author.js';
import { nodeBy } from './identifier.js';
import { orderOf, type PagingArgs } from './paging.js';
import { saidOfAuthor, saidOfWork } from './provenance.js';
import { topicList } from './topic.js';

type AuthorField = Order<'Author'>['field'];

const FIELDS: Record<AuthorOrderField, AuthorField> = {
  NAME: 'name',
  ARTICLE_COUNT: 'articleCount',
  FIRST_YEAR: 'firstYear',
  LAST_YEAR: 'lastYear',
};

/** Years are those of the common articles here. */
const COAUTHOR_FIELDS: Record<CoauthorOrderField, AuthorField> = {
  WEIGHT: 'weight',
  FRACTIONAL_WEIGHT: 'fraction',
  FIRST_YEAR: 'since',
  LAST_YEAR: 'until',
  NAME: 'name',
  ARTICLE_COUNT: 'articleCount',
};

interface AuthorListArgs extends PagingArgs {
  filter?: AuthorFilter | null;
}

async function authorList<R extends 'allAuthors' | 'coauthors'>(
  list: ListLoaders<R>,
  parent: string,
  args: AuthorListArgs,
  order: Order<'Author'>,
  { loaders }: Context,
) {
  return listConnection(list, { parent, args, order, filter: await authorFilter(args.filter, loaders) });
}

const Query: Resolvers['Query'] = {
  author: (_, { by }, { loaders }) => nodeBy('Author', by, loaders),
  authors: (_, args, context) =>
    authorList(
      context.loaders.author.all,
      ROOT,
      args,
      orderOf(FIELDS, args.orderBy, { field: 'name', direction: 'ASC' }),
      context,
    ),
};

const Author: AuthorResolvers = {
  id: (author) => toGlobalId('Author', author.key),
  label: (author) => author.name,
  articles: (author, args, context, info) => articleList(context.loaders.author.articles, author.key, args, context, info),
  coauthors: async (author, args, context) => {
    const order = orderOf<CoauthorOrderField, 'Author'>(COAUTHOR_FIELDS, args.orderBy, { field: 'weight', direction: 'DESC' });
    const over = await articleFilter(args.scope, context.loaders);
    return authorList(context.loaders.author.coauthors(over), author.key, args, order, context);
  },
  topics: async (author, args, context) => {
    const over = await articleFilter(args.scope, context.loaders);
    return topicList(context.loaders.author.topics(over), author.key, args, { field: 'weight', direction: 'DESC' }, context);
  },
  articlesOverTime: (author, _, { loaders }) => yearTotals(loaders.author.articles, author.key),
  identity: (author, _, { loaders }) => loaders.author.identity.load(author.key),
  possibleSame: async ({ key }, _, { loaders }) => {
    const found = await loaders.author.possibleSame.load(key);
    const people = await Promise.all(found.map(({ authorKey }) => loaders.author.byKey.load(authorKey)));
    // While an import is building the graph some may not be there yet.
    return found.filter((_, i) => people[i] !== null);
  },
  provenance: (author, _, { loaders }) => saidOfAuthor(author, loaders),
};

const AuthorArticleEdge: AuthorArticleEdgeResolvers = {
  ...edgeFields,
  position: ({ edge }) => edge.position,
  isFirst: ({ edge }) => edge.position === 1,
  isLast: ({ record, edge }) => isLastAuthor(record, edge),
  nameAsWritten: ({ edge }) => edge.nameAsWritten,
  affiliations: ({ edge }) => edge.affiliations,
  isCorresponding: ({ edge }) => edge.isCorresponding,
  equalContribution: ({ edge }) => edge.equalContribution,
  provenance: ({ record, edge }, _, { loaders }) => saidOfWork(edge.provenance, record.key, loaders),
};

const CoauthorEdge: CoauthorEdgeResolvers = {
  ...edgeFields,
  weight: ({ edge }) => edge.weight,
  fractionalWeight: ({ edge }) => edge.fraction / FRACTION_UNITS,
  firstYear: ({ edge }) => edge.since,
  lastYear: ({ edge }) => edge.until,
  sharedArticles: ({ parent, record, over }, args, context, info) =>
    articleList(context.loaders.author.sharedArticles, pairKey(parent, record.key), args, context, info, {
      within: over ?? null,
    }),
};

const EVIDENCE = {
  evidence: ({ evidence }: { evidence: AuthorEvidence[] }) =>
    evidence.map(({ detail, weight }) => `${detail} (${Math.round(weight * 10) / 10})`),
  evidenceItems: ({ evidence }: { evidence: AuthorEvidence[] }) => evidence,
};

const PossibleSameAuthor: PossibleSameAuthorResolvers = {
  ...EVIDENCE,
  author: async ({ authorKey }, _, { loaders }) => (await loadNamed(loaders.author.byKey, [authorKey]))[0]!,
};

export const authorResolvers: Resolvers = {
  Query,
  Author,
  AuthorConnection: connectionFields,
  AuthorEdge: edgeFields,
  AuthorArticleConnection: articleConnectionFields,
  AuthorArticleEdge,
  AuthorIdentity: EVIDENCE,
  PossibleSameAuthor,
  CoauthorConnection: connectionFields,
  CoauthorEdge,
};
