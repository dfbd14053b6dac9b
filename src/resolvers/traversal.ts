import type { GraphQLResolveInfo } from 'graphql';
import { PAGERANK } from '../analysis/pagerank.js';
import { readParameters } from '../analysis/parameters.js';
import { badInput, CodedError } from '../errors.js';
import type { PathsResolvers, QueryPathsArgs, Resolvers, SubgraphEdgeResolvers, SubgraphInput } from '../generated/graphql.js';
import { toGlobalId } from '../global-id.js';
import { identify } from '../ids.js';
import type { Loaders } from '../loaders/index.js';
import { memo } from '../memo.js';
import type { AnyNode, BriefRecord, Kind, StoredArticle } from '../records.js';
import { findPaths, kindsAlong } from '../traverse/paths.js';
import { textOf, unique, type NodeName } from '../traverse/step.js';
import { subgraph } from '../traverse/subgraph.js';
import type { SubgraphEdge } from '../traverse/subgraph-edge.js';
import { asksBrief } from './brief.js';
import type { Context } from './context.js';
import { articleFilter } from './filter/article.js';
import { nodeOf, recordByKey, shown } from './identifier.js';

/** `subgraph` and `paths`: nodes are named by any identifier, and read when the walk is over. */

const MOST = { seeds: 100, among: 1000, exclude: 1000, maxNodes: 1000, depth: 4, maxLength: 12, avoid: 100, via: 5, first: 100 };

function within(name: keyof typeof MOST, value: number, least: number): number {
  if (value < least || value > MOST[name])
    throw badInput(`\`${name}\` is ${value}; it must be between ${least} and ${MOST[name]}.`);
  return value;
}

interface Named {
  /** Each node once, in the order in which they are named first. */
  names: NodeName[];
  notFound: string[];
}

async function namesOf(field: keyof typeof MOST, inputs: readonly string[], loaders: Loaders): Promise<Named> {
  within(field, inputs.length, 0);
  const found = await Promise.all(inputs.map((input) => nodeNamed(input, loaders)));
  const names = unique(found.flatMap((node) => (node ? [nameOf(node)] : [])));
  return { names, notFound: inputs.filter((_, i) => found[i] === null) };
}

async function nodeNamed(input: string, loaders: Loaders): Promise<AnyNode | null> {
  const identifier = identify(input);
  return identifier && nodeOf(identifier, loaders);
}

const nameOf = ({ kind, record }: AnyNode): NodeName => ({ kind, key: record.key });

async function one(field: 'from' | 'to', input: string, loaders: Loaders): Promise<NodeName> {
  const node = await nodeNamed(input, loaders);
  if (!node) throw badInput(`\`${field}: "${shown(input)}"\` names no node of this graph. Look it up with \`resolve\` first.`);
  return nameOf(node);
}

async function all(field: 'avoid' | 'via', inputs: readonly string[], loaders: Loaders): Promise<NodeName[]> {
  const { names, notFound } = await namesOf(field, inputs, loaders);
  if (notFound.length > 0) throw badInput(`\`${field}\` has "${shown(notFound[0]!)}", which names no node of this graph.`);
  return names;
}

const recordOf = ({ kind, key }: NodeName, loaders: Loaders, isBrief: boolean): Promise<BriefRecord> =>
  recordByKey(kind, key, loaders, isBrief).then(stillThere);

function stillThere(record: BriefRecord | null): BriefRecord {
  if (!record) throw new CodedError('CONFLICT', 'The graph was changed while it was walked through. Ask again.');
  return record;
}

function recordsOf(names: readonly NodeName[], loaders: Loaders, isBrief: boolean): Promise<BriefRecord[]> {
  return Promise.all(names.map((name) => recordOf(name, loaders, isBrief)));
}

async function pageRanksOf({ snapshots, signal }: Context, keys: readonly string[]): Promise<number[]> {
  const snapshot = await snapshots.now();
  const { scores } = await snapshot.rank(PAGERANK, readParameters(PAGERANK.parameters), signal);
  return keys.map((key) => scores[snapshot.numberOf(key) ?? -1] ?? 0);
}

async function readSubgraph(asked: SubgraphInput, context: Context, info: GraphQLResolveInfo) {
  const { loaders } = context;
  // GraphQL has put the defaults in.
  const input = asked as Required<SubgraphInput>;
  const [seeds, among, exclude] = await Promise.all([
    namesOf('seeds', input.seeds, loaders),
    namesOf('among', input.among ?? [], loaders),
    namesOf('exclude', input.exclude ?? [], loaders),
  ]);
  if (input.seeds.length === 0 && !input.among) throw badInput('`seeds` is empty; name at least one node, or give `among`.');
  if (input.seeds.length > 0 && input.among)
    throw badInput('`seeds` and `among` are given together; give one of them: among nodes nothing is walked.');
  const found = await subgraph(loaders.reads, {
    seeds: seeds.names,
    relations: input.relations,
    direction: input.direction,
    depth: within('depth', input.depth, 1),
    filter: await articleFilter(input.filter, loaders),
    maxNodes: within('maxNodes', input.maxNodes, 1),
    rankBy: input.rankBy,
    pageRanks: (keys) => pageRanksOf(context, keys),
    among: input.among ? among.names : null,
    exclude: exclude.names,
  });
  const notFound = new Set([seeds, among, exclude].flatMap((named) => named.notFound));
  const isBrief = asksBrief(info);
  return { ...found, nodes: found.nodes.map((node) => ({ ...node, isBrief })), notFound: [...notFound] };
}

