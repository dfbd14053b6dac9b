import type { Resolvers } from '../generated/graphql.js';
import { fromLedgerId } from '../global-id.js';
import { loadNamed } from '../loaders/by-key.js';
import { change } from './context.js';
import { checkNumber, keyOfArgument, keysOfArgument, payload } from './user-errors.js';

/** Decisions by hand about what is one and what is two. */

const Mutation: Resolvers['Mutation'] = {
  mergeArticles: (_, { ids }, context) =>
    payload(async () => {
      const keys = await keysOfArgument('Article', 'ids', ids, context.loaders);
      const key = await change(context, 'mergeArticles', { keys });
      return { article: await context.loaders.article.byKey.load(key) };
    }),
  splitArticle: async (_, { id, records }, context) => {
    const done = await payload(async () => {
      checkNumber('records', records ?? []);
      const key = await keyOfArgument('Article', ['id'], id, context.loaders);
      const keys = await change(context, 'splitArticle', { key, records: [...(records ?? [])] });
      return { articles: await loadNamed(context.loaders.article.byKey, keys) };
    });
    return { articles: [], ...done };
  },
  refusePossibleDuplicate: async (_, { id }, context) => {
    const done = await payload(async () => {
      const entry = fromLedgerId(id);
      const key = entry?.kind === 'PossibleDuplicate' ? entry.key : id;
      const pair = await context.loaders.duplicate.byId.load(key);
      await change(context, 'refusePossible', { id: key });
      return { articles: await loadNamed(context.loaders.article.byKey, pair?.works ?? []) };
    });
    return { articles: [], ...done };
  },
  mergeAuthors: (_, { ids }, context) =>
    payload(async () => {
      const keys = await keysOfArgument('Author', 'ids', ids, context.loaders);
      const key = await change(context, 'mergeAuthors', { keys });
      return { author: await context.loaders.author.byKey.load(key) };
    }),
  splitAuthor: async (_, { id, articles }, context) => {
    const done = await payload(async () => {
      const [key, works] = await Promise.all([
        keyOfArgument('Author', ['id'], id, context.loaders),
        keysOfArgument('Article', 'articles', articles, context.loaders),
      ]);
      const keys = await change(context, 'splitAuthor', { key, articles: works });
      return { authors: await loadNamed(context.loaders.author.byKey, keys) };
    });
    return { authors: [], ...done };
  },
};

export const decisionResolvers: Resolvers = { Mutation };
