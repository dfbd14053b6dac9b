import type {
  AuthorTopicEdgeResolvers,
  Resolvers,
  TopicArticleEdgeResolvers,
  TopicFilter,
  TopicOrder,
  TopicOrderField,
  TopicResolvers,
} from '../generated/graphql.js';
import { toGlobalId } from '../global-id.js';
import type { ListLoaders } from '../loaders/list.js';
import type { Order } from '../store/page.js';
import { ROOT } from '../store/relation.js';
import { articleConnectionFields, articleList } from './article-list.js';
import { connectionFields, edgeFields, listConnection } from './connection.js';
import type { Context } from './context.js';
import { yearTotals } from './facet.js';
import { topicFilter } from './filter/topic.js';
import { nodeBy } from './identifier.js';
import { orderOf, type PagingArgs } from './paging.js';
import { saidOfTopic, saidOfWork } from './provenance.js';
import type { RelatedTopicEdgeSource } from './sources.js';

const FIELDS: Record<TopicOrderField, Order<'Topic'>['field']> = { NAME: 'name', ARTICLE_COUNT: 'articleCount' };

const BY_NAME: Order<'Topic'> = { field: 'name', direction: 'ASC' };
const BY_WEIGHT: Order<'Topic'> = { field: 'weight', direction: 'DESC' };

interface TopicListArgs extends PagingArgs {
  filter?: TopicFilter | null;
  orderBy?: TopicOrder | null;
}

export async function topicList<R extends 'allTopics' | 'authorTopics' | 'relatedTopics' | 'broader' | 'narrower'>(
  list: ListLoaders<R>,
  parent: string,
  args: TopicListArgs,
  fallback: Order<'Topic'>,
  { loaders }: Context,
) {
  const order = orderOf(FIELDS, args.orderBy, fallback);
  return listConnection(list, { parent, args, order, filter: await topicFilter(args.filter, loaders) });
}

const Query: Resolvers['Query'] = {
  topic: (_, { by }, { loaders }) => nodeBy('Topic', by, loaders),
  topics: (_, args, context) => topicList(context.loaders.topic.all, ROOT, args, BY_NAME, context),
};

const Topic: TopicResolvers = {
  id: (topic) => toGlobalId('Topic', topic.key),
  label: (topic) => topic.name,
  articles: (topic, args, context, info) => articleList(context.loaders.topic.articles, topic.key, args, context, info),
  broader: (topic, args, context) => topicList(context.loaders.topic.broader, topic.key, args, BY_NAME, context),
  narrower: (topic, args, context) => topicList(context.loaders.topic.narrower, topic.key, args, BY_NAME, context),
  relatedTopics: (topic, args, context) => topicList(context.loaders.topic.relatedTopics, topic.key, args, BY_WEIGHT, context),
  articlesOverTime: (topic, _, { loaders }) => yearTotals(loaders.topic.articles, topic.key),
  provenance: (topic, _, { loaders }) => saidOfTopic(topic, loaders),
};

const TopicArticleEdge: TopicArticleEdgeResolvers = {
  ...edgeFields,
  method: ({ edge }) => edge.method,
  isMajor: ({ edge }) => edge.isMajor,
  matchedText: ({ edge }) => edge.matchedText,
  provenance: ({ record, edge }, _, { loaders }) => saidOfWork(edge.provenance, record.key, loaders),
};

const relatedTopicEdge = { ...edgeFields, weight: ({ edge }: RelatedTopicEdgeSource) => edge.weight };

const AuthorTopicEdge: AuthorTopicEdgeResolvers = {
  ...edgeFields,
  weight: ({ edge }) => edge.weight,
  firstYear: ({ edge }) => edge.since,
  lastYear: ({ edge }) => edge.until,
};

export const topicResolvers: Resolvers = {
  Query,
  Topic,
  TopicConnection: connectionFields,
  TopicEdge: edgeFields,
  TopicArticleConnection: articleConnectionFields,
  TopicArticleEdge,
  AuthorTopicConnection: connectionFields,
  AuthorTopicEdge,
  RelatedTopicConnection: connectionFields,
  RelatedTopicEdge: relatedTopicEdge,
};