async function readPaths(asked: QueryPathsArgs, loaders: Loaders) {
  // GraphQL has put the defaults in.
  const args = asked as Required<QueryPathsArgs>;
  const { along, direction, detour } = args;
  const [from, to, avoid, via] = await Promise.all([
    one('from', args.from, loaders),
    one('to', args.to, loaders),
    all('avoid', args.avoid ?? [], loaders),
    all('via', args.via ?? [], loaders),
  ]);
  const kinds = kindsAlong(along);
  for (const { kind } of [from, to, ...via])
    if (!kinds.has(kind))
      throw badInput(
        `An end of the paths is of the kind ${kind}, but \`along: ${along}\` leads between ${[...kinds].join(', ')}.`,
      );
  if (via.length < (args.via?.length ?? 0)) throw badInput('`via` names a node twice; a path meets each node once.');
  const avoided = new Set(avoid.map(textOf));
  if ([from, to, ...via].some((name) => avoided.has(textOf(name))))
    throw badInput('`avoid` names a node that every path has to meet: take it out, or look for other paths.');
  if (detour !== 0 && detour !== 1) throw badInput(`\`detour\` is ${detour}; it must be 0 or 1.`);
  if (detour === 1 && via.length > 0) throw badInput('`detour` is 1 and `via` is given; give one of them.');
  const maxLength = within('maxLength', args.maxLength, 1);
  const maxNodes = within('maxNodes', args.maxNodes, 1);
  const first = within('first', args.first, 0);
  return findPaths(loaders.reads, { from, to, along, direction, maxLength, avoid, via, detour, first, maxNodes });
}

/** Null where no common author is known and a list of authors is missing, or may have been cut. */
async function isSelfCitation({ kind, source, target }: SubgraphEdge, loaders: Loaders): Promise<boolean | null> {
  if (kind !== 'CITES') return null;
  const [citing, cited] = await Promise.all([source, target].map(({ key }) => loaders.article.byKey.load(key)));
  if (!citing || !cited) return null;
  const authors = new Set(citing.authorships.map(({ authorKey }) => authorKey));
  if (cited.authorships.some(({ authorKey }) => authors.has(authorKey))) return true;
  const isWhole = ({ authorsStatus, authorships }: StoredArticle) => authorsStatus === 'COMPLETE' && authorships.length > 0;
  return isWhole(citing) && isWhole(cited) ? false : null;
}

/** A node is an end of many edges. */
const idOf = rememberedIds();

function rememberedIds(): (name: NodeName) => string {
  const known: Record<Kind, (key: string) => string> = {
    Article: memo((key) => toGlobalId('Article', key)),
    Author: memo((key) => toGlobalId('Author', key)),
    Journal: memo((key) => toGlobalId('Journal', key)),
    Topic: memo((key) => toGlobalId('Topic', key)),
  };
  return ({ kind, key }) => known[kind](key);
}

const SubgraphEdge: SubgraphEdgeResolvers = {
  source: ({ source }) => idOf(source),
  target: ({ target }) => idOf(target),
  weight: () => 1,
  isSelfCitation: (edge, _, { loaders }) => isSelfCitation(edge, loaders),
};

const Paths: PathsResolvers = {
  count: ({ count }) => String(count),
  edges: ({ steps }) => steps.map(({ from, to }) => ({ source: idOf(from), target: idOf(to) })),
};

export const traversalResolvers: Resolvers = {
  Query: {
    subgraph: (_, { input }, context, info) => readSubgraph(input, context, info),
    paths: (_, args, { loaders }) => readPaths(args, loaders),
  },
  SubgraphNode: {
    node: (node, _, { loaders }) => recordOf(node, loaders, node.isBrief),
    seeds: ({ seeds, isBrief }, _, { loaders }) => recordsOf(seeds, loaders, isBrief),
    links: ({ linksToSeeds }) => ({ toSeeds: linksToSeeds }),
  },
  SubgraphEdge,
  Paths,
  Path: { nodes: ({ nodes }, _, { loaders }, info) => recordsOf(nodes, loaders, asksBrief(info)) },
  PathNode: {
    node: (name, _, { loaders }, info) => recordOf(name, loaders, asksBrief(info)),
    pathCount: ({ pathCount }) => String(pathCount),
  },
};
