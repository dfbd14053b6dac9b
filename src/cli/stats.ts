import { PRIMARY, DERIVED } from '../ledger/collections.js';
import { countImports } from '../ledger/imports.js';
import { countPossible } from '../ledger/possible.js';
import type { StoreDescription } from '../store/description.js';
import type { GraphStore } from '../store/store.js';
import type { Command } from './command.js';
import { print, printJson } from './print.js';
import { JSON_OPTION, STORE_NOTE, STORE_OPTIONS, withStore } from './store.js';
import { count, number } from './text.js';

interface Stats extends StoreDescription {
  ledger: { records: number; decisions: number; imports: number; possibleDuplicates: number; waiting: number };
}

async function statsOf(store: GraphStore): Promise<Stats> {
  const [description, records, decisions, waiting, imports, possibleDuplicates] = await Promise.all([
    store.describe(),
    store.rowCount(PRIMARY.record),
    store.rowCount(PRIMARY.decision),
    store.rowCount(DERIVED.dirty),
    countImports(store),
    countPossible(store),
  ]);
  return { ...description, ledger: { records, decisions, imports, possibleDuplicates, waiting } };
}

const share = (part: number, whole: number): string =>
  `${number(part)} (${whole === 0 ? 0 : Math.floor((part / whole) * 100)} %)`;

function lines({ engine, lastChangedAt, counts, completeness, ledger }: Stats): string[] {
  const rows: [string, string][] = [
    ['Engine', `${engine.name} ${engine.version}`],
    ['Changed', lastChangedAt ?? 'never'],
    ['Articles', number(counts.articles)],
    ['  with reference list', share(completeness.withReferences, counts.articles)],
    ['  with authors', share(completeness.withAuthors, counts.articles)],
    ['  with abstract', share(completeness.withAbstract, counts.articles)],
    ['  with topics', share(completeness.withTopics, counts.articles)],
    ['Stubs', `${number(counts.stubs)} (works known by an identifier alone)`],
    ['Authors', number(counts.authors)],
    ['Journals', number(counts.journals)],
    ['Topics', number(counts.topics)],
    ['Citations', number(counts.citations)],
    ['Source records', number(ledger.records)],
    ['Imports', number(ledger.imports)],
    ['Decisions by hand', number(ledger.decisions)],
    ['Possible duplicates', `${count(ledger.possibleDuplicates, 'pair')} to decide`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
}

export const stats: Command = {
  name: 'stats',
  summary: 'Count what the graph holds and how complete it is.',
  options: { ...JSON_OPTION, ...STORE_OPTIONS },
  notes: ['Counts of articles are of full records; stubs are counted apart.', STORE_NOTE],
  examples: ['meded-graph stats', "meded-graph stats --json | jq '.counts.citations'"],
  run: (given) =>
    withStore(given, async (store) => {
      const found = await statsOf(store);
      if (given.flag('json')) return printJson(found);
      print(...lines(found));
      if (found.ledger.waiting > 0)
        print('', 'An import was cut off before its graph was built; `meded-graph reindex` or the next import does that.');
    }),
};
