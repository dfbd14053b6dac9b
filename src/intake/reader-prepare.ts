import type { Place, ReadItem } from '../import/format.js';
import { prepareRecord, type PreparedRecord } from '../ledger/prepare.js';

/** An item of a source, with all that depends on it alone made ready. */
export type PreparedItem = { kind: 'record'; place: Place; prepared: PreparedRecord } | Exclude<ReadItem, { kind: 'record' }>;

export function prepareItem(item: ReadItem): PreparedItem {
  return item.kind === 'record' ? { kind: 'record', place: item.place, prepared: prepareRecord(item.record) } : item;
}

/** The same as it crosses between threads: two long strings cross cheaply, objects with many fields do not. */
export type SentItem = { kind: 'record'; place: Place; value: string; rest: string } | Exclude<ReadItem, { kind: 'record' }>;

export function packItem(item: PreparedItem): SentItem {
  if (item.kind !== 'record') return item;
  const { value, ...rest } = item.prepared;
  return { kind: 'record', place: item.place, value, rest: JSON.stringify(rest) };
}

export function unpackItem(item: SentItem): PreparedItem {
  if (item.kind !== 'record') return item;
  const rest = JSON.parse(item.rest) as Omit<PreparedRecord, 'value'>;
  return { kind: 'record', place: item.place, prepared: { ...rest, value: item.value } };
}

/** Characters that an item holds, roughly: what is on its way between the threads is bounded by their sum. */
export function sizeOf(item: SentItem): number {
  if (item.kind === 'record') return 200 + item.value.length + item.rest.length;
  if (item.kind === 'refused') return 200 + item.reason.length;
  return item.kind === 'warning' ? 200 + item.message.length : 1_000;
}
