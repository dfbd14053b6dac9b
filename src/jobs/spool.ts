import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sizeText } from '../admin-settings.js';
import { CodedError, badInput } from '../errors.js';
import { errorCode } from '../import/file-bytes.js';
import { isRunning } from '../ledger/lock.js';

/** A file that has arrived whole, but belongs to no job yet. */
export interface Arrival {
  bytes: number;
  /** Gives it its place, under the id of its job. */
  keep(id: string): Promise<void>;
  /** Takes it away again. */
  drop(): Promise<void>;
}

/** A file while it arrives: `….part-PID`. */
const PART = /\.part-(\d+)$/;
let arrivals = 0;

const tooLarge = (maxBytes: number): CodedError =>
  new CodedError(
    'TOO_LARGE',
    `The file is larger than ${sizeText(maxBytes)}, which is the limit; UPLOAD_LIMIT sets another. Or split it.`,
  );

const cut = (): CodedError => badInput('The upload was cut off before its end; nothing of it is kept. Send it again.');

const diskFull = (cause?: unknown): CodedError =>
  new CodedError('STORAGE_FULL', 'The disk that holds the data folder has no room for this file: make room and send it again.', {
    cause,
  });

/** The folder where uploaded files wait for their import. */
export class Spool {
  constructor(
    private readonly folder: string,
    private readonly maxBytes: number,
    private readonly openFile: (path: string) => Writable = (path) =>
      createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }),
  ) {}

  pathOf(id: string): string {
    return join(this.folder, id);
  }

  async has(id: string): Promise<boolean> {
    return stat(this.pathOf(id)).then((found) => found.isFile(), () => false); // prettier-ignore
  }

  async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  /** Refuses a file of this size before a byte of it is read: TOO_LARGE, STORAGE_FULL. */
  async expect(bytes: number): Promise<void> {
    if (bytes > this.maxBytes) throw tooLarge(this.maxBytes);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(this.folder);
    if (bytes > bavail * bsize) throw diskFull();
  }

  /**
   * Streams a file to the disk. One that is too large, cut, empty or finds no room leaves nothing behind: throws
   * TOO_LARGE, STORAGE_FULL or BAD_USER_INPUT.
   */
  async receive(source: Readable, signal?: AbortSignal): Promise<Arrival> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const path = join(this.folder, `${Date.now()}-${++arrivals}.part-${process.pid}`);
    const drop = (): Promise<void> => rm(path, { force: true });
    try {
      const bytes = await this.stream(source, this.openFile(path), signal);
      return { bytes, drop, keep: (id) => rename(path, this.pathOf(id)) };
    } catch (error) {
      await drop();
      throw arrivalError(error);
    }
  }

  /** Answers the number of bytes. The source is left open whatever happens: its sender waits for an answer. */
  private async stream(source: Readable, file: Writable, signal: AbortSignal | undefined): Promise<number> {
    const { maxBytes } = this;
    let bytes = 0;
    const counter = new Transform({
      transform(piece: Buffer, _encoding, done) {
        bytes += piece.length;
        if (bytes > maxBytes) done(tooLarge(maxBytes));
        else done(null, piece);
      },
    });
    const onEnd = (error?: Error): void => void (source.readableEnded || counter.destroy(error ?? cut()));
    source.once('error', onEnd).once('close', onEnd).pipe(counter);
    if (source.destroyed) onEnd();
    try {
      await pipeline(counter, file, signal ? { signal } : {});
    } finally {
      source.unpipe(counter).off('close', onEnd);
    }
    if (bytes === 0) throw badInput('The body is empty; send the file as the body of the request.');
    return bytes;
  }

  /** Takes away what a crash has left: files that never arrived whole, and those that no job needs. */
  async tidy(isNeeded: (id: string) => Promise<boolean>): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    for (const name of names) {
      const pid = PART.exec(name)?.[1];
      const isLeft = pid === undefined ? !(await isNeeded(name)) : Number(pid) === process.pid || !isRunning(Number(pid));
      if (isLeft) await this.remove(name);
    }
  }
}

function arrivalError(error: unknown): unknown {
  if (error instanceof CodedError) return error;
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(error);
  return code === 'ECONNRESET' ? cut() : error;
}
