import type { Adjacency } from './citation-graph.js';
import { componentsOf } from './components.js';

export interface Articulations {
  /** Parts into which what hangs together with a node falls without it: 1 where the rest still hangs together, 0 for a lone node. */
  parts: Uint32Array;
  /** Pairs of other nodes that a chain of links connects, but none without this node. */
  pairs: Float64Array;
}

/**
 * What falls apart without each node of an undirected graph. Hopcroft & Tarjan 1973, Algorithm 447: efficient algorithms
 * for graph manipulation, Commun ACM 16:372: a walk in depth, with a stack of its own instead of recursion; what was
 * first met behind a neighbour and leads back no further than to the node is a part that the node holds. Time grows with
 * nodes and links.
 */
export function articulations(adjacency: Adjacency): Articulations {
  const { offsets, neighbours } = adjacency;
  const size = offsets.length - 1;
  const components = componentsOf(adjacency);
  const walk = new Walk(size);
  const next = offsets.slice(0, size);
  for (let start = 0; start < size; start++) {
    if (walk.met[start] !== 0) continue;
    walk.enter(start);
    while (walk.depth > 0) {
      const v = walk.top;
      if (next[v]! === offsets[v + 1]!) walk.leave();
      else walk.see(neighbours[next[v]!++]!);
    }
  }
  const { parts, held, squares } = walk;
  const pairs = new Float64Array(size);
  for (let v = 0; v < size; v++) {
    const others = components.sizes[components.of[v]!]! - 1;
    const rest = others - held[v]!;
    if (rest > 0) parts[v]!++;
    // Of all pairs of others those in two different parts.
    pairs[v] = (others * others - squares[v]! - rest * rest) / 2;
  }
  return { parts, pairs };
}

class Walk {
  /** Moment at which each node was met, from 1, and the earliest moment to which the nodes met behind it lead back. */
  readonly met: Uint32Array;
  private readonly low: Uint32Array;
  /** Nodes met behind each node, itself among them. */
  private readonly behind: Uint32Array;
  /** Of the parts that each node holds: how many, their nodes, the sum of the squares of their sizes. */
  readonly parts: Uint32Array;
  readonly held: Uint32Array;
  readonly squares: Float64Array;
  private readonly path: Uint32Array;
  depth = 0;
  private moment = 0;

  constructor(size: number) {
    this.met = new Uint32Array(size);
    this.low = new Uint32Array(size);
    this.behind = new Uint32Array(size);
    this.parts = new Uint32Array(size);
    this.held = new Uint32Array(size);
    this.path = new Uint32Array(size);
    this.squares = new Float64Array(size);
  }

  get top(): number {
    return this.path[this.depth - 1]!;
  }

  enter(v: number): void {
    this.met[v] = this.low[v] = ++this.moment;
    this.behind[v] = 1;
    this.path[this.depth++] = v;
  }

  /** A neighbour of the node on top. The one before it on the path counts as well: back to it is no further than what it holds. */
  see(w: number): void {
    const v = this.top;
    if (this.met[w] === 0) this.enter(w);
    else if (this.met[w]! < this.low[v]!) this.low[v] = this.met[w]!;
  }

  leave(): void {
    const v = this.path[--this.depth]!;
    if (this.depth === 0) return;
    const before = this.top;
    this.behind[before]! += this.behind[v]!;
    if (this.low[v]! < this.low[before]!) this.low[before] = this.low[v]!;
    if (this.low[v]! < this.met[before]!) return;
    this.parts[before]!++;
    this.held[before]! += this.behind[v]!;
    this.squares[before]! += this.behind[v]! ** 2;
  }
}
