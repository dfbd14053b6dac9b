import neo4j, { type Driver, type ManagedTransaction } from 'neo4j-driver';
import { badSetting, CodedError, databaseUnavailable } from '../../errors.js';
import type { OpenOptions, StoreSettings } from '../settings.js';
import { INPUT } from './cypher.js';
import { inOurWords, isWithoutConnection } from './errors.js';

export type Neo4jSettings = Extract<StoreSettings, { engine: 'neo4j' }>;
export type Row = Record<string, unknown>;
/** Runs one statement; the text finds a parameter `x` as `$input.x`. */
export interface Run {
  (text: string, parameters?: Row): Promise<Row[]>;
  /** Sends one whose answer nobody needs: the next one is sent while the server works at it. It is done before the transaction ends. */
  later(text: string, parameters?: Row): void;
}

/** How long a call may take, in milliseconds: the server's own limit is shorter, so that it can say so. */
export interface Deadlines {
  read: number;
  write: number;
}
const DEADLINES: Deadlines = { read: 10_000, write: 60_000 };
const SERVER_SHARE = 0.9;
/** Deadlines missed in a row after which the driver is replaced: a socket that hangs never frees its place in the pool. */
const MISSES_UNTIL_NEW_DRIVER = 3;
/** Scoped subqueries `CALL (x) { … }` came with 5.23. */
const OLDEST_SERVER = [5, 23] as const;

const CLOSE_PATIENCE_MS = 2_000;
const RETRY_MS = { read: 3_000, write: 15_000 };
/** The first wait before a read is tried again; each is twice the one before. */
const FIRST_WAIT_MS = 50;
const ALL_ROWS = -1;
type Access = keyof Deadlines;

/** Can be sent to a thread. */
export interface ForThread {
  settings: Neo4jSettings;
  written: readonly string[];
}

/**
 * The one way to the server. Reads and writes have a driver each, for they are retried for different times. Every call has a
 * deadline of ours, because the driver waits for ever for a server that hangs.
 */
export class Connection {
  private drivers: Record<Access, Driver>;
  private missed = { read: 0, write: 0 };
  private looking: Record<Access, 'NO' | 'ONCE' | 'AGAIN'> = { read: 'NO', write: 'NO' };
  private isClosed = false;
  /** Gives up each call that waits for an answer. */
  private readonly waiting = new Set<(reason: CodedError) => void>();
  /** Of the last write from here. */
  private written: readonly string[] = [];
  /** Version of the server, such as `5.26.30`. */
  version = '';

  private constructor(
    private readonly settings: Neo4jSettings,
    private readonly onStatement: (text: string) => void,
    private readonly deadlines: Deadlines,
  ) {
    this.drivers = { read: makeDriver(settings, 'read'), write: makeDriver(settings, 'write') };
  }

