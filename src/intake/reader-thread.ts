import { Worker } from 'node:worker_threads';
import { badSource, CodedError } from '../errors.js';
import { errorCode } from '../import/file-bytes.js';
import { builtFile } from '../root.js';
import type { PreparedItem } from './reader-prepare.js';
import type { FromReader } from './reader-protocol.js';
import { Reading, type ThreadSource } from './thread-reading.js';

export type { ThreadSource } from './thread-reading.js';

export interface ThreadReading {
  /** Name of the format that was found. */
  format: string;
  /**
   * The items in the order of the file, some hundred at a time; may be walked once. What is wrong with the file as a
   * whole is thrown as its reader throws it. Leaving the loop early ends the reading.
   */
  items: AsyncIterable<PreparedItem[]>;
  /** SHA-256 of the bytes as they came; null until they were read to their end. */
  sha256(): string | null;
  /** Ends the reading, also where nobody has begun to walk the items. */
  stop(): void;
}

/**
 * Memory of the reading thread in megabytes: far more than any file needs that the readers accept. Of it little for young objects,
 * for a record is read and gone: with a quarter of V8's usual 32 an import of 8,000 records took 20 MB less, and no more time.
 */
const HEAP = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 };

function crash(name: string, error: unknown): CodedError {
  if (errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY') {
    const limit = `${HEAP.maxOldGenerationSizeMb} MB`;
    return badSource(
      `${name}: reading the file takes more than ${limit} of memory, which no good file needs. Cut it into parts.`,
    );
  }
  return new CodedError(
    'INTERNAL_SERVER_ERROR',
    `${name}: the reading of the file broke off by a fault of the program; what was taken in is kept. Import the file once more.`,
    { cause: error },
  );
}

/**
 * Reads files in a thread of its own, so that one processor reads while another one writes. Every source goes the same
 * way: its bytes are sent to the thread, which unpacks, recognises, reads and prepares; prepared items come back, some
 * hundred at a time. What is on its way is bounded in both directions, so that memory does not grow with the file. One
 * file at a time; the thread stays for the next one until `close`.
 */
export class ReaderThread {
  private worker: Worker | null = null;
  private reading: Reading | null = null;
  private ending: Promise<unknown> = Promise.resolve();

  /** @param script code of the thread; another one only in tests */
  constructor(private readonly script: URL = builtFile('intake/reader-worker.js')) {}

  /** Begins to read; resolves when the format is known. Throws what its recognition throws (`BAD_SOURCE`). */
  async read(source: ThreadSource): Promise<ThreadReading> {
    if (this.reading?.isOver === false) throw new Error('The reading thread reads one file at a time.');
    await this.ending;
    const worker = (this.worker ??= this.start());
    const reading = new Reading(
      source,
      (message, transfer = []) => worker.postMessage(message, transfer),
      (isCutOff) => (isCutOff ? this.end(worker) : worker.unref()),
    );
    this.reading = reading;
    worker.ref();
    reading.begin();
    const format = await reading.format();
    return {
      format,
      items: reading.items(),
      sha256: () => reading.sha256,
      stop: () => reading.end(new Error('The reading was stopped.')),
    };
  }

  /** Ends the thread, and what it reads with it. */
  async close(): Promise<void> {
    this.reading?.end(new Error('The reading thread was closed.'));
    if (this.worker) this.end(this.worker);
    await this.ending;
  }

  private start(): Worker {
    const worker = new Worker(this.script, { resourceLimits: HEAP });
    const lost = (error: unknown): void => {
      if (this.worker !== worker) return;
      this.reading?.end(crash(this.reading.name, error));
      this.end(worker);
    };
    worker.on('message', (message: FromReader) => {
      if (this.worker === worker) this.reading?.hear(message);
    });
    worker.on('error', lost).on('messageerror', lost);
    worker.on('exit', (code) => lost(new Error(`The thread ended with code ${code}.`)));
    return worker;
  }

  private end(worker: Worker): void {
    if (this.worker !== worker) return;
    this.worker = null;
    this.ending = worker.terminate();
  }
}
