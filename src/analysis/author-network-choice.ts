import { shareOf, citationShare, type Counting } from './author-network-links.js';
import type { Bylines, CitedLists, LeftOut, NetworkMaterial } from './author-network-material.js';
import type { Occasions, Selection } from './author-network-occasions.js';

/** Which units are taken where there are more than can be. */
export const CHOICES = ['ARTICLE_COUNT', 'CITATION_COUNT', 'LINK_WEIGHT'] as const;
export type Choice = (typeof CHOICES)[number];

/** What the counted works say of each unit. */
export interface Tally {
  works: Uint32Array;
  citations: Float64Array;
  /** Mean year of its works that have one; NaN where none has. */
  averageYears: Float64Array;
}

export function tallyOf({ keys, units, years, citations }: Bylines, counted: Uint8Array): Tally {
  const unitCount = keys.length;
  const works = new Uint32Array(unitCount);
  const sums = new Float64Array(unitCount);
  const [dated, yearSums] = [new Uint32Array(unitCount), new Float64Array(unitCount)];
  for (let work = 0; work < counted.length; work++) {
    if (counted[work] === 0) continue;
    for (let i = units.offsets[work]!; i < units.offsets[work + 1]!; i++) {
      const unit = units.neighbours[i]!;
      works[unit]!++;
      sums[unit]! += citations[work]!;
      if (years[work]! < 0) continue;
      dated[unit]!++;
      yearSums[unit]! += years[work]!;
    }
  }
  return { works, citations: sums, averageYears: yearSums.map((sum, unit) => sum / dated[unit]!) };
}

/** Works that the network counts: those with a byline that is not too long. The others are told. */
export function countedWorks({ bylines }: NetworkMaterial, mostOnByline: number): { counted: Uint8Array; leftOut: LeftOut[] } {
  const { lengths, units, keys } = bylines;
  const counted = Uint8Array.from(lengths, (length) => (length > 0 && length <= mostOnByline ? 1 : 0));
  const [isTaken, isLost] = [new Uint8Array(keys.length), new Uint8Array(keys.length)];
  counted.forEach((taken, work) => {
    const mark = taken === 1 ? isTaken : isLost;
    for (let i = units.offsets[work]!; i < units.offsets[work + 1]!; i++) mark[units.neighbours[i]!] = 1;
  });
  const tooLong = lengths.reduce((sum, length) => sum + (length > mostOnByline ? 1 : 0), 0);
  const without = lengths.reduce((sum, length) => sum + (length === 0 ? 1 : 0), 0);
  const lost = isLost.reduce((sum, lost, unit) => sum + (lost === 1 && isTaken[unit] === 0 ? 1 : 0), 0);
  return {
    counted,
    leftOut: [
      { reason: 'NO_AUTHORS', units: 0, works: without, links: 0 },
      { reason: 'MANY_AUTHORS', units: lost, works: tooLong, links: 0 },
    ],
  };
}

/** Weight of all links of each unit, before any is left out: known without counting a pair. */
export function linkWeightsOf({ units, times, totals }: Occasions, unitCount: number, counting: Counting): Float64Array {
  const weights = new Float64Array(unitCount);
  for (let one = 0; one < totals.length; one++) {
    const share = shareOf(counting, totals[one]!);
    for (let i = units.offsets[one]!; i < units.offsets[one + 1]!; i++)
      weights[units.neighbours[i]!]! += times[i]! * (totals[one]! - times[i]!) * share;
  }
  return weights;
}

/** The same of citations, those of each unit by itself among them. */
export function citationWeightsOf(
  { units, lengths, keys }: Bylines,
  { works: cited }: CitedLists,
  { counted, citable }: Selection,
  counting: Counting,
): Float64Array {
  const weights = new Float64Array(keys.length);
  const addTo = (work: number, weight: number) => {
    for (let i = units.offsets[work]!; i < units.offsets[work + 1]!; i++) weights[units.neighbours[i]!]! += weight;
  };
  for (let work = 0; work < counted.length; work++) {
    if (counted[work] === 0) continue;
    for (let i = cited.offsets[work]!; i < cited.offsets[work + 1]!; i++) {
      const other = cited.neighbours[i]!;
      if (citable[other] === 0) continue;
      const share = citationShare(counting, lengths[work]!, lengths[other]!);
      addTo(work, share * lengths[other]!);
      addTo(other, share * lengths[work]!);
    }
  }
  return weights;
}

export interface ChoiceRules {
  minArticles: number;
  maxUnits: number;
  chooseBy: Choice;
}

/** The chosen units, the first by the rule first; of equals the one with more works, then citations, then the lower number. Named ones lead. */
export function chooseUnits(
  { works, citations }: Tally,
  named: Uint32Array,
  { minArticles, maxUnits, chooseBy }: ChoiceRules,
  linkWeights: () => Float64Array,
): { chosen: Uint32Array; leftOut: LeftOut[] } {
  const isNamed = new Uint8Array(works.length);
  for (const unit of named) isNamed[unit] = 1;
  const all = Uint32Array.from(works.keys()).filter((unit) => works[unit]! > 0);
  const enough = all.filter((unit) => isNamed[unit] === 1 || works[unit]! >= minArticles);
  const score = chooseBy === 'ARTICLE_COUNT' ? works : chooseBy === 'CITATION_COUNT' ? citations : linkWeights();
  enough.sort(
    (a, b) =>
      isNamed[b]! - isNamed[a]! || score[b]! - score[a]! || works[b]! - works[a]! || citations[b]! - citations[a]! || a - b,
  );
  const chosen = enough.slice(0, maxUnits);
  return {
    chosen,
    leftOut: [
      { reason: 'FEW_ARTICLES', units: all.length - enough.length, works: 0, links: 0 },
      { reason: 'MAX_AUTHORS', units: enough.length - chosen.length, works: 0, links: 0 },
    ],
  };
}
