import { badInput } from '../errors.js';
import type { ScoreAnalysis } from './analysis.js';
import { COUNTED, countedReads, countsOf, scored } from './citation-counts.js';
import type { CitationGraph } from './citation-graph.js';
import { NO_YEAR } from './time-order.js';

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

export const NORMALISED_CITATIONS: ScoreAnalysis = {
  id: 'NORMALISED_CITATIONS',
  title: 'Normalised citations',
  description:
    'Citations of a work compared with the mean of the works of its year in this graph, so that young and old works can stand ' +
    'side by side: 2 is twice as many as usual. In a year with few works, or in one of the latest years, it leaps easily. ' +
    'Works known by their identifier alone are no part of the mean and have no value.',
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
  reads: (settings) => [...countedReads(settings), ...(settings.among === 'YEAR_AND_FIELD' ? (['FIELDS'] as const) : [])],
  run(graph, { counted, among }, _context, facts) {
    const isByField = among === 'YEAR_AND_FIELD';
    if (isByField && !facts?.fields) throw badInput('Fields of the works are not known here; compare among YEAR.');
    return scored(normalisedCitations(graph, countsOf(graph, counted, facts), isByField ? facts?.fields : undefined));
  },
};
