import { setPriority } from 'node:os';
import { LISTED } from '../import/report.js';
import { databaseUnavailable } from '../errors.js';
import { isThere, openStore } from '../store/open.js';
import { sendable, type FromWorker, type ToWorker } from './message.js';
import { perform } from './tasks.js';

/**
 * The process of one task: opens the store, runs the task, tells what became of it, and ends. It ends by itself when
 * the server has gone: it stops after the batch in hand, as when it is told to.
 */

const stopping = new AbortController();
const stop = (): void => stopping.abort();
let refusals = 0;

/** To a server that has gone nothing can be said, nor need be. */
function tell(message: FromWorker): void {
  if (process.connected) process.send!(message, undefined, undefined, () => {});
}

/** Nobody waits for a job as for an answer: whoever reads goes before. */
function stepBack(): void {
  try {
    setPriority(10);
  } catch {
    // Where the system has no priorities, all are equal.
  }
}

async function run({ settings, name, args }: Extract<ToWorker, { kind: 'run' }>): Promise<unknown> {
  if (name === 'importUpload') stepBack();
  // Opening would make another graph, of which the server knows nothing.
  if (!(await isThere(settings))) throw databaseUnavailable('The graph file of the data folder is missing: nothing was changed.');
  const store = await openStore(settings, { writesMuch: true });
  try {
    return await perform(store, name, args, {
      signal: stopping.signal,
      onProgress: (progress) => tell({ kind: 'progress', progress }),
      // Those that a report lists; a million of them would keep the server busy.
      onRefusal: (refusal) => ++refusals <= LISTED && tell({ kind: 'refusal', refusal }),
    });
  } finally {
    await store.close();
  }
}

async function answer(message: Extract<ToWorker, { kind: 'run' }>): Promise<FromWorker> {
  try {
    return { kind: 'done', result: await run(message) };
  } catch (error) {
    return { kind: 'failed', error: sendable(error) };
  }
}

process.on('message', (message: ToWorker) => {
  if (message.kind === 'stop') return stop();
  void answer(message).then((last) => {
    if (process.connected) process.send!(last, undefined, undefined, () => process.disconnect());
  });
});
process.on('disconnect', stop);
// Ctrl-C reaches every process of the terminal; the server decides what it means and says so.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
