/** How strongly two works are related, out of what they have in common. Formulas are those of the papers named. */

export const STRENGTHS = ['COUNT', 'SALTON', 'JACCARD', 'ASSOCIATION_STRENGTH', 'COUPLING_STRENGTH', 'ADAMIC_ADAR'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** What another work has in common with one: works in the middle that cite both, or that both cite. As of `CommonNeighbours`. */
export interface Overlap {
  readonly shared: number;
  readonly sumOfLogs: number;
  readonly sumOfInverseLogs: number;
  readonly degree: number;
}

/**
 * @param own number of works in the middle that the one work has; `degree` is that of the other
 * @param works number of all works of the graph, for what is rare in it
 */
const FORMULAS: Record<Strength, (overlap: Overlap, own: number, works: number) => number> = {
  COUNT: ({ shared }) => shared,
  /** Salton's cosine; for references the coupling angle of Sen and Gan (1983). */
  SALTON: ({ shared, degree }, own) => shared / Math.sqrt(own * degree),
  JACCARD: ({ shared, degree }, own) => shared / (own + degree - shared),
  /** Van Eck and Waltman (2009), Eq. 6, without the constant that all pairs of a graph have alike. */
  ASSOCIATION_STRENGTH: ({ shared, degree }, own) => shared / (own * degree),
  /** Vladutz and Cook (1984), Shen et al. (2019): what few works cite counts for more. */
  COUPLING_STRENGTH: ({ shared, degree, sumOfLogs }, own, works) => (shared * Math.log(works) - sumOfLogs) / (own * degree),
  /** Adamic and Adar (2003). */
  ADAMIC_ADAR: ({ sumOfInverseLogs }) => sumOfInverseLogs,
};

export function strengthOf(strength: Strength, overlap: Overlap, own: number, works: number): number {
  return FORMULAS[strength](overlap, own, works);
}

const DIGITS = 12;

/** Powers of ten between which most strengths lie, and what numbers below each are multiplied by: a logarithm takes several times as long. */
const BOUNDS = [1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6] as const;
const SCALES = BOUNDS.map((_, tenths) => 10 ** (DIGITS + tenths));
const LEAST = BOUNDS[6];

/** Engines add up in different orders: beyond twelve digits there is nothing to rank by. Faster than `toPrecision`. */
export function steady(value: number): number {
  if (!(value > 0) || Number.isInteger(value)) return value;
  const scale = scaleOf(value);
  return Math.round(value * scale) / scale;
}

function scaleOf(value: number): number {
  if (value >= 1 || value < LEAST) return 10 ** (DIGITS - 1 - Math.floor(Math.log10(value)));
  let tenths = 0;
  while (value < BOUNDS[tenths + 1]!) tenths++;
  return SCALES[tenths]!;
}

/** Similar papers of Inciteful: coupling counts four times as much as co-citation, and what is below the bound is noise. */
const CO_CITATION_SHARE = 0.25;
const LEAST_SIMILARITY = 0.01;

/**
 * 0 for a pair that is not similar enough to be named.
 *
 * @param own numbers of references and of citing works that the one work has
 */
export function similarityOf(
  coupling: Overlap | undefined,
  coCitation: Overlap | undefined,
  own: { references: number; citedBy: number },
): number {
  const ofReferences = coupling ? FORMULAS.SALTON(coupling, own.references, 0) : 0;
  const ofCitations = coCitation ? FORMULAS.SALTON(coCitation, own.citedBy, 0) : 0;
  const similarity = ofReferences + CO_CITATION_SHARE * ofCitations;
  return similarity > LEAST_SIMILARITY ? similarity : 0;
}
