import neo4j, { type Session } from 'neo4j-driver';
import type { StoreSettings } from '../src/store/settings.js';

/** The database that is measured: figures are only honest where it is empty at the start. */
type Neo4jSettings = Extract<StoreSettings, { engine: 'neo4j' }>;

const AT_ONCE = 10_000;

type Server = Neo4jSettings & { stop(): Promise<void> };
interface Servers {
  startNeo4j(options?: { forSpeed?: boolean }): Promise<Server | { missing: string }>;
}

/**
 * Work on a server that is empty; one that was there before is left as empty as it was.
 *
 * @param forSpeed as a server is set up that people ask, not one for tests
 * @param isLoaded the database of a server that was there before holds what is asked about, and keeps it
 */
export async function onNeo4j<T>(
  work: (settings: Neo4jSettings) => Promise<T>,
  { forSpeed = false, isLoaded = false } = {},
): Promise<T> {
  // The script is no part of what is built.
  const { startNeo4j } = (await import(new URL('../../scripts/neo4j-server.mjs', import.meta.url).href)) as Servers;
  const server = await startNeo4j({ forSpeed });
  if ('missing' in server) throw new Error(`There is no Neo4j: ${server.missing}`);
  const { uri, user, password, database } = server;
  const settings = { engine: 'neo4j', uri, user, password, database } as const;
  try {
    if (isLoaded) return await work(settings);
    await expectEmpty(settings);
    try {
      return await work(settings);
    } finally {
      if (process.env.NEO4J_TEST_URI) await empty(settings);
    }
  } finally {
    await server.stop();
  }
}

async function inSession<T>(
  { uri, user, password, database }: Neo4jSettings,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { telemetryDisabled: true });
  const session = driver.session({ database });
  try {
    return await work(session);
  } finally {
    await session.close();
    await driver.close();
  }
}

/** Throws, with what to do, where the database holds anything: it may be somebody's graph, so it is not touched. */
async function expectEmpty(settings: Neo4jSettings): Promise<void> {
  const { records } = await inSession(settings, (session) => session.run('MATCH (n) RETURN count(n) AS nodes'));
  const nodes = Number(records[0]!.get('nodes'));
  if (nodes > 0)
    throw new Error(
      `The Neo4j at ${settings.uri} holds ${nodes} nodes, and a measure wants it empty: name another in NEO4J_TEST_URI, or empty it (MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS).`,
    );
}

/** Takes out what a measure has put into a database that was empty before. */
async function empty(settings: Neo4jSettings): Promise<void> {
  await inSession(settings, (session) =>
    session.run(`MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF ${AT_ONCE} ROWS`),
  );
}
