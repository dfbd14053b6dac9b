import { availableParallelism } from 'node:os';
import { databaseUnavailable } from '../../errors.js';
import type { OpenOptions } from '../settings.js';
import { memoryShares } from './citation-rank.js';
import { openSession, type Session } from './connection.js';
import { inOurWords } from './errors.js';
import { FileWatch } from './file-watch.js';
import { IS_SHORT, OPERATIONS, type OperationName } from './operation.js';
import { Pool } from './pool.js';
import { Turn } from './turn.js';

/** Threads that read beside the main one: at least two, so that one long question does not hold up all others. */
const READERS = Math.max(2, Math.min(4, availableParallelism() - 1));

const OF_LEDGER: ReadonlySet<OperationName> = new Set(['rows', 'tagged', 'taggedKeys', 'scan'] as const);

/** Where the file is read: what is short in the main thread, what may be long in threads of their own. */
export class Reads {
  /** The connection of the main thread. */
  readonly session: Session;
  /** For the order of all works by their citations, in bytes. */
  readonly ranksMemory: number;
  /** For an import, where nobody waits for an answer. */
  readonly writesMuch: boolean;
  private readonly readers: Pool;
  private readonly turn = new Turn();
  private readonly fileWatch: FileWatch;
  private isClosed = false;

  constructor(file: string, { onStatement, writesMuch = false, searchMemory }: OpenOptions) {
    const tell = onStatement ?? null;
    this.fileWatch = new FileWatch(file);
    this.writesMuch = writesMuch;
    const reading = { file, mode: 'read' } as const;
    this.session = openSession({ ...reading, cache: writesMuch ? 'spare' : 'answer' }, tell);
    const kept = memoryShares(writesMuch ? 0 : searchMemory, READERS);
    this.ranksMemory = kept.ranks;
    const cache = writesMuch ? 'spare' : 'read';
    this.readers = new Pool({ ...reading, cache, searchMemory: kept.searches, reportStatements: tell !== null }, READERS, tell);
  }

  async read<Result>(operation: OperationName, ...args: unknown[]): Promise<Result> {
    this.checkOpen();
    if (this.isHere(operation, args)) {
      await this.turn.take();
      return this.inPlace<Result>(operation, ...args);
    }
    return (await this.readers.run(operation, args)) as Result;
  }

  /** In the main thread where little has to be read, as is usual; nobody knows how much before it is looked at. */
  async fewOr<Result>(few: OperationName, all: OperationName, ...args: unknown[]): Promise<Result> {
    const found = this.isShort(few, args) ? await this.read<Result | null>(few, ...args) : null;
    return found ?? this.read<Result>(all, ...args);
  }

  /** At once, in the main thread. */
  inPlace<Result>(operation: OperationName, ...args: unknown[]): Result {
    this.checkOpen();
    const ask = OPERATIONS[operation] as (session: Session, ...args: unknown[]) => unknown;
    return inOurWords(() => ask(this.session, ...args)) as Result;
  }

  isShort(operation: OperationName, args: unknown[]): boolean {
    const test = (IS_SHORT as Partial<Record<OperationName, (...args: never[]) => boolean>>)[operation];
    return test?.(...(args as never[])) ?? false;
  }

  checkOpen(): void {
    if (this.isClosed) throw databaseUnavailable('The store has been closed.');
    this.fileWatch.check();
  }

  /** Refuses what is asked from now on. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.readers.close();
    this.session.close();
  }

  /** Whether it is done in this thread: what is short, and in an import, where nobody waits, all reads of the ledger, whose rows need not be copied then. */
  private isHere(operation: OperationName, args: unknown[]): boolean {
    return (this.writesMuch && OF_LEDGER.has(operation)) || this.isShort(operation, args);
  }
}
