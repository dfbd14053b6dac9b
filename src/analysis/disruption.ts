import type { ScoreAnalysis } from './analysis.js';
import { degree, neighboursOf, type CitationGraph } from './citation-graph.js';
import { NO_YEAR, timeOrder } from './time-order.js';

export interface DisruptionOptions {
  /** Works of so many years after the work's own are looked at; 0: of all years after it. */
  window: number;
  checkpoint?: (done: number, total: number) => void;
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
  const { years, references } = graph;
  const size = years.length;
  const { order } = timeOrder(graph);
  const citers = citersByTime(graph, order);
  const result = {
    scores: new Float64Array(size).fill(NaN),
    onlyWork: new Uint32Array(size),
    both: new Uint32Array(size),
    onlyReferences: new Uint32Array(size),
  };
  const orderedYears = Int32Array.from(order, (v) => years[v]!);
  /** For which work each place of the time order was last met as a citer of references. */
  const met = new Int32Array(size).fill(-1);
  for (let v = 0; v < size; v++) {
    if (v % 1024 === 0) checkpoint?.(v, size);
    if (years[v] === NO_YEAR || degree(references, v) === 0) continue;
    const [from, to] = [
      firstAfter(orderedYears, years[v]!),
      firstAfter(orderedYears, window === 0 ? Infinity : years[v]! + window),
    ];
    let citersOfReferences = 0;
    const visit = (work: number, see: (place: number) => void): void => {
      const list = citers(work);
      for (let i = firstAtLeast(list, from); i < list.length && list[i]! < to; i++) see(list[i]!);
    };
    for (const reference of neighboursOf(references, v))
      visit(reference, (place) => {
        if (met[place] === v) return;
        met[place] = v;
        citersOfReferences++;
      });
    let [onlyWork, both] = [0, 0];
    visit(v, (place) => (met[place] === v ? both++ : onlyWork++));
    result.onlyWork[v] = onlyWork;
    result.both[v] = both;
    result.onlyReferences[v] = citersOfReferences - both;
    // 0/0 is NaN.
    result.scores[v] = (onlyWork - both) / (onlyWork + citersOfReferences);
  }
  return result;
}

/** Citers of a work as places in the order of time, ascending, so that those of a span of years lie together. */
function citersByTime({ references, citedBy }: CitationGraph, order: Uint32Array): (v: number) => Uint32Array {
  const next = citedBy.offsets.slice();
  const places = new Uint32Array(citedBy.neighbours.length);
  order.forEach((citing, place) => {
    for (const cited of neighboursOf(references, citing)) places[next[cited]!++] = place;
  });
  return (v) => neighboursOf({ offsets: citedBy.offsets, neighbours: places }, v);
}

/** First place whose year is after this one, or that has no year; these stand last. */
const firstAfter = (years: Int32Array, year: number): number =>
  search(years.length, (i) => years[i] === NO_YEAR || years[i]! > year);

const firstAtLeast = (list: Uint32Array, value: number): number => search(list.length, (i) => list[i]! >= value);

/** The first of `size` places at which a condition holds that holds at all later ones. */
function search(size: number, holds: (i: number) => boolean): number {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
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
