import { existsSync, writeFileSync } from 'node:fs';
import { undoImport } from '../src/derive/undo.js';
import { listImports } from '../src/ledger/imports.js';
import { openStore } from '../src/store/open.js';
import type { StoreSettings } from '../src/store/settings.js';
import type { GraphStore } from '../src/store/store.js';
import { ids, importRecords, mention, record } from './derive/importing.js';

/**
 * What a Neo4j that has just been started takes long for, done before any test: that no test's time is spent on it. It makes
 * indexes, and it plans each statement when it comes for the first time, which all of an import and its undoing take half a minute.
 *
 * @param mark a file that says so once a server has planned them
 */
export async function warmUp(settings: StoreSettings, mark: string): Promise<void> {
  const store = await openedWithPatience(settings);
  try {
    if (existsSync(mark)) return;
    await planImports(store);
    writeFileSync(mark, '');
  } finally {
    await store.close();
  }
}

const TRIES = 10;
const NOT_YET = ['TIMEOUT', 'DATABASE_UNAVAILABLE'];

async function openedWithPatience(settings: StoreSettings): Promise<GraphStore> {
  for (let tries = 0; ; tries++) {
    try {
      return await openStore(settings);
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if (tries === TRIES || !NOT_YET.includes(code)) throw error;
    }
  }
}

async function planImports(store: GraphStore): Promise<void> {
  const works = [
    record({
      ids: ids({ pmid: '1' }),
      title: 'Cites',
      references: [mention({ pmid: '2' }, 1), mention({ doi: '10.5555/3' }, 2)],
    }),
    record({ ids: ids({ pmid: '2', doi: '10.5555/2' }), title: 'Is cited' }),
  ];
  await importRecords(store, works);
  await importRecords(store, [record({ ids: ids({ pmid: '2', doi: '10.5555/3' }), title: 'Joins', source: 'other' })]);
  const [newest] = await listImports(store, { after: null, limit: 1 });
  await undoImport(store, newest!.id);
}
