import { badInput } from '../errors.js';
import type { StoredArticle } from '../records.js';
import { ROOT } from '../store/relation.js';
import type { GraphStore } from '../store/store.js';
import { compareKeys, compareRanks, type Rank } from './ranking.js';
import { dataState } from './search-data.js';
import { follow } from './search-links.js';
import {
  DIRECTIONS,
  type Candidate,
  type Round,
  type SearchInput,
  type SearchOutcome,
  type SeedFound,
  type Stop,
} from './search-outcome.js';
import { freshOf, takeRound, type Progress, type Reached } from './search-round.js';
import { worksNamed, type WorksNamed } from './works-named.js';

/**
 * Citation searching as reviews do it: from the seeds along citations in the directions asked for, round by round, with a
 * count of everything that was followed. It reads the graph and keeps nothing.
 */

export type SearchReads = Pick<
  GraphStore,
  'find' | 'get' | 'pages' | 'steps' | 'commonNeighbours' | 'describe' | 'graphVersion' | 'scan'
>;

export const MAX_ITERATIONS = 4;
export const MAX_SEEDS = 1_000;
/** Works that were screened: included, excluded. */
export const MAX_SCREENED = 10_000;
export const MAX_CANDIDATES = 20_000;
export const DEFAULT_SEARCH = {
  directions: ['BACKWARD', 'FORWARD'],
  iterations: 1,
  minLinks: 1,
  maxCandidates: 5_000,
} as const satisfies Partial<SearchInput>;
/** Works of one round that a filter is put to; what is beyond counts as left out. */
const MOST_FILTERED = 50_000;

/** @param now time of the search, for the report */
export async function citationSearch(
  store: SearchReads,
  input: SearchInput,
  { signal, now = new Date() }: { signal?: AbortSignal; now?: Date } = {},
): Promise<SearchOutcome> {
  check(input);
  const [data, version] = await Promise.all([dataState(store), store.graphVersion()]);
  const named = await namesOf(store, input);
  const progress: Progress = {
    seeds: new Set(keysOf(named.seeds)),
    reached: new Map(),
    filtered: new Set(),
    knownBefore: new Set([...keysOf(named.knownIncluded), ...keysOf(named.knownExcluded)]),
    maxCandidates: input.maxCandidates,
  };
  const included = named.included && new Set(keysOf(named.included));
  const mayStart = ({ key, links }: Reached): boolean =>
    included ? included.has(key) : links.length >= input.minLinks && !excluded.has(key);
  const excluded = new Set(keysOf(named.knownExcluded));
  const { rounds, stoppedBecause } = await roundsOf(store, input, progress, mayStart, signal);
  return {
    searchedAt: now.toISOString(),
    seeds: named.seeds.works.map(seedFound),
    seedsNotFound: named.seeds.notFound,
    directions: DIRECTIONS.filter((direction) => input.directions.includes(direction)),
    iterations: input.iterations,
    minLinks: input.minLinks,
    filter: input.filterText,
    included: named.included && {
      works: named.included.works.length,
      notReached: keysOf(named.included).filter((key) => !progress.reached.has(key) && !progress.seeds.has(key)).length,
      notFound: named.included.notFound,
    },
    known: {
      included: named.knownIncluded.works.length,
      excluded: named.knownExcluded.works.length,
      notFound: [...named.knownIncluded.notFound, ...named.knownExcluded.notFound],
    },
    maxCandidates: input.maxCandidates,
    rounds,
    candidates: ranked(progress.reached),
    stoppedBecause,
    data: { ...data, changedMeanwhile: (await store.graphVersion()) !== version },
  };
}

function check({ seeds, directions, iterations, minLinks, included, known, maxCandidates }: SearchInput): void {
  const within = (name: string, value: number, least: number, most: number): void => {
    if (Number.isInteger(value) && value >= least && value <= most) return;
    throw badInput(`\`${name}\` is ${value}; it must be a whole number from ${least} to ${most}.`);
  };
  const size = (name: string, list: readonly unknown[], most: number): void => {
    if (list.length > most) throw badInput(`\`${name}\` has ${list.length} entries; at most ${most} are allowed.`);
  };
  if (seeds.length === 0) throw badInput('`seeds` is empty; give the PMID, DOI or PMCID of at least one work to start from.');
  if (directions.length === 0) throw badInput(`\`directions\` is empty; give at least one of ${DIRECTIONS.join(', ')}.`);
  size('seeds', seeds, MAX_SEEDS);
  size('included', included ?? [], MAX_SCREENED);
  size('known.included', known.included, MAX_SCREENED);
  size('known.excluded', known.excluded, MAX_SCREENED);
  within('iterations', iterations, 1, MAX_ITERATIONS);
  within('minLinks', minLinks, 1, MAX_CANDIDATES);
  within('maxCandidates', maxCandidates, 1, MAX_CANDIDATES);
}

