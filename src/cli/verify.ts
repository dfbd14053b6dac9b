import type { Problem } from '../ledger/problem.js';
import { verifyGraph, type Verified } from '../ledger/verify.js';
import type { Command } from './command.js';
import { EXIT } from './exit.js';
import { print, printJson } from './print.js';
import { ProgressShow } from './progress.js';
import { stoppable } from './stop.js';
import { JSON_OPTION, STORE_NOTE, STORE_OPTIONS, withStore } from './store.js';
import { painter, type Paint } from './terminal.js';
import { count, number, shown } from './text.js';

/** Problems of one kind that are listed; the others are counted. */
const LISTED = 100;

/** Keeps the first problems of each kind, and counts all. */
class Findings {
  readonly listed: Problem[] = [];
  readonly byCheck = new Map<string, number>();

  add(problem: Problem): void {
    const seen = this.byCheck.get(problem.check) ?? 0;
    this.byCheck.set(problem.check, seen + 1);
    if (seen < LISTED) this.listed.push(problem);
  }

  get count(): number {
    return [...this.byCheck.values()].reduce((sum, one) => sum + one, 0);
  }
}

function lines({ listed, byCheck, count: total }: Findings, paint: Paint): string[] {
  const sections = [...byCheck].flatMap(([check, found]) => {
    const ours = listed.filter((problem) => problem.check === check);
    const more = found - ours.length;
    return [
      paint('red', `${check} (${number(found)}): ${ours[0]!.advice}`),
      ...ours.map(({ where, what }) => `  ${shown(where)}: ${shown(what)}`),
      ...(more > 0 ? [`  … and ${number(more)} more`] : []),
      '',
    ];
  });
  return [...sections, paint('red', `${count(total, 'problem')} found.`)];
}

function foundWhole({ counts, rows, hash }: Verified): string[] {
  const nodes = [
    count(counts.articles, 'article'), count(counts.stubs, 'stub'), count(counts.authors, 'author'),
    count(counts.journals, 'journal'), count(counts.topics, 'topic'), count(counts.citations, 'citation'),
  ]; // prettier-ignore
  return [
    `Looked at ${nodes.join(', ')} and ${count(rows, 'row')} of the ledger.`,
    `SHA-256 of the graph: ${hash ?? 'none, for not all of it can be read'}`,
  ];
}

export const verify: Command = {
  name: 'verify',
  summary: 'Check every invariant of the graph on the running engine.',
  options: { ...JSON_OPTION, ...STORE_OPTIONS },
  notes: [
    'Counts against lists, edges without ends, identifiers on two nodes, keys and identifiers that lead elsewhere, authors',
    'without articles, stubs that nothing needs, records that made no article or are not as they were read, work that was',
    'left undone, and what the engine finds wrong with its own files and indexes. Each problem comes with what to do about',
    'it; the exit code is 1 when there is one. It changes nothing, and nobody can write meanwhile. The SHA-256 is that of the',
    'canonical export: equal graphs have the same on either engine.',
    STORE_NOTE,
  ],
  examples: ['meded-graph verify', "meded-graph verify --json | jq -r '.hash'"],
  run: (given) =>
    withStore(given, async (store) => {
      const show = new ProgressShow(process.stderr);
      const findings = new Findings();
      const verified = await stoppable(show, 'Stopped before all was checked.', (signal) =>
        verifyGraph(store, {
          signal,
          onProblem: (problem) => findings.add(problem),
          onProgress: (part, done) => show.show({ stage: 'CHECKING', done, total: null, noun: 'entry', file: part }),
        }),
      );
      const isWhole = findings.count === 0;
      if (given.flag('json')) {
        printJson({
          ...verified,
          problemCount: findings.count,
          byCheck: Object.fromEntries(findings.byCheck),
          problems: findings.listed,
        });
      } else {
        const paint = painter(process.stdout);
        print(...foundWhole(verified), ...(isWhole ? [paint('green', 'No problem found.')] : ['', ...lines(findings, paint)]));
      }
      return isWhole ? 0 : EXIT.failure;
    }),
};
