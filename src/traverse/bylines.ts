import { transposed } from '../analysis/author-network-material.js';
import type { Adjacency } from '../analysis/citation-graph.js';
import type { BylineScan } from '../store/neighbourhood.js';
import { compareCodePoints } from '../store/sort-values.js';
import type { Expand } from './path-search.js';

/** All bylines of one version of the graph. A number stands for each author, and numbers from `keys.length` on for the works. */
export class Bylines {
  readonly keys: readonly string[];
  /** Authors of each work, and works of each author. */
  private readonly byWork: Adjacency;
  private readonly byAuthor: Adjacency;

  constructor(readonly scan: BylineScan) {
    this.keys = scan.keys;
    this.byWork = { offsets: scan.offsets, neighbours: scan.authors };
    this.byAuthor = transposed(this.byWork, scan.keys.length);
  }

  /** Null for a key of no author. */
  numberOf(key: string): number | null {
    return placeOf(this.keys, key);
  }

  /** From authors to their works and from works to their authors, until more than `mostEdges` would have been walked. */
  walk(mostEdges: number): { expand: Expand<number>; isCut: () => boolean } {
    let left = mostEdges;
    const expand: Expand<number> = async (nodes) => {
      left -= nodes.reduce((sum, node) => sum + this.degree(node), 0);
      return left < 0 ? [] : nodes.map((node) => [node, this.edges(node)] as const);
    };
    return { expand, isCut: () => left < 0 };
  }

  private degree(node: number): number {
    const authors = this.keys.length;
    const [{ offsets }, at] = node < authors ? [this.byAuthor, node] : [this.byWork, node - authors];
    return offsets[at + 1]! - offsets[at]!;
  }

  private edges(node: number): Iterable<number> {
    const authors = this.keys.length;
    if (node >= authors) return listOf(this.byWork, node - authors);
    return listOf(this.byAuthor, node).map((work) => work + authors);
  }
}

const listOf = ({ offsets, neighbours }: Adjacency, at: number): Uint32Array => neighbours.subarray(offsets[at], offsets[at + 1]);

/** Where a key stands in a list that ascends by code points; null where it does not. */
export function placeOf(keys: readonly string[], key: string): number | null {
  let [from, to] = [0, keys.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (compareCodePoints(keys[middle]!, key) < 0) from = middle + 1;
    else to = middle;
  }
  return keys[from] === key ? from : null;
}
