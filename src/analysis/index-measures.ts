/**
 * Measures of one author, from plain lists with a number for each work. They say as much as the lists do: over citations
 * within a graph they are local to that graph, and are to be called so.
 */

/** Counts, the largest first. */
const falling = (counts: Iterable<number>): Float64Array => Float64Array.from(counts).sort().reverse();

/** The largest h such that h works are cited h times or more each; 0 without works. Hirsch 2005, PNAS 102:16569. */
export function hIndex(citations: Iterable<number>): number {
  const counts = falling(citations);
  let h = 0;
  while (h < counts.length && counts[h]! >= h + 1) h++;
  return h;
}

/**
 * The largest g such that the g most cited works have g² citations or more together. Egghe 2006, Scientometrics 69:131.
 * It is no larger than the number of works, as in the paper's definition, however much they are cited.
 */
export function gIndex(citations: Iterable<number>): number {
  const counts = falling(citations);
  let sum = 0;
  let g = 0;
  // Means of the first counts fall while g rises, so the first that fails is the last to try.
  while (g < counts.length && (sum += counts[g]!) >= (g + 1) ** 2) g++;
  return g;
}

/** h for each year since the first work, that year and `thisYear` included: the m quotient of Hirsch 2005, PNAS 102:16569. Null without a first year, or where it is still to come. */
export function mIndex(h: number, firstYear: number | null, thisYear: number): number | null {
  return firstYear === null || firstYear > thisYear ? null : h / (thisYear - firstYear + 1);
}

/** Where the author stands on the byline of one work. */
export interface BylinePlace {
  /** From 1. */
  position: number;
  /** How many authors the work has, this one included. */
  authors: number;
}

export interface Authorship {
  /** Share of the works that the author wrote first or alone; null without works. */
  firstShare: number | null;
  /** Share of the works on whose byline of two or more the author is last; null without works. */
  lastShare: number | null;
  /** Share of the works with others on which the author is first: Kumar & Kumar 2008, Ann Libr Inf Stud 55:195. Null where all were written alone. */
  dominanceFactor: number | null;
  /** Mean number of authors, this one included, of the works with others: Elango & Rajendran 2012, Int J Inf Dissem Technol 2:166. Null where all were written alone. */
  collaborationIndex: number | null;
}

/** What the places on bylines tell. Works whose order of authors is not known are left out of the list, not guessed. */
export function authorship(places: readonly BylinePlace[]): Authorship {
  const joint = places.filter(({ authors }) => authors > 1);
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  const count = (list: readonly BylinePlace[], is: (place: BylinePlace) => boolean): number => list.filter(is).length;
  const isFirst = ({ position }: BylinePlace): boolean => position === 1;
  const isLast = ({ position, authors }: BylinePlace): boolean => position === authors;
  return {
    firstShare: share(count(places, isFirst), places.length),
    lastShare: share(count(joint, isLast), places.length),
    dominanceFactor: share(count(joint, isFirst), joint.length),
    collaborationIndex: share(joint.reduce((sum, { authors }) => sum + authors, 0), joint.length), // prettier-ignore
  };
}

/** Years from the first work to the last, both included; null where no work has a year. */
export function careerSpan(years: Iterable<number | null>): { firstYear: number; lastYear: number; years: number } | null {
  let [firstYear, lastYear] = [Infinity, -Infinity];
  for (const year of years) {
    if (year === null) continue;
    firstYear = Math.min(firstYear, year);
    lastYear = Math.max(lastYear, year);
  }
  return firstYear === Infinity ? null : { firstYear, lastYear, years: lastYear - firstYear + 1 };
}

export interface JointWork {
  /** Works without a year come after all others. */
  year: number | null;
  /** Keys of the other authors. */
  coauthors: readonly string[];
}

export interface NewCoauthors {
  /** How many were met for the first time in each year that has a work, ascending; null, last, for works without a year. */
  byYear: { year: number | null; count: number }[];
  /** Different coauthors divided by the places that coauthors have on the works: 1 where nobody comes twice. Null without coauthors. */
  rate: number | null;
}

/** When the author wrote with somebody for the first time. The order of works within a year does not matter. */
export function newCoauthors(works: readonly JointWork[]): NewCoauthors {
  const order = (year: number | null): number => year ?? Number.MAX_SAFE_INTEGER;
  const known = new Set<string>();
  const counts = new Map<number | null, number>();
  let places = 0;
  for (const { year, coauthors } of [...works].sort((a, b) => order(a.year) - order(b.year))) {
    const before = known.size;
    const here = new Set(coauthors);
    for (const key of here) known.add(key);
    places += here.size;
    counts.set(year, (counts.get(year) ?? 0) + known.size - before);
  }
  return {
    byYear: [...counts].map(([year, count]) => ({ year, count })),
    rate: places === 0 ? null : known.size / places,
  };
}
