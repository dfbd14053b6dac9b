import type { OpenOptions, StoreSettings } from './settings.js';
import type { GraphStore } from './store.js';

/** Opens the store that the settings name. A third engine is a folder and one line here. */
export async function openStore(settings: StoreSettings, options: OpenOptions = {}): Promise<GraphStore> {
  switch (settings.engine) {
    case 'sqlite':
      return (await import('./sqlite/index.js')).openSqliteStore(settings, options);
    case 'neo4j':
      return (await import('./neo4j/index.js')).openNeo4jStore(settings, options);
  }
}
