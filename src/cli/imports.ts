import { badInput } from '../errors.js';
import { countImports, getImports, listImports, type ImportNode } from '../ledger/imports.js';
import { undoImport } from '../derive/undo.js';
import type { GraphStore } from '../store/store.js';
import type { Command, CommandGroup } from './command.js';
import { countsLine } from './import-report.js';
import { print, printJson } from './print.js';
import { JSON_OPTION, STORE_NOTE, STORE_OPTIONS, withStore } from './store.js';
import { clipped, count, number, placeOf, shown, size } from './text.js';

const DEFAULT_FIRST = 20;
const SHOWN_REFUSALS = 20;

function importLine({ id, startedAt, status, fileName, counts }: ImportNode): string {
  return `${id}  ${startedAt.slice(0, 16).replace('T', ' ')}  ${status}  ${shown(fileName)}: ${countsLine(counts)}`;
}

async function importNamed(store: GraphStore, id: string): Promise<ImportNode> {
  const [found] = await getImports(store, [id]);
  if (found) return found;
  throw badInput(`There is no import "${clipped(shown(id), 80)}"; \`meded-graph imports list\` shows those that there are.`);
}

const list: Command = {
  name: 'list',
  summary: 'List the imports, the newest first.',
  options: {
    first: { value: 'NUMBER', about: `At most so many (default ${DEFAULT_FIRST}).` },
    after: { value: 'ID', about: 'Go on behind the import with this id.' },
    ...JSON_OPTION,
    ...STORE_OPTIONS,
  },
  notes: [STORE_NOTE],
  examples: ['meded-graph imports list', 'meded-graph imports list --first 100 --json'],
  run: (given) =>
    withStore(given, async (store) => {
      const page = { after: given.text('after') ?? null, limit: given.number('first', DEFAULT_FIRST) };
      const [imports, total] = await Promise.all([listImports(store, page), countImports(store)]);
      if (given.flag('json')) return printJson({ total, imports });
      print(...imports.map(importLine), `${number(imports.length)} of ${count(total, 'import')}.`);
    }),
};

const show: Command = {
  name: 'show',
  summary: 'Show one import: file and hash, counts, what was refused.',
  positionals: { shown: 'IMPORT', about: 'The id, as `list` shows it.', least: 1, most: 1 },
  options: { ...JSON_OPTION, ...STORE_OPTIONS },
  notes: [STORE_NOTE],
  examples: ['meded-graph imports show ID'],
  run: (given) =>
    withStore(given, async (store) => {
      const found = await importNamed(store, given.positionals[0]!);
      if (given.flag('json')) return printJson(found);
      const { format, bytes, sha256, finishedAt, problem, refusals, warningCount, timesRead, lastReadAt } = found;
      print(
        importLine(found),
        `  format    ${format ?? 'not known'}`,
        `  size      ${bytes === null ? 'not known' : size(bytes)}`,
        `  SHA-256   ${sha256 ?? 'not known: not read to its end'}`,
        `  finished  ${finishedAt ?? 'no'}`,
        `  read      ${count(timesRead, 'time')}, last ${lastReadAt}`,
        `  repaired  ${count(warningCount, 'place')}`,
        ...(problem === null ? [] : [`  problem   ${shown(problem)}`]),
        ...refusals.slice(0, SHOWN_REFUSALS).map((one) => `  refused   ${placeOf(one)}: ${shown(one.reason)}`),
        ...(refusals.length > SHOWN_REFUSALS ? [`  … and ${number(refusals.length - SHOWN_REFUSALS)} more: --json`] : []),
      );
    }),
};

const undo: Command = {
  name: 'undo',
  summary: 'Take an import back: what it alone supports goes; what other imports support too stays.',
  positionals: { shown: 'IMPORT', about: 'The id, as `list` shows it.', least: 1, most: 1 },
  options: { ...JSON_OPTION, ...STORE_OPTIONS },
  notes: ['Decisions by hand stay, and hold again when the records come back.', STORE_NOTE],
  examples: ['meded-graph imports undo ID'],
  run: (given) =>
    withStore(given, async (store) => {
      const found = await importNamed(store, given.positionals[0]!);
      const { records, works } = await undoImport(store, found.id);
      if (given.flag('json')) return printJson({ undone: found.id, records, works });
      print(`Taken back: ${count(records, 'record')}; ${count(works, 'work')} derived anew.`);
    }),
};

export const imports: CommandGroup = {
  name: 'imports',
  summary: 'What was imported, and taking it back: list, show, undo.',
  commands: [list, show, undo],
  notes: [],
  examples: ['meded-graph imports list', 'meded-graph imports undo ID'],
};
