import { Worker } from 'node:worker_threads';
import type { AuthorNetwork, NetworkOptions } from '../analysis/author-network.js';
import type { NetworkMaterial } from '../analysis/author-network-material.js';
import { CodedError } from '../errors.js';
import type { FromNetworkThread, ToNetworkThread } from './network-worker.js';

type Waiting = { resolve: (network: AuthorNetwork) => void; reject: (error: Error) => void };

/** Threads that compute networks: one, started when first asked, and anew where it has died. */
class NetworkThread {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  compute(material: NetworkMaterial, options: NetworkOptions): Promise<AuthorNetwork> {
    const worker = (this.worker ??= this.start());
    const id = ++this.asked;
    // Keeps the process alive only while somebody waits.
    worker.ref();
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage({ id, material, options } satisfies ToNetworkThread);
    });
  }

  private start(): Worker {
    const worker = new Worker(new URL('./network-worker.js', import.meta.url), { execArgv: [] });
    worker.on('message', (message: FromNetworkThread) => this.hear(message, worker));
    worker.on('error', (error) => this.lose(worker, error));
    worker.on('exit', () => this.lose(worker, new Error('The thread of the networks has ended.')));
    worker.unref();
    return worker;
  }

  private hear(message: FromNetworkThread, worker: Worker): void {
    const { resolve, reject } = this.waiting.get(message.id)!;
    this.waiting.delete(message.id);
    if (this.waiting.size === 0) worker.unref();
    if ('result' in message) return resolve(message.result);
    const { code, message: text, stack } = message.error;
    reject(code === null ? Object.assign(new Error(text), { stack: stack ?? text }) : new CodedError(code, text));
  }

  private lose(worker: Worker, cause: unknown): void {
    if (this.worker !== worker) return;
    this.worker = null;
    for (const { reject } of this.waiting.values())
      reject(new CodedError('INTERNAL_SERVER_ERROR', 'The network broke off: ask again.', { cause }));
    this.waiting.clear();
  }
}

export const networkThread = new NetworkThread();
