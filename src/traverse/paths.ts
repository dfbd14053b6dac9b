import { MOST_EDGES } from './subgraph.js';
import { searchPaths, type Layers, type Search } from './path-search.js';
import { stepsOf, textOf, turned, Walker, type Direction, type LinkRelation, type NodeName, type StepReads } from './step.js';

/** What paths lead along: citations alone; also authors and journals; or joint papers, from author to author. */
export type Along = 'CITATIONS' | 'CITATIONS_AUTHORS_JOURNALS' | 'COAUTHORSHIP';

const RELATIONS: Readonly<Record<Along, readonly LinkRelation[]>> = {
  CITATIONS: ['CITES'],
  CITATIONS_AUTHORS_JOURNALS: ['CITES', 'AUTHORED', 'PUBLISHED_IN'],
  COAUTHORSHIP: ['AUTHORED'],
};

export interface PathQuestion {
  from: NodeName;
  to: NodeName;
  along: Along;
  direction: Direction;
  /** Most edges of a path. */
  maxLength: number;
  avoid: readonly NodeName[];
  /** Nodes that every path has to meet, in this order. */
  via: readonly NodeName[];
  /** 1: also the paths that are one edge longer than the shortest. */
  detour: 0 | 1;
  /** Paths that are listed. */
  first: number;
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
  outcome: Search['outcome'];
  /** Edges of the shortest path; null where none was found. */
  length: number | null;
  /** All paths, also those that are not listed. */
  count: bigint;
  /** The shortest first, then by the keys of their nodes. */
  paths: Path[];
  nodes: PathNode[];
  /** Steps of the paths from one node to the next, as the paths lead. */
  steps: { from: NodeName; to: NodeName }[];
}

/** Paths of one stretch between two stations. */
type Stretch = Search & { layers: [Layers, ...Layers[]] };

/** All shortest paths between two nodes, as lists and as one graph. Along joint papers an edge leads from author to paper. */
export async function findPaths(store: StepReads, question: PathQuestion): Promise<Paths> {
  const { from, to, along, direction, maxLength, via, first } = question;
  const walker = new Walker(store, MOST_EDGES);
  const avoid = new Set(question.avoid.map(textOf));
  const stations = [from, ...via, to];
  const stretches: Stretch[] = [];
  for (const [i, end] of stations.slice(1).entries()) {
    const plan = {
      from: stations[i]!,
      to: end,
      onward: stepsOf(RELATIONS[along], direction),
      back: stepsOf(RELATIONS[along], turned(direction)),
      maxLength: maxLength - stretches.reduce((sum, { layers }) => sum + layers[0].length, 0),
      avoid,
      // A detour in the middle of several stretches would be counted once for each.
      detour: via.length === 0 ? question.detour : 0,
    };
    const search = await searchPaths(plan, walker);
    if (search.outcome !== 'FOUND') return nothing(search.outcome);
    stretches.push(search as Stretch);
  }
  return joined(stretches, first);
}

function nothing(outcome: Search['outcome']): Paths {
  return { outcome, length: null, count: 0n, paths: [], nodes: [], steps: [] };
}

function joined(stretches: readonly Stretch[], first: number): Paths {
  const total = stretches.reduce((product, { layers }) => product * countOf(layers), 1n);
  const nodes = new Map<string, PathNode>();
  const steps = new Map<string, { from: NodeName; to: NodeName }>();
  let start = 0;
  for (const { layers, names } of stretches) {
    const others = total / countOf(layers);
    for (const { places, next } of layers) {
      places.forEach((place, at) => {
        for (const [text, { before, behind }] of place) {
          const known = nodes.get(text);
          // Where two stretches meet, the node is on the paths of both, which are the same ones.
          const isStation = at === 0 && start > 0;
          const more = isStation && known ? 0n : before * behind * others;
          if (known) known.pathCount += more;
          else nodes.set(text, { ...names.get(text)!, distance: start + at, pathCount: more });
        }
      });
      for (const leads of next)
        for (const [text, targets] of leads)
          for (const target of targets) steps.set(`${text}\n${target}`, { from: names.get(text)!, to: names.get(target)! });
    }
    start += layers[0].length;
  }
  const all = [...nodes.values()].sort((a, b) => a.distance - b.distance || (textOf(a) < textOf(b) ? -1 : 1));
  return {
    outcome: 'FOUND',
    length: start,
    count: total,
    paths: [...listed(stretches, first)],
    nodes: all,
    steps: [...steps.values()],
  };
}

const countOf = (layers: readonly Layers[]): bigint => layers.reduce((sum, { count }) => sum + count, 0n);

/** The first paths in order, stretch by stretch. */
function* listed(stretches: readonly Stretch[], most: number): Iterable<Path> {
  let left = most;
  for (const nodes of waysThrough(stretches, 0)) {
    if (left-- <= 0) return;
    yield { length: nodes.length - 1, nodes };
  }
}

function* waysThrough(stretches: readonly Stretch[], at: number): Iterable<NodeName[]> {
  const stretch = stretches[at];
  if (!stretch) return yield [];
  for (const layers of stretch.layers)
    for (const way of waysOf(layers, stretch.names))
      for (const rest of waysThrough(stretches, at + 1)) yield [...way, ...rest.slice(1)];
}

function* waysOf({ places, next, length }: Layers, names: ReadonlyMap<string, NodeName>): Iterable<NodeName[]> {
  const walk = function* (text: string, place: number): Iterable<string[]> {
    if (place === length) return yield [text];
    for (const target of next[place]!.get(text) ?? []) for (const rest of walk(target, place + 1)) yield [text, ...rest];
  };
  for (const start of places[0]!.keys()) for (const way of walk(start, 0)) yield way.map((text) => names.get(text)!);
}
