import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { badInput } from '../errors.js';
import type { GraphStore } from '../store/store.js';
import { walkRows } from '../store/walk.js';
import {
  BACKUP_FORMAT,
  BACKUP_VERSION,
  COLLECTIONS,
  rowLine,
  totalOf,
  type BackupEnd,
  type BackupHeader,
} from './backup-format.js';
import { withWriter } from './lock.js';

export interface BackupOptions {
  /** Version of the program, for the header. */
  program: string;
  /** Write over a file that is there. */
  force?: boolean;
  now?: Date;
  signal?: AbortSignal;
  onProgress?: (rows: number, total: number) => void;
}

export interface BackupMade {
  rows: number;
  /** Size of the file. */
  bytes: number;
  /** Of its lines, as its last one has it. */
  sha256: string;
}

async function headerOf(store: GraphStore, program: string, now: Date): Promise<BackupHeader> {
  const counts = await Promise.all(COLLECTIONS.map((collection) => store.rowCount(collection)));
  const rows = Object.fromEntries(COLLECTIONS.map((collection, i) => [collection, counts[i]!]));
  return { format: BACKUP_FORMAT, version: BACKUP_VERSION, program, createdAt: now.toISOString(), rows };
}

async function* linesOf(store: GraphStore, header: BackupHeader, { signal, onProgress }: BackupOptions): AsyncIterable<string> {
  const hash = createHash('sha256');
  const total = totalOf(header);
  const hashed = (text: string) => (hash.update(text), text);
  yield hashed(`${JSON.stringify(header)}\n`);
  let rows = 0;
  for (const collection of COLLECTIONS)
    for await (const page of walkRows(store, collection)) {
      signal?.throwIfAborted();
      yield hashed(page.map((row) => `${rowLine(row)}\n`).join(''));
      rows += page.length;
      onProgress?.(rows, total);
    }
  const end: BackupEnd = { end: true, rows, sha256: hash.digest('hex') };
  yield `${JSON.stringify(end)}\n`;
}

const isThere = (path: string): Promise<boolean> => stat(path).then(() => true, () => false); // prettier-ignore

/**
 * Writes what the graph is made of to a file. No one may write to the graph meanwhile (CONFLICT otherwise). The file
 * has its name only when it is whole and on the disk. Throws BAD_USER_INPUT where it may not be written.
 */
export async function writeBackup(graph: GraphStore, path: string, options: BackupOptions): Promise<BackupMade> {
  if (!options.force && (await isThere(path)))
    throw badInput(`${path} is there already; give another name, or --force to write over it.`);
  const part = `${path}.part`;
  return withWriter(graph, 'backup', async (store) => {
    const header = await headerOf(store, options.program, options.now ?? new Date());
    try {
      let last = '';
      const lines = (async function* () {
        for await (const text of linesOf(store, header, options)) yield (last = text);
      })();
      await pipeline(Readable.from(lines), createGzip(), createWriteStream(part));
      const bytes = await settledSize(part);
      await rename(part, path);
      const { rows, sha256 } = JSON.parse(last) as BackupEnd;
      return { rows, bytes, sha256 };
    } catch (error) {
      await rm(part, { force: true });
      throw fileProblem(path, error);
    }
  });
}

/** Size of the file when it lies on the disk. */
async function settledSize(path: string): Promise<number> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'nothing may be written there',
  EISDIR: 'it is a folder',
  ENOTDIR: 'its folder is not one',
  ENOSPC: 'the disk is full',
};

function fileProblem(path: string, error: unknown): unknown {
  const why = PROBLEMS[String((error as { code?: unknown }).code)];
  return why ? badInput(`${path} cannot be written: ${why}.`) : error;
}
