import type { Resolvers } from '../generated/graphql.js';
import { fromLedgerId, toGlobalId } from '../global-id.js';
import type { Act } from '../ledger/act.js';
import type { Loaders } from '../loaders/index.js';
import { loadNamed } from '../loaders/by-key.js';
import { connectionFields, edgeFields, ledgerConnection } from './connection.js';
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
  undoDecision: async (_, { id }, context) => {
    const done = await payload(async () => {
      const entry = fromLedgerId(id);
      const key = entry?.kind === 'Decision' ? entry.key : id;
      const act = await context.loaders.decision.byId.load(key);
      await change(context, 'undoDecision', { id: key });
      const about = { kind: act!.kind, keys: act!.keys };
      return { articles: await articlesOf(about, context.loaders), authors: await authorsOf(about, context.loaders) };
    });
    return { articles: [], authors: [], ...done };
  },
};

type About = Pick<Act, 'kind' | 'keys'>;
const isAboutAuthors = ({ kind }: About): boolean => kind === 'MERGE_AUTHORS' || kind === 'SPLIT_AUTHOR';

/** What is there of what an act was about, each once: what was merged leads to one, what was undone to none. */
const articlesOf = async (about: About, { article }: Loaders) =>
  isAboutAuthors(about) ? [] : present(await Promise.all(about.keys.map((key) => article.byKey.load(key))));
const authorsOf = async (about: About, { author }: Loaders) =>
  isAboutAuthors(about) ? present(await Promise.all(about.keys.map((key) => author.byKey.load(key)))) : [];

const present = <R extends { key: string }>(records: readonly (R | null)[]): R[] => [
  ...new Map(records.flatMap((record) => (record ? [[record.key, record] as const] : []))).values(),
];

export const decisionResolvers: Resolvers = {
  Query: { decisions: (_, args, { loaders }) => ledgerConnection('decisions', loaders.decision, args) },
  Mutation,
  Decision: {
    id: ({ id }) => toGlobalId('Decision', id),
    decidedAt: ({ at }) => at,
    articles: (act, _, { loaders }) => articlesOf(act, loaders),
    authors: (act, _, { loaders }) => authorsOf(act, loaders),
  },
  DecisionConnection: connectionFields,
  DecisionEdge: edgeFields,
};
