import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreSettings } from '../src/store/settings.js';

/** Runs a measure over a database in the folder, and tells it whether that was there already; without a folder over one that is removed afterwards. */
export async function onSqlite(
  folder: string | undefined,
  measure: (settings: StoreSettings, isThere: boolean) => Promise<void>,
): Promise<void> {
  const dataDir = folder ?? mkdtempSync(join(tmpdir(), 'meded-bench-'));
  const isThere = existsSync(join(dataDir, 'graph.sqlite'));
  mkdirSync(dataDir, { recursive: true });
  try {
    await measure({ engine: 'sqlite', dataDir }, isThere);
  } finally {
    if (folder === undefined) rmSync(dataDir, { recursive: true, force: true });
  }
}
