import type { AnalysisContext } from './analysis.js';
import {
  chooseUnits,
  citationWeightsOf,
  countedWorks,
  linkWeightsOf,
  tallyOf,
  type ChoiceRules,
} from './author-network-choice.js';
import { LEFT_OUT_REASONS, type LeftOut, type NetworkMaterial } from './author-network-material.js';
import { occasionsOf, type Selection } from './author-network-occasions.js';
import { makePart, type NetworkPart, type PartOptions } from './author-network-part.js';
import { placeNodes } from './author-network-position.js';
import { slicesOf, type NetworkSlice } from './author-network-slices.js';
import { refuseLargeLayout, type LayoutKind } from './layout.js';

export interface NetworkOptions extends PartOptions, ChoiceRules {
  /** Works with a longer byline are left out. */
  maxUnitsPerWork: number;
  /** Null: no positions. */
  layout: LayoutKind | null;
  /** Periods into which the years are divided; 0 for none. */
  timeSlices: number;
}

/**
 * A network of authors, institutions or countries with all its figures: plain data, which the API answers and other formats
 * can be written from. Nodes are the best first by the rule of choice.
 */
export interface AuthorNetwork extends NetworkPart {
  isDirected: boolean;
  /** Works that were counted. */
  works: number;
  /** Only reasons that left something out. */
  leftOut: LeftOut[];
  slices: NetworkSlice[];
}

/** The same material and options give the same network. Throws TOO_LARGE where a layout or the pairs would take too long. */
export function authorNetwork(material: NetworkMaterial, options: NetworkOptions, context?: AnalysisContext): AuthorNetwork {
  const { counted, leftOut } = countedWorks(material, options.maxUnitsPerWork);
  const selection: Selection = { counted, citable: counted, lists: null };
  const { chosen, leftOut: notChosen } = choose(material, selection, options);
  if (options.layout) refuseLargeLayout(options.layout, chosen.length);
  const made = makePart(material, selection, chosen, options, context);
  placeNodes(made, options, context);
  const { slices, withoutYear } = slicesOf(material, selection, made, options, context);
  const undated: LeftOut = { reason: 'NO_YEAR', units: 0, works: withoutYear, links: 0 };
  return {
    ...made.part,
    isDirected: options.relation === 'AUTHOR_CITATION',
    works: counted.reduce((sum, one) => sum + one, 0),
    leftOut: told([...leftOut, ...notChosen, ...made.leftOut, undated]),
    slices,
  };
}

function choose(material: NetworkMaterial, selection: Selection, options: NetworkOptions) {
  const { relation, counting } = options;
  const { bylines, lists, named } = material;
  return chooseUnits(tallyOf(bylines, selection.counted), named, options, () =>
    relation === 'AUTHOR_CITATION'
      ? citationWeightsOf(bylines, lists!, selection, counting)
      : linkWeightsOf(occasionsOf(relation, material, selection), bylines.keys.length, counting),
  );
}

/** Each reason once, in their own order, without those that left nothing out. */
export function told(all: readonly LeftOut[]): LeftOut[] {
  return LEFT_OUT_REASONS.flatMap((reason) => {
    const own = all.filter((one) => one.reason === reason);
    const sum = (what: 'units' | 'works' | 'links') => own.reduce((total, one) => total + one[what], 0);
    const one = { reason, units: sum('units'), works: sum('works'), links: sum('links') };
    return one.units + one.works + one.links > 0 ? [one] : [];
  });
}
