import { Worker } from 'node:worker_threads';
import type { Stage } from '../analysis/analysis.js';
import { CodedError } from '../errors.js';

/** What a thread that computes says; see computing.ts for its side. */
export type FromThread =
  | { id: number; kind: 'progress'; stage: Stage; done: number; total: number | null }
  | { id: number; kind: 'result'; result: unknown }
  | { id: number; kind: 'error'; code: CodedError['code'] | null; message: string; stack: string | null };

export type Progress = Omit<Extract<FromThread, { kind: 'progress' }>, 'id' | 'kind'>;

/** Shared with the thread: 1 when the task is to end. A message would not be heard while the thread computes. */
export type StopFlag = Int32Array<SharedArrayBuffer>;

/** What is sent with each task. */
export interface Sent {
  kind: 'run';
  id: number;
  stop: StopFlag;
}

interface Task {
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
  onProgress: (progress: Progress) => void;
}

/** A thread that computes one thing after the other, seen from the thread that answers requests. */
export class ComputingThread {
  private readonly worker: Worker;
  private readonly tasks = new Map<number, Task>();
  private asked = 0;
  private isLost = false;

  /** @param onLost called when the thread is there no more; whoever waits is told */
  constructor(
    file: URL,
    private readonly onLost: () => void,
  ) {
    this.worker = new Worker(file, { execArgv: [] });
    this.worker.on('message', (message: FromThread) => this.hear(message));
    this.worker.on('error', (error) => this.lose(error));
    this.worker.on('exit', () => this.lose(new Error('The thread has ended.')));
    this.worker.unref();
  }

  post(message: object, transfer: readonly ArrayBuffer[] = []): void {
    this.worker.postMessage(message, [...new Set(transfer)]);
  }

  /**
   * Sends a task (`kind: 'run'`) and waits for its answer. Rejects with STOPPED soon after the signal says so.
   *
   * @param transfer what the thread gets for itself, without a copy
   */
  async compute(
    task: object,
    onProgress: Task['onProgress'] = () => {},
    signal?: AbortSignal,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<unknown> {
    // A thread that is gone would never answer.
    if (this.isLost) throw brokenOff();
    const id = ++this.asked;
    const stop: StopFlag = new Int32Array(new SharedArrayBuffer(4));
    const onStop = (): void => void Atomics.store(stop, 0, 1);
    if (signal?.aborted) onStop();
    signal?.addEventListener('abort', onStop);
    this.worker.ref();
    try {
      return await new Promise((resolve, reject) => {
        this.tasks.set(id, { resolve, reject, onProgress });
        this.post({ ...task, kind: 'run', id, stop } satisfies Sent, transfer);
      });
    } finally {
      // Keeps the process alive only while somebody waits.
      if (this.tasks.size === 0) this.worker.unref();
      signal?.removeEventListener('abort', onStop);
    }
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private hear(message: FromThread): void {
    const { resolve, reject, onProgress } = this.tasks.get(message.id)!;
    if (message.kind === 'progress') {
      const { stage, done, total } = message;
      return onProgress({ stage, done, total });
    }
    this.tasks.delete(message.id);
    if (message.kind === 'result') return resolve(message.result);
    const { code, message: text, stack } = message;
    reject(code === null ? Object.assign(new Error(text), { stack: stack ?? text }) : new CodedError(code, text));
  }

  private lose(error: Error): void {
    this.isLost = true;
    this.onLost();
    for (const { reject } of this.tasks.values()) reject(brokenOff(error));
    this.tasks.clear();
  }
}

/** Computes in one thread for all stores, begun when first asked, and anew where it has died. */
export function computeIn(file: URL): (task: object, signal: AbortSignal) => Promise<unknown> {
  let thread: ComputingThread | null = null;
  return (task, signal) => {
    thread ??= new ComputingThread(file, () => (thread = null));
    return thread.compute(task, undefined, signal);
  };
}

const brokenOff = (cause?: unknown): CodedError =>
  new CodedError('INTERNAL_SERVER_ERROR', 'The analysis broke off: ask again.', { cause });
