import { Worker } from 'node:worker_threads';
import type { CitationScan } from '../store/neighbourhood.js';
import { CodedError } from '../errors.js';
import type { AnalysisRun } from './run.js';
import type { ToldRecord } from './record-reads.js';
import type { FromThread, ToThread } from './worker.js';

interface Task {
  run: AnalysisRun;
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
}

/** The thread that computes over one graph, seen from the thread that answers requests. */
export class AnalysisThread {
  private readonly worker: Worker;
  private readonly tasks = new Map<number, Task>();
  private asked = 0;
  /** Number of the run that is to end. */
  private readonly stop = new Int32Array(new SharedArrayBuffer(4));
  /** Whether it is there no more. */
  private isLost = false;

  constructor(
    scan: CitationScan,
    private readonly onLost: () => void,
  ) {
    this.worker = new Worker(new URL('./worker.js', import.meta.url), { execArgv: [] });
    this.worker.on('message', (message: FromThread) => this.hear(message));
    this.worker.on('error', (error) => this.lose(error));
    this.worker.on('exit', () => this.lose(new Error('The thread of the analyses has ended.')));
    this.worker.unref();
    const { keys, years, stubs, citing, cited } = scan;
    const buffers = [years, stubs, citing, cited].map(({ buffer }) => buffer as ArrayBuffer);
    const packed = { ...scan, keys: keys.join('\n') };
    this.worker.postMessage({ kind: 'graph', scan: packed, stop: this.stop } satisfies ToThread, [...new Set(buffers)]);
  }

  tellRecords(records: ToldRecord[]): void {
    this.worker.postMessage({ kind: 'records', records } satisfies ToThread);
  }

  tellTopics(names: [key: string, name: string][]): void {
    this.worker.postMessage({ kind: 'topics', names } satisfies ToThread);
  }

  /** Computes; rejects with STOPPED soon after the run is told to stop. One at a time. */
  async compute(run: AnalysisRun): Promise<unknown> {
    // A thread that is gone would never answer.
    if (this.isLost) throw brokenOff();
    const id = ++this.asked;
    const onStop = (): void => void Atomics.store(this.stop, 0, id);
    run.stopping.signal.addEventListener('abort', onStop);
    this.worker.ref();
    try {
      return await new Promise((resolve, reject) => {
        this.tasks.set(id, { run, resolve, reject });
        this.worker.postMessage({ kind: 'run', id, analysis: run.analysis.id, settings: run.settings } satisfies ToThread);
      });
    } finally {
      this.worker.unref();
      run.stopping.signal.removeEventListener('abort', onStop);
    }
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private hear(message: FromThread): void {
    const { run, resolve, reject } = this.tasks.get(message.id)!;
    if (message.kind === 'progress') {
      const { stage, done, total } = message;
      run.progress = { stage, done, total };
      return;
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

const brokenOff = (cause?: unknown): CodedError =>
  new CodedError('INTERNAL_SERVER_ERROR', 'The analysis broke off: ask again.', { cause });
