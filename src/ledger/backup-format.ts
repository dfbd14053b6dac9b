import { createHash } from 'node:crypto';
import { badSource } from '../errors.js';
import { sourceFiles, type SourceFile } from '../import/files.js';
import { LineSplitter, type Line } from '../import/lines.js';
import type { LedgerRow } from '../store/ledger.js';
import { PRIMARY } from './collections.js';

/**
 * A backup: JSON lines, packed with gzip. The first line says what it is, each further one is a row of the ledger, and
 * the last one has the number of rows and the SHA-256 of everything before it, so that a cut or changed file is known.
 */
export const BACKUP_FORMAT = 'meded-graph-backup';
export const BACKUP_VERSION = 1;

export interface BackupHeader {
  format: typeof BACKUP_FORMAT;
  version: number;
  /** Version of the program that wrote it. */
  program: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** Number of rows of each collection. */
  rows: Record<string, number>;
}

export interface BackupEnd {
  end: true;
  rows: number;
  /** Hexadecimal, over all lines before this one with their line ends. */
  sha256: string;
}

/** Collections in the order in which a backup has them. */
export const COLLECTIONS: readonly string[] = Object.values(PRIMARY);

export const rowLine = ({ collection, key, value, tags }: LedgerRow): string =>
  JSON.stringify({ c: collection, k: key, v: value, t: tags });

export const totalOf = ({ rows }: BackupHeader): number => Object.values(rows).reduce((sum, number) => sum + number, 0);

/** Characters of a line: a record may have 8 Mi, and its JSON is escaped once more. */
const MAX_LINE = 64 * 1024 * 1024;

/** The one file behind a path; folders and archives of several are no backup. */
async function fileOf(path: string): Promise<SourceFile> {
  const files: SourceFile[] = [];
  for await (const file of sourceFiles([path])) if (files.push(file) > 1) break;
  const [file] = files;
  if (!file || files.length > 1 || file.name !== path)
    throw badSource(`${path}: it is not one file; give the file that \`backup\` wrote.`);
  return file;
}

/** How much of the file has been read, in bytes. */
export type OnBytes = (done: number, total: number | null) => void;

async function* linesOf(path: string, onBytes: OnBytes): AsyncIterable<Line> {
  const file = await fileOf(path);
  const splitter = new LineSplitter(MAX_LINE);
  for await (const chunk of file.open((done) => onBytes(done, file.bytes)).chunks) yield* splitter.push(chunk);
  yield* splitter.end();
}

function parsed(path: string, { number, text, tooLong }: Line): Record<string, unknown> {
  try {
    const value: unknown = tooLong === null ? JSON.parse(text) : null;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told of below, with all else that is no object.
  }
  throw badSource(`${path}, line ${number}: it is no line of a backup; the file is damaged or was not written by \`backup\`.`);
}

function headerOf(path: string, found: Record<string, unknown> | undefined): BackupHeader {
  if (found?.format !== BACKUP_FORMAT)
    throw badSource(
      `${path}: it is no backup of this program, for its first line does not say so. \`import\` reads other files.`,
    );
  if (found.version !== BACKUP_VERSION)
    throw badSource(
      `${path}: the backup has version ${String(found.version)} of its format, and this program reads ${BACKUP_VERSION}; ` +
        `it was written by version ${String(found.program)} of the program, which can restore it.`,
    );
  return found as unknown as BackupHeader;
}

function rowOf(path: string, number: number, { c, k, v, t }: Record<string, unknown>): LedgerRow {
  const isRow = typeof k === 'string' && typeof v === 'string' && Array.isArray(t) && t.every((tag) => typeof tag === 'string');
  if (!isRow || !COLLECTIONS.includes(c as string))
    throw badSource(`${path}, line ${number}: it is no row of a backup; the file is damaged or from another program.`);
  return { collection: c as string, key: k, value: v, tags: t as string[] };
}

/** Numbers and sum at the end of the file against what was read. */
function checkEnd(
  path: string,
  header: BackupHeader,
  counted: Map<string, number>,
  end: Record<string, unknown> | null,
  sum: string,
): void {
  const damaged = (why: string) => badSource(`${path}: ${why}; the file is cut or damaged, and nothing of it is used. Take another backup.`); // prettier-ignore
  if (end === null) throw damaged('its last line is missing');
  const wrong = Object.entries(header.rows).find(([collection, rows]) => (counted.get(collection) ?? 0) !== rows);
  if (wrong) throw damaged(`it should have ${wrong[1]} rows of "${wrong[0]}", but has ${counted.get(wrong[0]) ?? 0}`);
  if (end.rows !== totalOf(header))
    throw damaged(`its last line says ${String(end.rows)} rows, its first one ${totalOf(header)}`);
  if (end.sha256 !== sum) throw damaged('its content does not fit its checksum');
}

/**
 * The rows of a backup as they come, behind its header. Throws BAD_SOURCE for a file that is no backup, or damaged: the
 * second is only certain at the end, so read it whole (`checkBackup`) before you write anything of it.
 */
export async function* readBackup(path: string, onBytes: OnBytes = () => {}): AsyncIterable<BackupHeader | LedgerRow> {
  const hash = createHash('sha256');
  const counted = new Map<string, number>();
  let header: BackupHeader | null = null;
  let end: Record<string, unknown> | null = null;
  for await (const line of linesOf(path, onBytes)) {
    if (end) throw badSource(`${path}, line ${line.number}: something stands behind the last line; the file is damaged.`);
    const value = header ? parsed(path, line) : headerOf(path, firstOf(path, line));
    if ('end' in value) {
      end = value;
      continue;
    }
    hash.update(line.text).update('\n');
    if (!header) yield (header = value as BackupHeader);
    else {
      const row = rowOf(path, line.number, value as Record<string, unknown>);
      counted.set(row.collection, (counted.get(row.collection) ?? 0) + 1);
      yield row;
    }
  }
  checkEnd(path, header ?? headerOf(path, undefined), counted, end, hash.digest('hex'));
}

/** What cannot be read at all is a foreign file, not a damaged one. */
function firstOf(path: string, line: Line): Record<string, unknown> | undefined {
  try {
    return parsed(path, line);
  } catch {
    return undefined;
  }
}

export const isHeader = (one: BackupHeader | LedgerRow): one is BackupHeader => 'format' in one;

/** Reads a backup whole. Throws BAD_SOURCE for the first thing that is wrong with it. */
export async function checkBackup(path: string, onBytes?: OnBytes): Promise<BackupHeader> {
  let header: BackupHeader | null = null;
  for await (const one of readBackup(path, onBytes)) if (isHeader(one)) header = one;
  return header!;
}
