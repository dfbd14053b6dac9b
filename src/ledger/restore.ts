import { badInput } from '../errors.js';
import type { LedgerRow } from '../store/ledger.js';
import type { GraphStore } from '../store/store.js';
import { checkBackup, isHeader, readBackup, totalOf, type BackupHeader } from './backup-format.js';
import { clearGraph, isEmpty } from './clear.js';
import { withWriter } from './lock.js';

/** The row that stands from the first row of a restore to its last: a graph that has it is not whole. */
const RUNNING = { collection: 'restore', key: 'running' } as const;

export interface RestoreOptions {
  /** Take out what is there, instead of refusing a graph that holds something. */
  replace?: boolean;
  signal?: AbortSignal;
  onProgress?: (progress: { stage: 'CHECKING' | 'CLEARING' | 'RESTORING'; done: number; total: number | null }) => void;
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

/** When a restore of this graph was begun that did not come to its end; null for none. */
export async function cutRestore(store: GraphStore): Promise<string | null> {
  const [row] = await store.rows(RUNNING.collection, [RUNNING.key]);
  return row ? (JSON.parse(row.value) as { since: string }).since : null;
}

/**
 * Puts the rows of a backup into the graph's ledger; the graph is still to be derived from them. Nothing is written
 * before the whole file was found good (BAD_SOURCE otherwise). A graph that holds something is refused
 * (BAD_USER_INPUT) unless `replace` says that it goes.
 */
export async function restoreRows(graph: GraphStore, path: string, options: RestoreOptions = {}): Promise<BackupHeader> {
  const { replace = false, signal, onProgress = () => {} } = options;
  const header = await checkBackup(path, (done, total) => onProgress({ stage: 'CHECKING', done, total }));
  signal?.throwIfAborted();
  return withWriter(graph, 'restore', async (store) => {
    const isFree = (await isEmpty(store)) && (await cutRestore(store)) === null;
    if (!isFree && !replace)
      throw badInput(
        'The graph is not empty, and a backup is a whole graph; give --replace to take out what is there, or another --data-dir.',
      );
    const value = JSON.stringify({ since: new Date().toISOString() });
    await store.write({ ledger: { put: [{ ...RUNNING, value, tags: [] }] } });
    if (!isFree) {
      onProgress({ stage: 'CLEARING', done: 0, total: null });
      await clearGraph(store, signal);
    }
    await putRows(store, path, totalOf(header), options);
    await store.write({ ledger: { remove: [RUNNING] } });
    return header;
  });
}

async function putRows(store: GraphStore, path: string, total: number, { signal, onProgress }: RestoreOptions): Promise<void> {
  let done = 0;
  for await (const put of batches(readBackup(path))) {
    signal?.throwIfAborted();
    await store.write({ ledger: { put } });
    done += put.length;
    onProgress?.({ stage: 'RESTORING', done, total });
  }
}