async function namesOf(store: SearchReads, { seeds, included, known }: SearchInput) {
  const [ofSeeds, ofIncluded, knownIncluded, knownExcluded] = await Promise.all([
    worksNamed(store, seeds),
    included === null ? null : worksNamed(store, included),
    worksNamed(store, known.included),
    worksNamed(store, known.excluded),
  ]);
  return { seeds: ofSeeds, included: ofIncluded, knownIncluded, knownExcluded };
}

const keysOf = ({ works }: WorksNamed): string[] => works.map(({ article }) => article.key);

function seedFound({ input, again, article }: WorksNamed['works'][number]): SeedFound {
  const { key, title, date, identifiers, referenceCount, statedReferenceCount, citedByCount, reportedCitations } = article;
  return {
    input,
    ...(again.length > 0 && { again }),
    key,
    title,
    year: date?.year ?? null,
    identifiers: identifiers.map(({ scheme, value }) => `${scheme}:${value}`),
    references: { known: referenceCount, stated: statedReferenceCount },
    citations: { known: citedByCount, stated: reportedCitations[0]?.count ?? null },
  };
}

async function roundsOf(
  store: SearchReads,
  { directions, iterations, filter }: SearchInput,
  progress: Progress,
  mayStart: (reached: Reached) => boolean,
  signal?: AbortSignal,
): Promise<{ rounds: Round[]; stoppedBecause: Stop }> {
  const rounds: Round[] = [];
  const started = new Set<string>();
  let starts = [...progress.seeds];
  for (let iteration = 1; starts.length > 0; iteration++) {
    const followed = [];
    for (const direction of DIRECTIONS.filter((one) => directions.includes(one))) {
      signal?.throwIfAborted();
      followed.push(await follow(store, direction, starts));
    }
    signal?.throwIfAborted();
    const fresh = freshOf(followed, progress);
    const before = progress.reached.size;
    const looked = Math.min(fresh.length, filter === null ? progress.maxCandidates - before : MOST_FILTERED);
    const fulfilling = await articlesOf(store, fresh.slice(0, looked), filter);
    const round = takeRound(iteration, starts, followed, { fresh, looked, fulfilling }, progress);
    rounds.push(round);
    starts.forEach((start) => started.add(start));
    if (round.leftOut > 0 || followed.some(({ notFollowed }) => notFollowed > 0)) return { rounds, stoppedBecause: 'WORK_BOUND' };
    if (progress.reached.size === before) return { rounds, stoppedBecause: 'NOTHING_NEW' };
    if (iteration === iterations) return { rounds, stoppedBecause: 'ITERATIONS' };
    starts = [...progress.reached.values()]
      .filter((one) => !started.has(one.key) && mayStart(one))
      .sort((a, b) => b.links.length - a.links.length || compareKeys(a.key, b.key))
      .map(({ key }) => key);
  }
  return { rounds, stoppedBecause: 'NOTHING_TO_START_FROM' };
}

/** The articles with these keys that fulfil the filter. */
async function articlesOf(store: SearchReads, keys: readonly string[], filter: SearchInput['filter']): Promise<StoredArticle[]> {
  if (keys.length === 0) return [];
  if (filter === null) return (await store.get('Article', keys)).filter((article) => article !== null);
  const [page] = await store.pages('allArticles', [ROOT], {
    filter: { all: [{ test: 'among', keys }, filter] },
    order: { field: 'date', direction: 'DESC' },
    page: { from: 'start', size: keys.length, after: null, before: null },
  });
  return page!.items.map(({ record }) => record);
}

function ranked(reached: ReadonlyMap<string, Reached>): Candidate[] {
  return [...reached.values()]
    .map((one) => ({ ...one, rank: 0 }))
    .sort((a, b) => compareRanks(rankOf(a), rankOf(b)))
    .map((candidate, at) => ({ ...candidate, rank: at + 1 }));
}

/** By links to the seed set, then citations in the graph; then the newest. */
export const RANKED_BY = [({ links }: Candidate) => links.length, ({ citations }: Candidate) => citations] as const;

const rankOf = (one: Candidate): Rank => ({ numbers: RANKED_BY.map((number) => number(one)), year: one.year, key: one.key });
