import type { StoredArticle } from '../records.js';
import type { GraphStore } from '../store/store.js';
import { badInput } from '../errors.js';
import { settle } from '../intake/run.js';
import { DERIVED } from '../ledger/collections.js';
import type { AskedWork } from './ask-about.js';
import { AskedBefore } from './asked.js';
import type { Direction } from './edge-tap.js';
import { findDisagreements } from './disagreements.js';
import { fetchRecords } from './fetch-records.js';
import { Fetcher, type FetcherLimits } from './fetcher.js';
import { NO_FILTERS, passing, type HarvestFilters } from './filters.js';
import { findWorks, reloaded, workOf } from './graph-works.js';
import type { HarvestProgress, HarvestRun, Settled } from './question.js';
import { NOTHING_LEFT_OUT, type HarvestReport, type RoundReport } from './report.js';
import { expand, type Found } from './round.js';
import { readSeeds, workOfSeed, type Seed } from './seeds.js';
import type { HarvestSettings } from './settings.js';
import { chooseSources } from './sources/index.js';
import { summary } from './summary.js';

export interface HarvestOptions {
  /** Identifiers of the works to begin with: PMID, PMCID, DOI or OpenAlex id, in any spelling. */
  seeds: readonly string[];
  /** Steps outward from the seeds: with 1 their references and citing works are found. 0 fetches their records alone. */
  rounds: number;
  direction: Direction;
  /** Ids of sources; all of them for an empty list. */
  sources: readonly string[];
  /** Works that are reached at most, the seeds among them. */
  maxWorks: number;
  settings: HarvestSettings;
  filters?: HarvestFilters;
  /** Asks for everything anew, and keeps the new answers. */
  refresh?: boolean;
  signal?: AbortSignal;
  onProgress?: (progress: HarvestProgress) => void;
  /** How long to wait for another writer, in milliseconds. */
  waitMs?: number;
  limits?: Partial<FetcherLimits>;
}

/** What a harvest has come to so far: a stopped one tells of it, too. */
export interface HarvestState {
  seeds: Seed[];
  rounds: RoundReport[];
  settled: Settled[];
  /** How the records of the last round came. */
  records: Settled[];
  /** Works reached, by their keys. */
  reached: Map<string, AskedWork>;
  finished: boolean;
}

/**
 * Fills the graph from some works outward: asks the sources what they cite and what cites them, takes the answers in,
 * fetches the records of the works that were found, and goes on from those. Answers are kept on disk, so that the same
 * harvest again asks for nothing that was answered, and one that was stopped goes on where it was. What a source fails
 * to answer is a line of the report. Throws BAD_USER_INPUT for what makes no sense, BAD_SETTING where answers cannot be
 * kept, and CONFLICT while somebody else writes.
 */
export async function harvest(store: GraphStore, options: HarvestOptions): Promise<HarvestReport> {
  const state: HarvestState = {
    seeds: readSeeds(options.seeds),
    rounds: [],
    settled: [],
    records: [],
    reached: new Map(),
    finished: false,
  };
  const run = runOf(store, options);
  try {
    await go(state, run, options);
    state.finished = true;
  } catch (error) {
    if (options.signal?.aborted !== true) throw error;
  }
  const disagreements = await findDisagreements(state.settled, store);
  return summary(state, { ...run, options, disagreements });
}

function runOf(store: GraphStore, options: HarvestOptions): HarvestRun {
  const { settings, signal, limits, direction, waitMs = 0, onProgress } = options;
  for (const [name, number, least] of [['rounds', options.rounds, 0], ['maxWorks', options.maxWorks, 1]] as const)
    if (!Number.isSafeInteger(number) || number < least) throw badInput(`${name} is ${number}, but must be a whole number from ${least} on.`); // prettier-ignore
  const { fromYear, toYear } = options.filters ?? NO_FILTERS;
  if (fromYear !== null && toYear !== null && fromYear > toYear)
    throw badInput(`No year is from ${fromYear} on and up to ${toYear}.`);
  const freshSince = options.refresh === true ? Date.now() : 0;
  return {
    store, settings, direction, waitMs, signal, onProgress,
    sources: chooseSources(options.sources),
    fetcher: new Fetcher({ settings, limits, signal, freshSince }),
    asked: new AskedBefore(settings.cacheDir),
  }; // prettier-ignore
}

