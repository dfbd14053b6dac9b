import type { CommonAnswer, CommonQuery } from '../store/neighbourhood.js';
import type { Strength } from './relatedness.js';

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
