import type { StoreSettings } from '../src/store/settings.js';
import { buildNeo4j, buildSqlite, sqliteFolder } from './serving/databases.js';
import type { Literature } from './serving/literature.js';

/** Work on the database of the literature that `npm run bench` asks about, which is made where it is not there and kept. */
export async function onKept(
  literature: Literature,
  engine: StoreSettings['engine'],
  work: (settings: StoreSettings) => Promise<void>,
): Promise<void> {
  if (engine === 'sqlite') {
    await buildSqlite(literature, false);
    return work({ engine, dataDir: sqliteFolder(literature.size) });
  }
  const { start } = await buildNeo4j(literature, false);
  const { uri, user, password, database, stop } = await start();
  try {
    await work({ engine, uri, user, password, database });
  } finally {
    await stop();
  }
}

/** Of so many works, with as many citations and authorships of each as the literature of `npm run bench` has. */
export const sizeOf = (articles: number) => ({ articles, citations: articles * 15, authorships: articles * 4, seed: 1 });
