import { ANALYSES, type Analysis } from '../analysis/index.js';
import { readTexts } from '../analysis/parameters.js';
import type { Parameter } from '../analysis/analysis.js';
import { Snapshots } from '../snapshot/snapshots.js';
import type { AnalysisRun } from '../snapshot/run.js';
import { answerLines, answerParts } from './analysis-answer.js';
import type { Command, CommandGroup, Given } from './command.js';
import { print, printJson } from './print.js';
import { ProgressShow } from './progress.js';
import { stoppable } from './stop.js';
import { JSON_OPTION, STORE_NOTE, STORE_OPTIONS, withStore } from './store.js';
import { clipped, shown } from './text.js';

/** Measures and analyses of the whole graph: what the registry lists, and runs of them. */

const DEFAULT_FIRST = 20;
const SHOWN_EVERY_MS = 100;

const list: Command = {
  name: 'list',
  summary: 'List every measure and analysis with its settings, answers and paper.',
  options: { ...JSON_OPTION, ...STORE_OPTIONS },
  notes: ['They are the same for every graph.'],
  examples: ['meded-graph analyses', "meded-graph analyses list --json | jq '.[].id'"],
  async run(given) {
    if (given.flag('json'))
      return printJson(ANALYSES.map(({ id, title, description, paper, parameters, outputs }) => ({ id, title, description, paper, parameters, outputs }))); // prettier-ignore
    print(...ANALYSES.flatMap((analysis, i) => [...(i === 0 ? [] : ['']), ...described(analysis)]));
  },
};

function described({ id, title, description, paper, parameters, outputs }: Analysis): string[] {
  return [
    `${id}  ${title}`,
    `  ${description}`,
    `  Paper: ${paper}`,
    ...parameters.map((one) => `  --param ${one.id}=${one.default}  ${one.title} (${rangeOf(one)})`),
    ...outputs.map((one) => `  ${one.id}: ${one.title}${one.of === 'ARTICLE' ? ', of each work' : ''}`),
  ];
}

const rangeOf = (parameter: Parameter): string =>
  parameter.kind === 'choice' ? parameter.choices.join(', ') : `${parameter.min} to ${parameter.max}`;

const run: Command = {
  name: 'run',
  summary: 'Run one of them over the whole graph.',
  positionals: { shown: 'ID', about: 'Its id, such as PAGERANK; `analyses list` has them all.', least: 1, most: 1 },
  options: {
    param: { value: 'NAME=VALUE', about: 'A setting that is to be other than usual.', repeated: true },
    first: { value: 'NUMBER', about: `Entries of each list that are shown (default ${DEFAULT_FIRST}).` },
    ...JSON_OPTION,
    ...STORE_OPTIONS,
  },
  notes: ['ANALYSIS_MEMORY is the memory that it may take. Ctrl-C stops it; nothing is kept.', STORE_NOTE],
  examples: [
    'meded-graph analyses run PAGERANK --first 10',
    'meded-graph analyses run COMMUNITIES --param network=COUPLING --param seed=7 --json',
  ],
  run: (given) =>
    withStore(given, async (store, { analysisMemory }) => {
      const analysis = analysisOf(given);
      const settings = readTexts(analysis.parameters, given.list('param').map((text) => settingOf(text, given)));
      const first = given.number('first', DEFAULT_FIRST);
      const snapshots = new Snapshots(store, analysisMemory);
      try {
        const snapshot = await snapshots.now();
        const answer = await watched(snapshot.ask(analysis, settings));
        const parts = answerParts(analysis, answer, snapshot);
        if (!given.flag('json')) return print(...(await answerLines(store, parts, first)));
        const outputs = Object.fromEntries(parts.map(({ id, value, rows }) => [id, rows ? { total: rows.length, first: rows.slice(0, first) } : value])); // prettier-ignore
        printJson({ analysis: analysis.id, settings, ...outputs });
      } finally {
        await snapshots.end();
      }
    }),
}; // prettier-ignore

function analysisOf(given: Given): Analysis {
  const [id = ''] = given.positionals;
  const analysis = ANALYSES.find((one) => one.id === id.toUpperCase().replaceAll('-', '_'));
  if (analysis) return analysis;
  throw given.wrong(`There is no analysis "${clipped(shown(id), 60)}". There are: ${ANALYSES.map((one) => one.id).join(', ')}`);
}

function settingOf(text: string, given: Given): { id: string; value: string } {
  const at = text.indexOf('=');
  if (at < 1) throw given.wrong(`--param is "${clipped(shown(text), 60)}", but must be NAME=VALUE, such as seed=7`);
  return { id: text.slice(0, at).trim(), value: text.slice(at + 1).trim() };
}

function watched(one: AnalysisRun): Promise<unknown> {
  const show = new ProgressShow(process.stderr);
  const tell = setInterval(() => {
    // What takes no time to speak of shows nothing.
    if (one.progress?.done) show.show({ ...one.progress, noun: one.progress.stage === 'READING' ? 'work' : 'step' });
  }, SHOWN_EVERY_MS);
  return stoppable(show, 'The analysis was stopped.', (signal) => one.wait(signal)).finally(() => clearInterval(tell));
}

export const analyses: CommandGroup = {
  name: 'analyses',
  summary: 'List or run measures and analyses of the whole graph.',
  commands: [list, run],
  usual: 'list',
  notes: ['Without a command it lists them.'],
  examples: ['meded-graph analyses', 'meded-graph analyses run PAGERANK --first 10'],
};
