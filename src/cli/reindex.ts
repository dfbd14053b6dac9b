import { markAll, settle } from '../derive/settle.js';
import type { ImportProgress } from '../import/report.js';
import type { Command } from './command.js';
import { print, printJson } from './print.js';
import { ProgressShow } from './progress.js';
import { stoppable } from './stop.js';
import { JSON_OPTION, STORE_NOTE, STORE_OPTIONS, withStore } from './store.js';
import { count } from './text.js';

/** Progress of building the graph, as every command that does it shows it. */
export const showBuilding = (show: ProgressShow) => (progress: ImportProgress) =>
  show.show({ stage: progress.stage, done: progress.done, total: progress.total, noun: 'work' });

export const reindex: Command = {
  name: 'reindex',
  summary: 'Make the whole graph anew from the source records and the decisions by hand.',
  options: { ...JSON_OPTION, ...STORE_OPTIONS },
  notes: [
    'Nothing that sources or people said is lost or changed. Do it when `verify` finds something, or after a new version',
    'of the program that derives more. Readers see the graph all the while. Stopped, it goes on with the next import.',
    STORE_NOTE,
  ],
  examples: ['meded-graph reindex', 'meded-graph reindex && meded-graph verify'],
  run: (given) =>
    withStore(given, async (store) => {
      const show = new ProgressShow(process.stderr);
      const { works } = await stoppable(
        show,
        'Stopped. The next import goes on with it, and so does `meded-graph reindex`.',
        async (signal) => {
          await markAll(store);
          return settle(store, { signal, onProgress: showBuilding(show) });
        },
      );
      if (given.flag('json')) return printJson({ works });
      print(`${count(works, 'work')} built.`);
    }),
};
