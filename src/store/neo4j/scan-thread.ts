import { Worker } from 'node:worker_threads';
import { databaseUnavailable } from '../../errors.js';
import type { CitationScan } from '../neighbourhood.js';
import type { PackedKeys } from '../packed-keys.js';
import { received } from '../sent-error.js';
import type { Connection } from './connection.js';
import type { ArticleRow } from './scan-citations.js';
import type { ScanReply, ScanTask } from './scan-worker.js';

const brokenOff = (cause?: unknown) => databaseUnavailable('The reading of the graph broke off: try again.', cause);

/**
 * Threads that read a whole graph, each with a connection of its own, for one scan: the driver takes seconds to make numbers of
 * millions of citations, for which all requests would wait.
 */
export class ScanThreads {
  private readonly running = new Set<Worker>();
  private isClosed = false;

  constructor(private readonly connection: Connection) {}

  /** What is left after the first rows, and these. */
  async citations(first: readonly ArticleRow[]): Promise<PackedKeys<CitationScan>> {
    if (this.isClosed) throw brokenOff();
    const workerData: ScanTask = { connection: this.connection.forThread, first };
    // Without the flags of the process: `node --input-type … -e` has some that are none for a file.
    const worker = new Worker(new URL('./scan-worker.js', import.meta.url), { workerData, execArgv: [] });
    this.running.add(worker);
    return new Promise<PackedKeys<CitationScan>>((resolve, reject) => {
      const lose = (cause?: unknown): void => reject(brokenOff(cause));
      worker.on('error', lose);
      worker.on('exit', () => lose());
      worker.on('message', (reply: ScanReply) => {
        for (const text of reply.statements) this.connection.note(text);
        if ('error' in reply) reject(received(reply.error));
        else resolve(reply.result);
      });
    }).finally(() => this.running.delete(worker));
  }

  /** Nothing waits for what a thread still reads. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.running].map((worker) => worker.terminate()));
  }
}
