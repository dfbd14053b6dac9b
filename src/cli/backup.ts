import { writeBackup } from '../ledger/backup.js';
import type { Command } from './command.js';
import { print, printJson } from './print.js';
import { ProgressShow } from './progress.js';
import { stoppable } from './stop.js';
import { JSON_OPTION, STORE_NOTE, STORE_OPTIONS, withStore } from './store.js';
import { count, size } from './text.js';
import { version } from '../version.js';

export const backup: Command = {
  name: 'backup',
  summary: 'Write all that the graph is made of to one file, which either engine can restore.',
  positionals: { shown: 'FILE', about: 'The file to write, packed with gzip.', least: 1, most: 1 },
  options: { force: { about: 'Write over a file that is there.' }, ...JSON_OPTION, ...STORE_OPTIONS },
  notes: [
    'The file holds source records, imports and decisions by hand, not the graph that is made from them: `restore` makes',
    'it anew. Nobody can write to the graph meanwhile; readers are not disturbed.',
    STORE_NOTE,
  ],
  examples: [
    'meded-graph backup meded-2025-06-30.jsonl.gz',
    'meded-graph backup move.jsonl.gz && NEO4J_URI=neo4j://localhost:7687 NEO4J_PASSWORD=… meded-graph restore move.jsonl.gz',
  ],
  run: (given) =>
    withStore(given, async (store) => {
      const path = given.positionals[0]!;
      const show = new ProgressShow(process.stderr);
      const made = await stoppable(show, 'Stopped. No file was written.', (signal) =>
        writeBackup(store, path, {
          program: version(),
          force: given.flag('force'),
          signal,
          onProgress: (done, total) => show.show({ stage: 'WRITING', done, total, noun: 'row' }),
        }),
      );
      if (given.flag('json')) return printJson({ file: path, ...made });
      print(`${path}: ${count(made.rows, 'row')}, ${size(made.bytes)}.`);
    }),
};
