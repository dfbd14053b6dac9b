import { badInput } from '../errors.js';
import type {
  CollaborationGapResolvers,
  CollaborationStepResolvers,
  QueryBridgesArgs,
  QueryCollaborationPathsArgs,
  QueryGapsArgs,
  Resolvers,
} from '../generated/graphql.js';
import { identify } from '../ids.js';
import { loadNamed } from '../loaders/by-key.js';
import type { Loaders } from '../loaders/index.js';
import { wholeList } from '../loaders/list.js';
import type { StoredAuthor, StoredTopic } from '../records.js';
import { pairKey } from '../store/relation.js';
import type { Collaboration } from '../traverse/collaboration.js';
import { compareKeys } from '../traverse/ranking.js';
import { authorsOnTopics } from '../traverse/topic-authors.js';
import { articleList } from './article-list.js';
import { collaborationOf } from './collaboration-network.js';
import type { Context } from './context.js';
import { articleFilter } from './filter/article.js';
import { nodeOf, recordsOf, shown } from './identifier.js';
import type { CollaborationGapSource, CollaborationPathSource } from './sources.js';

/** How authors hang together by joint papers. */

const MOST = { maxDistance: 6, first: 100, minArticles: 1_000_000 };

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

async function readPaths(args: QueryCollaborationPathsArgs, { loaders, snapshots }: Context) {
  // GraphQL has put the defaults in.
  const { from, to, maxDistance, first } = args as Required<QueryCollaborationPathsArgs>;
  const [start, end] = await Promise.all([authorNamed('from', from, loaders), authorNamed('to', to, loaders)]);
  const bounds = { maxDistance: within('maxDistance', maxDistance, 1), first: within('first', first, 0) };
  return snapshots.collaborations.chains({ from: start.key, to: end.key, ...bounds }, loaders.reads);
}

const only = async (key: string, loaders: Loaders): Promise<StoredAuthor> => (await loadNamed(loaders.author.byKey, [key]))[0]!;

const CollaborationStep: CollaborationStepResolvers = {
  from: ({ from }, _, { loaders }) => only(from, loaders),
  to: ({ to }, _, { loaders }) => only(to, loaders),
  articles: ({ from, to }, args, context, info) =>
    articleList(context.loaders.author.sharedArticles, pairKey(from, to), args, context, info),
};

/** The chain on which Σ 1 / weight is smallest in the whole graph. */
async function strongestOf({ start, end, outcome }: Collaboration, context: Context): Promise<CollaborationPathSource | null> {
  const { loaders } = context;
  if (outcome === 'NONE') return null;
  const network = await collaborationOf(null, context);
  const [from, to] = [network.numberOf(start), network.numberOf(end)];
  const found = from === null || to === null ? null : await network.ask('strongest', { from, to }, context.signal);
  if (!found) return null;
  const keys = found.nodes.map((number) => network.keys[number]!);
  const pairs = keys.slice(1).map((key, i): [string, string] => [keys[i]!, key]);
  const weights = await Promise.all(
    pairs.map((pair) => loaders.author.sharedArticles.count.load({ parent: pairKey(...pair), question: null })),
  );
  return { from: start, steps: pairs.map(([a, b], i) => ({ from: a, to: b, weight: weights[i]! })) };
}

async function readBridges({ first, scope }: QueryBridgesArgs, context: Context) {
  const { loaders } = context;
  const network = await collaborationOf(await articleFilter(scope, loaders), context);
  const { bridges, count } = await network.ask('bridges', { first: within('first', first!, 0) }, context.signal);
  const authors = await loadNamed(loaders.author.byKey, bridges.map(({ author }) => network.keys[author]!)); // prettier-ignore
  return {
    bridges: bridges.map(({ parts, pairs }, i) => ({ author: authors[i]!, parts, separatedPairs: String(pairs) })),
    count,
    authorCount: network.keys.length,
    articlesLeftOut: network.worksLeftOut,
  };
}

/** More coauthors than this, and somebody is no reason for others to know each other. */
const MOST_NEIGHBOURS = 500;

