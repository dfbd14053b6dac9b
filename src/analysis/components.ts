import type { AnalysisDescription } from './analysis.js';
import type { Adjacency, CitationGraph } from './citation-graph.js';

export interface Components {
  /** Number of the component of each node, from 0. */
  readonly of: Uint32Array;
  /** How many nodes each component has. */
  readonly sizes: Uint32Array;
}

const UNSEEN = 0xffffffff;

/**
 * Parts of the graph between which there is no citation in either direction. The largest is number 0; of equal ones
 * that with the first key.
 */
export const weakComponents = ({ references, citedBy }: Pick<CitationGraph, 'references' | 'citedBy'>): Components =>
  componentsOf(references, citedBy);

/**
 * Parts of an undirected graph between which there is no link; of a directed one where it is given in both directions.
 * The largest is number 0; of equal ones that with the lowest node.
 */
export function componentsOf(...directions: [Adjacency, ...Adjacency[]]): Components {
  const size = directions[0].offsets.length - 1;
  const of = new Uint32Array(size).fill(UNSEEN);
  const queue = new Uint32Array(size);
  const sizes: number[] = [];
  for (let start = 0; start < size; start++) {
    if (of[start] !== UNSEEN) continue;
    let end = 0;
    const reach = (v: number): void => {
      if (of[v] !== UNSEEN) return;
      of[v] = sizes.length;
      queue[end++] = v;
    };
    reach(start);
    for (let head = 0; head < end; head++)
      for (const { offsets, neighbours } of directions)
        for (let i = offsets[queue[head]!]!; i < offsets[queue[head]! + 1]!; i++) reach(neighbours[i]!);
    sizes.push(end);
  }
  return largestFirst({ of, sizes: Uint32Array.from(sizes) });
}

/** Renumbers components by size. The first node of each decides between equals, for nodes met them in their order. */
function largestFirst({ of, sizes }: Components): Components {
  const order = [...sizes.keys()].sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  const place = new Uint32Array(sizes.length);
  order.forEach((component, i) => (place[component] = i));
  return { of: of.map((component) => place[component]!), sizes: Uint32Array.from(order, (component) => sizes[component]!) };
}

/**
 * Works that reach one another by citations: a component of more than one work is a tangle of cycles, as works of the
 * same year that cite each other. Tarjan (1972), Depth-first search and linear graph algorithms, SIAM J Comput 1:146,
 * with a stack of its own instead of recursion. A component's number is larger than that of every other component which
 * its works lead to, so that over `references` cited works come first.
 */
export function strongComponents({ offsets, neighbours }: Adjacency): Components {
  const size = offsets.length - 1;
  const of = new Uint32Array(size).fill(UNSEEN);
  const sizes: number[] = [];
  /** Moment at which each node was met, and the earliest moment that is reached from it. */
  const met = new Uint32Array(size);
  const low = new Uint32Array(size);
  const next = offsets.slice(0, size);
  const open = new Uint32Array(size);
  const path = new Uint32Array(size);
  let moment = 0;
  let opened = 0;
  for (let start = 0; start < size; start++) {
    if (met[start] !== 0) continue;
    let depth = 0;
    path[0] = start;
    met[start] = low[start] = ++moment;
    open[opened++] = start;
    while (depth >= 0) {
      const v = path[depth]!;
      if (next[v]! < offsets[v + 1]!) {
        const w = neighbours[next[v]!++]!;
        if (met[w] === 0) {
          met[w] = low[w] = ++moment;
          open[opened++] = w;
          path[++depth] = w;
        } else if (of[w] === UNSEEN && met[w]! < low[v]!) low[v] = met[w]!;
        continue;
      }
      if (low[v] === met[v]) {
        const before = opened;
        do of[open[--opened]!] = sizes.length;
        while (open[opened] !== v);
        sizes.push(before - opened);
      }
      if (--depth >= 0 && low[v]! < low[path[depth]!]!) low[path[depth]!] = low[v]!;
    }
  }
  return { of, sizes: Uint32Array.from(sizes) };
}

export const COMPONENTS: AnalysisDescription = {
  id: 'COMPONENTS',
  title: 'Connected components',
  description:
    'Parts of the graph between which there is no citation in either direction. One large part and many small ones are usual: ' +
    'the small ones are works whose references or citing works are not in the graph yet, more often than lone works.',
  paper: 'Hopcroft & Tarjan 1973, Algorithm 447: efficient algorithms for graph manipulation, Commun ACM 16:372',
  parameters: [],
};
