import { degree, neighboursOf, type CitationGraph } from './citation-graph.js';
import { citationFlow, type Citation, type CitationFlow } from './citation-flow.js';
import type { StructureAnalysis } from './structure-analysis.js';
import { subgraph } from './subgraph.js';
import { NO_YEAR, timeOrder } from './time-order.js';

export interface HistoriographOptions {
  /** How many works at most. */
  top: number;
  /** Leaves out a citation where a longer chain of shown ones leads the same way. */
  isReduced: boolean;
}

export interface Historiograph {
  /** The oldest first, ties by key. */
  readonly works: readonly { work: number; year: number; localCitations: number }[];
  /** Citations among them, in the order of the cited works, then of the citing ones. */
  readonly citations: readonly Citation[];
  /** How many citations the reduction left out. */
  readonly implied: number;
  /** Works that have citations enough, but no year, and so no place in it. */
  readonly withoutYear: number;
}

/**
 * The works that this graph cites most, in order of time, with the citations among them. Garfield, Pudovkin & Istomin
 * (2003), Why do we need algorithmic historiography?, J Am Soc Inf Sci Technol 54:400. Works that nobody cites are not shown;
 * among equals the older is taken, then the first key.
 */
export function historiograph(graph: CitationGraph, { top, isReduced }: HistoriographOptions): Historiograph {
  const { rank } = timeOrder(graph);
  const cites = (v: number): number => degree(graph.citedBy, v);
  const ranked = [...graph.keys.keys()].filter((v) => cites(v) > 0).sort((a, b) => cites(b) - cites(a) || rank[a]! - rank[b]!);
  const chosen = ranked.filter((v) => graph.years[v] !== NO_YEAR).slice(0, top);
  const least = chosen.length < top ? 0 : cites(chosen.at(-1) ?? 0);
  const withoutYear = ranked.filter((v) => graph.years[v] === NO_YEAR && cites(v) > least).length;

  const works = chosen.toSorted((a, b) => a - b);
  const part = subgraph(graph, works);
  const flow = citationFlow(part);
  const kept = isReduced ? reduced(flow) : citationsOf(flow);
  // Those of a circle follow from nothing, so they are shown.
  const citations = [...kept, ...flow.cycles.dropped]
    .sort((a, b) => flow.rank[a.cited]! - flow.rank[b.cited]! || flow.rank[a.citing]! - flow.rank[b.citing]!)
    .map(({ citing, cited }) => ({ citing: works[citing]!, cited: works[cited]! }));
  return {
    works: chosen
      .toSorted((a, b) => rank[a]! - rank[b]!)
      .map((work) => ({ work, year: graph.years[work]!, localCitations: cites(work) })),
    citations,
    implied: part.references.neighbours.length - citations.length,
    withoutYear,
  };
}

const citationsOf = ({ next, order }: CitationFlow): Citation[] =>
  [...order].flatMap((cited) => [...neighboursOf(next, cited)].map((citing) => ({ citing, cited })));

/**
 * The fewest citations from which each work is reached from the same works as before (Aho, Garey & Ullman 1972): from each
 * work the nearest of those ahead come first, and one that is reached through a nearer one is left out. Sets are bits of
 * a BigInt.
 */
function reduced({ next, order }: CitationFlow): Citation[] {
  const place = new Uint32Array(order.length);
  order.forEach((v, i) => (place[v] = i));
  const reach = new Array<bigint>(order.length).fill(0n);
  const kept: Citation[] = [];
  for (const cited of order.toReversed()) {
    let seen = 0n;
    for (const citing of [...neighboursOf(next, cited)].sort((a, b) => place[a]! - place[b]!)) {
      if ((seen >> BigInt(citing)) & 1n) continue;
      seen |= reach[citing]! | (1n << BigInt(citing));
      kept.push({ citing, cited });
    }
    reach[cited] = seen;
  }
  return kept;
}

export const HISTORIOGRAPH: StructureAnalysis<Historiograph> = {
  id: 'HISTORIOGRAPH',
  title: 'Historiograph',
  description:
    'The works that this graph cites most, in order of time, with the citations among them: how a field came about, as far as ' +
    'its most cited works tell. New works have had no time to be cited and are missing.',
  paper: 'Garfield, Pudovkin & Istomin 2003, J Am Soc Inf Sci Technol 54:400',
  parameters: [
    { id: 'top', kind: 'number', title: 'How many works', default: 20, min: 1, max: 200, isWhole: true },
    { id: 'reduced', kind: 'choice', title: 'Whether citations that longer chains imply are left out', default: 'NO', choices: ['YES', 'NO'] }, // prettier-ignore
  ],
  outputs: [
    { id: 'works', title: 'Works with year and citations, the oldest first', of: 'GRAPH' },
    { id: 'citations', title: 'Citations among them', of: 'GRAPH' },
    { id: 'implied', title: 'Citations left out because a longer chain leads the same way', of: 'GRAPH' },
    { id: 'withoutYear', title: 'Works cited often enough, but without a year', of: 'GRAPH' },
  ],
  reads: [],
  run: ({ graph }, { top, reduced: wanted }) => historiograph(graph, { top: Number(top), isReduced: wanted === 'YES' }),
};
