import { restoreBackup } from '../derive/restore.js';
import { totalOf } from '../ledger/backup-format.js';
import type { Command } from './command.js';
import { print, printJson } from './print.js';
import { ProgressShow } from './progress.js';
import { stoppable } from './stop.js';
import { JSON_OPTION, STORE_NOTE, STORE_OPTIONS, WRITES_MUCH, withStore } from './store.js';
import { count, shown } from './text.js';

const NOUNS = { CLEARING: 'node', RESTORING: 'row', REINDEXING: 'record' } as const;

export const restore: Command = {
  name: 'restore',
  summary: 'Make a graph from a backup, on this engine or the other one.',
  positionals: { shown: 'FILE', about: 'A file that `backup` wrote.', least: 1, most: 1 },
  options: {
    replace: { about: 'Take out what the graph holds; without it a graph that is not empty is left alone.' },
    ...JSON_OPTION,
    ...STORE_OPTIONS,
  },
  notes: [
    'The file is read whole and checked before anything is written: one that is cut, changed or of another program is',
    'refused. A restore that was cut off is begun again with --replace.',
    STORE_NOTE,
  ],
  examples: [
    'meded-graph restore meded-2025-06-30.jsonl.gz --data-dir ./restored',
    'meded-graph restore meded-2025-06-30.jsonl.gz --replace',
  ],
  run: (given) =>
    withStore(
      given,
      async (store) => {
        const path = given.positionals[0]!;
        const show = new ProgressShow(process.stderr);
        const { header, works } = await stoppable(
          show,
          'Stopped. The graph is not whole; begin again with --replace.',
          (signal) =>
            restoreBackup(store, path, {
              replace: given.flag('replace'),
              signal,
              onProgress: (stage, done, total) =>
                stage === 'CHECKING'
                  ? show.show({ stage, done: 0, total: null, noun: 'row', file: path, bytesDone: done, bytesTotal: total })
                  : show.show({ stage, done, total, noun: NOUNS[stage] }),
              onBuilt: (done, total) => show.show({ stage: 'BUILDING', done, total, noun: 'work' }),
            }),
        );
        const rows = totalOf(header);
        if (given.flag('json')) return printJson({ file: path, createdAt: header.createdAt, rows, works });
        print(`${shown(path)}, written ${header.createdAt}: ${count(rows, 'row')}, ${count(works, 'work')} built.`);
      },
      WRITES_MUCH,
    ),
};
