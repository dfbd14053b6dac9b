import type { Disagreements, HarvestReport, LeftOut, NamedWork, RoundReport, SourceReport } from '../harvest/report.js';
import type { Question } from '../harvest/source.js';
import { clipped, count, number, shown } from './text.js';

/** The report of a harvest for people. Scripts get the whole of it by `--json`. */

const WORDS: Readonly<Record<Question, string>> = {
  RECORDS: 'records', REFERENCES: 'references', CITED_BY: 'citing works', IDENTIFIERS: 'identifiers',
}; // prettier-ignore
const RULES: Readonly<Record<keyof LeftOut, string>> = {
  cap: 'beyond --max-works', years: 'outside the years', publicationTypes: 'of other types', term: 'without the term',
}; // prettier-ignore
const SHOWN = 5;
const MAX_TITLE = 80;

const nameOf = ({ key, title }: NamedWork): string => (title === null ? key : `${key} (${clipped(shown(title), MAX_TITLE)})`);

export function harvestLines(report: HarvestReport): string[] {
  return [
    ...report.seeds.map(
      (seed) =>
        `Seed ${shown(seed.given)}: ${seed.isFound ? nameOf({ key: seed.key!, title: seed.title ?? null }) : 'not found'}`,
    ),
    ...report.rounds.flatMap(roundLines),
    '',
    `${count(report.works, 'work')} reached, ${number(report.stubs.reached)} of them known by identifier alone; ` +
      `${count(report.calls, 'call')}, ${count(report.cached, 'answer')} from the cache.`,
    ...(report.cached > 0 && report.oldestAnswer !== null
      ? [`The oldest answer is of ${report.oldestAnswer.slice(0, 10)}; --refresh asks anew.`]
      : []),
    ...disagreementLines(report.disagreements),
    ...(report.next.length > 0 ? ['', 'How to go on:', ...report.next.map((step) => `  ${step}`)] : []),
  ];
}

function roundLines({ round, followed, new: fresh, sources, leftOut }: RoundReport): string[] {
  const title =
    round === 0
      ? 'Records of the seeds'
      : `Round ${round}: ${count(followed, 'work')} followed, ${number(fresh)} found that are new`;
  const reasons = (Object.keys(RULES) as (keyof LeftOut)[])
    .filter((rule) => leftOut[rule] > 0)
    .map((rule) => `${number(leftOut[rule])} ${RULES[rule]}`);
  return [
    '',
    title,
    ...table(sources.filter(({ asked, held }) => asked + held > 0)),
    ...sources.flatMap(problemLines),
    ...(reasons.length > 0 ? [`  not followed further: ${reasons.join(', ')}`] : []),
  ];
}

const HEAD = ['source', 'asked for', 'works', 'answered', 'unknown', 'failed', 'found', 'new', 'calls', 'cached'];

/** One line a source; figures stand to the right. */
function table(sources: readonly SourceReport[]): string[] {
  if (sources.length === 0) return [];
  const rows = sources.map((one) => [
    one.source,
    one.questions.map((question) => WORDS[question]).join(', '),
    ...[one.asked, one.answered, one.unknown, one.failed, one.found, one.new, one.calls, one.cached].map(number),
  ]);
  const all = [HEAD, ...rows];
  const widths = HEAD.map((_head, i) => Math.max(...all.map((row) => row[i]!.length)));
  return all.map((row) => `  ${row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')}`);
}

function problemLines({ source, failures, refusals, records, shortLists, notAskable, asked }: SourceReport): string[] {
  const ids = (all: readonly string[]): string => [...all.slice(0, SHOWN), ...(all.length > SHOWN ? ['…'] : [])].join(' ');
  return [
    ...failures.map(
      ({ problem, works, ids: failed }) => `  ${source} failed for ${count(works, 'work')}: ${shown(problem)} [${ids(failed)}]`,
    ),
    ...(notAskable > 0 && asked === 0
      ? [`  ${source} could not be asked: it takes no identifier of ${count(notAskable, 'work')}`]
      : []),
    ...shortLists
      .slice(0, SHOWN)
      .map(
        (one) => `  ${source} gave ${number(one.got)} of the ${number(one.stated)} entries that it states for ${ids(one.ids)}`,
      ),
    ...(records.refused > 0 ? [`  ${source}: ${count(records.refused, 'record')} refused`] : []),
    ...refusals.slice(0, SHOWN).map(({ reason }) => `    ${clipped(shown(reason), 300)}`),
  ];
}

function disagreementLines({ compared, disputed, bySource, examples }: Disagreements): string[] {
  if (compared === 0) return [];
  const head = `Sources agree about ${number(compared - disputed)} of ${count(compared, 'citation')} that more than one could tell of.`;
  if (disputed === 0) return ['', head];
  return [
    '',
    head,
    ...bySource.map(({ source, lacks, alone }) => `  ${source} lacks ${number(lacks)} that others assert${alone > 0 ? `, and alone asserts ${number(alone)}` : ''}`),
    ...examples.slice(0, SHOWN).map(
      ({ citing, cited, asserts, lacks }) => `  ${nameOf(citing)} cites ${nameOf(cited)}: so ${asserts.join(', ')}; not ${lacks.join(', ')}`,
    ),
    ...(disputed > SHOWN ? [`  … and ${number(disputed - Math.min(SHOWN, examples.length))} more; --json shows twenty`] : []),
  ]; // prettier-ignore
}
