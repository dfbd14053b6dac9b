import type { ScoreAnalysis } from './analysis.js';
import { COUNTED, countedReads, countsOf, scored } from './citation-counts.js';
import type { CitationGraph } from './citation-graph.js';
import { NO_YEAR } from './time-order.js';

/** Count ÷ (until − year + 1): the year of publication counts as one. NaN without a year and for later works. */
export const citationsPerYear = ({ years }: CitationGraph, counts: Float64Array, untilYear: number): Float64Array =>
  counts.map((count, v) => (years[v] === NO_YEAR || years[v]! > untilYear ? NaN : count / (untilYear - years[v]! + 1)));

export const CITATIONS_PER_YEAR: ScoreAnalysis = {
  id: 'CITATIONS_PER_YEAR',
  title: 'Citations per year',
  description:
    'Citations of a work divided by the years since it appeared, the first one counted. It lets younger works show; a work ' +
    'of the last two years can rank high by a few citations.',
  paper: 'Aria & Cuccurullo 2017, bibliometrix (total citations per year)',
  parameters: [
    COUNTED,
    { id: 'untilYear', kind: 'number', title: 'Last year counted (0: the latest in the graph)', default: 0, min: 0, max: 3000, isWhole: true }, // prettier-ignore
  ],
  outputs: [{ id: 'score', title: 'Citations per year', of: 'ARTICLE' }],
  reads: countedReads,
  run(graph, { counted, untilYear }, _context, facts) {
    const until = Number(untilYear) || graph.years.reduce((a, b) => Math.max(a, b), NO_YEAR);
    return scored(citationsPerYear(graph, countsOf(graph, counted, facts), until), { untilYear: until });
  },
};
