import { encodeRecord } from '../ledger/record-codec.js';
import type { Place, ReadItem } from './format.js';

/** What the reading thread hands over: records as the ledger keeps them, all else as the reader gave it. */
export type PreparedItem = { kind: 'record'; place: Place; key: string; value: string } | Exclude<ReadItem, { kind: 'record' }>;

/**
 * What is done with each item while it is still in the reading thread: all that depends on the record alone. The
 * result must be such that a thread can send it (no functions), and is best a few long strings: those cross cheaply,
 * objects with many fields do not.
 */
export function prepareItem(item: ReadItem): PreparedItem {
  if (item.kind !== 'record') return item;
  return { kind: 'record', place: item.place, ...encodeRecord(item.record) };
}

/** Characters that an item holds, roughly: what is on its way between the threads is bounded by their sum. */
export function sizeOf(item: PreparedItem): number {
  if (item.kind === 'record') return 200 + item.value.length;
  if (item.kind === 'refused') return 200 + item.reason.length;
  return item.kind === 'warning' ? 200 + item.message.length : 1_000;
}
