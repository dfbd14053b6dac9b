import { undoDecision } from '../derive/decisions.js';
import { countActs, listActs, type Act } from '../ledger/act.js';
import type { GraphStore } from '../store/store.js';
import type { Command, CommandGroup } from './command.js';
import { authorLines } from './authors.js';
import { articleLines } from './named.js';
import { print, printJson } from './print.js';
import { JSON_OPTION, STORE_NOTE, STORE_OPTIONS, withStore } from './store.js';
import { count, number } from './text.js';

const DEFAULT_FIRST = 20;

const VERBS: Readonly<Record<Act['kind'], string>> = {
  MERGE_ARTICLES: 'one work',
  SPLIT_ARTICLE: 'a work divided',
  REFUSE_DUPLICATE: 'two works, no duplicate',
  MERGE_AUTHORS: 'one person',
  SPLIT_AUTHOR: 'an author divided',
};

async function linesOf(store: GraphStore, { id, kind, at, keys }: Act): Promise<string[]> {
  const lines = await (kind.endsWith('AUTHOR') || kind.endsWith('AUTHORS') ? authorLines : articleLines)(store, keys);
  return [`${id}  ${at.slice(0, 16).replace('T', ' ')}  ${VERBS[kind]}`, ...lines.map((line) => `  ${line}`)];
}

const list: Command = {
  name: 'list',
  summary: 'List what was decided by hand, the newest first.',
  options: {
    first: { value: 'NUMBER', about: `At most so many (default ${DEFAULT_FIRST}).` },
    after: { value: 'ID', about: 'Go on behind the decision with this id.' },
    ...JSON_OPTION,
    ...STORE_OPTIONS,
  },
  notes: [STORE_NOTE],
  examples: ['meded-graph decisions list', 'meded-graph decisions list --first 100 --json'],
  run: (given) =>
    withStore(given, async (store) => {
      const page = { after: given.text('after') ?? null, limit: given.number('first', DEFAULT_FIRST), backward: true };
      const [decisions, total] = await Promise.all([listActs(store, page), countActs(store)]);
      if (given.flag('json')) return printJson({ total, decisions });
      for (const act of decisions) print(...(await linesOf(store, act)));
      print(`${number(decisions.length)} of ${count(total, 'decision')}.`);
    }),
};

const undo: Command = {
  name: 'undo',
  summary: 'Take a decision back: what was decided before it holds again, and the graph is as if it had not been.',
  positionals: { shown: 'DECISION', about: 'The id, as `list` shows it.', least: 1, most: 1 },
  options: { ...JSON_OPTION, ...STORE_OPTIONS },
  notes: ['A decision that a later one stands on can be taken back after that one.', STORE_NOTE],
  examples: ['meded-graph decisions undo ID'],
  run: (given) =>
    withStore(given, async (store) => {
      const id = given.positionals[0]!;
      await undoDecision(store, id);
      if (given.flag('json')) return printJson({ undone: id });
      print(`Taken back: ${id}.`);
    }),
};

export const decisions: CommandGroup = {
  name: 'decisions',
  summary: 'What was decided by hand about works and authors, and taking it back: list, undo.',
  commands: [list, undo],
  notes: [],
  examples: ['meded-graph decisions list', 'meded-graph decisions undo ID'],
};
