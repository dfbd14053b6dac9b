import type { Place, ReadItem, SeenItem } from '../import/format.js';
import { prepareRecord, type PreparedRecord } from '../ledger/prepare.js';
import { encodeRecord, type EncodedRecord } from '../ledger/record-codec.js';

type OtherItem = Exclude<ReadItem, { kind: 'record' }>;
/** A record that the ledger has already, just so: its key is all that is wanted of it. */
interface KnownItem {
  kind: 'known';
  place: Place;
  key: string;
  digest?: string;
}

/** An item of a source, with all that depends on it alone made ready. */
export type PreparedItem = { kind: 'record'; place: Place; prepared: PreparedRecord; digest?: string } | KnownItem | OtherItem;

export function prepareItem(item: ReadItem): PreparedItem {
  return item.kind === 'record' ? { kind: 'record', place: item.place, prepared: prepareRecord(item.record) } : item;
}

/** An item whose record has its key, by which it may be known, and is not made ready yet. */
export type EncodedItem = (Extract<ReadItem, { kind: 'record' }> & { encoded: EncodedRecord }) | SeenItem | OtherItem;

/** What it may be known by; null for what is no record. */
export function keyOf(item: EncodedItem): string | null {
  return item.kind === 'record' ? item.encoded.key : item.kind === 'seen' ? item.key : null;
}

export function encodeItem(item: ReadItem | SeenItem): EncodedItem {
  return item.kind === 'record' ? { ...item, encoded: encodeRecord(item.record) } : item;
}

/** An item as it crosses between threads: long strings cross cheaply, objects with many fields do not. */
export type SentItem =
  { kind: 'record'; place: Place; digest?: string; value: string; facts: string; rest: string } | KnownItem | OtherItem;

export function packItem(item: EncodedItem, isKnown: boolean): SentItem[] {
  if (item.kind === 'seen' && !isKnown) return item.read().flatMap((one) => packItem(encodeItem(one), false));
  if (item.kind !== 'record' && item.kind !== 'seen') return [item];
  const about = { place: item.place, ...(item.digest === undefined ? null : { digest: item.digest }) };
  if (isKnown) return [{ kind: 'known', ...about, key: keyOf(item)! }];
  const { record, encoded } = item as Extract<EncodedItem, { kind: 'record' }>;
  const { value, facts, ...rest } = prepareRecord(record, encoded);
  return [{ kind: 'record', ...about, value, facts: facts.text, rest: JSON.stringify({ ...rest, workTags: facts.tags }) }];
}

export function unpackItem(item: SentItem): PreparedItem {
  if (item.kind !== 'record') return item;
  const { place, digest, value, facts: text } = item;
  const { workTags: tags, ...rest } = JSON.parse(item.rest) as Omit<PreparedRecord, 'value' | 'facts'> & { workTags: string[] };
  const prepared = { ...rest, value, facts: { source: rest.source, text, tags } };
  return { kind: 'record', place, prepared, ...(digest === undefined ? null : { digest }) };
}

/** Characters that an item holds, roughly: what is on its way between the threads is bounded by their sum. */
export function sizeOf(item: SentItem | EncodedItem): number {
  if (item.kind === 'record')
    return 200 + ('encoded' in item ? item.encoded.value.length : item.value.length + item.facts.length + item.rest.length);
  if (item.kind === 'refused') return 200 + item.reason.length;
  if (item.kind === 'warning') return 200 + item.message.length;
  return item.kind === 'known' ? 200 : 1_000;
}
