import Database from 'better-sqlite3';
import { CitationRanks } from './citation-rank.js';
import { asCodedError, driverCode } from './errors.js';
import { QuickSearch } from './quick-search.js';
import type { Sql, SqlValue } from './sql.js';
import { Tallies } from './tally.js';
import { Wanted } from './wanted.js';

export type Mode = 'read' | 'write';

/** How long a statement waits for another process's write. */
export const BUSY_TIMEOUT_MS = 5_000;
/** How often a write looks whether it is its turn. */
const BUSY_LOOK_MS = 10;
/** Prepared statements kept for each connection; filters can make any number of different texts. */
const MAX_PREPARED = 300;
/**
 * Page caches, in KiB as SQLite's pragma has it. `answer`: of the main thread of a process that answers questions, for nearly
 * all of these are read there. `spare`: of what reads beside an import, which reads most rows once. The file is not mapped into
 * memory: each connection's mapping would count as memory of the process, and with these caches nothing is gained by one.
 */
const CACHE_KIB = { read: 10_240, write: 16_384, answer: 32_768, spare: 8_192 };
/**
 * Length of the write-ahead log at which it is copied into the file, and to which it is cut then. Of a page that
 * several batches of an import change only the last state is copied, so that long is better: at 256 MiB an import
 * writes a fifth less than at 64. Much more would be felt when a killed process's log is read at the next start.
 */
const LOG_BYTES = 256 * 1024 * 1024;
const PAGE_BYTES = 4096;
export interface Prepared<Row> {
  get(...params: SqlValue[]): Row | undefined;
  all(...params: SqlValue[]): Row[];
  run(...params: SqlValue[]): Database.RunResult;
  /** Rows as lists of their columns, one after the other: where they are thousands, in two thirds of the time of `all`. */
  lists(...params: SqlValue[]): Iterable<unknown[]>;
  /** The same all at once: quicker where they are few. */
  rows(...params: SqlValue[]): unknown[][];
}

/** One connection with its prepared statements; tells of each statement that it sends. */
export class Session {
  private readonly prepared = new Map<string, Prepared<unknown>>();
  /** What a statement of reading asks for on its way. */
  readonly wanted = new Wanted();
  readonly tallies = new Tallies();
  readonly quickSearch: QuickSearch;
  readonly ranks = new CitationRanks();

  /** `searchMemory`: bytes that may be kept for searches. */
  constructor(
    private readonly db: Database.Database,
    public onStatement: ((text: string) => void) | null,
    searchMemory = 0,
  ) {
    this.quickSearch = new QuickSearch(searchMemory);
    this.wanted.addTo(db);
    this.tallies.addTo(db);
    this.ranks.addTo(db);
  }

  /** A statement, prepared once for each text. */
  prepare<Row = unknown>(text: string): Prepared<Row> {
    let known = this.prepared.get(text);
    if (known && this.prepared.size < MAX_PREPARED) return known as Prepared<Row>;
    // Put in again at the end, so that the first of the map is the one used longest ago.
    if (known) this.prepared.delete(text);
    else known = this.made(text);
    this.prepared.set(text, known);
    if (this.prepared.size > MAX_PREPARED) this.prepared.delete(this.prepared.keys().next().value!);
    return known as Prepared<Row>;
  }

  private made(text: string): Prepared<unknown> {
    const statement = this.db.prepare<unknown[]>(text);
    const tell = () => this.onStatement?.(text);
    let raw: Database.Statement<unknown[], unknown[]> | null = null;
    const asLists = () => (raw ??= this.db.prepare<unknown[], unknown[]>(text).raw());
    return {
      get: (...params) => (tell(), statement.get(...params)),
      all: (...params) => (tell(), statement.all(...params)),
      run: (...params) => (tell(), statement.run(...params)),
      lists: (...params) => (tell(), asLists().iterate(...params)),
      rows: (...params) => (tell(), asLists().all(...params)),
    };
  }

  /** All rows of a query. */
  all<Row>({ text, params }: Sql): Row[] {
    return this.prepare<Row>(text).all(...params);
  }

  /** The same as lists of the columns. */
  lists<Row extends unknown[]>({ text, params }: Sql): Iterable<Row> {
    return this.prepare(text).lists(...params) as Iterable<Row>;
  }

  rows<Row extends unknown[]>({ text, params }: Sql): Row[] {
    return this.prepare(text).rows(...params) as Row[];
  }

  /** Reads that see the graph at one moment, though they are several statements. */
  snapshot<T>(read: () => T): T {
    return this.db.transaction(read).deferred();
  }

  /** All or nothing. The lock is taken at once, for a read that turns into a write cannot wait for another writer. */
  transaction(work: () => void): void {
    let isBegun = false;
    const whole = this.db.transaction(() => {
      isBegun = true;
      work();
    });
    for (const end = performance.now() + BUSY_TIMEOUT_MS; ; sleep(BUSY_LOOK_MS)) {
      try {
        return whole.immediate();
      } catch (error) {
        if (isBegun || !driverCode(error)?.startsWith('SQLITE_BUSY') || performance.now() > end) throw error;
      }
    }
  }

  close(): void {
    this.db.close();
  }
}

/** A thread that sleeps here can be ended. */
function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

export function openDatabase(file: string, mode: Mode, cacheKib = CACHE_KIB[mode]): Database.Database {
  const db = new Database(file, { readonly: mode === 'read', fileMustExist: mode === 'read', timeout: BUSY_TIMEOUT_MS });
  db.pragma(`cache_size = -${cacheKib}`);
  // Whatever SQLite was built with.
  db.pragma('mmap_size = 0');
  db.pragma('temp_store = MEMORY');
  db.pragma('foreign_keys = ON');
  if (mode === 'write') {
    // NORMAL: after a crash of the machine the last writes may be gone, but the file is whole (SQLite, "Write-Ahead Logging").
    db.pragma('synchronous = NORMAL');
    db.pragma(`journal_size_limit = ${LOG_BYTES}`);
    db.pragma(`wal_autocheckpoint = ${LOG_BYTES / PAGE_BYTES}`);
  }
  return db;
}

export interface SessionSettings {
  file: string;
  mode: Mode;
  /** That of its mode unless given. */
  cache?: keyof typeof CACHE_KIB;
  /** Bytes that may be kept for searches; none unless given. */
  searchMemory?: number;
}

/** A connection to a file whose schema is there (see open in schema.ts). */
export function openSession(
  { file, mode, cache = mode, searchMemory }: SessionSettings,
  onStatement: ((text: string) => void) | null,
): Session {
  try {
    const db = openDatabase(file, mode, CACHE_KIB[cache]);
    // A write waits in `transaction`: SQLite's own wait cannot be broken off, and a thread that is ended in it, when the
    // program must stop at once, ends the program with an abort as soon as SQLite gives up.
    if (mode === 'write') db.pragma('busy_timeout = 0');
    return new Session(db, onStatement, searchMemory);
  } catch (error) {
    throw asCodedError(error);
  }
}
