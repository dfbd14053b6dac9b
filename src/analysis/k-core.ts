import type { ScoreAnalysis } from './analysis.js';
import type { Adjacency } from './citation-graph.js';
import { undirected } from './undirected.js';

/**
 * The core number of each node of an undirected graph: the largest k such that the node is in a set of nodes each of which
 * has at least k neighbours in the set. Batagelj & Zaversnik (2003), An O(m) algorithm for cores decomposition of networks,
 * arXiv:cs/0310049: nodes lie in order of their degree, and the least one is taken away again and again.
 */
export function coresOf({ offsets, neighbours }: Adjacency): Uint32Array {
  const size = offsets.length - 1;
  const degrees = Uint32Array.from({ length: size }, (_, v) => offsets[v + 1]! - offsets[v]!);
  const largest = degrees.reduce((a, b) => Math.max(a, b), 0);
  /** Where the nodes of each degree begin in `nodes`. */
  const begins = new Uint32Array(largest + 2);
  for (const d of degrees) begins[d + 1]!++;
  for (let d = 1; d < begins.length; d++) begins[d]! += begins[d - 1]!;
  const nodes = new Uint32Array(size);
  const places = new Uint32Array(size);
  const next = begins.slice();
  degrees.forEach((d, v) => (nodes[(places[v] = next[d]!++)] = v));
  for (const v of nodes) {
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const w = neighbours[i]!;
      if (degrees[w]! <= degrees[v]!) continue;
      // w changes places with the first of its degree, and the border moves past it.
      const place = begins[degrees[w]!]!++;
      const first = nodes[place]!;
      nodes[places[w]!] = first;
      places[first] = places[w]!;
      nodes[place] = w;
      places[w] = place;
      degrees[w]!--;
    }
  }
  return degrees;
}

export const CORE_NUMBER: ScoreAnalysis = {
  id: 'CORE_NUMBER',
  title: 'Core number',
  description:
    'How deep in the dense middle of the graph a work lies. A work of core number 5 belongs to a set of works in which ' +
    'each cites, or is cited by, at least 5 others of the set. Many works share a number: use it to find the core of a ' +
    'literature rather than to rank single works.',
  paper: 'Seidman 1983; Batagelj & Zaversnik 2003, An O(m) algorithm for cores decomposition of networks',
  parameters: [],
  outputs: [{ id: 'score', title: 'Core number', of: 'ARTICLE' }],
  run(graph) {
    const scores = Float64Array.from(coresOf(undirected(graph)));
    return { scores, notes: { largestCore: scores.reduce((a, b) => Math.max(a, b), 0) } };
  },
};
