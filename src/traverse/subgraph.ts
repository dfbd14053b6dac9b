import type { Filter } from '../store/filter.js';
import { LEFT_OUT, type ReachedValue } from '../store/neighbourhood.js';
import type { GraphStore } from '../store/store.js';
import { byText, MOST_EDGES, textOf, unique, Walker, type Direction, type LinkRelation, type NodeName } from './step.js';
import { chooseNodes } from './subgraph-choice.js';
import { edgesAmong, type SubgraphEdge } from './subgraph-edge.js';
import { citationScores, NO_WORK, pageRankScores, yearScores, type PageRanks, type Ranking } from './subgraph-rank.js';
import { nameOf, nearestSeeds, walkFrom, type Met } from './subgraph-walk.js';

export interface SubgraphQuestion {
  /** Where the walk begins; none where `among` is given. */
  seeds: readonly NodeName[];
  relations: readonly LinkRelation[];
  /** Of citations; other relations are walked either way. */
  direction: Direction;
  /** Steps from a seed; a step is one edge. */
  depth: number;
  /** Articles that are shown and walked through; seeds are, whatever it says. */
  filter: Filter<'Article'> | null;
  maxNodes: number;
  rankBy: Ranking;
  /** For `rankBy: PAGERANK`. */
  pageRanks?: PageRanks;
  /** Only the graph among these nodes; nothing is walked then. */
  among: readonly NodeName[] | null;
  /** Nodes that the caller has: they are walked through, but not answered; edges to them are. */
  exclude: readonly NodeName[];
}

export interface SubgraphNode extends NodeName {
  /** Steps from the nearest seed; null where nothing was walked. */
  distance: number | null;
  /** The seeds that are so near. */
  seeds: readonly NodeName[];
  /** Edges along which one may step from a seed to this node. */
  linksToSeeds: number;
}

export interface Subgraph {
  /** Best first; seeds before all others. */
  nodes: SubgraphNode[];
  edges: SubgraphEdge[];
  truncated: Truncated;
}

/** What is not shown. */
export interface Truncated {
  nodesLeftOut: number;
  /** Whether there may be more than that: the work was cut off before all had been seen. */
  isLowerBound: boolean;
  reason: 'MAX_NODES' | 'WORK_BOUND' | null;
  edgesLeftOut: number;
}

/** What bounds the work for one question, and its answer. */
export const SUBGRAPH_BOUNDS = {
  /** Edges that are walked along. */
  walked: MOST_EDGES,
  /** Edges that are answered. */
  shown: 20_000,
};

type SubgraphReads = Pick<GraphStore, 'steps' | 'reach' | 'counts' | 'years'>;

/** The neighbourhood of some nodes, or the graph among some nodes. The same question has the same answer every time. */
export async function subgraph(store: SubgraphReads, question: SubgraphQuestion, bounds = SUBGRAPH_BOUNDS): Promise<Subgraph> {
  const { nodes, ...left } = await (question.among ? chosen(store, question.among, question) : around(store, question, bounds));
  const { edges, total } = await edgesAmong(store, nodes, question, bounds.shown);
  const reason = left.isLowerBound ? 'WORK_BOUND' : left.nodesLeftOut > 0 ? 'MAX_NODES' : null;
  return { nodes, edges, truncated: { ...left, reason, edgesLeftOut: total - edges.length } };
}

interface Chosen {
  nodes: SubgraphNode[];
  nodesLeftOut: number;
  isLowerBound: boolean;
}

async function around(store: SubgraphReads, question: SubgraphQuestion, bounds: { walked: number }): Promise<Chosen> {
  const { seeds, relations, direction, depth, filter, maxNodes, rankBy, exclude } = question;
  const walker = new Walker(store, bounds.walked, { filter: filter && orSeed(filter, seeds), value: VALUES[rankBy] });
  // In one order, so that the answer is the same in whichever one they are given.
  const walked = await walkFrom([...seeds].sort(byText), { relations: new Set(relations), direction, depth }, walker);
  const { met } = walked;
  const names = new Set(exclude.map(textOf));
  const isHidden = (number: number): boolean => names.size > 0 && names.has(textOf(nameOf(met, number)));
  const scores = await scoresOf(question, store, met);
  const seedsOf = nearestSeeds(walked);
  const namesOf = namesOfLists(met);
  const nodes = chooseNodes(walked, maxNodes, scores, isHidden).map((number): SubgraphNode => ({
    kind: met.kinds[number]!,
    key: met.keys[number]!,
    distance: met.distances[number]!,
    seeds: namesOf(seedsOf(number)),
    linksToSeeds: met.linksToSeeds[number]!,
  }));
  let shown = met.keys.length;
  if (names.size > 0) for (let number = 0; number < met.keys.length; number++) if (isHidden(number)) shown--;
  return { nodes, nodesLeftOut: shown - nodes.length, isLowerBound: walker.isCut };
}

