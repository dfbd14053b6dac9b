import { authorship, careerSpan, gIndex, hIndex, mIndex, newCoauthors, type BylinePlace } from './index-measures.js';

/** What one author's works tell of the author. All of it is local to the works that are given. */

/** A work of the author. */
export interface AuthorWork {
  /** Null where unknown. */
  year: number | null;
  /** Citations in the graph. */
  citations: number;
  /** Citations in the world, as a source reports them; null where none does. */
  reported: number | null;
  /** Keys of all its authors in their order, this one among them. */
  byline: readonly string[];
  /** Whether the byline is known to be whole. */
  isWhole: boolean;
}

export interface AuthorMetrics {
  works: number;
  citations: number;
  /** Null where no work has a report. */
  reported: number | null;
  /** Works that have a report. */
  worksWithReport: number;
  hIndex: number;
  gIndex: number;
  mIndex: number | null;
  /** Works with a whole byline: what the last place, the dominance factor and the collaboration index are told of. */
  wholeBylines: number;
  firstShare: number | null;
  lastShare: number | null;
  dominanceFactor: number | null;
  collaborationIndex: number | null;
  careerSpan: ReturnType<typeof careerSpan>;
  newCoauthorRate: number | null;
}

/** @param untilYear the year up to which the m index counts */
export function authorMetrics(author: string, works: readonly AuthorWork[], untilYear: number): AuthorMetrics {
  const citations = works.map((work) => work.citations);
  const reports = works.flatMap(({ reported }) => reported ?? []);
  const span = careerSpan(works.map(({ year }) => year));
  const h = hIndex(citations);
  const whole = works.filter(({ isWhole }) => isWhole);
  const { lastShare, dominanceFactor, collaborationIndex } = authorship(placesOf(author, whole));
  return {
    works: works.length,
    citations: sum(citations),
    reported: reports.length > 0 ? sum(reports) : null,
    worksWithReport: reports.length,
    hIndex: h,
    gIndex: gIndex(citations),
    mIndex: mIndex(h, span?.firstYear ?? null, untilYear),
    wholeBylines: whole.length,
    // Who is first is known of a cut byline, too.
    firstShare: authorship(placesOf(author, works)).firstShare,
    lastShare,
    dominanceFactor,
    collaborationIndex,
    careerSpan: span,
    newCoauthorRate: newCoauthors(jointWorks(author, works)).rate,
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);

function placesOf(author: string, works: readonly AuthorWork[]): BylinePlace[] {
  return works.map(({ byline }) => {
    const names = [...new Set(byline)];
    return { position: names.indexOf(author) + 1, authors: names.length };
  });
}

const jointWorks = (author: string, works: readonly AuthorWork[]) =>
  works.map(({ year, byline }) => ({ year, coauthors: byline.filter((key) => key !== author) }));

/** One year of an author. */
export interface AuthorYear {
  year: number;
  works: number;
  /** Citations by works of the year. */
  citations: number;
  newCoauthors: number;
}

/** Years with a work or a citation, ascending. `citedIn`: citations by the year of the citing work. What has no year is in none. */
export function authorTimeline(
  author: string,
  works: readonly AuthorWork[],
  citedIn: Iterable<{ year: number; count: number }>,
): AuthorYear[] {
  const years = new Map<number, AuthorYear>();
  const at = (year: number): AuthorYear => {
    const known = years.get(year) ?? { year, works: 0, citations: 0, newCoauthors: 0 };
    years.set(year, known);
    return known;
  };
  for (const { year } of works) if (year !== null) at(year).works++;
  for (const { year, count } of citedIn) at(year).citations += count;
  for (const { year, count } of newCoauthors(jointWorks(author, works)).byYear) if (year !== null) at(year).newCoauthors += count;
  return [...years.values()].sort((a, b) => a.year - b.year);
}

/** Works on which an affiliation is given. */
export interface AffiliationYears {
  text: string;
  firstYear: number | null;
  lastYear: number | null;
  works: number;
}

/** The newest first; of those of one year the one with most works, then by the text. */
export function affiliationHistory(
  works: readonly { year: number | null; affiliations: readonly string[] }[],
): AffiliationYears[] {
  const found = new Map<string, AffiliationYears>();
  for (const { year, affiliations } of works)
    for (const text of new Set(affiliations)) {
      const known = found.get(text) ?? { text, firstYear: year, lastYear: year, works: 0 };
      found.set(text, known);
      known.works++;
      if (year === null) continue;
      known.firstYear = Math.min(known.firstYear ?? year, year);
      known.lastYear = Math.max(known.lastYear ?? year, year);
    }
  return [...found.values()].sort(
    (a, b) => (b.lastYear ?? -1) - (a.lastYear ?? -1) || b.works - a.works || (a.text < b.text ? -1 : 1),
  );
}
