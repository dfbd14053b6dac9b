import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareForLongWork } from '../long-work.js';
import type { OpenOptions, StoreSettings } from './settings.js';
import type { GraphStore } from './store.js';

/** Opens the store that the settings name. A third engine is a folder and one line here. */
export async function openStore(settings: StoreSettings, options: OpenOptions = {}): Promise<GraphStore> {
  if (options.writesMuch) prepareForLongWork();
  switch (settings.engine) {
    case 'sqlite':
      return (await import('./sqlite/index.js')).openSqliteStore(settings, options);
    case 'neo4j':
      return (await import('./neo4j/index.js')).openNeo4jStore(settings, options);
  }
}

/** Whether there is a graph where the settings say: opening makes the embedded one where it is missing. */
export async function isThere(settings: StoreSettings): Promise<boolean> {
  return settings.engine !== 'sqlite' || (await import('./sqlite/index.js')).isGraphIn(settings.dataDir);
}

/** Works with an empty store in a folder of its own, which is gone afterwards. */
export async function withScratchStore<T>(work: (store: GraphStore) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'meded-graph-'));
  try {
    const store = await openStore({ engine: 'sqlite', dataDir });
    return await work(store).finally(() => store.close());
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
