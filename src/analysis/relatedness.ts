/**
 * How strongly two works belong together, given what they share: citing works (co-citation, Small 1973) or references
 * (bibliographic coupling, Kessler 1963). A caller adds `weight` over what is shared, in one pass over the neighbours of a
 * work, and puts the sum through `strength`.
 */
export interface Strength {
  title: string;
  /** For a researcher who does not program. */
  description: string;
  paper: string;
  /** What one shared work adds. `degree`: how many works share it in all; `works`: works of the graph. */
  weight(degree: number, works: number): number;
  /**
   * `sum`: the weights of all shared works; `a` and `b`: how many citing works or references each of the two has (for
   * association strength the total weight of its links); `total`: that of all works. 0 where it would divide by 0.
   */
  strength(sum: number, a: number, b: number, total: number): number;
}

const one = (): number => 1;
const ratio = (above: number, below: number): number => (below > 0 ? above / below : 0);

export type StrengthId = 'SALTON' | 'JACCARD' | 'ASSOCIATION_STRENGTH' | 'COUPLING_STRENGTH' | 'ADAMIC_ADAR';

export const STRENGTHS: Readonly<Record<StrengthId, Strength>> = {
  SALTON: {
    title: 'Salton’s cosine',
    description: 'What the two share, measured by what each has: 1 if they have all in common. The usual choice.',
    paper: 'Salton & McGill 1983; Sen & Gan 1983 (coupling angle)',
    weight: one,
    strength: (sum, a, b) => ratio(sum, Math.sqrt(a * b)),
  },
  JACCARD: {
    title: 'Jaccard',
    description: 'What the two share as a part of what both have together. Harsher than Salton where one has far more.',
    paper: 'Jaccard 1901',
    weight: one,
    strength: (sum, a, b) => ratio(sum, a + b - sum),
  },
  ASSOCIATION_STRENGTH: {
    title: 'Association strength',
    description: 'What the two share compared with what chance would give: above 1 is more than chance. As in VOSviewer.',
    paper: 'Van Eck & Waltman 2009, How to normalize cooccurrence data?',
    weight: one,
    strength: (sum, a, b, total) => ratio(sum * total, a * b),
  },
  COUPLING_STRENGTH: {
    title: 'Coupling strength',
    description: 'A shared reference counts for less the more works cite it, so that famous references bind nobody.',
    paper: 'Vladutz & Cook 1984; Shen et al. 2019',
    weight: (degree, works) => (degree > 0 ? Math.log(works / degree) : 0),
    strength: (sum, a, b) => ratio(sum, a * b),
  },
  ADAMIC_ADAR: {
    title: 'Adamic and Adar',
    description: 'What the two share, each thing counting for less the more works share it; long lists are not held against.',
    paper: 'Adamic & Adar 2003, Friends and neighbors on the Web',
    // What one work alone has cannot be shared, and ln 1 is 0.
    weight: (degree) => (degree > 1 ? 1 / Math.log(degree) : 0),
    strength: (sum) => sum,
  },
};

const COCITATION_SHARE = 0.25;

/** Two works that are alike by their references and, for less, by who cites them: the recipe of Inciteful's similarity graph. */
export const similar = (couplingSalton: number, cocitationSalton: number): number =>
  couplingSalton + COCITATION_SHARE * cocitationSalton;
