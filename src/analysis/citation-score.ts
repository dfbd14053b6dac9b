import { badInput } from '../errors.js';
import type { ArticleScores, GraphFacts, Parameter, ScoreAnalysis } from './analysis.js';
import { degree, type CitationGraph } from './citation-graph.js';
import { NO_YEAR } from './time-order.js';

/** Local citation score: how many works of the graph cite each. */
export const localCitations = ({ keys, citedBy }: CitationGraph): Float64Array =>
  Float64Array.from(keys, (_, v) => degree(citedBy, v));

/** Citations in the whole world as the sources state; NaN where unknown. */
export const worldCitations = (worldCounts: Int32Array): Float64Array =>
  Float64Array.from(worldCounts, (count) => (count < 0 ? NaN : count));

/**
 * Each count, divided by the mean of the works of the same year, and of the same field where fields are given: 1 is what
 * was usual. Works that are known by their identifier alone are no part of the means and get NaN, as do works
 * without a year, field or count, and those of a year in which no work was cited. bibliometrix, `normalizeCitationScore`.
 */
export function normalisedCitations({ years, stubs }: CitationGraph, counts: Float64Array, fields?: Int32Array): Float64Array {
  const groupOf = (v: number): string | null => {
    if (years[v] === NO_YEAR || stubs[v] === 1 || Number.isNaN(counts[v])) return null;
    if (!fields) return String(years[v]);
    return fields[v]! < 0 ? null : `${years[v]} ${fields[v]}`;
  };
  const groups = new Map<string, { sum: number; works: number }>();
  counts.forEach((count, v) => {
    const group = groupOf(v);
    if (group === null) return;
    const { sum, works } = groups.get(group) ?? { sum: 0, works: 0 };
    groups.set(group, { sum: sum + count, works: works + 1 });
  });
  return counts.map((count, v) => {
    const group = groups.get(groupOf(v) ?? '');
    return group && group.sum > 0 ? (count * group.works) / group.sum : NaN;
  });
}

/** Count ÷ (until − year + 1): the year of publication counts as one. NaN without a year and for later works. */
export const citationsPerYear = ({ years }: CitationGraph, counts: Float64Array, untilYear: number): Float64Array =>
  counts.map((count, v) => (years[v] === NO_YEAR || years[v]! > untilYear ? NaN : count / (untilYear - years[v]! + 1)));

const COUNTED: Parameter = {
  id: 'counted',
  kind: 'choice',
  title: 'Citations by works of this graph, or by all works as the sources state',
  default: 'LOCAL',
  choices: ['LOCAL', 'WORLD'],
};

function countsOf(graph: CitationGraph, counted: unknown, facts: GraphFacts | undefined): Float64Array {
  if (counted === 'LOCAL') return localCitations(graph);
  if (facts?.worldCounts) return worldCitations(facts.worldCounts);
  throw badInput('World-wide citation counts are not known here; count LOCAL citations.');
}

/** NaNs are told to the reader. */
function scored(scores: Float64Array, notes: ArticleScores['notes'] = {}): ArticleScores {
  const withoutScore = scores.reduce((sum, score) => sum + Number(Number.isNaN(score)), 0);
  return { scores, notes: { ...notes, withoutScore } };
}

export const LOCAL_CITATIONS: ScoreAnalysis = {
  id: 'LOCAL_CITATIONS',
  title: 'Local citations',
  description:
    'How many works of this graph cite a work. It tells what this literature builds on, and depends on which works were ' +
    'loaded and which of them have a known reference list. Older works had more time to be cited.',
  paper: 'Garfield 2004, Historiographic mapping of knowledge domains literature (local citation score)',
  parameters: [],
  outputs: [{ id: 'score', title: 'Citing works in this graph', of: 'ARTICLE' }],
  run: (graph) => scored(localCitations(graph)),
};

export const NORMALISED_CITATIONS: ScoreAnalysis = {
  id: 'NORMALISED_CITATIONS',
  title: 'Normalised citations',
  description:
    'Citations of a work compared with the mean of the works of its year in this graph, so that young and old works can stand ' +
    'side by side: 2 is twice as many as usual. In a year with few works, or in one of the latest years, it leaps easily.',
  paper: 'Aria & Cuccurullo 2017, bibliometrix (normalised citation score); Waltman et al. 2011 (mean normalised citation score)',
  parameters: [
    COUNTED,
    {
      id: 'among',
      kind: 'choice',
      title: 'Works to compare with; the field is the journal',
      default: 'YEAR',
      choices: ['YEAR', 'YEAR_AND_FIELD'],
    },
  ],
  outputs: [{ id: 'score', title: 'Citations ÷ mean of the year', of: 'ARTICLE' }],
  run(graph, { counted, among }, _context, facts) {
    const isByField = among === 'YEAR_AND_FIELD';
    if (isByField && !facts?.fields) throw badInput('Fields of the works are not known here; compare among YEAR.');
    return scored(normalisedCitations(graph, countsOf(graph, counted, facts), isByField ? facts?.fields : undefined));
  },
};

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
  run(graph, { counted, untilYear }, _context, facts) {
    const until = Number(untilYear) || graph.years.reduce((a, b) => Math.max(a, b), NO_YEAR);
    return scored(citationsPerYear(graph, countsOf(graph, counted, facts), until), { untilYear: until });
  },
};
