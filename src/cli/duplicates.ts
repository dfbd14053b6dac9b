import { mergeWorks, refusePossible, splitWork } from '../derive/decisions.js';
import { countPossible, listPossible, type PossibleDuplicate } from '../ledger/possible.js';
import { workSources } from '../ledger/support.js';
import type { GraphStore } from '../store/store.js';
import type { Command, CommandGroup } from './command.js';
import { articleLines, keysNamed } from './named.js';
import { print, printJson } from './print.js';
import { JSON_OPTION, STORE_NOTE, STORE_OPTIONS, withStore } from './store.js';
import { painter } from './terminal.js';
import { count, number, shown } from './text.js';

const WORK = 'a key (`pmid:33349761`), PMID, DOI, PMCID or the id of the API';
const DEFAULT_FIRST = 20;

const list: Command = {
  name: 'list',
  summary: 'List pairs of works that may be one: what is likely, but not certain enough to be merged.',
  options: {
    first: { value: 'NUMBER', about: `At most so many pairs (default ${DEFAULT_FIRST}).` },
    after: { value: 'ID', about: 'Go on behind the pair with this id.' },
    ...JSON_OPTION,
    ...STORE_OPTIONS,
  },
  notes: ['Each pair comes with what speaks for it and the commands that decide it.', STORE_NOTE],
  examples: ['meded-graph duplicates list', 'meded-graph duplicates list --first 100 --json'],
  run: (given) =>
    withStore(given, async (store) => {
      const page = { after: given.text('after') ?? null, limit: given.number('first', DEFAULT_FIRST) };
      const [{ items, next }, total] = await Promise.all([listPossible(store, page), countPossible(store)]);
      if (given.flag('json')) return printJson({ total, items, next });
      if (total === 0) return print('No pair of works waits for a decision.');
      for (const item of items) print(...(await pairLines(store, item)), '');
      const more = next === null ? '' : ` Go on with \`meded-graph duplicates list --after '${next}'\`.`;
      print(`${number(items.length)} of ${count(total, 'pair')}.${more}`);
    }),
};

async function pairLines(store: GraphStore, { id, works, score, reasons }: PossibleDuplicate): Promise<string[]> {
  const paint = painter(process.stdout);
  return [
    `${paint('bold', id)}  ${score.toFixed(2)}  ${shown(reasons.join('; '))}`,
    ...(await articleLines(store, works)).map((line) => `  ${line}`),
    `  one work:  meded-graph duplicates merge '${id}'`,
    `  two works: meded-graph duplicates refuse '${id}'`,
  ];
}

const show: Command = {
  name: 'show',
  summary: 'Show the records that a work is made of, for `split`.',
  positionals: { shown: 'WORK', about: `The work: ${WORK}.`, least: 1, most: 1 },
  options: { ...JSON_OPTION, ...STORE_OPTIONS },
  notes: [STORE_NOTE],
  examples: ['meded-graph duplicates show pmid:33349761'],
  run: (given) =>
    withStore(given, async (store) => {
      const [key] = await keysNamed(store, 'Article', given.positionals);
      const [records] = await workSources(store, [key!]);
      if (given.flag('json')) return printJson({ work: key, records });
      print(...(await articleLines(store, [key!])), `${count(records!.length, 'record')}:`);
      for (const { recordKey, source, sourceId, readAt, fields } of records!)
        print(`  ${recordKey}  ${[source, sourceId].filter(Boolean).join(' ')}, read ${readAt}: ${fields.join(', ') || 'nothing of it is shown'}`); // prettier-ignore
    }),
};

/** The works that are named: by an id of `list`, which stands for two, or each for itself. */
async function worksToMerge(store: GraphStore, texts: readonly string[]): Promise<string[]> {
  if (texts.length > 1) return keysNamed(store, 'Article', texts);
  const [id] = texts;
  for (let after: string | null = null, more = true; more;) {
    const page = await listPossible(store, { after, limit: 500 });
    const found = page.items.find((item) => item.id === id);
    if (found) return found.works;
    after = page.next;
    more = page.next !== null;
  }
  return keysNamed(store, 'Article', texts);
}

const merge: Command = {
  name: 'merge',
  summary: 'Say that works are one. It holds for later imports too.',
  positionals: { shown: 'ID | WORK WORK…', about: `An id of \`list\`, or the works: each ${WORK}.`, least: 1, most: Infinity },
  options: { ...JSON_OPTION, ...STORE_OPTIONS },
  notes: ['`split` takes it back.', STORE_NOTE],
  examples: ['meded-graph duplicates merge pmid:33349761 10.1007/s40670-020-01166-0'],
  run: (given) =>
    withStore(given, async (store) => {
      const works = await worksToMerge(store, given.positionals);
      if (new Set(works).size < 2) throw given.wrong('These name one work; give two or more, or an id of `duplicates list`');
      const survivor = await mergeWorks(store, works);
      if (given.flag('json')) return printJson({ merged: works, into: survivor });
      print('One work now:', ...(await articleLines(store, [survivor])));
    }),
};

const split: Command = {
  name: 'split',
  summary: 'Say that records of one work are not of one work. It holds for later imports too.',
  positionals: {
    shown: 'WORK [RECORD…]',
    about: 'The work, and the records to take out of it, as `show` names them.',
    least: 1,
    most: Infinity,
  },
  options: { ...JSON_OPTION, ...STORE_OPTIONS },
  notes: ['The records named stay together; without any, each record is a work of its own. `merge` takes it back.', STORE_NOTE],
  examples: ['meded-graph duplicates show pmid:33349761', 'meded-graph duplicates split pmid:33349761 1f0a93b2c4d5e6f7'],
  run: (given) =>
    withStore(given, async (store) => {
      const [work, ...records] = given.positionals;
      const [key] = await keysNamed(store, 'Article', [work!]);
      const works = await splitWork(store, key!, records);
      if (given.flag('json')) return printJson({ split: key, works });
      print(`${count(works.length, 'work')} now:`, ...(await articleLines(store, works)));
    }),
};

const refuse: Command = {
  name: 'refuse',
  summary: 'Say that the two works of a pair are not one. They are not asked about again.',
  positionals: { shown: 'ID', about: 'The id of the pair, as `list` shows it.', least: 1, most: 2 },
  options: { ...JSON_OPTION, ...STORE_OPTIONS },
  notes: ['The id has a blank in it; with or without quotes it is understood.', STORE_NOTE],
  examples: ["meded-graph duplicates refuse 'r:1f0a93b2 r:77c0d1e2'"],
  run: (given) =>
    withStore(given, async (store) => {
      const id = given.positionals.join(' ');
      await refusePossible(store, id);
      if (given.flag('json')) printJson({ refused: id });
      else print('They stay two works.');
    }),
};

export const duplicates: CommandGroup = {
  name: 'duplicates',
  summary: 'Decide by hand which works are one: list, show, merge, split, refuse.',
  commands: [list, show, merge, split, refuse],
  notes: ['A decision is kept with the source records: it holds for every later import, and `backup` keeps it.', ''],
  examples: ['meded-graph duplicates list', "meded-graph duplicates merge 'r:1f0a93b2 r:77c0d1e2'"],
};
