import type { Kind } from '../records.js';
import { STEPS } from '../store/neighbourhood.js';
import { searchPaths, type Layers, type Search } from './path-search.js';
import { byText, MOST_EDGES, stepsOf, textOf, turned, Walker } from './step.js';
import type { Direction, LinkRelation, NodeName, StepReads } from './step.js';
import { Walked } from './walked.js';

/** What paths lead along: citations alone; also authors and journals; or joint papers, from author to author. */
export type Along = 'CITATIONS' | 'CITATIONS_AUTHORS_JOURNALS' | 'COAUTHORSHIP';

export const RELATIONS_ALONG: Readonly<Record<Along, readonly LinkRelation[]>> = {
  CITATIONS: ['CITES'],
  CITATIONS_AUTHORS_JOURNALS: ['CITES', 'AUTHORED', 'PUBLISHED_IN'],
  COAUTHORSHIP: ['AUTHORED'],
};

/** Kinds of nodes that such paths lead between. */
export const kindsAlong = (along: Along): ReadonlySet<Kind> =>
  new Set(stepsOf(RELATIONS_ALONG[along], 'BOTH').map((step) => STEPS[step].from));

export interface PathQuestion {
  from: NodeName;
  to: NodeName;
  along: Along;
  direction: Direction;
  /** Most edges of a path. */
  maxLength: number;
  /** Nodes that no path may meet; none of `from`, `to` and `via`. */
  avoid: readonly NodeName[];
  /** Nodes that every path has to meet, in this order; each stretch between two of them is a shortest one. */
  via: readonly NodeName[];
  /** 1: also the paths that are one edge longer than the shortest; without `via` only. */
  detour: 0 | 1;
  /** Paths that are listed. */
  first: number;
  /** Most of `nodes`; where there are more, those on most paths. */
  maxNodes: number;
}

export interface Path {
  length: number;
  nodes: NodeName[];
}

/** A node of the paths, and on how many of them it lies. */
export interface PathNode extends NodeName {
  /** Edges from the start, on the shortest path that it lies on. */
  distance: number;
  pathCount: bigint;
}

export interface Paths {
  outcome: Search<string>['outcome'];
  /** Edges of the shortest path; null where none was found. */
  length: number | null;
  /** All paths, also those that are not listed. */
  count: bigint;
  /** The shortest first, then by the kinds and keys of their nodes. */
  paths: Path[];
  /** By their distance, then by kind and key. */
  nodes: PathNode[];
  nodesLeftOut: number;
  /** Steps of the paths from one of the nodes to the next, as the paths lead. */
  steps: { from: NodeName; to: NodeName }[];
}

/** Paths of one stretch between two stations. */
type Stretch = Search<string> & { layers: [Layers<string>, ...Layers<string>[]] };

/** All shortest paths between two nodes, as lists and as one graph. Along joint papers an edge leads from author to paper. */
export async function findPaths(store: StepReads, question: PathQuestion, mostEdges = MOST_EDGES): Promise<Paths> {
  const { from, to, along, direction, via, first, maxNodes } = question;
  const walked = new Walked(new Walker(store, mostEdges));
  const onward = walked.along(stepsOf(RELATIONS_ALONG[along], direction));
  const back = walked.along(stepsOf(RELATIONS_ALONG[along], turned(direction)));
  const avoid = new Set(question.avoid.map(textOf));
  // A detour may be in one of several stretches: their numbers of paths would no longer be multiplied.
  const detour = via.length === 0 ? question.detour : 0;
  const stations = [from, ...via, to].map((name) => walked.met(name));
  const stretches: Stretch[] = [];
  let { maxLength } = question;
  let isTooFar = false;
  for (const [i, end] of stations.slice(1).entries()) {
    const plan = { from: stations[i]!, to: end, onward, back, maxLength, avoid, detour };
    const search = await searchPaths({ ...plan, isCut: walked.isCut, inOrder: walked.inOrder });
    if (search.outcome === 'NONE' || (search.outcome === 'UNDECIDED' && !isTooFar)) return nothing(search.outcome);
    if (search.outcome !== 'FOUND') {
      // A later stretch may still show that there is none at all.
      isTooFar = true;
      maxLength = 0;
      continue;
    }
    const stretch = search as Stretch;
    stretches.push(stretch);
    maxLength -= stretch.layers[0].length;
  }
  if (isTooFar) return nothing('NOT_WITHIN');
  return joined(stretches, walked, first, maxNodes);
}

