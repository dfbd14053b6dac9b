import type { CommonAnswer, CommonNeighbour, CommonQuery } from '../store/neighbourhood.js';
import { similarityOf, steady, strengthOf, type Overlap, type Strength } from './relatedness.js';

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
}

/** Most works in the middle that are looked at for one work, and for all seeds of a question together. */
const MOST_BETWEEN = 1_000;
const MOST_BETWEEN_IN_ALL = 50_000;

/** A work that tens of thousands cite is looked at through its newest citing works; answers say how many. */
export const mostBetween = (seeds: number): number =>
  Math.max(1, Math.min(MOST_BETWEEN, Math.floor(MOST_BETWEEN_IN_ALL / Math.max(1, seeds))));

/** In no order. The seeds themselves are not among them. */
export function relatedWorks(seeds: readonly SeedNeighbours[], measure: RelatedMeasure): RelatedWork[] {
  const found = new Map<string, RelatedWork>();
  for (const { seed, answers } of seeds) {
    for (const [key, pair] of pairsOf(answers)) {
      const strength = strengthOfPair(pair, answers, measure);
      if (strength === null) continue;
      const work = found.get(key) ?? { key, count: 0, strength: 0, seeds: [] };
      work.count += (pair.references?.shared ?? 0) + (pair.citedBy?.shared ?? 0);
      work.strength += strength;
      work.seeds.push(seed);
      found.set(key, work);
    }
  }
  for (const { seed } of seeds) found.delete(seed);
  return [...found.values()].map((work) => ({ ...work, strength: steady(work.strength) }));
}

type Pair = Partial<Record<Via, CommonNeighbour>>;

function pairsOf(answers: SeedNeighbours['answers']): Map<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const via of ['references', 'citedBy'] as const)
    for (const neighbour of answers[via]?.neighbours ?? []) {
      const pair = pairs.get(neighbour.key);
      if (pair) pair[via] = neighbour;
      else pairs.set(neighbour.key, { [via]: neighbour });
    }
  return pairs;
}

/** Null for a pair that is not related by this measure. */
function strengthOfPair(pair: Pair, answers: SeedNeighbours['answers'], { by, strength, works }: RelatedMeasure): number | null {
  const overlap = (via: Via): Overlap | null => {
    const neighbour = pair[via];
    return neighbour ? { ...neighbour, own: answers[via]!.between, other: neighbour.degree } : null;
  };
  if (by === 'SIMILARITY' && strength === 'SALTON') return similarityOf(overlap('references'), overlap('citedBy')) || null;
  const via = by === 'CO_CITATION' ? 'citedBy' : 'references';
  const common = overlap(via);
  if (common === null) return null;
  if (strength === 'SHARE') return steady(common.shared / answers[via]!.visited);
  return strengthOf(strength, common, works);
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