async function go(state: HarvestState, run: HarvestRun, options: HarvestOptions): Promise<void> {
  await buildWhatWaits(run);
  let followed = await reloaded(run.store, state.seeds.map(workOfSeed));
  await records(followed, { round: 0, followed: 0, new: followed.length, leftOut: { ...NOTHING_LEFT_OUT } }, state, run);
  followed = await reloaded(run.store, followed);
  for (const seed of followed) state.reached.set(seed.key, seed);
  for (let round = 1; round <= options.rounds && followed.length > 0; round++) {
    followed = await oneRound(followed, round, state, run, options);
  }
}

/** An earlier run may have been cut off when it had taken answers in, but not built the graph from them. */
async function buildWhatWaits({ store, signal, waitMs }: HarvestRun): Promise<void> {
  if ((await store.rowCount(DERIVED.dirty)) > 0) await settle(store, { signal, waitMs });
  signal?.throwIfAborted();
}

/** Goes one step outward. Answers the works to follow in the next round. */
async function oneRound(
  followed: readonly AskedWork[],
  round: number,
  state: HarvestState,
  run: HarvestRun,
  options: HarvestOptions,
): Promise<AskedWork[]> {
  const { settled, found } = await expand(followed, round, run, state.records);
  state.settled.push(...settled);
  await keepUp(state, run);
  const fresh = found.filter(({ article }) => !state.reached.has(article.key));
  countNew(settled, fresh);
  const kept = fresh.slice(0, Math.max(0, options.maxWorks - state.reached.size)).map(({ article }) => workOf(article));
  const leftOut = { ...NOTHING_LEFT_OUT, cap: fresh.length - kept.length };
  const report = { round, followed: followed.length, new: kept.length, leftOut };
  for (const work of kept) state.reached.set(work.key, work);
  const entry = await records(kept, report, state, run, settled);
  const now = await reloaded(run.store, kept);
  // Their records may have shown that some of them are one.
  entry.new = now.length;
  await keepUp(state, run);
  if (round === options.rounds) return now;
  const articles = (await findWorks(run.store, now.map(({ ids }) => ids))).flatMap((article): StoredArticle[] => (article ? [article] : [])); // prettier-ignore
  const passed = await passing(articles, options.filters ?? NO_FILTERS, run.store);
  Object.assign(leftOut, passed.leftOut);
  return passed.kept.map(workOf);
}

/** Of what each source found, the works that no earlier round had reached. */
function countNew(settled: readonly Settled[], fresh: readonly Found[]): void {
  const keys = new Set(fresh.map(({ article }) => article.key));
  for (const { report, foundKeys } of settled) report.new = [...foundKeys].filter((key) => keys.has(key)).length;
}

async function records(
  works: readonly AskedWork[],
  report: Omit<RoundReport, 'sources' | 'withoutRecord'>,
  state: HarvestState,
  run: HarvestRun,
  before: readonly Settled[] = [],
): Promise<RoundReport> {
  // Noted before the records come: a harvest that is stopped meanwhile tells of what it has.
  const entry: RoundReport = { ...report, sources: before.map((one) => one.report), withoutRecord: works.length };
  state.rounds.push(entry);
  const { settled, without } = await fetchRecords(works, report.round, run);
  state.settled.push(...settled);
  state.records = settled;
  entry.sources.push(...settled.map((one) => one.report));
  entry.withoutRecord = without.length;
  return entry;
}

/** Works may have become one with others, or have got another key, by what was learnt of them. */
async function keepUp(state: HarvestState, run: HarvestRun): Promise<void> {
  const now = await reloaded(run.store, [...state.reached.values()]);
  state.reached.clear();
  for (const work of now) state.reached.set(work.key, work);
}
