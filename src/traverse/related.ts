import type { CommonAnswer, CommonNeighbour, CommonQuery } from '../store/neighbourhood.js';
import { similarityOf, steady, strengthOf, type Strength } from './relatedness.js';

/** Works that are related to one work, or to several seeds together. */

export type RelatedBy = 'CO_CITATION' | 'COUPLING' | 'SIMILARITY';
export type Via = CommonQuery['via'];

/** What stands in the middle of two works that are related so. */
export const VIAS: Record<RelatedBy, readonly Via[]> = {
  CO_CITATION: ['citedBy'],
  COUPLING: ['references'],
  SIMILARITY: ['references', 'citedBy'],
};

/**
 * `SALTON` of SIMILARITY is the sum of both cosines (see `similarityOf`), its `ADAMIC_ADAR` is over the shared references;
 * others it does not have. `SHARE`: the part of the works in the middle that were looked at which the other work has, too.
 */
export interface RelatedMeasure {
  by: RelatedBy;
  strength: Strength | 'SHARE';
  /** Number of all works of the graph. */
  works: number;
}

/** One seed with what the store answered for it. */
export interface SeedNeighbours {
  seed: string;
  answers: Partial<Record<Via, CommonAnswer>>;
}

export interface RelatedWork {
  key: string;
  /** Works in the middle that it shares, summed over the seeds. */
  count: number;
  /** Summed over the seeds. */
  strength: number;
  /** Keys of the seeds that it is related to, in the order of the seeds. */
  seeds: string[];
  by: RelatedBy;
}

/** Most works in the middle that are looked at for one work, and for all seeds of a question together. */
const MOST_BETWEEN = 1_000;
const MOST_BETWEEN_IN_ALL = 50_000;

/** A work that tens of thousands cite is looked at through its newest citing works; answers say how many. */
export const mostBetween = (seeds: number): number =>
  Math.max(1, Math.min(MOST_BETWEEN, Math.floor(MOST_BETWEEN_IN_ALL / Math.max(1, seeds))));

/** In no order. The seeds themselves are not among them. */
export function relatedWorks(seeds: readonly SeedNeighbours[], measure: RelatedMeasure): RelatedWork[] {
  const { by } = measure;
  if (seeds.length === 1) return relatedToOne(seeds[0]!, measure);
  const found = new Map<string, RelatedWork>();
  for (const neighbours of seeds)
    eachRelated(neighbours, measure, (key, count, strength) => {
      const work = found.get(key);
      if (work === undefined) found.set(key, { key, count, strength, seeds: [neighbours.seed], by });
      else {
        work.count += count;
        work.strength += strength;
        work.seeds.push(neighbours.seed);
      }
    });
  for (const { seed } of seeds) found.delete(seed);
  const works = [...found.values()];
  for (const work of works) work.strength = steady(work.strength);
  return works;
}

/** The same, with nothing to sum up: no work is told twice. */
function relatedToOne(neighbours: SeedNeighbours, measure: RelatedMeasure): RelatedWork[] {
  const { by } = measure;
  const seeds = [neighbours.seed];
  const works: RelatedWork[] = [];
  eachRelated(neighbours, measure, (key, count, strength) => {
    if (key !== neighbours.seed) works.push({ key, count, strength: steady(strength), seeds, by });
  });
  return works;
}

/** Tells every work that is related to one seed, once. There may be tens of thousands, so nothing is copied on the way. */
function eachRelated(
  { answers }: SeedNeighbours,
  { by, strength, works }: RelatedMeasure,
  tell: (key: string, count: number, strength: number) => void,
): void {
  if (by === 'SIMILARITY' && strength === 'SALTON') return eachSimilar(answers, tell);
  const { neighbours, between, visited } = answers[by === 'CO_CITATION' ? 'citedBy' : 'references']!;
  const coCited = by === 'SIMILARITY' ? sharedOf(answers.citedBy!) : null;
  for (const one of neighbours) {
    const value = strength === 'SHARE' ? one.shared / visited : strengthOf(strength, one, between, works);
    if (value > 0 || by !== 'SIMILARITY') tell(one.key, one.shared + (coCited?.get(one.key)?.shared ?? 0), value);
  }
}

const sharedOf = ({ neighbours }: CommonAnswer): Map<string, CommonNeighbour> => new Map(neighbours.map((one) => [one.key, one]));

function eachSimilar(answers: SeedNeighbours['answers'], tell: (key: string, count: number, strength: number) => void): void {
  const [coupled, coCited] = [sharedOf(answers.references!), sharedOf(answers.citedBy!)];
  const own = { references: answers.references!.between, citedBy: answers.citedBy!.between };
  for (const key of new Set([...coupled.keys(), ...coCited.keys()])) {
    const [references, citedBy] = [coupled.get(key), coCited.get(key)];
    const similarity = similarityOf(references, citedBy, own);
    if (similarity > 0) tell(key, (references?.shared ?? 0) + (citedBy?.shared ?? 0), similarity);
  }
}

/** How much of what stands in the middle is known, and how much of that was looked at. Sums over the seeds. */
export interface Coverage {
  /** In the graph. */
  known: number;
  /** As sources state or report; null where one seed has no such number. */
  stated: number | null;
  visited: number;
}

/** @param stated of a seed: the length of its reference list, or its citations in the world */
export function coverageOf(seeds: readonly SeedNeighbours[], via: Via, stated: (seed: string) => number | null): Coverage {
  const coverage: Coverage = { known: 0, stated: 0, visited: 0 };
  for (const { seed, answers } of seeds) {
    const answer = answers[via]!;
    const claimed = stated(seed);
    coverage.known += answer.between;
    coverage.visited += answer.visited;
    coverage.stated = claimed === null || coverage.stated === null ? null : coverage.stated + claimed;
  }
  return coverage;
}

/** Both together. */
export function sumOfCoverage(parts: readonly Coverage[]): Coverage {
  return parts.reduce((sum, part) => ({
    known: sum.known + part.known,
    stated: sum.stated === null || part.stated === null ? null : sum.stated + part.stated,
    visited: sum.visited + part.visited,
  }));
}
