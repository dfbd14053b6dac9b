import type { Resolvers } from '../generated/graphql.js';

export const graphResolvers: Resolvers = {
  Query: { graph: (_, _args, { store }) => store.describe() },
  Graph: {
    articleCount: ({ counts }) => counts.articles,
    stubCount: ({ counts }) => counts.stubs,
    authorCount: ({ counts }) => counts.authors,
    journalCount: ({ counts }) => counts.journals,
    topicCount: ({ counts }) => counts.topics,
    citationCount: ({ counts }) => counts.citations,
    authorshipCount: ({ counts }) => counts.authorships,
    topicAssignmentCount: ({ counts }) => counts.topicAssignments,
    publishedInCount: ({ counts }) => counts.publishedIn,
  },
};
