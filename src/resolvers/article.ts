import type {
  ArticleResolvers,
  AuthorshipConnectionResolvers,
  AuthorshipEdgeResolvers,
  CitationEdgeResolvers,
  Resolvers,
  TopicAssignmentConnectionResolvers,
  TopicAssignmentEdgeResolvers,
} from '../generated/graphql.js';
import { toGlobalId } from '../ids.js';
import { loadNamed } from '../loaders/by-key.js';
import type { Loaders } from '../loaders/index.js';
import type { AbstractSection, Authorship, StoredArticle } from '../records.js';
import { ROOT } from '../store/relation.js';
import { articleConnectionFields, articleList } from './article-list.js';
import { connectionFields, edgeFields, wholeListConnection } from './connection.js';
import { yearTotals } from './facet.js';
import { wholeGraphFilter } from './filter/article.js';
import { nodeBy } from './identifier.js';
import { articleLabel } from './label.js';

const REFERENCE_LIST_ORDER = { fallback: { field: 'position', direction: 'ASC' } } as const;

const Query: Resolvers['Query'] = {
  article: (_, { by }, { loaders }) => nodeBy('Article', by, loaders),
  articles: (_, args, context) => articleList(context.loaders.article.all, ROOT, args, context, { toFilter: wholeGraphFilter }),
};

const Article: ArticleResolvers = {
  id: (article) => toGlobalId('Article', article.key),
  label: (article, _, { loaders }) => articleLabel(article, loaders),
  recordStatus: (article) => article.status,
  publicationYear: (article) => article.date?.year ?? null,
  publicationDate: (article) => article.date,
  journal: (article, _, { loaders }) => (article.journalKey === null ? null : loaders.journal.byKey.load(article.journalKey)),
  abstract: async (article, _, { loaders }) => abstractText(await sections(article, loaders)),
  abstractSections: (article, _, { loaders }) => sections(article, loaders),
  authors: ({ authorships }, _, { loaders }) => loadNamed(loaders.author.byKey, authorships.map(authorKey)),
  topics: ({ topics }, _, { loaders }) =>
    loadNamed(
      loaders.topic.byKey,
      topics.map((topic) => topic.topicKey),
    ),
  authorships: (article, args) => {
    const entries = article.authorships.map((authorship) => ({ article, authorship }));
    return { ...wholeListConnection('authorships', article.key, entries, args), article };
  },
  topicAssignments: (article, args) => wholeListConnection('topicAssignments', article.key, article.topics, args),
  references: (article, args, context) =>
    articleList(context.loaders.article.references, article.key, args, context, REFERENCE_LIST_ORDER),
  citedBy: (article, args, context) => articleList(context.loaders.article.citedBy, article.key, args, context),
  citations: (article, args, context) => articleList(context.loaders.article.citedBy, article.key, args, context),
  citationCount: (article) => ({
    inGraph: article.citedByCount,
    reported: article.reportedCitations[0]?.count ?? null,
    reports: article.reportedCitations,
  }),
  referenceCount: (article) => ({ known: article.referenceCount, stated: article.statedReferenceCount }),
  citationsOverTime: (article, _, { loaders }) => yearTotals(loaders.article.citedBy, article.key),
};

const authorKey = (authorship: Authorship): string => authorship.authorKey;

async function sections(article: StoredArticle, loaders: Loaders): Promise<AbstractSection[]> {
  return article.hasAbstract ? (await loaders.article.details.load(article.key)).abstract : [];
}

function abstractText(list: readonly AbstractSection[]): string | null {
  if (list.length === 0) return null;
  return list.map(({ label, text }) => (label ? `${label}: ${text}` : text)).join('\n\n');
}

const CitationEdge: CitationEdgeResolvers = {
  ...edgeFields,
  position: ({ edge }) => edge.position,
  provenance: ({ edge }) => edge.provenance,
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
  provenance: ({ record }) => record.authorship.provenance,
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
  provenance: ({ record }) => record.provenance,
};

export const articleResolvers: Resolvers = {
  Query,
  Article,
  ArticleConnection: articleConnectionFields,
  ArticleEdge: edgeFields,
  CitationConnection: articleConnectionFields,
  CitationEdge,
  AuthorshipConnection,
  AuthorshipEdge,
  TopicAssignmentConnection,
  TopicAssignmentEdge,
};