  /** Connects and makes sure that the server can be worked with; throws what the user can put right. */
  static async open(settings: Neo4jSettings, options: OpenOptions = {}, deadlines = DEADLINES): Promise<Connection> {
    const connection = new Connection(settings, options.onStatement ?? (() => {}), deadlines);
    try {
      connection.version = await connection.serverVersion();
      return connection;
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  /** What a thread needs for a connection of its own, which sees what was written from here. */
  get forThread(): ForThread {
    return { settings: this.settings, written: this.written };
  }

  /** The connection of a thread. */
  static async openIn({ settings, written }: ForThread, onStatement: (text: string) => void): Promise<Connection> {
    const connection = await Connection.open(settings, { onStatement });
    connection.written = written;
    return connection;
  }

  /** Tells of a statement that a thread sent. */
  note(text: string): void {
    this.onStatement(text);
  }

  private async serverVersion(): Promise<string> {
    const asked = this.drivers.read.getServerInfo({ database: this.settings.database });
    const { agent = '' } = await this.inTime('read', asked);
    const version = /^Neo4j\/(\S+)/.exec(agent)?.[1] ?? '';
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major < OLDEST_SERVER[0] || (major === OLDEST_SERVER[0] && minor < OLDEST_SERVER[1]))
      throw badSetting(
        `NEO4J_URI leads to ${version ? `Neo4j ${version}` : 'a server of another kind'}: Neo4j ${OLDEST_SERVER.join('.')} or later is needed.`,
      );
    return version;
  }

  /**
   * One statement that reads; the text finds a parameter `x` as `$input.x`. It is its own transaction: BEGIN and COMMIT cost
   * the server several times what most of our statements do. What the driver would then try again, is tried again here.
   */
  async read(text: string, parameters: Row = {}): Promise<Row[]> {
    this.onStatement(text);
    const limit = Math.min(RETRY_MS.read, this.deadlines.read);
    return this.inTime(
      'read',
      retried(() => this.readOnce(text, parameters), limit),
    );
  }

  private async readOnce(text: string, parameters: Row): Promise<Row[]> {
    const session = this.drivers.read.session({
      database: this.settings.database,
      defaultAccessMode: neo4j.session.READ,
      // A cluster's member waits until it has what was written from here.
      bookmarks: [...this.written],
      fetchSize: ALL_ROWS,
    });
    try {
      const { records } = await withoutStack(() => session.run(text, { [INPUT]: parameters }, { timeout: this.serverLimit('read') })); // prettier-ignore
      return records.map((record) => record.toObject());
    } finally {
      // Not waited for: a session whose server hangs never closes.
      session.close().catch(() => {});
    }
  }

  /** Several statements in one write transaction. The work may run more than once, also when the first time was committed. */
  async write<T>(work: (run: Run) => Promise<T>): Promise<T> {
    const session = this.drivers.write.session({ database: this.settings.database, bookmarks: [...this.written] });
    const asked = session.executeWrite((transaction) => this.workIn(transaction, work), { timeout: this.serverLimit('write') });
    try {
      const answer = await this.inTime('write', asked);
      this.written = session.lastBookmarks();
      return answer;
    } finally {
      session.close().catch(() => {});
    }
  }

  /** Of statements that fail the first one says why: the server passes over those behind it. */
  private async workIn<T>(transaction: ManagedTransaction, work: (run: Run) => Promise<T>): Promise<T> {
    const sent: Promise<unknown>[] = [];
    const send = (text: string, parameters: Row = {}) => {
      this.onStatement(text);
      return Promise.resolve(transaction.run(text, { [INPUT]: parameters }));
    };
    const run = async (text: string, parameters?: Row) =>
      (await send(text, parameters)).records.map((record) => record.toObject());
    const later = (text: string, parameters?: Row): void => {
      const answer = send(text, parameters);
      answer.catch(() => {});
      sent.push(answer);
    };
    try {
      return await work(Object.assign(run, { later }));
    } finally {
      for (const answer of sent) await answer;
    }
  }

  private serverLimit(access: Access): number {
    return Math.floor(this.deadlines[access] * SERVER_SHARE);
  }

  private async inTime<T>(access: Access, asked: Promise<T>): Promise<T> {
    const limit = this.deadlines[access];
    let giveUp: (reason: CodedError) => void;
    const given = new Promise<never>((_resolve, reject) => (giveUp = reject));
    this.waiting.add(giveUp!);
    const timer = setTimeout(() => giveUp(this.miss(access)), limit);
    try {
      const answer = await Promise.race([asked, given]);
      this.missed[access] = 0;
      return answer;
    } catch (error) {
      if (isWithoutConnection(error)) this.lookForServer(access);
      throw inOurWords(error);
    } finally {
      clearTimeout(timer);
      this.waiting.delete(giveUp!);
      asked.catch(() => {});
    }
  }

  private miss(access: Access): CodedError {
    this.missed[access] += 1;
    if (this.missed[access] >= MISSES_UNTIL_NEW_DRIVER) this.replace(access, makeDriver(this.settings, access));
    const seconds = this.deadlines[access] / 1000;
    return new CodedError('TIMEOUT', `Neo4j did not answer within ${seconds} seconds: try again, or ask for less at a time.`);
  }

  /** What the old driver was asked in time may still be answered: it is closed when the deadline of that is over. */
  private replace(access: Access, driver: Driver): void {
    const old = this.drivers[access];
    this.drivers[access] = driver;
    this.missed[access] = 0;
    setTimeout(() => void old.close().catch(() => {}), this.deadlines[access]).unref();
  }

  /**
   * A server that hangs takes connections and does not greet. The driver waits for each greeting for ever, and its pool is soon
   * full of such, so that it is lost when the server is well again: once another driver is greeted, that takes its place.
   */
  private lookForServer(access: Access): void {
    const isLooking = this.looking[access] !== 'NO';
    this.looking[access] = isLooking ? 'AGAIN' : 'ONCE';
    if (!isLooking) this.look(access).catch(() => {});
  }

  /** On and on while there are some who miss it. */
  private async look(access: Access): Promise<void> {
    const driver = makeDriver(this.settings, access);
    const isThere = await driver.getServerInfo({ database: this.settings.database }).then(() => true, () => false); // prettier-ignore
    const isMissed = this.looking[access] === 'AGAIN';
    this.looking[access] = 'NO';
    if (isThere && !this.isClosed) return this.replace(access, driver);
    driver.close().catch(() => {});
    if (isMissed && !this.isClosed) this.lookForServer(access);
  }

  /**
   * Orderly where the server takes part; where it hangs, the sockets are left to end with the process. The driver never answers
   * what it was asked when it is closed: that ends here.
   */
  async close(): Promise<void> {
    this.isClosed = true;
    const closed = Promise.all(Object.values(this.drivers).map((driver) => driver.close()));
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise((resolve) => (timer = setTimeout(resolve, CLOSE_PATIENCE_MS)));
    await Promise.race([closed, patience]).catch(() => {});
    clearTimeout(timer);
    for (const giveUp of this.waiting)
      giveUp(databaseUnavailable('The connection to Neo4j was closed before it had answered: try again.'));
  }
}

/** The driver writes down for each result where it was asked for, which takes it a fifth of its time. Of ours, each is asked for here. */
function withoutStack<T>(ask: () => T): T {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return ask();
  } finally {
    Error.stackTraceLimit = usual;
  }
}

/** Again, for so long, while it fails for what may pass: a lost connection, a lock, a new leader. Waits are of chance, so that many do not come at once. */
async function retried<T>(ask: () => Promise<T>, limitMs: number): Promise<T> {
  const end = performance.now() + limitMs;
  for (let wait = FIRST_WAIT_MS; ; wait *= 2) {
    try {
      return await ask();
    } catch (error) {
      const pause = wait * (0.8 + 0.4 * Math.random());
      if (!neo4j.isRetryableError(error as Error) || performance.now() + pause > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

function makeDriver({ uri, user, password }: Neo4jSettings, access: Access): Driver {
  try {
    return neo4j.driver(uri, neo4j.auth.basic(user, password), {
      maxTransactionRetryTime: RETRY_MS[access],
      connectionAcquisitionTimeout: 2_000,
      connectionTimeout: 2_000,
      connectionLivenessCheckTimeout: 60_000,
      maxConnectionPoolSize: 50,
      useBigInt: true,
      telemetryDisabled: true,
      notificationFilter: { minimumSeverityLevel: neo4j.notificationFilterMinimumSeverityLevel.OFF },
    });
  } catch {
    throw badSetting(
      'NEO4J_URI is not the address of a Neo4j server: it has to look like bolt://localhost:7687 or neo4j+s://host.',
    );
  }
}
