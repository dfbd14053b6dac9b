/** Edges between numbered nodes, by the node where they begin: in two arrays, for there may be hundreds of thousands. */
export class Adjacency {
  private readonly starts: Uint32Array;
  private readonly ends: Uint32Array;

  /** @param size number of nodes; edge i leads from `from[i]` to `to[i]` */
  constructor(size: number, from: readonly number[], to: readonly number[]) {
    this.starts = new Uint32Array(size + 1);
    for (const number of from) this.starts[number + 1]! += 1;
    for (let number = 0; number < size; number++) this.starts[number + 1]! += this.starts[number]!;
    this.ends = new Uint32Array(to.length);
    const next = this.starts.slice();
    for (let i = 0; i < to.length; i++) this.ends[next[from[i]!]!++] = to[i]!;
  }

  count(number: number): number {
    return this.starts[number + 1]! - this.starts[number]!;
  }

  /** Where the edges of the node lead, once for each edge. */
  of(number: number): Uint32Array {
    return this.ends.subarray(this.starts[number], this.starts[number + 1]);
  }
}
