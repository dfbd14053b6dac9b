import type { Checkpoint, ScoreAnalysis } from './analysis.js';
import { degree, neighboursOf, type CitationGraph } from './citation-graph.js';
import { NO_YEAR, timeOrder } from './time-order.js';

export interface DisruptionOptions {
  /** Works of so many years after the work's own are looked at; 0: of all years after it. */
  window: number;
  checkpoint?: Checkpoint;
}

export interface Disruption {
  /** CD index, -1 to 1. NaN for a work without a year or known references, and where all three counts are 0. */
  scores: Float64Array;
  /** n_i: later works that cite the work and none of its references; n_j: both; n_k: its references but not it. */
  onlyWork: Uint32Array;
  both: Uint32Array;
  onlyReferences: Uint32Array;
}

/**
 * CD = (n_i − n_j) / (n_i + n_j + n_k). Funk & Owen-Smith (2017), A dynamic network measure of technological change,
 * Management Science 63:791; Wu, Wang & Evans (2019), Nature 566:378. As in the first authors' program only works later
 * than the focal one count, of its own year none; works without a year do not count.
 */
export function disruption(graph: CitationGraph, { window, checkpoint }: DisruptionOptions): Disruption {
  const { years, references, citedBy } = graph;
  const size = years.length;
  const { order } = timeOrder(graph);
  const places = citersByTime(graph, order);
  const orderedYears = Int32Array.from(order, (v) => (years[v] === NO_YEAR ? NEVER : years[v]!));
  const scores = new Float64Array(size).fill(NaN);
  const [onlyWork, both, onlyReferences] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
  /** By which work each place in time was last met as a citer of its references. */
  const met = new Int32Array(size).fill(-1);
  for (let v = 0; v < size; v++) {
    if (v % 256 === 0) checkpoint?.(v, size, 'WORKS');
    if (years[v] === NO_YEAR || degree(references, v) === 0) continue;
    const from = firstAtLeast(orderedYears, 0, size, years[v]! + 1);
    const to = firstAtLeast(orderedYears, 0, size, window === 0 ? NEVER : years[v]! + window + 1);
    let citersOfReferences = 0;
    for (let i = references.offsets[v]!; i < references.offsets[v + 1]!; i++) {
      const reference = references.neighbours[i]!;
      const end = citedBy.offsets[reference + 1]!;
      for (let j = firstAtLeast(places, citedBy.offsets[reference]!, end, from); j < end && places[j]! < to; j++) {
        if (met[places[j]!] !== v) citersOfReferences++;
        met[places[j]!] = v;
      }
    }
    const end = citedBy.offsets[v + 1]!;
    for (let j = firstAtLeast(places, citedBy.offsets[v]!, end, from); j < end && places[j]! < to; j++)
      (met[places[j]!] === v ? both : onlyWork)[v]!++;
    onlyReferences[v] = citersOfReferences - both[v]!;
    // 0/0 is NaN.
    scores[v] = (onlyWork[v]! - both[v]!) / (onlyWork[v]! + citersOfReferences);
  }
  return { scores, onlyWork, both, onlyReferences };
}

const NEVER = 2 ** 31 - 1;

/** The lists of citers as places in the order of time, ascending, so that those of a span of years lie together. */
function citersByTime({ references, citedBy }: CitationGraph, order: Uint32Array): Uint32Array {
  const next = citedBy.offsets.slice();
  const places = new Uint32Array(citedBy.neighbours.length);
  order.forEach((citing, place) => {
    for (const cited of neighboursOf(references, citing)) places[next[cited]!++] = place;
  });
  return places;
}

/** The first index from `low` on, below `high`, whose value is at least this; the values ascend. `high` if there is none. */
function firstAtLeast(values: Uint32Array | Int32Array, low: number, high: number, value: number): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}

export const DISRUPTION: ScoreAnalysis = {
  id: 'DISRUPTION',
  title: 'Disruption (CD index)',
  description:
    'Whether later works cite a work instead of what it builds on (towards 1: it opened something new) or together with it ' +
    '(towards -1: it carried on what was there). Near 0 most works that cite its references pass it by. Only works with a ' +
    'known reference list have a value, and short or incomplete lists push it upwards; works with few citers swing widely.',
  paper: 'Funk & Owen-Smith 2017, A dynamic network measure of technological change; Wu, Wang & Evans 2019',
  parameters: [
    { id: 'window', kind: 'number', title: 'Years after publication (0: all)', default: 5, min: 0, max: 100, isWhole: true },
  ],
  outputs: [{ id: 'score', title: 'CD index (-1 to 1)', of: 'ARTICLE' }],
  run(graph, { window }, { checkpoint }) {
    const { scores } = disruption(graph, { window: Number(window), checkpoint });
    const withoutScore = scores.reduce((sum, score) => sum + Number(Number.isNaN(score)), 0);
    return { scores, notes: { withoutScore } };
  },
};
