import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import Database from 'better-sqlite3';
import neo4j from 'neo4j-driver';
import { openStore } from '../src/store/open.js';
import type { OpenOptions, StoreSettings } from '../src/store/settings.js';
import type { GraphStore } from '../src/store/store.js';
import { warmUp } from './neo4j-warm-up.js';

/**
 * Runs suites on real engines. SQLite is always there, in a temporary folder; Neo4j when NEO4J_TEST_URI
 * names a server, or several between blanks (scripts/test.mjs starts two where it can). ENGINES=sqlite or ENGINES=neo4j narrows.
 */
export type EngineName = 'sqlite' | 'neo4j';

/**
 * Opens an empty store. On Neo4j, Community Edition has one database, so opening empties what an earlier
 * store of the suite held: a suite works with one store at a time. Stores are closed after the suite.
 */
export type OpenEmptyStore = (options?: OpenOptions) => Promise<GraphStore>;

export interface EngineUnderTest {
  readonly name: EngineName;
  readonly openEmptyStore: OpenEmptyStore;
  /** Settings of the store opened last: to open the same data a second time. */
  settings(): StoreSettings;
}

const neo4jUris = (process.env.NEO4J_TEST_URI ?? '').split(/\s+/).filter((uri) => uri !== '');
const neo4jAccess = {
  user: process.env.NEO4J_TEST_USER ?? 'neo4j',
  password: process.env.NEO4J_TEST_PASSWORD ?? '',
  database: process.env.NEO4J_TEST_DATABASE ?? 'neo4j',
};

const wanted = (process.env.ENGINES ?? 'sqlite,neo4j').split(',').map((name) => name.trim());
const isThere = (name: EngineName) => name === 'sqlite' || neo4jUris.length > 0;

/** Engines that a suite can run on now. */
export const ENGINES: readonly EngineName[] = (['sqlite', 'neo4j'] as const).filter(
  (name) => wanted.includes(name) && isThere(name),
);
if (ENGINES.length === 0)
  throw new Error(`No engine to test: ENGINES=${process.env.ENGINES}, NEO4J_TEST_URI is ${neo4jUris.join(' ') || 'not set'}.`);

/** Tells scripts/test.mjs, which prints it at the end: a suite that is left out must be seen. */
function reportLeftOut(suite: string): void {
  const list = process.env.LEFT_OUT_LIST;
  if (list) appendFileSync(list, `${suite}\n`);
}

/** Runs the suite on each engine that is there; one that is missing is reported, never passed over in silence. */
export function describeEachEngine(name: string, suite: (openEmptyStore: OpenEmptyStore, engine: EngineUnderTest) => void): void {
  for (const engine of ['sqlite', 'neo4j'] as const)
    describeEngines(`${name} (${engine})`, [engine], ([one]) => suite(one!.openEmptyStore, one!));
}

/** Runs one suite with several engines at once, for comparisons; left out when one of them is missing. */
export function describeEngines(
  name: string,
  names: readonly EngineName[],
  suite: (engines: readonly EngineUnderTest[]) => void,
): void {
  if (names.some((engine) => !ENGINES.includes(engine))) {
    reportLeftOut(name);
    // A file of which nothing else is left would fail for having no test.
    describe(name, () => it.todo('is left out: its engine is not there'));
    return;
  }
  describe(name, () => {
    const makers = names.map((engine) => (engine === 'sqlite' ? sqliteUnderTest() : neo4jUnderTest()));
    for (const maker of makers) beforeAll(maker.begin, LOCK_PATIENCE_MS);
    suite(makers.map((maker) => maker.engine));
    for (const maker of makers) afterAll(maker.end);
  });
}

interface Maker {
  engine: EngineUnderTest;
  begin(): Promise<void>;
  end(): Promise<void>;
}

function maker(
  name: EngineName,
  prepare: () => Promise<StoreSettings>,
  begin: () => Promise<void>,
  end: () => Promise<void>,
): Maker {
  const opened: GraphStore[] = [];
  let last: StoreSettings | null = null;
  return {
    engine: {
      name,
      async openEmptyStore(options = {}) {
        last = await prepare();
        const store = await openStore(last, options);
        opened.push(store);
        return store;
      },
      settings() {
        if (!last) throw new Error('Open a store first.');
        return last;
      },
    },
    begin,
    async end() {
      await Promise.all(opened.splice(0).map((store) => store.close()));
      await end();
    },
  };
}

function sqliteUnderTest(): Maker {
  const folders: string[] = [];
  return maker(
    'sqlite',
    async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'meded-graph-'));
      folders.push(dataDir);
      return { engine: 'sqlite', dataDir };
    },
    async () => {},
    async () => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })),
  );
}

function neo4jUnderTest(): Maker {
  const { user, password } = neo4jAccess;
  let held: { uri: string; release(): void } | null = null;
  let driver: ReturnType<typeof neo4j.driver> | null = null;
  return maker(
    'neo4j',
    async () => {
      await emptyDatabase(driver!);
      return { engine: 'neo4j', uri: held!.uri, ...neo4jAccess };
    },
    async () => {
      held = await lockServer();
      driver = neo4j.driver(held.uri, neo4j.auth.basic(user, password), { telemetryDisabled: true });
      await emptyDatabase(driver);
      await warmUp({ engine: 'neo4j', uri: held.uri, ...neo4jAccess }, `${lockFile(held.uri)}.warm`);
      await emptyDatabase(driver);
    },
    async () => {
      await driver?.close();
      held?.release();
    },
  );
}

/** Indexes and constraints stay: they are what an opening store makes anyway, and making them is slow. */
async function emptyDatabase(driver: ReturnType<typeof neo4j.driver>): Promise<void> {
  const session = driver.session({ database: neo4jAccess.database });
  const batch = 'MATCH (n) WITH n LIMIT 10000 DETACH DELETE n RETURN count(*) AS gone';
  try {
    for (let gone = 1; gone > 0;) {
      const { records } = await session.executeWrite((tx) => tx.run(batch));
      gone = neo4j.int(records[0]!.get('gone')).toNumber();
    }
  } finally {
    await session.close();
  }
}

const LOCK_PATIENCE_MS = 15 * 60_000;

/**
 * Jest runs test files in several processes, and a server has one database: each suite waits until one is free. The
 * lock is an exclusive transaction on an empty SQLite file, which ends with its process however that ends.
 */
async function lockServer(): Promise<{ uri: string; release(): void }> {
  for (;;) {
    for (const uri of neo4jUris) {
      const lock = tryLock(uri);
      if (lock) return { uri, release: () => lock.close() };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function lockFile(uri: string): string {
  const name = createHash('sha256').update(`${uri} ${neo4jAccess.database}`).digest('hex').slice(0, 16);
  return join(process.env.NEO4J_TEST_LOCKS ?? tmpdir(), `meded-graph-test-${name}.lock`);
}

function tryLock(uri: string): Database.Database | null {
  const lock = new Database(lockFile(uri), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
    return null;
  }
}
