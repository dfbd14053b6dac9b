import { CodedError } from '../errors.js';
import { Credit } from './credit.js';
import type { Bytes } from '../import/file-bytes.js';
import { unpackItem, type PreparedItem } from './reader-prepare.js';
import { BYTES_AHEAD, type FromReader, type ToReader } from './reader-protocol.js';

export interface ThreadSource {
  /** As shown in messages. */
  name: string;
  /** The file as it lies on disk, packed or not; read in this thread, wherever it comes from. */
  bytes: Bytes;
  /** Name of a format, instead of recognition. */
  format?: string;
  /** Called as bytes are read, with their number so far. */
  onProgress?: (bytesDone: number) => void;
  /** Which of the records with these keys are there already, in their order; such a record comes as its key alone. None, unless given. */
  known?: (keys: readonly string[]) => Promise<readonly boolean[]>;
  /** Which texts were read before (text-row.ts): of their records, too, comes the key alone, and that of all others with the digest of its text. */
  texts?: string;
  /** Ends the reading at once; the items then end with its reason as an error. */
  signal?: AbortSignal;
}

/** Larger pieces are cut, so that the thread is never far behind what it was sent. */
const PIECE = 1024 * 1024;

type Heard = Exclude<FromReader, { kind: 'consumed' | 'ask' }> | { kind: 'ended'; error: unknown };

/** One file on its way through the reading thread, as the other thread sees it. */
export class Reading {
  private readonly heard: Heard[] = [];
  private wake: (() => void) | null = null;
  private readonly credit = new Credit(BYTES_AHEAD);
  private sourceError: unknown = null;
  private bytesDone = 0;
  /** The last answer: the thread takes answers for those to its questions in their order, and a store may answer a later one sooner. */
  private answered: Promise<void> = Promise.resolve();
  isOver = false;
  sha256: string | null = null;

  /** @param onOver called once; with true, the thread is in the middle of the file and has to be ended */
  constructor(
    private readonly source: ThreadSource,
    private readonly send: (message: ToReader, transfer?: ArrayBuffer[]) => void,
    private readonly onOver: (isCutOff: boolean) => void,
  ) {}

  get name(): string {
    return this.source.name;
  }

  private readonly onAbort = (): void => this.end(this.source.signal!.reason);

  begin(): void {
    const { name, format, texts, signal } = this.source;
    if (signal?.aborted) return this.onAbort();
    signal?.addEventListener('abort', this.onAbort);
    this.send({ kind: 'open', name, format: format ?? null, texts: texts ?? null });
    void this.pump();
  }

  hear(message: FromReader): void {
    if (message.kind === 'consumed') {
      this.credit.giveBack(message.bytes);
      this.bytesDone += message.bytes;
      this.source.onProgress?.(this.bytesDone);
      return;
    }
    if (message.kind === 'ask') {
      this.answered = this.answered.then(() => this.answer(message.keys));
      return;
    }
    this.heard.push(message);
    this.wake?.();
  }

  private async answer(keys: readonly string[]): Promise<void> {
    const none = keys.map(() => false);
    try {
      const known = keys.length > 0 ? await this.source.known?.(keys) : none;
      if (!this.isOver) this.send({ kind: 'known', known: known ?? none });
    } catch (error) {
      this.end(error);
    }
  }

  /** Nothing more will come: the thread is gone, or the reading was called off. */
  end(error: unknown): void {
    if (this.isOver) return;
    this.heard.length = 0;
    this.heard.push({ kind: 'ended', error });
    this.wake?.();
    this.close(true);
  }

  private close(isCutOff: boolean): void {
    if (this.isOver) return;
    this.isOver = true;
    this.credit.release();
    this.source.signal?.removeEventListener('abort', this.onAbort);
    this.onOver(isCutOff);
  }

  /** Sends the bytes as fast as the thread reads them. */
  private async pump(): Promise<void> {
    try {
      for await (const bytes of this.source.bytes) {
        for (let at = 0; at < bytes.length && !this.isOver; at += PIECE) {
          // A copy, for the piece may be a part of a buffer that somebody still uses.
          const piece = new Uint8Array(bytes.subarray(at, at + PIECE));
          // Once it is sent, it has no length here.
          const { length } = piece;
          this.send({ kind: 'bytes', bytes: piece }, [piece.buffer]);
          await this.credit.spend(length);
        }
        if (this.isOver) return;
      }
      if (!this.isOver) this.send({ kind: 'end' });
    } catch (error) {
      this.sourceError = error;
      if (!this.isOver) this.send({ kind: 'broken' });
    }
  }

  private async next(): Promise<Heard> {
    while (this.heard.length === 0) await new Promise<void>((resolve) => (this.wake = resolve));
    return this.heard.shift()!;
  }

  /** What the reader threw, or what kept its bytes from it. */
  private errorOf(message: Heard): unknown {
    if (message.kind === 'ended') return message.error;
    if (message.kind !== 'failed') return new Error(`The reading thread said "${message.kind}", which was not its turn.`);
    if (message.isBroken) return this.sourceError;
    if (message.code !== null) return new CodedError(message.code, message.message);
    return Object.assign(new Error(message.message), { stack: message.stack ?? undefined });
  }

  /** To be asked once, before the items. */
  async format(): Promise<string> {
    const message = await this.next();
    if (message.kind === 'format') return message.format;
    this.close(false);
    throw this.errorOf(message);
  }

  async *items(): AsyncIterable<PreparedItem[]> {
    try {
      for (;;) {
        const message = await this.next();
        if (message.kind === 'items') {
          this.send({ kind: 'taken', size: message.size });
          yield message.items.map(unpackItem);
        } else if (message.kind === 'done') {
          this.sha256 = message.sha256;
          return this.close(false);
        } else {
          this.close(false);
          throw this.errorOf(message);
        }
      }
    } finally {
      // Left early: what the thread has read ahead is of no use.
      this.close(true);
    }
  }
}
