import type { HarvestRun } from './question.js';
import type { StoredArticle } from '../records.js';
import type { HarvestOptions, HarvestState } from './harvest.js';
import { findWorks } from './graph-works.js';
import {
  NOTHING_LEFT_OUT,
  type Disagreements,
  type HarvestReport,
  type LeftOut,
  type RoundReport,
  type SeedReport,
} from './report.js';

const EXAMPLES = 20;

interface Around extends HarvestRun {
  options: HarvestOptions;
  disagreements: Disagreements;
}

/** The report of a harvest, finished or stopped: what was reached, what is missing, and how to go on. */
export async function summary(state: HarvestState, around: Around): Promise<HarvestReport> {
  const { store, fetcher } = around;
  const works = [...state.reached.values()];
  const articles = await findWorks(store, works.map(({ ids }) => ids)); // prettier-ignore
  const stubs = works.filter((_work, i) => articles[i]?.status !== 'FULL').map(({ key }) => key);
  const sources = state.rounds.flatMap((round) => round.sources);
  const { counts } = await store.describe();
  const add = (numbers: Iterable<number>): number => [...numbers].reduce((sum, one) => sum + one, 0);
  const report: HarvestReport = {
    seeds: await seedReports(state, around),
    rounds: state.rounds,
    works: works.length,
    leftOut: leftOutOf(state.rounds),
    failed: add(sources.map(({ failed }) => failed)),
    refused: add(sources.map(({ records }) => records.refused)),
    disagreements: around.disagreements,
    stubs: { reached: stubs.length, examples: stubs.slice(0, EXAMPLES), inGraph: counts.stubs },
    calls: add(fetcher.sent.values()),
    cached: add(fetcher.reused.values()),
    oldestAnswer: oldestOf(state),
    finished: state.finished,
    next: [],
  };
  report.next = nextSteps(report, around);
  return report;
}

async function seedReports({ seeds }: HarvestState, { store }: Around): Promise<SeedReport[]> {
  const articles = await findWorks(store, seeds.map(({ ids }) => ids)); // prettier-ignore
  return seeds.map(({ given }, i) => {
    const article = articles[i];
    return article != null && isKnown(article)
      ? { given, isFound: true, key: article.key, title: article.title }
      : { given, isFound: false };
  });
}

/** Answers that there are no citations make a stub of whatever was asked about, also of a number that is no work's. */
const isKnown = ({ status, identifiers, referenceCount, citedByCount }: StoredArticle): boolean =>
  status === 'FULL' || identifiers.length > 1 || referenceCount > 0 || citedByCount > 0;

function leftOutOf(rounds: readonly RoundReport[]): LeftOut {
  const sum = { ...NOTHING_LEFT_OUT };
  for (const { leftOut } of rounds) for (const name of Object.keys(sum) as (keyof LeftOut)[]) sum[name] += leftOut[name];
  return sum;
}

function oldestOf({ settled }: HarvestState): string | null {
  const times = settled.flatMap(({ answers }) =>
    answers.exchanges.flatMap((one) => one.answers.map(({ fetchedAt }) => fetchedAt)),
  );
  return times.reduce<string | null>((oldest, time) => (oldest === null || time < oldest ? time : oldest), null);
}

const number = (value: number): string => value.toLocaleString('en');
/** `1 work was`, `12 works were`. */
const some = (count: number, noun: string, [one, many]: readonly [string, string] = ['', '']): string =>
  `${number(count)} ${noun}${count === 1 ? '' : 's'} ${count === 1 ? one : many}`.trim();
const WAS = ['was', 'were'] as const;
const IS = ['is', 'are'] as const;

function nextSteps(report: HarvestReport, { options, settings, sources }: Around): string[] {
  const { finished, failed, leftOut, stubs, seeds, rounds } = report;
  const steps: string[] = [];
  const reached = rounds.at(-1)?.round ?? 0;
  if (!finished)
    steps.push('The harvest was stopped. The same command goes on: what was answered is kept and is not asked for again.');
  if (failed > 0)
    steps.push(
      `${some(failed, 'question')} about works had no whole answer; the same command asks those again, and nothing else.`,
    );
  const lost = seeds.filter(({ isFound }) => !isFound).length;
  if (finished && lost > 0)
    steps.push(`${some(lost, 'seed', WAS)} found by no source that answered; check the spelling, or choose more sources.`);
  if (leftOut.cap > 0)
    steps.push(
      `${some(leftOut.cap, 'work', WAS)} left out beyond --max-works ${number(options.maxWorks)}; a larger number takes them in.`,
    );
  if (stubs.reached > 0)
    steps.push(
      `Of those reached ${some(stubs.reached, 'work', IS)} known by identifier alone: no source that answered has a record. Other sources, or a file to import, may have one.`,
    );
  if (finished && leftOut.cap === 0 && stubs.inGraph > stubs.reached) {
    steps.push(
      `In the graph ${some(stubs.inGraph, 'work', IS)} known by identifier alone. --rounds ${reached + 1} fetches those that are one step further out.`,
    );
  }
  const asksContact = sources.filter(({ id }) => id === 'pubmed' || id === 'crossref');
  if (settings.contact === null && asksContact.length > 0) {
    steps.push(
      `CONTACT_EMAIL is not set; ${asksContact.map(({ label }) => label).join(' and ')} ${asksContact.length === 1 ? 'asks' : 'ask'} to be told whom to write to, for who says so is served better.`,
    );
  }
  return steps;
}
