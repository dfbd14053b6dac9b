import type { ScoreAnalysis } from './analysis.js';
import type { Adjacency, CitationGraph } from './citation-graph.js';
import { sample } from './sample.js';
import { undirected } from './undirected.js';

export interface BetweennessOptions {
  /** Graphs of more nodes are estimated from a sample. */
  exactUpTo: number;
  /** How many nodes a sample starts from, and what picks them. */
  sources: number;
  seed: number;
  checkpoint?: (done: number, total: number) => void;
}

export interface Betweenness {
  /** Share of the pairs of other nodes, 0 to 1. */
  scores: Float64Array;
  /** Nodes whose shortest paths were counted: all of them where the scores are exact. */
  sources: number;
}

/** Of works, along citations or in both directions. */
export const betweenness = (graph: CitationGraph, options: BetweennessOptions & { isDirected: boolean }): Betweenness =>
  betweennessOf(options.isDirected ? graph.references : undirected(graph), options);

/**
 * How often a node lies on a shortest path between two others: Σ_{s,t} σ_st(v)/σ_st, divided by the number of pairs.
 * Brandes (2001), A faster algorithm for betweenness centrality, J Math Sociol 25:163; one search a source, so that
 * time grows with nodes × links. Beyond `exactUpTo` nodes the sources are a random sample without repetition and
 * the sums are scaled up (Brandes & Pich 2007, Centrality estimation in large networks).
 */
export function betweennessOf(adjacency: Adjacency, options: BetweennessOptions): Betweenness {
  const size = adjacency.offsets.length - 1;
  const isExact = size <= options.exactUpTo || size <= options.sources;
  const sources = isExact ? Uint32Array.from({ length: size }, (_, v) => v) : sample(size, options.sources, options.seed);
  const scores = new Float64Array(size);
  const search = new Search(adjacency);
  for (let i = 0; i < sources.length; i++) {
    options.checkpoint?.(i, sources.length);
    search.from(sources[i]!, scores);
  }
  const scale = size > 2 ? size / sources.length / ((size - 1) * (size - 2)) : 0;
  return { scores: scores.map((score) => score * scale), sources: sources.length };
}

/** Room for one search, used again for the next. */
class Search {
  private readonly distance: Int32Array;
  /** Number of shortest paths from the source, and the source's dependency on each node. */
  private readonly paths: Float64Array;
  private readonly dependency: Float64Array;
  private readonly queue: Uint32Array;

  constructor(private readonly adjacency: Adjacency) {
    const size = adjacency.offsets.length - 1;
    this.distance = new Int32Array(size).fill(-1);
    this.paths = new Float64Array(size);
    this.dependency = new Float64Array(size);
    this.queue = new Uint32Array(size);
  }

  /** Adds what the source's shortest paths give to each node. */
  from(source: number, scores: Float64Array): void {
    const { distance, paths, dependency, queue } = this;
    const { offsets, neighbours } = this.adjacency;
    const end = this.spread(source);
    for (let k = end - 1; k >= 0; k--) {
      const v = queue[k]!;
      let sum = 0;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        const w = neighbours[i]!;
        if (distance[w] === distance[v]! + 1) sum += (1 + dependency[w]!) / paths[w]!;
      }
      dependency[v] = sum * paths[v]!;
      if (v !== source) scores[v]! += dependency[v]!;
    }
    for (let k = 0; k < end; k++) distance[queue[k]!] = -1;
  }

  /** Breadth first; answers how many nodes were reached, which are then in the queue by distance. */
  private spread(source: number): number {
    const { distance, paths, queue } = this;
    const { offsets, neighbours } = this.adjacency;
    distance[source] = 0;
    paths[source] = 1;
    queue[0] = source;
    let end = 1;
    for (let head = 0; head < end; head++) {
      const v = queue[head]!;
      const beyond = distance[v]! + 1;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        const w = neighbours[i]!;
        if (distance[w] === -1) {
          distance[w] = beyond;
          paths[w] = 0;
          queue[end++] = w;
        }
        if (distance[w] === beyond) paths[w]! += paths[v]!;
      }
    }
    return end;
  }
}

export const BETWEENNESS: ScoreAnalysis = {
  id: 'BETWEENNESS',
  title: 'Betweenness',
  description:
    'How often a work lies on the shortest way between two others: high for works that join parts of a literature which ' +
    'would else be far from each other. On a large graph it is an estimate from a sample of starting works (the notes say ' +
    'of how many), good for the top of the list and rough below.',
  paper: 'Freeman 1977; Brandes 2001, A faster algorithm for betweenness centrality; Brandes & Pich 2007 (sampling)',
  parameters: [
    { id: 'direction', kind: 'choice', title: 'Ways along references only, or both ways', default: 'DIRECTED', choices: ['DIRECTED', 'UNDIRECTED'] }, // prettier-ignore
    {
      id: 'exactUpTo',
      kind: 'number',
      title: 'Works up to which it is exact',
      default: 5000,
      min: 0,
      max: 50_000,
      isWhole: true,
    },
    { id: 'sources', kind: 'number', title: 'Starting works of a sample', default: 200, min: 1, max: 50_000, isWhole: true },
    { id: 'seed', kind: 'number', title: 'Seed of the sample', default: 1, min: 0, max: 4_294_967_295, isWhole: true },
  ],
  outputs: [{ id: 'score', title: 'Share of pairs of works that it lies between', of: 'ARTICLE' }],
  run(graph, parameters, { checkpoint }) {
    const [exactUpTo, sources, seed] = [parameters.exactUpTo, parameters.sources, parameters.seed].map(Number);
    const isDirected = parameters.direction === 'DIRECTED';
    const result = betweenness(graph, { isDirected, exactUpTo: exactUpTo!, sources: sources!, seed: seed!, checkpoint });
    return { scores: result.scores, notes: { sampledSources: result.sources, isExact: result.sources === graph.keys.length } };
  },
};
