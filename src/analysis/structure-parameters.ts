import type { Parameter } from './analysis.js';
import { DEFAULT_LEIDEN, QUALITIES, type LeidenOptions } from './leiden.js';
import { STRENGTHS, type Strength } from './network.js';
import { DEFAULT_PAIR_LIMITS, type PairLimits } from './pair-counts.js';

type Values = Readonly<Record<string, number | string>>;

const whole = (id: string, title: string, value: number, min: number, max: number): Parameter => ({
  id, kind: 'number', title, default: value, min, max, isWhole: true,
}); // prettier-ignore

/** Parameters of clustering, the quality function and its resolution given. */
export const leidenParameters = (quality: LeidenOptions['quality'], minimumSize: number): Parameter[] => [
  { id: 'quality', kind: 'choice', title: 'Quality function', default: quality, choices: QUALITIES },
  { id: 'resolution', kind: 'number', title: 'Resolution', default: 1, min: 1e-9, max: 1e6, isWhole: false },
  whole('iterations', 'Passes (0: until nothing changes)', DEFAULT_LEIDEN.iterations, 0, 1000),
  whole('starts', 'Random starts', DEFAULT_LEIDEN.starts, 1, 1000),
  whole('minimumSize', 'Fewest members of a community', minimumSize, 1, 1_000_000),
  whole('seed', 'Seed', DEFAULT_LEIDEN.seed, 0, 0xffffffff),
];

export const leidenOptions = ({ quality, resolution, iterations, starts, minimumSize, seed }: Values): LeidenOptions => ({
  quality: quality as LeidenOptions['quality'],
  resolution: Number(resolution),
  iterations: Number(iterations),
  starts: Number(starts),
  minimumSize: Number(minimumSize),
  seed: Number(seed),
});

/** Parameters of counting pairs and of what a count weighs. */
export const pairParameters = (strength: Strength, minimumCount: number): Parameter[] => [
  { id: 'strength', kind: 'choice', title: 'Weight of a link', default: strength, choices: STRENGTHS },
  whole('minimumCount', 'Fewest times together', minimumCount, 1, 1_000_000),
  whole('mostMembers', 'Longest list that is counted', 1000, 2, 0xffffffff),
  whole('mostPairs', 'Most pairs that are counted', DEFAULT_PAIR_LIMITS.mostPairs, 1, 500_000_000),
];

export const pairLimits = ({ minimumCount, mostMembers, mostPairs }: Values): PairLimits => ({
  minimumCount: Number(minimumCount),
  mostMembers: Number(mostMembers),
  mostPairs: Number(mostPairs),
});

/** Which topics are on a map. */
export const FREQUENT_TOPICS: Parameter = whole('minimumArticles', 'Fewest articles of a topic', 5, 1, 1_000_000);
