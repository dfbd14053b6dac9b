import type { GraphStore } from './store.js';

/** Where the graph stands: a folder on this machine, or a Neo4j server. */
export type StoreSettings =
  { engine: 'sqlite'; dataDir: string } | { engine: 'neo4j'; uri: string; user: string; password: string; database: string };

export interface OpenOptions {
  /** Told of each statement sent to the engine: for tests that hold a bound, and for logs. */
  onStatement?: (text: string) => void;
}

/** Opens the store that the settings name. A third engine is a folder and one line here. */
export async function openStore(settings: StoreSettings, options: OpenOptions = {}): Promise<GraphStore> {
  switch (settings.engine) {
    case 'sqlite':
      return (await import('./sqlite/index.js')).openSqliteStore(settings, options);
    case 'neo4j':
      return (await import('./neo4j/index.js')).openNeo4jStore(settings, options);
  }
}
