import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { databaseUnavailable } from '../../errors.js';
import { builtFile } from '../../root.js';
import { received } from '../sent-error.js';
import { asCodedError } from './errors.js';
import type { OperationName } from './operation.js';
import type { Reply, Request, WorkerSettings } from './worker.js';

/**
 * Memory for young objects of a thread, in megabytes: a batch of a write is copied and gone, what is read is handed
 * over as texts, and V8's usual 48 would be kept by each thread.
 */
const YOUNG_MIB = 8;

interface Task {
  request: Exclude<Request, 'close'>;
  settle: { resolve: (result: unknown) => void; reject: (error: Error) => void };
}

/**
 * Worker threads for operations that may be long. A thread has one task at a time; the others wait in one
 * queue, so that a long one holds up nobody while a thread is free. Threads start when they are needed and
 * hold the process only while they work.
 */
export class Pool {
  private readonly queue: Task[] = [];
  private readonly idle: Worker[] = [];
  private readonly busy = new Map<Worker, Task>();
  private drained: (() => void) | null = null;

  constructor(
    private readonly settings: WorkerSettings,
    private readonly size: number,
    private readonly onStatement: ((text: string) => void) | null,
  ) {}

  run(operation: OperationName, args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.queue.push({ request: { operation, args }, settle: { resolve, reject } });
      this.next();
    });
  }

  private next(): void {
    while (this.queue.length > 0) {
      const worker = this.idle.pop() ?? (this.busy.size < this.size ? this.start() : null);
      if (!worker) return;
      const task = this.queue.shift()!;
      this.busy.set(worker, task);
      worker.ref();
      this.send(worker, task);
    }
    if (this.busy.size === 0) this.drained?.();
  }

  private send(worker: Worker, { request, settle }: Task): void {
    try {
      worker.postMessage(request);
    } catch (error) {
      // Arguments that cannot be copied to another thread, such as functions, are a fault of the caller.
      this.free(worker);
      settle.reject(asCodedError(error));
    }
  }

  private start(): Worker {
    // Without the flags of the process: `node --input-type … -e` has some that are none for a file.
    const worker = new Worker(builtFile('store/sqlite/worker.js'), {
      workerData: this.settings,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
    });
    worker.on('message', (reply: Reply) => this.answer(worker, reply));
    worker.on('error', (error) => this.lose(worker, error));
    worker.on('exit', () => this.lose(worker, null));
    return worker;
  }

  private free(worker: Worker): void {
    this.busy.delete(worker);
    worker.unref();
    this.idle.push(worker);
  }

  private answer(worker: Worker, reply: Reply): void {
    const task = this.busy.get(worker)!;
    this.free(worker);
    for (const text of reply.statements) this.onStatement?.(text);
    if ('error' in reply) task.settle.reject(received(reply.error));
    else task.settle.resolve(reply.result);
    this.next();
  }

  /** A thread that ended by itself (out of memory, say) fails its task only; the next task starts another. */
  private lose(worker: Worker, cause: unknown): void {
    const task = this.busy.get(worker);
    this.busy.delete(worker);
    const at = this.idle.indexOf(worker);
    if (at >= 0) this.idle.splice(at, 1);
    task?.settle.reject(databaseUnavailable('The embedded store lost a thread at work on this: try again.', cause));
    this.next();
  }

  /** Ends the threads when all tasks are done. */
  async close(): Promise<void> {
    if (this.queue.length > 0 || this.busy.size > 0) await new Promise<void>((resolve) => (this.drained = resolve));
    const workers = this.idle.splice(0);
    await Promise.all(
      workers.map((worker) => {
        worker.ref();
        const ended = once(worker, 'exit');
        worker.postMessage('close' satisfies Request);
        return ended;
      }),
    );
  }
}
