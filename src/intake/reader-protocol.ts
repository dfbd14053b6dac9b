import type { ErrorCode } from '../errors.js';
import type { SentItem } from './reader-prepare.js';

/** What is said to the thread that reads. It reads one file at a time. */
export type ToReader =
  /** `texts`: which texts were read before, and as what (text-row.ts); null where nobody wants to know. */
  | { kind: 'open'; name: string; format: string | null; texts: string | null }
  /** The next bytes of the file as it lies on disk. */
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'end' }
  /** The file cannot be read on; the one who reads it knows why. */
  | { kind: 'broken' }
  /** Which of the records are known, in the order in which they were asked about. */
  | { kind: 'known'; known: readonly boolean[] }
  /** Items of this size have been taken, so that as many more may be sent. */
  | { kind: 'taken'; size: number };

/** What the thread says. The last word about a file is `done` or `failed`. */
export type FromReader =
  /** The format that was found: before any item. */
  | { kind: 'format'; format: string }
  /** Are the records with these keys known? What is known need not be made ready. Every question is answered, in turn. */
  | { kind: 'ask'; keys: string[] }
  | { kind: 'items'; items: SentItem[]; size: number }
  /** So many bytes have been read, so that as many more may be sent. */
  | { kind: 'consumed'; bytes: number }
  | { kind: 'done'; sha256: string | null }
  /** `code` is null for what no reader throws on purpose. `isBroken`: because the bytes were. */
  | { kind: 'failed'; isBroken: boolean; code: ErrorCode | null; message: string; stack: string | null };

/** Bytes that may be on their way to the reader: enough to keep it busy while a batch is written. */
export const BYTES_AHEAD = 8 * 1024 * 1024;
/** Size of the items (characters) that may be on their way from it. */
export const ITEMS_AHEAD = 4 * 1024 * 1024;
/** Items are sent together: by so many, or when they are so large. */
export const TOGETHER = { items: 250, size: 512 * 1024 } as const;
