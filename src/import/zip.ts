import * as zlib from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { badSource, CodedError } from '../errors.js';
import { UnpackGuard, type Bytes } from './file-bytes.js';

const MAX_ENTRIES = 100_000;

/** One file inside a zip file; `read` may be called once it is its turn, before the next entry is asked for. */
export interface ZipEntry {
  path: string;
  /** Unpacked size in bytes, as the archive says. */
  bytes: number;
  read(): Bytes;
}

const because = (error: unknown): string => String((error as { message?: unknown } | null)?.message ?? error).slice(0, 200);

/** CRC-32, as zip files have it of each entry; before 20.15 Node has none, and damage shows only where unpacking fails. */
const checksum = 'crc32' in zlib ? zlib.crc32 : null;

async function* readEntry(name: string, zip: ZipFile, entry: Entry): Bytes {
  if (entry.isEncrypted()) throw badSource(`${name}: the entry is encrypted; unpack it with its password and import the result.`);
  const guard = new UnpackGuard(name);
  let sum = 0;
  try {
    for await (const piece of await zip.openReadStreamPromise(entry)) {
      guard.check(piece as Uint8Array, entry.compressedSize);
      sum = checksum?.(piece as Uint8Array, sum) ?? entry.crc32;
      yield piece as Uint8Array;
    }
    if (sum !== entry.crc32) throw badSource(`${name}: the entry is damaged (its checksum is wrong). Fetch the zip file again.`);
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw badSource(`${name}: the entry cannot be unpacked (${because(error)}).`);
  }
}

/** What systems add to archives beside the files that people put in. */
const isClutter = (path: string): boolean => path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');

/** The files of a zip archive in its own order. Throws `badSource` where the archive itself cannot be read. */
export async function* zipEntries(name: string, path: string): AsyncIterable<ZipEntry> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false });
    if (zip.entryCount > MAX_ENTRIES)
      throw badSource(`${name}: the archive has ${zip.entryCount} entries; the limit is ${MAX_ENTRIES}.`);
    const archive = zip;
    for await (const entry of archive.eachEntry()) {
      if (entry.fileName.endsWith('/') || isClutter(entry.fileName)) continue;
      const entryName = `${name}/${entry.fileName}`;
      yield { path: entry.fileName, bytes: entry.uncompressedSize, read: () => readEntry(entryName, archive, entry) };
    }
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw badSource(`${name}: the zip file cannot be read (${because(error)}).`);
  } finally {
    zip?.close();
  }
}
