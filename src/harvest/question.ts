import type { GraphStore } from '../store/store.js';
import { idKeys } from '../import/identity.js';
import { askAbout, type Answers, type AskedWork } from './ask-about.js';
import type { AskedBefore } from './asked.js';
import { EdgeTap, type Direction } from './edge-tap.js';
import type { Fetcher } from './fetcher.js';
import type { SourceFailure, SourceReport } from './report.js';
import type { HarvestSettings } from './settings.js';
import type { Ask, HarvestSource, Question } from './source.js';
import { takeIn } from './take-in.js';

/** What a harvest is going through, for whoever shows it. */
export interface HarvestProgress {
  round: number;
  /** ASKING: works that a source was asked about, of all. TAKING_IN: records of its answers. */
  stage: 'ASKING' | 'TAKING_IN';
  source: string;
  done: number;
  total: number | null;
}

/** What every step of a harvest needs. */
export interface HarvestRun {
  store: GraphStore;
  settings: HarvestSettings;
  fetcher: Fetcher;
  asked: AskedBefore;
  sources: readonly HarvestSource[];
  direction: Direction;
  /** How long to wait for another writer, in milliseconds. */
  waitMs: number;
  signal?: AbortSignal;
  onProgress?: (progress: HarvestProgress) => void;
}

/** One question, or several that have the same answers, to one source about some works. */
export interface QuestionSpec {
  round: number;
  source: HarvestSource;
  ask: Ask;
  questions: Question[];
  works: readonly AskedWork[];
}

/** A question with its answers, which are not in the graph yet. */
export interface Asked {
  spec: QuestionSpec;
  answers: Answers;
  calls: number;
  cached: number;
}

/** A question whose answers are in the graph. */
export interface Settled extends Asked {
  tap: EdgeTap;
  report: SourceReport;
  /** Keys of the works about which the source answered and which it knows. */
  known: string[];
  /** Keys of the works that it names as neighbours. */
  foundKeys: ReadonlySet<string>;
}

const LISTED = 100;

export async function put(spec: QuestionSpec, run: HarvestRun): Promise<Asked> {
  const { source, ask, works, round } = spec;
  const { fetcher, asked, settings } = run;
  const before = [fetcher.sent.get(source.id) ?? 0, fetcher.reused.get(source.id) ?? 0] as const;
  const answers = await askAbout(works, { fetcher, asked, base: settings.sources[source.id].url, source, ask }, (done, total) =>
    run.onProgress?.({ round, stage: 'ASKING', source: source.id, done, total }),
  );
  return {
    spec,
    answers,
    calls: (fetcher.sent.get(source.id) ?? 0) - before[0],
    cached: (fetcher.reused.get(source.id) ?? 0) - before[1],
  };
}

/** Asks the sources at the same time, each its questions one after the other. The answers come in the order of the questions. */
export async function putAll(specs: readonly QuestionSpec[], run: HarvestRun): Promise<Asked[]> {
  const bySource = new Map<HarvestSource, QuestionSpec[]>();
  for (const spec of specs) bySource.set(spec.source, [...(bySource.get(spec.source) ?? []), spec]);
  const all = await Promise.all(
    [...bySource.values()].map(async (own) => {
      const asked: Asked[] = [];
      for (const spec of own) asked.push(await put(spec, run));
      return asked;
    }),
  );
  const flat = all.flat();
  return specs.map((spec) => flat.find((one) => one.spec === spec)!);
}

/** Names of imports: `harvest, round 1: icite, references and citing works`. */
const WORDS: Readonly<Record<Question, string>> = {
  RECORDS: 'records', REFERENCES: 'references', CITED_BY: 'citing works', IDENTIFIERS: 'identifiers',
}; // prettier-ignore

/** Takes the answers into the graph. `direction` says which neighbours are listened for; null for none. */
export async function settleQuestion(one: Asked, run: HarvestRun, direction: Direction | null): Promise<Settled> {
  const { source, ask, works, round, questions } = one.spec;
  const tap = new EdgeTap(works, direction);
  let records = 0;
  const { counts, refusals, warnings, finished } = await takeIn({
    store: run.store,
    fetcher: run.fetcher,
    source,
    ask,
    name: `harvest, round ${round}: ${source.id}, ${questions.map((question) => WORDS[question]).join(' and ')}`,
    exchanges: one.answers.exchanges,
    wanted: new Set(works.flatMap(({ ids }) => ask.idsOf(ids))),
    onRecord: (record) => {
      tap.record(record);
      run.onProgress?.({ round, stage: 'TAKING_IN', source: source.id, done: ++records, total: null });
    },
    signal: run.signal,
    waitMs: run.waitMs,
  });
  if (!finished) run.signal?.throwIfAborted();
  const known = knownOf(one, tap);
  const report = { ...reportOf(one, known), records: counts, refusals, warnings };
  return { ...one, tap, report, known, foundKeys: new Set() };
}

/** Works that the source knows: a record of theirs came, or a list that is theirs, be it empty. */
function knownOf({ spec: { ask, works }, answers }: Asked, tap: EdgeTap): string[] {
  const names = new Map(works.map(({ key, ids }) => [key, idKeys(ids)]));
  const unknown = new Set(
    answers.exchanges.flatMap(({ ids, answers: [first] }) => (first?.isNone && ask.none === 'UNKNOWN' ? ids : [])),
  );
  return [...answers.answered]
    .filter(([id, key]) => (ask.batch === 1 ? !unknown.has(id) : names.get(key)!.some((name) => tap.came.has(name))))
    .map(([, key]) => key);
}

function reportOf(
  { spec, answers, calls, cached }: Asked,
  known: readonly string[],
): Omit<SourceReport, 'records' | 'refusals' | 'warnings'> {
  const failures = answers.failures.map(({ ids, problem }): SourceFailure => ({
    problem,
    works: ids.length,
    ids: ids.slice(0, LISTED),
  }));
  const shortLists = answers.exchanges.flatMap(({ ids, short }) => (short === null ? [] : [{ ids: [...ids], ...short }]));
  const failed = new Set(answers.failed).size;
  return {
    source: spec.source.id, questions: spec.questions, asked: answers.answered.size + failed, notAskable: answers.notAskable.length, held: 0,
    answered: answers.answered.size, unknown: answers.answered.size - known.length, failed, failures, shortLists: shortLists.slice(0, LISTED),
    found: 0, new: 0, calls, cached,
  }; // prettier-ignore
}
