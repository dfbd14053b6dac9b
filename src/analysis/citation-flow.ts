import { neighboursOf, type Adjacency, type CitationGraph } from './citation-graph.js';
import { strongComponents, type Components } from './components.js';
import { timeOrder } from './time-order.js';

export interface Citation {
  /** Numbers of the two works. */
  readonly citing: number;
  readonly cited: number;
}

/** The citations as knowledge flows, from the cited work to the citing one, without cycles. */
export interface CitationFlow {
  /** Works that cite a work, and works that it cites: as in the graph, without what was dropped. */
  readonly next: Adjacency;
  readonly previous: Adjacency;
  /** All works, each after those it cites. */
  readonly order: Uint32Array;
  /** Place of each work by year, then key. */
  readonly rank: Uint32Array;
  readonly cycles: Cycles;
}

/** What was in the way of a flow. */
export interface Cycles {
  /** Groups of works that reach one another by citations, and how many works they have together. */
  readonly groups: number;
  readonly works: number;
  /** Citations left out: within such a group, those of a work that is later than the citing one, by year, then key. */
  readonly dropped: readonly Citation[];
}

/**
 * In a group of works that cite one another in a circle (mostly of the same year) some citations must go. Within it works
 * are put in order of year, then key, and a citation stays if the cited work stands before the citing one. What is left has
 * no cycle, and the rule is the same on every engine. Citations between groups stay, even of later works.
 */
export function citationFlow(graph: CitationGraph): CitationFlow {
  const { order: oldestFirst, rank } = timeOrder(graph);
  const groups = strongComponents(graph.references);
  const order = groupByGroup(groups, oldestFirst);
  const isTangled = (v: number): boolean => groups.sizes[groups.of[v]!]! > 1;
  const tangled = oldestFirst.filter(isTangled);
  if (tangled.length === 0)
    return { next: graph.citedBy, previous: graph.references, order, rank, cycles: { groups: 0, works: 0, dropped: [] } };
  const isKept = (cited: number, citing: number): boolean =>
    groups.of[cited] !== groups.of[citing] || rank[cited]! < rank[citing]!;
  const next = filtered(graph.citedBy, isTangled, isKept);
  const previous = filtered(graph.references, isTangled, (citing, cited) => isKept(cited, citing));
  const dropped = [...tangled].flatMap((cited) =>
    [...neighboursOf(graph.citedBy, cited)].filter((citing) => !isKept(cited, citing)).map((citing) => ({ citing, cited })),
  );
  const count = groups.sizes.reduce((sum, size) => sum + Number(size > 1), 0);
  return { next, previous, order, rank, cycles: { groups: count, works: tangled.length, dropped } };
}

/** Components over references are numbered cited works first; within one, by rank. */
function groupByGroup({ of, sizes }: Components, oldestFirst: Uint32Array): Uint32Array {
  const next = new Uint32Array(sizes.length + 1);
  sizes.forEach((size, group) => (next[group + 1] = next[group]! + size));
  const order = new Uint32Array(oldestFirst.length);
  for (const v of oldestFirst) order[next[of[v]!]!++] = v;
  return order;
}

/** Lists of works outside of any group with cycles are copied whole. */
function filtered(
  { offsets, neighbours }: Adjacency,
  isTangled: (v: number) => boolean,
  isKept: (from: number, to: number) => boolean,
): Adjacency {
  const size = offsets.length - 1;
  const kept = { offsets: new Uint32Array(size + 1), neighbours: new Uint32Array(neighbours.length) };
  let end = 0;
  for (let v = 0; v < size; v++) {
    const list = neighbours.subarray(offsets[v]!, offsets[v + 1]!);
    const left = isTangled(v) ? list.filter((w) => isKept(v, w)) : list;
    kept.neighbours.set(left, end);
    kept.offsets[v + 1] = end += left.length;
  }
  return { offsets: kept.offsets, neighbours: kept.neighbours.subarray(0, end) };
}
