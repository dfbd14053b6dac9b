/** Edges between numbered nodes, by the node where they begin: in two arrays, for there may be hundreds of thousands. */
export class Adjacency {
  private readonly starts: Uint32Array;
  private readonly ends: Uint32Array;

  /** @param size number of nodes; edge i of each pair of lists leads from `from[i]` to `to[i]` */
  constructor(size: number, from: readonly Uint32Array[], to: readonly Uint32Array[]) {
    this.starts = new Uint32Array(size + 1);
    for (const list of from) for (let i = 0; i < list.length; i++) this.starts[list[i]! + 1]! += 1;
    for (let number = 0; number < size; number++) this.starts[number + 1]! += this.starts[number]!;
    this.ends = new Uint32Array(this.starts[size]!);
    const next = this.starts.slice();
    from.forEach((list, at) => {
      const ends = to[at]!;
      for (let i = 0; i < list.length; i++) this.ends[next[list[i]!]!++] = ends[i]!;
    });
  }

  count(number: number): number {
    return this.starts[number + 1]! - this.starts[number]!;
  }

  /** Where the edges of the node lead, once for each edge. */
  of(number: number): Uint32Array {
    return this.ends.subarray(this.starts[number], this.starts[number + 1]);
  }
}
