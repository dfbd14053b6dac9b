import type { Adjacency, CitationGraph } from './citation-graph.js';

/** Works that a work cites or that cite it, each once and ascending: two that cite each other are neighbours once. */
export function undirected({ references, citedBy }: Pick<CitationGraph, 'references' | 'citedBy'>): Adjacency {
  const size = references.offsets.length - 1;
  const offsets = new Uint32Array(size + 1);
  const neighbours = new Uint32Array(references.neighbours.length + citedBy.neighbours.length);
  let end = 0;
  for (let v = 0; v < size; v++) {
    let i = references.offsets[v]!;
    let j = citedBy.offsets[v]!;
    const [lastI, lastJ] = [references.offsets[v + 1]!, citedBy.offsets[v + 1]!];
    while (i < lastI || j < lastJ) {
      const a = i < lastI ? references.neighbours[i]! : Infinity;
      const b = j < lastJ ? citedBy.neighbours[j]! : Infinity;
      neighbours[end++] = Math.min(a, b);
      if (a <= b) i++;
      if (b <= a) j++;
    }
    offsets[v + 1] = end;
  }
  return { offsets, neighbours: neighbours.subarray(0, end) };
}
