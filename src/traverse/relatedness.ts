/** How strongly two works are related, out of what they have in common. Formulas are those of the papers named. */

export const STRENGTHS = ['COUNT', 'SALTON', 'JACCARD', 'ASSOCIATION_STRENGTH', 'COUPLING_STRENGTH', 'ADAMIC_ADAR'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** Two works and the works in the middle: those that cite both, or that both cite. */
export interface Overlap {
  /** Works in the middle that both have. */
  shared: number;
  /** Works in the middle that each has; `shared` is not above either. */
  own: number;
  other: number;
  /** Over the shared ones, with n the other side's size of each: Σ ln n and Σ 1/ln n (`CommonNeighbour`). */
  sumOfLogs: number;
  sumOfInverseLogs: number;
}

/**
 * @param works number of all works of the graph, for what is rare in it
 */
const FORMULAS: Record<Strength, (overlap: Overlap, works: number) => number> = {
  COUNT: ({ shared }) => shared,
  /** Salton's cosine; for references the coupling angle of Sen and Gan (1983). */
  SALTON: ({ shared, own, other }) => shared / Math.sqrt(own * other),
  JACCARD: ({ shared, own, other }) => shared / (own + other - shared),
  /** Van Eck and Waltman (2009), Eq. 6, without the constant that all pairs of a graph have alike. */
  ASSOCIATION_STRENGTH: ({ shared, own, other }) => shared / (own * other),
  /** Vladutz and Cook (1984), Shen et al. (2019): what few works cite counts for more. */
  COUPLING_STRENGTH: ({ shared, own, other, sumOfLogs }, works) => (shared * Math.log(works) - sumOfLogs) / (own * other),
  /** Adamic and Adar (2003). */
  ADAMIC_ADAR: ({ sumOfInverseLogs }) => sumOfInverseLogs,
};

export function strengthOf(strength: Strength, overlap: Overlap, works: number): number {
  return steady(FORMULAS[strength](overlap, works));
}

/** Engines add up in different orders: beyond twelve digits there is nothing to rank by. */
export const steady = (value: number): number => Number(value.toPrecision(12));

/** Similar papers of Inciteful: coupling counts four times as much as co-citation, and what is below the bound is noise. */
const CO_CITATION_SHARE = 0.25;
const LEAST_SIMILARITY = 0.01;

/** 0 for a pair that is not similar enough to be named. */
export function similarityOf(coupling: Overlap | null, coCitation: Overlap | null): number {
  const salton = (overlap: Overlap | null): number => (overlap ? FORMULAS.SALTON(overlap, 0) : 0);
  const similarity = steady(salton(coupling) + CO_CITATION_SHARE * salton(coCitation));
  return similarity > LEAST_SIMILARITY ? similarity : 0;
}
