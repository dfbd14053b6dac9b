import { parentPort } from 'node:worker_threads';
import type { AnalysisContext } from '../analysis/analysis.js';
import { CodedError } from '../errors.js';
import type { FromThread } from './computing-thread.js';

/** The side of the thread that computes. */

/** How often it tells how far it has come. */
const TELL_MS = 100;

function contextOf(id: number, stop: Int32Array | null): AnalysisContext {
  let toldAt = -Infinity;
  return {
    checkpoint(done, total, stage) {
      if (stop && Atomics.load(stop, 0) === id) throw new CodedError('STOPPED', 'The analysis was stopped.');
      const now = performance.now();
      if (now - toldAt < TELL_MS) return;
      toldAt = now;
      parentPort!.postMessage({ id, kind: 'progress', stage, done, total } satisfies FromThread);
    },
  };
}

/** Computes, and tells the other side the result or why there is none. A task at work could not be told to end but by `stop`. */
export function computeAndTell(id: number, stop: Int32Array | null, compute: (context: AnalysisContext) => unknown): void {
  let answer: FromThread;
  try {
    answer = { id, kind: 'result', result: compute(contextOf(id, stop)) };
  } catch (error) {
    const { message, stack = null } = error as Error;
    answer = { id, kind: 'error', code: error instanceof CodedError ? error.code : null, message, stack };
  }
  parentPort!.postMessage(answer);
}
