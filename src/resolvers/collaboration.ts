import { badInput } from '../errors.js';
import type { CollaborationStepResolvers, QueryCollaborationPathsArgs, Resolvers } from '../generated/graphql.js';
import { identify } from '../ids.js';
import { loadNamed } from '../loaders/by-key.js';
import type { Loaders } from '../loaders/index.js';
import type { StoredAuthor } from '../records.js';
import { pairKey } from '../store/relation.js';
import { findCollaboration } from '../traverse/collaboration.js';
import { articleList } from './article-list.js';
import { nodeOf, shown } from './identifier.js';

/** How authors hang together by joint papers. */

const MOST = { maxDistance: 6, first: 100 };

function within(name: keyof typeof MOST, value: number, least: number): number {
  if (value < least || value > MOST[name])
    throw badInput(`\`${name}\` is ${value}; it must be between ${least} and ${MOST[name]}.`);
  return value;
}

async function authorNamed(argument: string, input: string, loaders: Loaders): Promise<StoredAuthor> {
  const identifier = identify(input);
  const node = identifier && (await nodeOf(identifier, loaders));
  if (node?.kind === 'Author') return node.record;
  throw badInput(`\`${argument}: "${shown(input)}"\` names no author of this graph. Look it up with \`resolve\` first.`);
}

async function readPaths(args: QueryCollaborationPathsArgs, loaders: Loaders) {
  // GraphQL has put the defaults in.
  const { from, to, maxDistance, first } = args as Required<QueryCollaborationPathsArgs>;
  const [start, end] = await Promise.all([authorNamed('from', from, loaders), authorNamed('to', to, loaders)]);
  return findCollaboration(loaders.reads, {
    from: start.key,
    to: end.key,
    maxDistance: within('maxDistance', maxDistance, 1),
    first: within('first', first, 0),
  });
}

const only = async (key: string, loaders: Loaders): Promise<StoredAuthor> => (await loadNamed(loaders.author.byKey, [key]))[0]!;

const CollaborationStep: CollaborationStepResolvers = {
  from: ({ from }, _, { loaders }) => only(from, loaders),
  to: ({ to }, _, { loaders }) => only(to, loaders),
  articles: ({ from, to }, args, context) => articleList(context.loaders.author.sharedArticles, pairKey(from, to), args, context),
};

export const collaborationResolvers: Resolvers = {
  Query: { collaborationPaths: (_, args, { loaders }) => readPaths(args, loaders) },
  Author: {
    collaborationDistance: async (author, { to, maxDistance }, { loaders }) => {
      const end = await authorNamed('to', to, loaders);
      const question = { from: author.key, to: end.key, maxDistance: within('maxDistance', maxDistance, 1), first: 0 };
      return (await findCollaboration(loaders.reads, question)).distance;
    },
  },
  CollaborationPaths: {
    count: ({ count }) => String(count),
    paths: ({ chains, start }) => chains.map((steps) => ({ from: start, steps })),
  },
  CollaborationPath: {
    length: ({ steps }) => steps.length,
    authors: ({ from, steps }, _, { loaders }) => loadNamed(loaders.author.byKey, [from, ...steps.map(({ to }) => to)]),
  },
  CollaborationStep,
};
