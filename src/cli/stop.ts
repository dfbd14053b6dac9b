import { EXIT, Stopped } from './exit.js';
import { NAME } from './help.js';
import type { ProgressShow } from './progress.js';
import { onStopSignals } from './signals.js';

/**
 * Work that Ctrl-C can stop: the first one aborts the signal, and the work ends after the batch in hand; a second one
 * says `message` and ends the program at once. What a batch was in the middle of then comes to nothing, and the graph
 * stays whole. Throws `Stopped` with `message` when the work gave up because of the signal.
 */
export async function stoppable<T>(show: ProgressShow, message: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const release = onStopSignals(
    () => {
      show.say('Stopping after the batch in hand; Ctrl-C again ends at once.');
      controller.abort();
    },
    () => {
      show.say(`${NAME}: ${message}`);
      process.exit(EXIT.stopped);
    },
  );
  try {
    return await work(controller.signal);
  } catch (error) {
    throw error === controller.signal.reason ? new Stopped(message) : error;
  } finally {
    release();
    show.end();
  }
}
