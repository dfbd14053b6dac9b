import { EXIT } from './exit.js';
import { print, printLines } from './print.js';
import type { RefusalLog } from './refusal-log.js';
import type { FileReport, ImportCounts, ImportReport, Refusal } from '../import/report.js';
import { painter, type Paint } from './terminal.js';
import { clipped, count, number, placeOf, shown } from './text.js';

/** Entries of each list that people are shown; scripts get them all. */
const SHOWN = 20;
const MAX_TEXT = 300;

/** What a script sees: stopped before the end, something refused, or neither. */
export function exitCodeOfReport({ finished, refused }: ImportReport): number {
  if (!finished) return EXIT.stopped;
  return refused > 0 ? EXIT.refused : 0;
}

/** `12 read: 8 new, 2 merged, 1 unchanged, 1 refused`. */
export function countsLine({ read, new: added, merged, unchanged, refused }: ImportCounts): string {
  const parts = [
    `${number(added)} new`,
    `${number(merged)} merged`,
    `${number(unchanged)} unchanged`,
    `${number(refused)} refused`,
  ];
  return `${number(read)} read: ${parts.join(', ')}`;
}

const text = (from: string): string => clipped(shown(from), MAX_TEXT);

/** The first entries of a list, and how many more there are. */
function section(title: string, total: number, lines: readonly string[], rest: string): string[] {
  if (total === 0) return [];
  const more = total - Math.min(lines.length, SHOWN);
  return [
    '',
    title,
    ...lines.slice(0, SHOWN).map((line) => `  ${line}`),
    ...(more > 0 ? [`  … and ${number(more)} more: ${rest}`] : []),
  ];
}

/** `a.ris, line 17, record 3: why`; a reason that names its file does so once. */
function placed(place: { file: string; line: number | null; record: number | null }, why: string): string {
  return `${placeOf(place)}: ${text(why.startsWith(`${place.file}: `) ? why.slice(place.file.length + 2) : why)}`;
}

function fileLine({ name, format, problem, ...file }: FileReport): string {
  if (problem !== null) return `${text(name)}: refused whole`;
  return `${text(name)} (${format ?? 'unknown format'}): ${countsLine(file)}`;
}

function headline(report: ImportReport, dryRun: boolean, paint: Paint): string[] {
  const files = count(report.files.length, 'file');
  const line = `Records of ${files}: ${countsLine(report)}.`;
  return [
    ...(dryRun ? [paint('yellow', 'A dry run: nothing was written. What would become of the records:')] : []),
    paint('bold', line),
    ...(report.read === 0 ? ['There was nothing to read in them.'] : []),
  ];
}

/** What a person wants to know after an import; each list begins with the first entries and counts the rest. */
export function printReport(report: ImportReport, dryRun: boolean): void {
  const paint = painter(process.stdout);
  const { refusals, warnings, merges, files } = report;
  const merged = merges.map(({ record, into, why }) => `${text(record)} → ${text(into)}: ${text(why.join('; '))}`);
  print(
    ...headline(report, dryRun, paint),
    ...(files.length > 1 ? section('Files:', files.length, files.map(fileLine), '--json lists them all.') : []),
    ...section(paint('red', `Refused (${number(report.refused)}):`), report.refused,
      refusals.map((one) => placed(one, one.reason)), '--json lists them all.'),
    ...section(paint('yellow', `Repaired or left out (${number(report.warningCount)}):`), report.warningCount,
      warnings.map((one) => placed(one, one.message)), '--json lists more.'),
    ...section(`Merged (${number(report.merged)}):`, report.merged, merged, '--json lists more.'),
    ...possible(report.possibleDuplicates),
    ...unfinished(report, paint),
  ); // prettier-ignore
}

function possible(pairs: number): string[] {
  if (pairs === 0) return [];
  const what = pairs === 1 ? '1 pair of works may be one' : `${number(pairs)} pairs of works may be one each`;
  return ['', `${what}; nothing was merged. \`meded-graph duplicates list\` shows them, \`merge\` and \`refuse\` decide.`];
}

function unfinished({ finished, resume }: ImportReport, paint: Paint): string[] {
  if (finished) return [];
  return [
    '',
    paint('yellow', 'Stopped before the end; what was read until then is in the graph.'),
    resume ?? 'The same command again goes on.',
  ];
}

/** One object, with every refusal, however many. */
export function printReportJson(report: ImportReport, refusals: RefusalLog): Promise<void> {
  return printLines(reportJson(report, refusals.all()));
}

async function* reportJson(report: ImportReport, refusals: AsyncIterable<string>): AsyncIterable<string> {
  const counts = {
    read: report.read,
    new: report.new,
    merged: report.merged,
    unchanged: report.unchanged,
    refused: report.refused,
  };
  const rest: Record<string, unknown> = { ...report };
  for (const name of ['refusals', 'files', ...Object.keys(counts)]) delete rest[name];
  yield `${JSON.stringify(counts).slice(0, -1)},"refusals":[`;
  const whole = new Set(report.files.flatMap(({ name, problem }) => (problem === null ? [] : [name])));
  let before = '';
  for await (const refusal of refusals) {
    // Of a file that was refused whole in the end, its records were never taken.
    const { file, line, record } = JSON.parse(refusal) as Refusal;
    if (whole.has(file) && (line !== null || record !== null)) continue;
    yield `${before}${refusal}`;
    before = ',';
  }
  yield `],"files":${JSON.stringify(report.files)},${JSON.stringify(rest).slice(1)}`;
}
