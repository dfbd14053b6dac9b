import { degree, type Adjacency } from './citation-graph.js';

export interface Clustering {
  /** Share of the pairs of a node's neighbours that are linked themselves; 0 for a node of fewer than two neighbours. */
  local: Float64Array;
  /** Of all nodes, those of fewer than two neighbours among them; 0 for an empty graph. */
  mean: number;
}

/**
 * The clustering coefficient of each node of an undirected graph. Watts & Strogatz 1998, Nature 393:440. Each triangle is
 * met once, from the link between its two ends of lowest degree (algorithm `forward` of Schank & Wagner 2005, Finding,
 * counting and listing all triangles in large graphs): time grows with links to the power 1.5 at most.
 */
export function clustering(adjacency: Adjacency): Clustering {
  const size = adjacency.offsets.length - 1;
  const triangles = trianglesOf(adjacency);
  const local = triangles.map((count, v) => {
    const neighbours = degree(adjacency, v);
    return neighbours < 2 ? 0 : (2 * count) / (neighbours * (neighbours - 1));
  });
  return { local, mean: size === 0 ? 0 : local.reduce((sum, value) => sum + value, 0) / size };
}

/** How many triangles each node is a corner of. */
function trianglesOf(adjacency: Adjacency): Float64Array {
  const { offsets, neighbours } = upward(adjacency);
  const size = offsets.length - 1;
  const triangles = new Float64Array(size);
  /** Node whose upward neighbours are marked now, and the mark of each node. */
  const mark = new Uint32Array(size).fill(size);
  for (let v = 0; v < size; v++) {
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) mark[neighbours[i]!] = v;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const w = neighbours[i]!;
      for (let j = offsets[w]!; j < offsets[w + 1]!; j++) {
        const third = neighbours[j]!;
        if (mark[third] !== v) continue;
        triangles[v]!++;
        triangles[w]!++;
        triangles[third]!++;
      }
    }
  }
  return triangles;
}

/** Each link once: from the end of lower degree, of equal ones from the lower number. */
function upward(adjacency: Adjacency): Adjacency {
  const size = adjacency.offsets.length - 1;
  const offsets = new Uint32Array(size + 1);
  const neighbours = new Uint32Array(adjacency.neighbours.length / 2);
  let length = 0;
  for (let v = 0; v < size; v++) {
    const own = degree(adjacency, v);
    for (let i = adjacency.offsets[v]!; i < adjacency.offsets[v + 1]!; i++) {
      const w = adjacency.neighbours[i]!;
      const other = degree(adjacency, w);
      if (own < other || (own === other && v < w)) neighbours[length++] = w;
    }
    offsets[v + 1] = length;
  }
  return { offsets, neighbours };
}
