import { SHAPES } from '../shapes/index.js';
import { listen } from './http.js';
import { peerDatabase, peerDriver } from './settings.js';

/** One hand-written statement for each question, sent by the plain driver, behind node:http. */
const settings = peerDatabase();
const driver = peerDriver(settings);

async function ask(cypher: string, parameters: Record<string, unknown>): Promise<unknown> {
  const session = driver.session({ database: settings.database, defaultAccessMode: 'READ' });
  try {
    const { records } = await session.run(cypher, parameters);
    return records[0]?.get('answer') ?? null;
  } finally {
    await session.close();
  }
}

listen(new Map(SHAPES.map(({ name, cypher }) => [name, (parameters: Record<string, unknown>) => ask(cypher, parameters)])));
