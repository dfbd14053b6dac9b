import type { Network } from './network.js';

export interface StrongestPath {
  /** Nodes from the start to the end. */
  nodes: number[];
  /** Σ 1 / weight over its links: the smaller, the stronger. */
  length: number;
}

/**
 * The path between two nodes on which Σ 1 / weight is smallest, so that links of much weight are short (Newman 2001,
 * Scientific collaboration networks II, Phys Rev E 64:016132). Dijkstra 1959 with a heap; of equal ones always the same.
 * Null where there is none.
 */
export function strongestPath({ offsets, neighbours, weights }: Network, from: number, to: number): StrongestPath | null {
  const size = offsets.length - 1;
  const lengths = new Float64Array(size).fill(Infinity);
  const before = new Int32Array(size).fill(-1);
  const heap = new Heap(lengths);
  lengths[from] = 0;
  heap.add(from);
  for (let v = heap.take(); v !== null && v !== to; v = heap.take())
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const w = neighbours[i]!;
      const length = lengths[v]! + 1 / weights[i]!;
      if (length > lengths[w]! || (length === lengths[w]! && (before[w] === -1 || v >= before[w]!))) continue;
      const isShorter = length < lengths[w]!;
      lengths[w] = length;
      before[w] = v;
      if (isShorter) heap.add(w);
    }
  if (lengths[to] === Infinity) return null;
  const nodes = [to];
  while (nodes.at(-1) !== from) nodes.push(before[nodes.at(-1)!]!);
  return { nodes: nodes.reverse(), length: lengths[to]! };
}

/** Nodes by their lengths, the shortest and then the lowest first. A node that was added with a greater length before is passed over. */
class Heap {
  private readonly nodes: number[] = [];
  private readonly at: number[] = [];

  constructor(private readonly lengths: Float64Array) {}

  private less(i: number, j: number): boolean {
    return this.at[i] === this.at[j] ? this.nodes[i]! < this.nodes[j]! : this.at[i]! < this.at[j]!;
  }

  private swap(i: number, j: number): void {
    [this.nodes[i], this.nodes[j]] = [this.nodes[j]!, this.nodes[i]!];
    [this.at[i], this.at[j]] = [this.at[j]!, this.at[i]!];
  }

  add(node: number): void {
    let i = this.nodes.push(node) - 1;
    this.at.push(this.lengths[node]!);
    for (let up = (i - 1) >> 1; i > 0 && this.less(i, up); i = up, up = (i - 1) >> 1) this.swap(i, up);
  }

  take(): number | null {
    while (this.nodes.length > 0) {
      const [node, length] = [this.nodes[0]!, this.at[0]!];
      this.drop();
      if (length === this.lengths[node]) return node;
    }
    return null;
  }

  private drop(): void {
    this.swap(0, this.nodes.length - 1);
    this.nodes.pop();
    this.at.pop();
    for (let i = 0; ;) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2]) if (child < this.nodes.length && this.less(child, least)) least = child;
      if (least === i) return;
      this.swap(i, least);
      i = least;
    }
  }
}
