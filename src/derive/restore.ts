import { badInput } from '../errors.js';
import { checkBackup, isHeader, readBackup, totalOf, type BackupHeader } from '../ledger/backup-format.js';
import { withWriter } from '../ledger/lock.js';
import { cutRestore, RESTORE_MARK, restoreMark } from '../ledger/restore-mark.js';
import type { LedgerRow } from '../store/ledger.js';
import type { GraphStore } from '../store/store.js';
import { clearGraph, isEmpty } from './clear.js';
import { reindex } from './reindex.js';
import type { SettleOptions } from './settle.js';

export interface RestoreOptions {
  /** Take out what is there, instead of refusing a graph that holds something. */
  replace?: boolean;
  signal?: AbortSignal;
  /** CHECKING counts bytes of the file, RESTORING rows, REINDEXING records. */
  onProgress?: (stage: 'CHECKING' | 'CLEARING' | 'RESTORING' | 'REINDEXING', done: number, total: number | null) => void;
  /** Works that are built at last. */
  onBuilt?: SettleOptions['onProgress'];
}

/** Rows and characters of one write. */
const BATCH = { rows: 500, characters: 8 * 1024 * 1024 };

async function* batches(rows: AsyncIterable<LedgerRow | BackupHeader>): AsyncIterable<LedgerRow[]> {
  let batch: LedgerRow[] = [];
  let characters = 0;
  for await (const row of rows) {
    if (isHeader(row)) continue;
    batch.push(row);
    characters += row.value.length;
    if (batch.length < BATCH.rows && characters < BATCH.characters) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

/**
 * Makes the graph that a backup was made of. Nothing is written before the whole file was found good (BAD_SOURCE
 * otherwise), and a graph that holds something is refused (BAD_USER_INPUT) unless `replace` says that it goes. Throws
 * the signal's reason when it is stopped: the graph is not whole then, says so to `verify`, and is restored anew.
 */
export async function restoreBackup(
  graph: GraphStore,
  path: string,
  options: RestoreOptions = {},
): Promise<{ header: BackupHeader; works: number }> {
  const { replace = false, signal, onProgress = () => {} } = options;
  const header = await checkBackup(path, (done, total) => onProgress('CHECKING', done, total));
  signal?.throwIfAborted();
  return withWriter(graph, 'restore', async (store) => {
    const isFree = (await isEmpty(store)) && (await cutRestore(store)) === null;
    if (!isFree && !replace)
      throw badInput(
        'The graph is not empty, and a backup is a whole graph; give --replace to take out what is there, or another --data-dir.',
      );
    await store.write({ ledger: { put: [restoreMark(new Date())] } });
    if (!isFree) {
      onProgress('CLEARING', 0, null);
      await clearGraph(store, signal);
    }
    await putRows(store, path, totalOf(header), options);
    const onRecords = (done: number, total: number) => onProgress('REINDEXING', done, total);
    const { works, finished } = await reindex(store, { signal, onRecords, onProgress: options.onBuilt });
    if (!finished) signal?.throwIfAborted();
    await store.write({ ledger: { remove: [RESTORE_MARK] } });
    return { header, works };
  });
}

async function putRows(store: GraphStore, path: string, total: number, { signal, onProgress }: RestoreOptions): Promise<void> {
  let done = 0;
  for await (const put of batches(readBackup(path))) {
    signal?.throwIfAborted();
    await store.write({ ledger: { put } });
    done += put.length;
    onProgress?.('RESTORING', done, total);
  }
}
