import type { Filter } from '../store/filter.js';
import { ROOT } from '../store/relation.js';
import type { GraphStore } from '../store/store.js';
import { STEPS_OF, textOf, Walker, type Direction, type LinkRelation, type NodeName } from './step.js';
import { chooseNodes } from './subgraph-choice.js';
import { walkFrom, type Met } from './subgraph-walk.js';

export interface SubgraphQuestion {
  seeds: readonly NodeName[];
  relations: readonly LinkRelation[];
  /** Of citations; other relations are walked either way. */
  direction: Direction;
  /** Steps from a seed; a step is one edge. */
  depth: number;
  /** Articles that are shown and walked through. */
  filter: Filter<'Article'> | null;
  maxNodes: number;
  /** Scores of nodes, where more were found than can be shown: the higher the better; null for links to seeds. */
  scores: ((nodes: readonly NodeName[]) => Promise<number[]>) | null;
  /** Only the graph among these nodes; nothing is walked then. */
  among: readonly NodeName[] | null;
  /** Nodes that the caller has: they are walked through, but not answered; edges to them are. */
  exclude: readonly NodeName[];
}

export interface SubgraphNode extends NodeName {
  /** Steps from the nearest seed; null where nothing was walked. */
  distance: number | null;
  /** The seeds that are so near. */
  seeds: NodeName[];
  /** Edges between this node and the seeds. */
  linksToSeeds: number;
}

/** As the edge leads in the graph: from the citing work, the author, the published article, the indexed article. */
export interface SubgraphEdge {
  source: NodeName;
  target: NodeName;
  kind: LinkRelation;
  position: number | null;
}

export interface Subgraph {
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

/** Edges that are looked at for one question. */
export const MOST_EDGES = 200_000;

type SubgraphReads = Pick<GraphStore, 'steps' | 'pages'>;

/** The neighbourhood of some nodes, or the graph among some nodes. The same question has the same answer every time. */
export async function subgraph(store: SubgraphReads, question: SubgraphQuestion): Promise<Subgraph> {
  const { among, exclude, maxNodes, relations } = question;
  const hidden = new Set(exclude.map(textOf));
  if (among !== null) {
    const all = among.filter((name) => !hidden.has(textOf(name)));
    const nodes = all.slice(0, maxNodes).map((name) => ({ ...name, distance: null, seeds: [], linksToSeeds: 0 }));
    const { edges, left } = await edgesAmong(store, nodes, exclude, relations);
    return { nodes, edges, truncated: truncatedBy(all.length - nodes.length, false, left) };
  }
  const walker = new Walker(store, MOST_EDGES);
  const met = await walkFrom(question.seeds, { ...question, allowed: (keys) => allowed(store, keys, question.filter) }, walker);
  const isShown = ({ kind, key, distance }: Met): boolean => distance === 0 || !hidden.has(textOf({ kind, key }));
  const shown = met.filter(isShown).length;
  const scores = question.scores === null || shown <= maxNodes ? met.map((one) => one.linksToSeeds) : await question.scores(met);
  // Those that the caller has take no place.
  const kept = chooseNodes(met, maxNodes + met.length - shown, scores)
    .filter(isShown)
    .slice(0, maxNodes);
  const { edges, left } = await edgesAmong(store, kept, exclude, relations);
  return { nodes: kept.map((one) => toNode(one, met)), edges, truncated: truncatedBy(shown - kept.length, walker.isCut, left) };
}

function toNode({ kind, key, distance, seeds, linksToSeeds }: Met, met: readonly Met[]): SubgraphNode {
  const nearest = [...seeds].sort((a, b) => a - b).map((number) => ({ kind: met[number]!.kind, key: met[number]!.key }));
  return { kind, key, distance, seeds: nearest, linksToSeeds };
}

function truncatedBy(nodesLeftOut: number, isCut: boolean, edgesLeftOut: number): Truncated {
  const reason = isCut ? 'WORK_BOUND' : nodesLeftOut > 0 ? 'MAX_NODES' : null;
  return { nodesLeftOut, isLowerBound: isCut, reason, edgesLeftOut };
}

/** Those of the articles that the filter lets through. */
async function allowed(
  store: SubgraphReads,
  keys: readonly string[],
  filter: Filter<'Article'> | null,
): Promise<ReadonlySet<string>> {
  if (filter === null || keys.length === 0) return new Set(keys);
  const query = {
    filter: { all: [{ test: 'among' as const, keys }, filter] },
    order: { field: 'date' as const, direction: 'DESC' as const },
    page: { from: 'start' as const, size: keys.length, after: null, before: null },
  };
  const [page] = await store.pages('allArticles', [ROOT], query);
  return new Set(page!.items.map(({ record }) => record.key));
}

/** Every edge of the relations between two of the nodes, or between one of them and one that the caller has. */
async function edgesAmong(
  store: SubgraphReads,
  nodes: readonly NodeName[],
  others: readonly NodeName[],
  relations: readonly LinkRelation[],
): Promise<{ edges: SubgraphEdge[]; left: number }> {
  const own = new Set(nodes.map(textOf));
  const all = [...nodes, ...others.filter((name) => !own.has(textOf(name)))];
  const keysOf = (kind: NodeName['kind']): string[] => all.filter((name) => name.kind === kind).map(({ key }) => key);
  const edges: SubgraphEdge[] = [];
  let left = 0;
  for (const kind of relations) {
    const [step] = STEPS_OF[kind];
    const target = ({ CITES: 'Article', AUTHORED: 'Author', PUBLISHED_IN: 'Journal', ABOUT: 'Topic' } as const)[kind];
    const [from, to] = [keysOf('Article'), keysOf(target)];
    if (from.length === 0 || to.length === 0) continue;
    const found = await store.steps({ step, from, to, most: MOST_EDGES });
    left += found.total - found.edges.length;
    for (const { from: a, to: b, position } of found.edges) {
      const [article, other] = [
        { kind: 'Article' as const, key: a },
        { kind: target, key: b },
      ];
      if (!own.has(textOf(article)) && !own.has(textOf(other))) continue;
      const [source, end] = kind === 'AUTHORED' ? [other, article] : [article, other];
      edges.push({ source, target: end, kind, position });
    }
  }
  return { edges, left };
}
