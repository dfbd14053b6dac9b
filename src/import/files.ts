import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { badInput, badSource, CodedError } from '../errors.js';
import { ByteMeter, errorCode, isZip, textInput, type Bytes } from './file-bytes.js';
import type { TextInput } from './input.js';
import { zipEntries } from './zip.js';

/** One file to import: a file on disk, one in a folder or a zip file, or standard input. */
export interface SourceFile {
  /** As messages show it: the path that the user gave, and the path inside the folder or zip file. */
  name: string;
  /** Size in bytes; null where it cannot be known (standard input, a pipe). */
  bytes: number | null;
  /** SHA-256 of the bytes as they lie on disk (of a zip entry: unpacked); null until it was read to its end. */
  readonly sha256: string | null;
  /** SHA-256 of the file as it lies on disk, by reading it through; null for what can be read only once. */
  digest(): Promise<string | null>;
  /** Begins to read; may be called once. What is wrong with the file as a whole is thrown as `badSource` while reading. */
  open(onProgress?: (bytesDone: number) => void): TextInput;
  /** Instead of `open`: the bytes as they lie on disk, for who unpacks and hashes them elsewhere (`sha256` stays null). */
  openBytes(): Bytes;
}

export const STANDARD_INPUT = '-';

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'the file or folder may not be read (no permission)',
  EPERM: 'the file or folder may not be read (no permission)',
  ELOOP: 'the link leads in a circle',
  EISDIR: 'it is a folder',
  EMFILE: 'too many files are open on this machine',
};

function fileError(name: string, error: unknown): Error {
  if (error instanceof CodedError) return error;
  const code = errorCode(error);
  return badSource(`${name}: ${PROBLEMS[code] ?? `the file cannot be read (${code || 'unknown error'})`}.`);
}

class OneFile implements SourceFile {
  private meter: ByteMeter | null = null;
  private isOpened = false;

  constructor(
    readonly name: string,
    readonly bytes: number | null,
    private readonly read: () => Bytes,
    /** Whether the bytes can be read twice. */
    private readonly isOnDisk = false,
  ) {}

  get sha256(): string | null {
    return this.meter?.sha256 ?? null;
  }

  async digest(): Promise<string | null> {
    if (!this.isOnDisk) return null;
    const hash = createHash('sha256');
    for await (const piece of withFileErrors(this.name, this.read)) hash.update(piece);
    return hash.digest('hex');
  }

  open(onProgress?: (bytesDone: number) => void): TextInput {
    const bytes = this.openBytes();
    this.meter = new ByteMeter(onProgress);
    return textInput(this.name, this.meter.measure(bytes));
  }

  openBytes(): Bytes {
    if (this.isOpened)
      throw badInput(`${this.name}: the file has been opened before; list the files again to read it once more.`);
    this.isOpened = true;
    return withFileErrors(this.name, this.read);
  }
}

async function* withFileErrors(name: string, read: () => Bytes): Bytes {
  try {
    yield* read();
  } catch (error) {
    throw fileError(name, error);
  }
}

const fromDisk = (path: string) => (): Bytes => createReadStream(path, { highWaterMark: 256 * 1024 });

/** A file that can only be reported: reading it throws what is wrong with it. */
function unreadable(name: string, error: unknown): SourceFile {
  // eslint-disable-next-line require-yield
  return new OneFile(name, null, async function* (): Bytes {
    throw fileError(name, error);
  });
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * The files behind what the user named, in a fixed order: paths as given, folders by name with all that is in them,
 * zip files in their own order. Each real file comes once, however many names and links lead to it. Hidden files
 * (`.DS_Store`) and what systems add to archives are passed over. Throws `badInput` for a path that is not there,
 * before anything is read; other troubles with one file are thrown when that file is read, so that the rest go on.
 *
 * @param paths files, folders, zip files; `-` is standard input
 */
export async function* sourceFiles(paths: readonly string[], stdin: Bytes = process.stdin): AsyncIterable<SourceFile> {
  for (const path of paths) {
    if (path === STANDARD_INPUT) continue;
    await stat(path).catch((error: unknown) => {
      throw badInput(fileError(path, error).message);
    });
  }
  const seen = new Set<string>();
  for (const path of paths) {
    if (path === STANDARD_INPUT) yield new OneFile('standard input', null, () => stdin);
    else yield* walk(path, path, seen, true);
  }
}

/** What was uploaded: a file on disk (of a zip file: all in it), under the name that its sender gave it. */
export const uploadedFiles = (name: string, path: string): AsyncIterable<SourceFile> => walk(name, path, new Set(), true);

/** Text in memory, as a file. */
export async function* textAsFile(name: string, content: string): AsyncIterable<SourceFile> {
  const bytes = Buffer.from(content, 'utf8');
  yield new OneFile(name, bytes.length, async function* () { yield bytes; }, true); // prettier-ignore
}

async function* walk(name: string, path: string, seen: Set<string>, isNamed: boolean): AsyncIterable<SourceFile> {
  try {
    const stats = await stat(path);
    if (!stats.isFile() && !stats.isDirectory()) {
      // A pipe that the shell gives as a path (`import <(zcat all.gz)`) has no real path.
      const isPipe = isNamed && (stats.isFIFO() || stats.isCharacterDevice());
      yield isPipe
        ? new OneFile(name, null, fromDisk(path))
        : unreadable(name, badSource(`${name}: it is neither a file nor a folder.`));
      return;
    }
    const real = await realpath(path);
    if (seen.has(real)) return;
    seen.add(real);
    if (stats.isDirectory()) yield* walkFolder(name, real, seen);
    else if (isZip(await firstBytes(real))) yield* fromZip(name, real);
    else yield new OneFile(name, stats.size, fromDisk(real), true);
  } catch (error) {
    yield unreadable(name, error);
  }
}

async function* walkFolder(name: string, path: string, seen: Set<string>): AsyncIterable<SourceFile> {
  const entries = await readdir(path);
  // By code units, so that the order is the same on every machine.
  for (const entry of entries.sort()) {
    if (!entry.startsWith('.')) yield* walk(join(name, entry), join(path, entry), seen, false);
  }
}

async function* fromZip(name: string, path: string): AsyncIterable<SourceFile> {
  for await (const entry of zipEntries(name, path)) yield new OneFile(`${name}/${entry.path}`, entry.bytes, entry.read);
}
