import neo4j, { type Session } from 'neo4j-driver';
import type { StoreSettings } from '../src/store/settings.js';

/** The database that is measured: figures are only honest where it is empty at the start. */
type Neo4jSettings = Extract<StoreSettings, { engine: 'neo4j' }>;

const AT_ONCE = 10_000;

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
export async function expectEmpty(settings: Neo4jSettings): Promise<void> {
  const { records } = await inSession(settings, (session) => session.run('MATCH (n) RETURN count(n) AS nodes'));
  const nodes = Number(records[0]!.get('nodes'));
  if (nodes > 0)
    throw new Error(
      `The Neo4j at ${settings.uri} holds ${nodes} nodes, and a measure wants it empty: name another in NEO4J_TEST_URI, or empty it (MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS).`,
    );
}

/** Takes out what a measure has put into a database that was empty before. */
export async function empty(settings: Neo4jSettings): Promise<void> {
  await inSession(settings, (session) =>
    session.run(`MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF ${AT_ONCE} ROWS`),
  );
}
