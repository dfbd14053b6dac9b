import { createHash, type Hash } from 'node:crypto';
import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { badSource, CodedError } from '../errors.js';
import { decodeUtf8, type TextInput } from './input.js';

export type Bytes = AsyncIterable<Uint8Array>;

/** A packed file may grow to this size without question; above it, at most `MAX_RATIO` bytes for each packed one. */
const ALWAYS_ALLOWED = 64 * 1024 * 1024;
/** Bibliographic text packs to a fifth or a tenth; deflate can make 1,032 out of one, which only blanks do. */
const MAX_RATIO = 200;

/** Watches what unpacking makes, so that a few megabytes cannot become many gigabytes. */
export class UnpackGuard {
  private packed = 0;
  private unpacked = 0;

  constructor(private readonly name: string) {}

  async *input(bytes: Bytes): Bytes {
    for await (const piece of bytes) {
      this.packed += piece.length;
      yield piece;
    }
  }

  /** `packed` is given where it is known beforehand, as it is for the entries of a zip file. */
  check(piece: Uint8Array, packed = this.packed): void {
    this.unpacked += piece.length;
    if (this.unpacked > ALWAYS_ALLOWED && this.unpacked > MAX_RATIO * packed) {
      throw badSource(
        `${this.name}: the file grows more than ${MAX_RATIO} times when it is unpacked, which bibliographic data never does; ` +
          `it was not read. Unpack it yourself and import the result if it is what you want.`,
      );
    }
  }
}

/** The code of an error of Node, such as `ENOENT`; empty where it has none. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function gzipError(name: string, error: unknown): unknown {
  const code = errorCode(error);
  if (code === 'Z_BUF_ERROR') return badSource(`${name}: the gzip file is cut: its end is missing. Fetch it again.`);
  if (code.startsWith('Z_')) return badSource(`${name}: the gzip file is damaged (${code}). Fetch it again.`);
  return error;
}

/** Unpacks gzip, one member after the other. */
export async function* gunzip(name: string, bytes: Bytes): Bytes {
  const guard = new UnpackGuard(name);
  // The error of a broken pipeline comes out of the loop below; the callback is only what `pipeline` asks for.
  const output = pipeline(Readable.from(guard.input(bytes), { objectMode: false }), createGunzip(), () => {});
  try {
    for await (const piece of output) {
      guard.check(piece as Uint8Array);
      yield piece as Uint8Array;
    }
  } catch (error) {
    throw error instanceof CodedError ? error : gzipError(name, error);
  }
}

/** What begins with the bytes of gzip is unpacked, whatever its name; a `.gz` that does not is refused. */
export async function* unpacked(name: string, bytes: Bytes): Bytes {
  const iterator = bytes[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let length = 0;
  while (length < 4) {
    const next = await iterator.next();
    if (next.done) break;
    head.push(next.value);
    length += next.value.length;
  }
  const start = Buffer.concat(head);
  const whole = (async function* (): Bytes {
    if (start.length > 0) yield start;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  })();
  try {
    if (isGzip(start)) return yield* gunzip(name, whole);
    if (/\.gz$/i.test(name) && length > 0)
      throw badSource(`${name}: the name ends in .gz, but the file is not packed with gzip.`);
    if (isZip(start)) throw badSource(`${name}: a zip file can only be read from a folder or a path of its own.`);
    yield* whole;
  } finally {
    // Closes the file where the reader stopped early.
    await iterator.return?.();
  }
}

export const isGzip = (start: Uint8Array): boolean => start[0] === 0x1f && start[1] === 0x8b;
/** `PK` and the number of an entry, of an empty archive or of a split one. */
export const isZip = (start: Uint8Array): boolean =>
  start[0] === 0x50 && start[1] === 0x4b && [0x0304, 0x0506, 0x0708].includes((start[2]! << 8) | start[3]!);

/** Counts and hashes the bytes of a file as they are read. */
export class ByteMeter {
  private readonly hash: Hash = createHash('sha256');
  private done = 0;
  private digest: string | null = null;

  constructor(private readonly onProgress: (bytesDone: number) => void = () => {}) {}

  async *measure(bytes: Bytes): Bytes {
    for await (const piece of bytes) {
      this.hash.update(piece);
      this.done += piece.length;
      this.onProgress(this.done);
      yield piece;
    }
    this.digest = this.hash.digest('hex');
  }

  /** Hexadecimal SHA-256 of the file's bytes as they lie on disk; null until it has been read to its end. */
  get sha256(): string | null {
    return this.digest;
  }
}

export function textInput(name: string, bytes: Bytes): TextInput {
  return { name, chunks: decodeUtf8(name, unpacked(name, bytes)) };
}
