import type {
  ArticleResolvers,
  AuthorshipConnectionResolvers,
  AuthorshipEdgeResolvers,
  CitationEdgeResolvers,
  ReferenceCountResolvers,
  Resolvers,
  TopicAssignmentConnectionResolvers,
  TopicAssignmentEdgeResolvers,
} from '../generated/graphql.js';
import { toGlobalId } from '../global-id.js';
import { loadNamed } from '../loaders/by-key.js';
import type { Authorship, StoredArticle, TopicAssignment } from '../records.js';
import { ROOT } from '../store/relation.js';
import { articleDetails } from './article-details.js';
import { articleConnectionFields, articleList } from './article-list.js';
import { withLists } from './brief.js';
import { connectionFields, edgeFields, wholeListConnection } from './connection.js';
import { yearTotals } from './facet.js';
import { wholeGraphFilter } from './filter/article.js';
import { nodeBy } from './identifier.js';
import { articleLabel } from './label.js';
import type { PagingArgs } from './paging.js';
import { saidOfArticle, saidOfCitation, saidOfWork } from './provenance.js';
import type { AuthorshipConnectionSource } from './sources.js';

const REFERENCE_LIST_ORDER = { fallback: { field: 'position', direction: 'ASC' } } as const;

const Query: Resolvers['Query'] = {
  article: (_, { by }, { loaders }) => nodeBy('Article', by, loaders),
  articles: (_, args, context, info) =>
    articleList(context.loaders.article.all, ROOT, args, context, info, { toFilter: wholeGraphFilter }),
};

const Article: ArticleResolvers = {
  id: (article) => toGlobalId('Article', article.key),
  label: (article, _, { loaders }) => withLists(article, loaders, (whole) => articleLabel(whole, loaders)),
  recordStatus: (article) => article.status,
  publicationYear: (article) => article.date?.year ?? null,
  publicationDate: (article) => article.date,
  journal: (article, _, { loaders }) => (article.journalKey === null ? null : loaders.journal.byKey.load(article.journalKey)),
  ...articleDetails,
  journalProvenance: (article, _, { loaders }) =>
    withLists(article, loaders, ({ key, journalProvenance }) => saidOfWork(journalProvenance, key, loaders)),
  provenance: (article, _, { loaders }) => withLists(article, loaders, (whole) => saidOfArticle(whole, loaders)),
  authors: (article, _, { loaders }) =>
    withLists(article, loaders, ({ authorships }) => loadNamed(loaders.author.byKey, authorships.map(authorKey))),
  topics: (article, _, { loaders }) =>
    withLists(article, loaders, ({ topics }) => loadNamed(loaders.topic.byKey, topics.map(topicKey))),
  authorships: (article, args, { loaders }) => withLists(article, loaders, (whole) => authorshipList(whole, args)),
  topicAssignments: (article, args, { loaders }) =>
    withLists(article, loaders, ({ key, topics }) => wholeListConnection('topicAssignments', key, topics, args)),
  references: (article, args, context, info) =>
    articleList(context.loaders.article.references, article.key, args, context, info, REFERENCE_LIST_ORDER),
  citedBy: (article, args, context, info) => articleList(context.loaders.article.citedBy, article.key, args, context, info),
  citations: (article, args, context, info) => articleList(context.loaders.article.citedBy, article.key, args, context, info),
  citationCount: (article) => ({
    inGraph: article.citedByCount,
    reported: article.reportedCitations[0]?.count ?? null,
    reports: article.reportedCitations,
  }),
  referenceCount: (article) => article,
  citationsOverTime: (article, _, { loaders }) => yearTotals(loaders.article.citedBy, article.key),
};

const authorKey = (authorship: Authorship): string => authorship.authorKey;
const topicKey = (topic: TopicAssignment): string => topic.topicKey;

function authorshipList(article: StoredArticle, args: PagingArgs): AuthorshipConnectionSource {
  const { authorships } = article;
  const entries = {
    length: authorships.length,
    slice: (from: number, to: number) => authorships.slice(from, to).map((authorship) => ({ article, authorship })),
  };
  return { ...wholeListConnection('authorships', article.key, entries, args), article };
}

const ReferenceCount: ReferenceCountResolvers = {
  known: (article) => article.referenceCount,
  stated: (article) => article.statedReferenceCount,
  unresolved: async ({ key }, _, { loaders }) => (await loaders.article.details.load(key)).unresolvedReferences.length,
};

const CitationEdge: CitationEdgeResolvers = {
  ...edgeFields,
  position: ({ edge }) => edge.position,
  provenance: (edge, _, { loaders }) => saidOfCitation(edge, loaders),
};

/** Null for the last one known where the author list may go on, so that nobody can know. */
export function isLastAuthor({ authorsStatus, authorships }: StoredArticle, { position }: Authorship): boolean | null {
  if (authorships.some((other) => other.position > position)) return false;
  return authorsStatus === 'COMPLETE' ? true : null;
}

const AuthorshipConnection: AuthorshipConnectionResolvers = {
  ...connectionFields,
  nodes: async (source, _, { loaders }) => {
    const { edges } = await source.page();
    return loadNamed(
      loaders.author.byKey,
      edges.map(({ record }) => record.authorship.authorKey),
    );
  },
  authorsStatus: ({ article }) => article.authorsStatus,
};

const AuthorshipEdge: AuthorshipEdgeResolvers = {
  node: async ({ record }, _, { loaders }) => (await loadNamed(loaders.author.byKey, [record.authorship.authorKey]))[0]!,
  position: ({ record }) => record.authorship.position,
  isFirst: ({ record }) => record.authorship.position === 1,
  isLast: ({ record }) => isLastAuthor(record.article, record.authorship),
  nameAsWritten: ({ record }) => record.authorship.nameAsWritten,
  affiliations: ({ record }) => record.authorship.affiliations,
  isCorresponding: ({ record }) => record.authorship.isCorresponding,
  equalContribution: ({ record }) => record.authorship.equalContribution,
  provenance: ({ record }, _, { loaders }) => saidOfWork(record.authorship.provenance, record.article.key, loaders),
};

const TopicAssignmentConnection: TopicAssignmentConnectionResolvers = {
  ...connectionFields,
  nodes: async (source, _, { loaders }) => {
    const { edges } = await source.page();
    return loadNamed(
      loaders.topic.byKey,
      edges.map(({ record }) => record.topicKey),
    );
  },
};

const TopicAssignmentEdge: TopicAssignmentEdgeResolvers = {
  node: async ({ record }, _, { loaders }) => (await loadNamed(loaders.topic.byKey, [record.topicKey]))[0]!,
  method: ({ record }) => record.method,
  isMajor: ({ record }) => record.isMajor,
  matchedText: ({ record }) => record.matchedText,
  provenance: ({ record, parent }, _, { loaders }) => saidOfWork(record.provenance, parent, loaders),
};

export const articleResolvers: Resolvers = {
  Query,
  Article,
  ArticleConnection: articleConnectionFields,
  ArticleEdge: edgeFields,
  CitationConnection: articleConnectionFields,
  CitationEdge,
  ReferenceCount,
  AuthorshipConnection,
  AuthorshipEdge,
  TopicAssignmentConnection,
  TopicAssignmentEdge,
};