/** Most nodes have the same list of seeds as the one before. */
function namesOfLists(met: Met): (numbers: readonly number[]) => readonly NodeName[] {
  let last: { numbers: readonly number[]; names: readonly NodeName[] } | null = null;
  return (numbers) => {
    if (last?.numbers !== numbers) last = { numbers, names: numbers.map((number) => nameOf(met, number)) };
    return last.names;
  };
}

/** What the walk itself can tell of the nodes that it comes to. */
const VALUES: Readonly<Record<Ranking, ReachedValue | null>> = {
  LINKS_TO_SEEDS: null,
  LOCAL_CITATIONS: 'use',
  YEAR: 'year',
  PAGERANK: null,
};

/** Seeds are not held to the filter. */
const orSeed = (filter: Filter<'Article'>, seeds: readonly NodeName[]): Filter<'Article'> => ({
  any: [filter, { test: 'among', keys: seeds.flatMap(({ kind, key }) => (kind === 'Article' ? [key] : [])) }],
});

async function scoresOf(
  question: Pick<SubgraphQuestion, 'rankBy' | 'pageRanks'>,
  store: SubgraphReads,
  met: Met,
): Promise<readonly number[]> {
  if (question.rankBy === 'LINKS_TO_SEEDS') return met.linksToSeeds;
  const isTold = VALUES[question.rankBy] !== null;
  // Of the seeds nobody has told yet.
  const asked = met.keys.flatMap((_, number) => (!isTold || met.distances[number] === 0 ? [nameOf(met, number)] : []));
  const scores = await scoresBy(question, store, asked);
  return met.values.map((value, number) => scores[number] ?? value ?? NO_WORK);
}

/** Of the nodes those that the filter lets through and that the caller has not; in the order in which they are given, or ranked. */
async function chosen(
  store: SubgraphReads,
  among: readonly NodeName[],
  { filter, maxNodes, rankBy, pageRanks, exclude }: SubgraphQuestion,
): Promise<Chosen> {
  const hidden = new Set(exclude.map(textOf));
  const all = unique(among).filter((name) => !hidden.has(textOf(name)));
  const articles = all.filter(({ kind }) => kind === 'Article').map(({ key }) => key);
  const may = filter && (await passing(store, articles, filter));
  const left = may ? all.filter(({ kind, key }) => kind !== 'Article' || may.has(key)) : all;
  const scores = rankBy === 'LINKS_TO_SEEDS' ? left.map(() => 0) : await scoresBy({ rankBy, pageRanks }, store, left);
  const order = left.map((_, at) => at).sort((a, b) => scores[b]! - scores[a]! || a - b);
  const nodes = order.slice(0, maxNodes).map((at) => ({ ...left[at]!, distance: null, seeds: [], linksToSeeds: 0 }));
  return { nodes, nodesLeftOut: left.length - nodes.length, isLowerBound: false };
}

function scoresBy(
  { rankBy, pageRanks }: Pick<SubgraphQuestion, 'rankBy' | 'pageRanks'>,
  store: SubgraphReads,
  nodes: readonly NodeName[],
): Promise<number[]> {
  if (rankBy === 'PAGERANK') return pageRankScores(pageRanks!, nodes);
  return rankBy === 'YEAR' ? yearScores(store, nodes) : citationScores(store, nodes);
}

/** Those of the articles that the filter lets through. */
async function passing(store: SubgraphReads, keys: readonly string[], filter: Filter<'Article'>): Promise<ReadonlySet<string>> {
  const years = await store.years(keys, filter);
  return new Set(keys.filter((_, i) => years[i] !== LEFT_OUT));
}
