import { badInput } from '../errors.js';
import type { PathsResolvers, Resolvers, SubgraphEdgeResolvers, SubgraphInput, SubgraphRanking } from '../generated/graphql.js';
import { toGlobalId } from '../global-id.js';
import { identify } from '../ids.js';
import type { Loaders } from '../loaders/index.js';
import type { AnyNode, StoredRecord } from '../records.js';
import { findPaths } from '../traverse/paths.js';
import type { NodeName } from '../traverse/step.js';
import { subgraph, type SubgraphEdge } from '../traverse/subgraph.js';
import { articleFilter } from './filter/article.js';
import { nodeOf, shown } from './identifier.js';

/** `subgraph` and `paths`: nodes are named by any identifier, and read when the walk is over. */

const MOST = { seeds: 100, among: 1000, exclude: 1000, maxNodes: 1000, depth: 4, maxLength: 12, avoid: 100, via: 5, first: 100 };

function within(name: keyof typeof MOST, value: number, least: number): number {
  if (value < least || value > MOST[name])
    throw badInput(`\`${name}\` is ${value}; it must be between ${least} and ${MOST[name]}.`);
  return value;
}

interface Named {
  names: NodeName[];
  notFound: string[];
}

/** The nodes that identifiers name, each once, and the identifiers that name none. */
async function namesOf(field: keyof typeof MOST, inputs: readonly string[], loaders: Loaders): Promise<Named> {
  within(field, inputs.length, 0);
  const found = await Promise.all(inputs.map((input) => nodeNamed(input, loaders)));
  const names = new Map(found.flatMap((node) => (node ? [[`${node.kind} ${node.record.key}`, nameOf(node)] as const] : [])));
  return { names: [...names.values()], notFound: inputs.filter((_, i) => found[i] === null) };
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

function all(field: 'avoid' | 'via', { names, notFound }: Named): NodeName[] {
  if (notFound.length > 0) throw badInput(`\`${field}\` has "${shown(notFound[0]!)}", which names no node of this graph.`);
  return names;
}

const recordOf = async ({ kind, key }: NodeName, loaders: Loaders): Promise<StoredRecord> => {
  const node = await nodeOf({ kind: 'GLOBAL_ID', value: toGlobalId(kind, key) }, loaders);
  return node!.record;
};

const scored = (rankBy: SubgraphRanking, loaders: Loaders) => async (nodes: readonly NodeName[]) => {
  const records = await Promise.all(nodes.map((name) => recordOf(name, loaders)));
  return records.map((record) => {
    if ('authorships' in record) return rankBy === 'YEAR' ? (record.date?.year ?? -1) : record.citedByCount;
    return rankBy === 'YEAR' ? -2 : record.articleCount;
  });
};

async function readSubgraph(asked: SubgraphInput, loaders: Loaders) {
  // GraphQL has put the defaults in.
  const input = asked as Required<SubgraphInput>;
  const [seeds, among, exclude] = await Promise.all([
    namesOf('seeds', input.seeds, loaders),
    namesOf('among', input.among ?? [], loaders),
    namesOf('exclude', input.exclude ?? [], loaders),
  ]);
  if (input.seeds.length === 0 && !input.among) throw badInput('`seeds` is empty; name at least one node, or give `among`.');
  const found = await subgraph(loaders.reads, {
    seeds: seeds.names,
    relations: [...new Set(input.relations)],
    direction: input.direction,
    depth: within('depth', input.depth, 1),
    filter: await articleFilter(input.filter, loaders),
    maxNodes: within('maxNodes', input.maxNodes, 1),
    scores: input.rankBy === 'LINKS_TO_SEEDS' ? null : scored(input.rankBy, loaders),
    among: input.among ? among.names : null,
    exclude: exclude.names,
  });
  return { ...found, notFound: [...seeds.notFound, ...among.notFound] };
}

/** Null where the authors of either are not known. */
async function isSelfCitation({ kind, source, target }: SubgraphEdge, loaders: Loaders): Promise<boolean | null> {
  if (kind !== 'CITES') return null;
  const [citing, cited] = await Promise.all([source, target].map(({ key }) => loaders.article.byKey.load(key)));
  if (!citing?.authorships.length || !cited?.authorships.length) return null;
  const authors = new Set(citing.authorships.map(({ authorKey }) => authorKey));
  return cited.authorships.some(({ authorKey }) => authors.has(authorKey));
}

const idOf = ({ kind, key }: NodeName): string => toGlobalId(kind, key);

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
    subgraph: (_, { input }, { loaders }) => readSubgraph(input, loaders),
    paths: async (_, args, { loaders }) => {
      const { along, direction } = args;
      const [from, to] = await Promise.all([one('from', args.from, loaders), one('to', args.to, loaders)]);
      const avoid = all('avoid', await namesOf('avoid', args.avoid ?? [], loaders));
      const via = all('via', await namesOf('via', args.via ?? [], loaders));
      if (args.detour !== 0 && args.detour !== 1) throw badInput(`\`detour\` is ${args.detour}; it must be 0 or 1.`);
      const maxLength = within('maxLength', args.maxLength, 1);
      const first = within('first', args.first, 0);
      return findPaths(loaders.reads, { from, to, along, direction, maxLength, avoid, via, detour: args.detour, first });
    },
  },
  SubgraphNode: {
    node: (name, _, { loaders }) => recordOf(name, loaders),
    seeds: ({ seeds }, _, { loaders }) => Promise.all(seeds.map((seed) => recordOf(seed, loaders))),
    links: ({ linksToSeeds }) => ({ toSeeds: linksToSeeds }),
  },
  SubgraphEdge,
  Paths,
  Path: { nodes: ({ nodes }, _, { loaders }) => Promise.all(nodes.map((name) => recordOf(name, loaders))) },
  PathNode: {
    node: (name, _, { loaders }) => recordOf(name, loaders),
    pathCount: ({ pathCount }) => String(pathCount),
  },
};
