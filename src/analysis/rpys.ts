import { degree, type CitationGraph } from './citation-graph.js';
import type { StructureAnalysis } from './structure-analysis.js';

export interface SpectroscopyYear {
  year: number;
  /** Citations of works of this year, and the works of this year that are cited. */
  references: number;
  articles: number;
  /** References less the median of five years: two before and two after this one, or the four before and this one. */
  centredDeviation: number;
  backwardDeviation: number;
  /** Numbers of the works that are cited most, three at most. */
  mostCited: number[];
}

export interface Spectroscopy {
  /** Every year from the first to the last of a cited work. */
  years: SpectroscopyYear[];
  /** Citations of works whose year is not known. */
  referencesWithoutYear: number;
}

const SHOWN_WORKS = 3;

/**
 * Reference publication year spectroscopy: in which years the works were published that the literature goes back to. W. Marx,
 * L. Bornmann, A. Barth & L. Leydesdorff, "Detecting the historical roots of research fields by reference publication year
 * spectroscopy (RPYS)", J Assoc Inf Sci Technol 65:751, 2014. Years before the first and after the last count as none.
 */
export function spectroscopy({ citedBy, years }: CitationGraph): Spectroscopy {
  const byYear = new Map<number, number[]>();
  let [referencesWithoutYear, first, last] = [0, Infinity, -Infinity];
  for (let v = 0; v < years.length; v++) {
    if (degree(citedBy, v) === 0) continue;
    const year = years[v]!;
    if (year === -1) {
      referencesWithoutYear += degree(citedBy, v);
      continue;
    }
    [first, last] = [Math.min(first, year), Math.max(last, year)];
    const works = byYear.get(year);
    if (works) works.push(v);
    else byYear.set(year, [v]);
  }
  const length = Math.max(0, last - first + 1);
  const worksOf = (t: number) => byYear.get(first + t) ?? [];
  const counts = Uint32Array.from({ length }, (_, t) => worksOf(t).reduce((sum, v) => sum + degree(citedBy, v), 0));
  const rows = Array.from({ length }, (_, t): SpectroscopyYear => {
    const works = worksOf(t);
    const mostCited = [...works].sort((a, b) => degree(citedBy, b) - degree(citedBy, a) || a - b).slice(0, SHOWN_WORKS);
    return { year: first + t, references: counts[t]!, articles: works.length, ...deviations(counts, t), mostCited };
  });
  return { years: rows, referencesWithoutYear };
}

/** How far a count is from the median of the five around it, and of the five up to it; counts outside the series are 0. */
export function deviations(counts: ArrayLike<number>, t: number): { centredDeviation: number; backwardDeviation: number } {
  const medianFrom = (start: number) => Array.from({ length: 5 }, (_, i) => counts[start + i] ?? 0).sort((a, b) => a - b)[2]!;
  return { centredDeviation: counts[t]! - medianFrom(t - 2), backwardDeviation: counts[t]! - medianFrom(t - 4) };
}

export const SPECTROSCOPY: StructureAnalysis<Spectroscopy> = {
  id: 'REFERENCE_YEARS',
  title: 'Reference publication year spectroscopy',
  description:
    'How often works of each year are cited, and by how much that is above the years around. Peaks are years with works that ' +
    'the literature goes back to. Only citations between works of this graph are counted, and the newest years are low because ' +
    'their works have had no time to be cited.',
  paper: 'W. Marx, L. Bornmann, A. Barth & L. Leydesdorff, J Assoc Inf Sci Technol 65:751, 2014',
  reads: [],
  parameters: [],
  outputs: [
    { id: 'years', title: 'Citations and deviation by year', of: 'GRAPH' },
    { id: 'referencesWithoutYear', title: 'Citations of works whose year is not known', of: 'GRAPH' },
  ],
  run: ({ graph }) => spectroscopy(graph),
};
