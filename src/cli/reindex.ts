import { reindex as makeAnew } from '../derive/reindex.js';
import type { Command } from './command.js';
import { Stopped } from './exit.js';
import { print, printJson } from './print.js';
import { ProgressShow } from './progress.js';
import { stoppable } from './stop.js';
import { JSON_OPTION, STORE_NOTE, STORE_OPTIONS, WRITES_MUCH, withStore } from './store.js';
import { count } from './text.js';

const STOPPED = 'Stopped. The graph is whole; `meded-graph reindex` begins again.';

export const reindex: Command = {
  name: 'reindex',
  summary: 'Make the whole graph anew from the source records and the decisions by hand.',
  options: { ...JSON_OPTION, ...STORE_OPTIONS },
  notes: [
    'Nothing that sources or people said is lost or changed. Do it when `verify` says so, or after a new version of the',
    'program that derives more. Readers see the graph all the while.',
    STORE_NOTE,
  ],
  examples: ['meded-graph reindex', 'meded-graph reindex && meded-graph verify'],
  run: (given) =>
    withStore(
      given,
      async (store) => {
        const show = new ProgressShow(process.stderr);
        const { works, finished } = await stoppable(show, STOPPED, (signal) =>
          makeAnew(store, {
            signal,
            onRecords: (done, total) => show.show({ stage: 'REINDEXING', done, total, noun: 'record' }),
            onProgress: (done, total) => show.show({ stage: 'BUILDING', done, total, noun: 'work' }),
          }),
        );
        if (!finished) throw new Stopped(STOPPED);
        if (given.flag('json')) return printJson({ works });
        print(`${count(works, 'work')} built.`);
      },
      WRITES_MUCH,
    ),
};
