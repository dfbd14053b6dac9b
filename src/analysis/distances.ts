import type { Adjacency } from './citation-graph.js';
import { componentsOf } from './components.js';
import { membersByGroup } from './aggregate.js';
import { sample } from './sample.js';

export interface DistanceOptions {
  /** Graphs of more nodes are estimated from samples. */
  exactUpTo: number;
  /** Nodes of each component that a sample starts from; a component of no more nodes is exact all the same. */
  sources: number;
  seed: number;
  checkpoint?: (done: number, total: number) => void;
}

export interface Distances {
  /** 0 to 1; 0 for a node without links. */
  closeness: Float64Array;
  /** Mean number of steps between two nodes that a chain of links connects; null where there are none. */
  averagePath: number | null;
  /** Nodes from which all distances were counted: all of them where the answer is exact. */
  sources: number;
}

/**
 * How near each node of an undirected graph is to all others: (r / Σd) · (r / (n − 1)), r the other nodes that it reaches,
 * d their distances in steps (Wasserman & Faust 1994, Social network analysis, p. 201). One search by breadth from each
 * node. In graphs of more than `exactUpTo` nodes only some nodes of each component are started from, and the mean
 * distance from these stands for that from all (Eppstein & Wang 2004, Fast approximation of centrality, JGAA 8:39); those
 * started from are exact still.
 */
export function distanceMeasures(adjacency: Adjacency, options: DistanceOptions): Distances {
  const size = adjacency.offsets.length - 1;
  const components = componentsOf(adjacency);
  const { starts, order } = membersByGroup(components.of, components.sizes.length);
  const closeness = new Float64Array(size);
  const search = new DistanceSearch(adjacency);
  const isExact = size <= options.exactUpTo;
  let [sources, pairs, steps] = [0, 0, 0];
  for (let c = 0; c < components.sizes.length; c++) {
    const members = order.subarray(starts[c], starts[c + 1]);
    const others = members.length - 1;
    const isWhole = isExact || members.length <= options.sources;
    const chosen = isWhole ? members : sample(members.length, options.sources, options.seed).map((i) => members[i]!);
    const total = search.fromEach(chosen, (done) => options.checkpoint?.(sources + done, size));
    sources += chosen.length;
    pairs += members.length * others;
    steps += (total / chosen.length) * members.length;
    if (others === 0) continue;
    for (const v of members) closeness[v] = others / (size - 1) / search.meanDistance(v, others);
  }
  return { closeness, averagePath: pairs === 0 ? null : steps / pairs, sources };
}

/** Sums of distances, for one component after another. */
class DistanceSearch {
  private readonly distance: Int32Array;
  private readonly queue: Uint32Array;
  /** From the nodes started from to each node, and how many of them are others than the node. */
  private readonly sums: Float64Array;
  private readonly counts: Uint32Array;
  /** From each node that was started from to all others; -1 for others. */
  private readonly own: Float64Array;

  constructor(private readonly adjacency: Adjacency) {
    const size = adjacency.offsets.length - 1;
    this.distance = new Int32Array(size).fill(-1);
    this.queue = new Uint32Array(size);
    this.sums = new Float64Array(size);
    this.counts = new Uint32Array(size);
    this.own = new Float64Array(size).fill(-1);
  }

  /** Answers the sum of all distances from these nodes, which are of one component. */
  fromEach(sources: Uint32Array, before: (done: number) => void): number {
    let total = 0;
    sources.forEach((source, done) => {
      before(done);
      total += this.own[source] = this.from(source);
    });
    return total;
  }

  private from(source: number): number {
    const { distance, queue, sums, counts } = this;
    const { offsets, neighbours } = this.adjacency;
    distance[source] = 0;
    queue[0] = source;
    let [end, total] = [1, 0];
    for (let head = 0; head < end; head++) {
      const v = queue[head]!;
      const beyond = distance[v]! + 1;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        const w = neighbours[i]!;
        if (distance[w] !== -1) continue;
        distance[w] = beyond;
        total += beyond;
        sums[w]! += beyond;
        counts[w]!++;
        queue[end++] = w;
      }
    }
    for (let k = 0; k < end; k++) distance[queue[k]!] = -1;
    return total;
  }

  /** Of a node to the others of its component, of which there are `others`. */
  meanDistance(v: number, others: number): number {
    return this.own[v]! >= 0 ? this.own[v]! / others : this.sums[v]! / this.counts[v]!;
  }
}
