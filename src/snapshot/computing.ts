import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { AnalysisContext } from '../analysis/analysis.js';
import { CodedError } from '../errors.js';
import type { FromThread, Sent } from './computing-thread.js';

/** The side of the thread that computes. */

/** How often it tells how far it has come. */
const TELL_MS = 100;

function contextOf({ id, stop }: Sent): AnalysisContext {
  let toldAt = -Infinity;
  return {
    checkpoint(done, total, stage) {
      endIfStopped(stop);
      const now = performance.now();
      if (now - toldAt < TELL_MS) return;
      toldAt = now;
      parentPort!.postMessage({ id, kind: 'progress', stage, done, total } satisfies FromThread);
    },
  };
}

function endIfStopped(stop: Sent['stop']): void {
  if (Atomics.load(stop, 0) === 1) throw new CodedError('STOPPED', 'The analysis was stopped.');
}

/** Computes, and tells the other side the result or why there is none. */
export function computeAndTell(task: Sent, compute: (context: AnalysisContext) => unknown): void {
  const { id } = task;
  let answer: FromThread;
  try {
    // While it waited for its turn everybody may have gone.
    endIfStopped(task.stop);
    answer = { id, kind: 'result', result: compute(contextOf(task)) };
  } catch (error) {
    const { message, stack = null } = error as Error;
    answer = { id, kind: 'error', code: error instanceof CodedError ? error.code : null, message, stack };
  }
  parentPort!.postMessage(answer);
}

/** Where a processor is short, requests go first. Linux alone gives a thread a priority of its own; elsewhere all stays as it is. */
export function stepBack(): void {
  try {
    setPriority(Number(/\d+$/.exec(readlinkSync('/proc/thread-self'))![0]), constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Nothing but speed depends on it.
  }
}