async function readGaps(args: QueryGapsArgs, context: Context) {
  const { loaders } = context;
  // GraphQL has put the defaults in.
  const { topic, includeNarrower, by, first, minArticles } = args as Required<QueryGapsArgs>;
  const named = await recordsOf('Topic', [topic], loaders);
  if (named.length === 0)
    throw badInput(`\`topic: "${shown(topic)}"\` names no topic of this graph. Look it up with \`topics\` first.`);
  within('minArticles', minArticles, 1);
  const topics = includeNarrower ? await loaders.topic.withNarrower(named) : named.map(({ key }) => key);
  const network = await collaborationOf(null, context);
  const { articles, isComplete } = await authorsOnTopics(loaders.reads, topics);
  const wanted = [...articles].filter(([, count]) => count >= minArticles).flatMap(([key]) => network.numberOf(key) ?? []);
  const among = Uint32Array.from(wanted).sort();
  const question = { among, by, first: within('first', first, 0), mostNeighbours: MOST_NEIGHBOURS };
  const { predictions, pairs, hubsLeftOut } = await network.ask('gaps', question, context.signal);
  const byDegree = (a: number, b: number) => network.degreeOf(a) - network.degreeOf(b) || a - b;
  const gaps = predictions.map(({ a, b, common, ...scores }) => ({
    ...scores,
    a: network.keys[a]!,
    b: network.keys[b]!,
    common: [...common].sort(byDegree).map((number) => network.keys[number]!),
  }));
  return { gaps, count: pairs, authorCount: among.length, hubsLeftOut, isComplete };
}

/** Topics of both, those first of which the one with fewer works has most. */
async function sharedTopics({ a, b }: CollaborationGapSource, loaders: Loaders): Promise<StoredTopic[]> {
  const order = { field: 'weight', direction: 'DESC' } as const;
  const [ofA, ofB] = await Promise.all([a, b].map((key) => wholeList(loaders.author.topics(null), key, order)));
  const weights = new Map(ofB!.map(({ record, edge }) => [record.key, edge.weight]));
  const both = ofA!.flatMap(({ record, edge }) => {
    const other = weights.get(record.key);
    return other === undefined ? [] : [{ record, weight: Math.min(edge.weight, other) }];
  });
  both.sort((x, y) => y.weight - x.weight || compareKeys(x.record.key, y.record.key));
  return both.map(({ record }) => record);
}

const CollaborationGap: CollaborationGapResolvers = {
  a: ({ a }, _, { loaders }) => only(a, loaders),
  b: ({ b }, _, { loaders }) => only(b, loaders),
  sharedCoauthorCount: ({ common }) => common.length,
  sharedCoauthors: ({ common }, { first }, { loaders }) =>
    loadNamed(loaders.author.byKey, common.slice(0, within('first', first, 0))),
  sharedTopicCount: async (gap, _, { loaders }) => (await sharedTopics(gap, loaders)).length,
  sharedTopics: async (gap, { first }, { loaders }) => (await sharedTopics(gap, loaders)).slice(0, within('first', first, 0)),
};

export const collaborationResolvers: Resolvers = {
  Query: {
    collaborationPaths: (_, args, context) => readPaths(args, context),
    bridges: (_, args, context) => readBridges(args, context),
    gaps: (_, args, context) => readGaps(args, context),
  },
  Author: {
    collaborationDistance: async (author, { to, maxDistance }, { loaders, snapshots }) => {
      const end = await authorNamed('to', to, loaders);
      const question = { from: author.key, to: end.key, maxDistance: within('maxDistance', maxDistance, 1), first: 0 };
      return (await snapshots.collaborations.chains(question, loaders.reads)).distance;
    },
  },
  CollaborationPaths: {
    count: ({ count }) => String(count),
    paths: ({ chains, start }) => chains.map((steps) => ({ from: start, steps })),
    strongest: (found, _, context) => strongestOf(found, context),
  },
  CollaborationPath: {
    length: ({ steps }) => steps.length,
    resistance: ({ steps }) => steps.reduce((sum, { weight }) => sum + 1 / weight, 0),
    authors: ({ from, steps }, _, { loaders }) => loadNamed(loaders.author.byKey, [from, ...steps.map(({ to }) => to)]),
  },
  CollaborationStep,
  CollaborationGap,
};
