import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { environmentOfWorkers } from '../config.js';
import { CodedError } from '../errors.js';
import { builtFile } from '../root.js';
import type { StoreSettings } from '../store/settings.js';
import { received, type FromWorker, type ToWorker } from './message.js';
import type { RunTask, TaskHooks, TaskName } from './tasks.js';

const WORKER = fileURLToPath(builtFile('jobs/worker.js'));

/**
 * Each task in a process of its own, with a store of its own: parsing and deriving never hold up the answers of the
 * server, and what the process does (run out of memory, say) harms its task alone. Messages instead of arguments and
 * environment, for the settings may have a password, which lists of processes would show.
 */
export const inChildProcess = (settings: StoreSettings): RunTask =>
  ((name: TaskName, args: unknown, hooks: TaskHooks = {}) => runInChild({ kind: 'run', settings, name, args }, hooks)) as RunTask;

function runInChild(task: Extract<ToWorker, { kind: 'run' }>, { signal, onProgress, onRefusal }: TaskHooks): Promise<unknown> {
  const child = fork(WORKER, [], { env: environmentOfWorkers(), execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let said = '';
  child.stderr!.on('data', (piece: Buffer) => (said = `${said}${piece.toString()}`.slice(-4_000)));
  // One that has gone already has stopped.
  const send = (message: ToWorker): boolean => child.connected && child.send(message, () => {});
  const stop = (): void => void send({ kind: 'stop' });
  return new Promise((resolve, reject) => {
    child.on('message', (message: FromWorker) => {
      if (message.kind === 'progress') onProgress?.(message.progress);
      else if (message.kind === 'refusal') onRefusal?.(message.refusal);
      else if (message.kind === 'done') resolve(message.result);
      else reject(received(message.error));
    });
    child.once('error', (error) => reject(lost(error.message)));
    // After the answer this changes nothing.
    child.once('close', (code, end) => reject(lost(`${end ?? `exit code ${code}`}: ${said}`)));
    child.once('close', () => signal?.removeEventListener('abort', stop));
    send(task);
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
  });
}

/** The process has ended without a word. */
function lost(cause: string): CodedError {
  const message = 'The process of this task ended by itself, perhaps for want of memory. What it had written is kept; try again.';
  return new CodedError('INTERNAL_SERVER_ERROR', message, { cause });
}
