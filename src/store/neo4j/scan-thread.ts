import { Worker } from 'node:worker_threads';
import { databaseUnavailable } from '../../errors.js';
import { builtFile } from '../../root.js';
import { received } from '../sent-error.js';
import type { Connection } from './connection.js';
import type { ScanReply, Scans, ScanTask } from './scan-worker.js';

const brokenOff = (cause?: unknown) => databaseUnavailable('The reading of the graph broke off: try again.', cause);

/**
 * Threads that read a whole graph, each with a connection of its own, for one scan: the driver takes seconds to make numbers of
 * millions of citations, for which all requests would wait.
 */
export class ScanThreads {
  private readonly running = new Set<Worker>();
  private isClosed = false;

  constructor(private readonly connection: Connection) {}

  citations = (first: Scans['citations']['given']): Promise<Scans['citations']['result']> => this.read('citations', first);
  groupings = (): Promise<Scans['groupings']['result']> => this.read('groupings', null);

  private async read<Scan extends keyof Scans>(scan: Scan, given: Scans[Scan]['given']): Promise<Scans[Scan]['result']> {
    if (this.isClosed) throw brokenOff();
    const workerData: ScanTask<Scan> = { connection: this.connection.forThread, scan, given };
    // Without the flags of the process: `node --input-type … -e` has some that are none for a file.
    const worker = new Worker(builtFile('store/neo4j/scan-worker.js'), { workerData, execArgv: [] });
    this.running.add(worker);
    return new Promise<Scans[Scan]['result']>((resolve, reject) => {
      const lose = (cause?: unknown): void => reject(brokenOff(cause));
      worker.on('error', lose);
      worker.on('exit', () => lose());
      worker.on('message', (reply: ScanReply<Scan>) => {
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
