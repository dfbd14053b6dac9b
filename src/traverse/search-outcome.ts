import type { Filter } from '../store/filter.js';
import type { NotFound } from './works-named.js';

/** What a citation search is asked for, and what it answers. An outcome is plain data: it is kept as it is. */

/** Terms of TARCiS (Hirt et al. 2024). */
export const DIRECTIONS = ['BACKWARD', 'FORWARD', 'CO_CITED', 'CO_CITING'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export interface SearchInput {
  /** Identifiers of works in any spelling, as all lists of works here. */
  seeds: readonly string[];
  directions: readonly Direction[];
  iterations: number;
  /** Candidates with so many links are what later rounds start from, where `included` is null. */
  minLinks: number;
  filter: Filter<'Article'> | null;
  /** The filter as its reader wrote it, for the report. */
  filterText: string | null;
  /** What later rounds start from; null where nobody has screened yet. */
  included: readonly string[] | null;
  known: { included: readonly string[]; excluded: readonly string[] };
  maxCandidates: number;
}

export interface Link {
  /** Key of a seed, or of a work that a later round started from. */
  from: string;
  direction: Direction;
}

export interface Candidate {
  key: string;
  /** From 1, among all candidates. */
  rank: number;
  /** The round that reached it first. */
  iteration: number;
  /** Each pair of a starting work and a direction once, in the order in which they were followed. */
  links: Link[];
  isKnown: boolean;
  /** Citations in the graph. */
  citations: number;
  /** 0 where unknown. */
  year: number;
}

/** Links that were followed, different works at their ends, and those of them that nobody had met or known before. */
export interface LinkCounts {
  raw: number;
  unique: number;
  new: number;
}

export interface DirectionCounts extends LinkCounts {
  direction: Direction;
  /** Links beyond the bound on work. */
  notFollowed: number;
  /** Citations (backward, forward) or works in the middle (co-cited, co-citing) that were looked at, of how many. */
  visited: number;
  of: number;
}

export interface StartCounts extends LinkCounts {
  /** Key of the starting work. */
  seed: string;
}

/** unique = met + filtered + known + new + leftOut. */
export interface Round extends LinkCounts {
  iteration: number;
  startedFrom: number;
  /** Seeds, and works that an earlier round reached. */
  met: number;
  /** Works that the filter leaves out. */
  filtered: number;
  /** Works reached for the first time that were known before the search. */
  known: number;
  /** Works beyond `maxCandidates`. */
  leftOut: number;
  perDirection: DirectionCounts[];
  perSeed: StartCounts[];
}

export const STOPS = ['NOTHING_NEW', 'ITERATIONS', 'NOTHING_TO_START_FROM', 'WORK_BOUND'] as const;
export type Stop = (typeof STOPS)[number];

export interface SeedFound {
  input: string;
  /** Other texts that name the same work; left out where there are none. */
  again?: string[];
  key: string;
  /** Null where only the identifier is known. */
  title: string | null;
  year: number | null;
  /** `doi:10.…`, `pmid:…`, as far as known. */
  identifiers: string[];
  /** References and citations that the graph has of how many a source states, null where none does. */
  references: { known: number; stated: number | null };
  citations: { known: number; stated: number | null };
}

/** What the graph was made of when it was searched. */
export interface DataState {
  /** Version of this software. */
  software: string;
  /** Number of writes that the data had seen. */
  version: number;
  lastChangedAt: string | null;
  /** Whether somebody wrote to the graph while it was searched. */
  changedMeanwhile: boolean;
  articles: number;
  stubs: number;
  citations: number;
  /** Articles whose reference list is known. */
  withReferences: number;
  /** Imports by the format that they came in. */
  sources: { source: string; imports: number; lastReadAt: string }[];
}

export interface SearchOutcome {
  /** ISO 8601, UTC. */
  searchedAt: string;
  seeds: SeedFound[];
  seedsNotFound: NotFound[];
  directions: Direction[];
  iterations: number;
  minLinks: number;
  filter: string | null;
  /** How many works were given; null where none were. `notReached`: no round reached so many of them. */
  included: { works: number; notReached: number; notFound: NotFound[] } | null;
  known: { included: number; excluded: number; notFound: NotFound[] };
  maxCandidates: number;
  rounds: Round[];
  /** In the order of their ranks. */
  candidates: Candidate[];
  stoppedBecause: Stop;
  data: DataState;
}

export interface SearchTotals {
  /** Links followed in all rounds. */
  raw: number;
  candidates: number;
  known: number;
  new: number;
  filtered: number;
  leftOut: number;
  notFollowed: number;
}

export function totalsOf({ rounds, candidates }: SearchOutcome): SearchTotals {
  const sum = (of: (round: Round) => number): number => rounds.reduce((total, round) => total + of(round), 0);
  const known = candidates.filter(({ isKnown }) => isKnown).length;
  return {
    raw: sum(({ raw }) => raw),
    candidates: candidates.length,
    known,
    new: candidates.length - known,
    filtered: sum(({ filtered }) => filtered),
    leftOut: sum(({ leftOut }) => leftOut),
    notFollowed: sum(({ perDirection }) => perDirection.reduce((total, { notFollowed }) => total + notFollowed, 0)),
  };
}