function nothing(outcome: Search<string>['outcome']): Paths {
  return { outcome, length: null, count: 0n, paths: [], nodes: [], nodesLeftOut: 0, steps: [] };
}

function joined(stretches: readonly Stretch[], walked: Walked, first: number, maxNodes: number): Paths {
  const all = nodesOf(stretches, walked);
  const byPaths = (a: PathNode, b: PathNode): number =>
    a.pathCount === b.pathCount ? byPlace(a, b) : a.pathCount > b.pathCount ? -1 : 1;
  const nodes = all.sort(byPaths).slice(0, maxNodes).sort(byPlace);
  return {
    outcome: 'FOUND',
    length: stretches.reduce((sum, { layers }) => sum + layers[0].length, 0),
    count: stretches.reduce((product, { layers }) => product * countOf(layers), 1n),
    paths: [...listed(stretches, walked, first)],
    nodes,
    nodesLeftOut: all.length - nodes.length,
    steps: stepsBetween(nodes, stretches),
  };
}

const byPlace = (a: PathNode, b: PathNode): number => a.distance - b.distance || byText(a, b);

/** Every node of the paths. One that lies on several stretches is on a path that goes through it on any of them. */
function nodesOf(stretches: readonly Stretch[], walked: Walked): PathNode[] {
  const through = stretches.map(({ layers }) => waysThroughNodes(layers));
  const counts = stretches.map(({ layers }) => countOf(layers));
  const total = counts.reduce((product, count) => product * count, 1n);
  const nodes = new Map<string, PathNode>();
  let start = 0;
  for (const [i, { layers }] of stretches.entries()) {
    for (const [text, { at }] of through[i]!) {
      if (nodes.has(text)) continue;
      const missing = counts.reduce((product, count, j) => product * (count - (through[j]!.get(text)?.ways ?? 0n)), 1n);
      nodes.set(text, { ...walked.nameOf(text), distance: start + at, pathCount: total - missing });
    }
    start += layers[0].length;
  }
  return [...nodes.values()];
}

/** For each node of a stretch how many of its ways go through it, and its first place. */
function waysThroughNodes(layers: readonly Layers<string>[]): Map<string, { ways: bigint; at: number }> {
  const found = new Map<string, { ways: bigint; at: number }>();
  for (const { places } of layers)
    for (const [at, place] of places.entries())
      for (const [text, { before, behind }] of place) {
        const known = found.get(text);
        if (known) known.ways += before * behind;
        else found.set(text, { ways: before * behind, at });
      }
  return found;
}

function stepsBetween(nodes: readonly NodeName[], stretches: readonly Stretch[]): Paths['steps'] {
  const shown = new Map(nodes.map((node) => [textOf(node), { kind: node.kind, key: node.key }]));
  const steps = new Map<string, { from: NodeName; to: NodeName }>();
  for (const { layers } of stretches)
    for (const { next } of layers)
      for (const leads of next)
        for (const [text, targets] of leads)
          for (const target of targets) {
            const [from, to] = [shown.get(text), shown.get(target)];
            if (from && to) steps.set(`${text}\n${target}`, { from, to });
          }
  return [...steps.values()];
}

const countOf = (layers: readonly Layers<string>[]): bigint => layers.reduce((sum, { count }) => sum + count, 0n);

/** The first paths in order, stretch by stretch. */
function* listed(stretches: readonly Stretch[], walked: Walked, most: number): Iterable<Path> {
  let left = most;
  for (const texts of waysThrough(stretches, 0)) {
    if (left-- <= 0) return;
    yield { length: texts.length - 1, nodes: texts.map((text) => walked.nameOf(text)) };
  }
}

function* waysThrough(stretches: readonly Stretch[], at: number): Iterable<string[]> {
  const stretch = stretches[at];
  if (!stretch) return yield [];
  for (const layers of stretch.layers)
    for (const way of waysOf(layers)) for (const rest of waysThrough(stretches, at + 1)) yield [...way, ...rest.slice(1)];
}

function* waysOf({ places, next, length }: Layers<string>): Iterable<string[]> {
  const walk = function* (text: string, place: number): Iterable<string[]> {
    if (place === length) return yield [text];
    for (const target of next[place]!.get(text) ?? []) for (const rest of walk(target, place + 1)) yield [text, ...rest];
  };
  for (const start of places[0]!.keys()) yield* walk(start, 0);
}
