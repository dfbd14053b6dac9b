import type { Kind, StoredRecord, StoredRecords } from '../records.js';

/** Kinds of which a graph has few and lists name the same again and again. */
export type FewKind = 'Journal' | 'Topic';
export const isFew = (kind: Kind): kind is FewKind => kind === 'Journal' || kind === 'Topic';

/** Records of each kind that are kept: some megabytes. */
const MOST = 3_000;

/**
 * Journals and topics that were read before, of one version of the graph: whoever asks says which version the file has now,
 * and of another one nothing is left, so that a write by any process counts at once. Articles and authors are not kept: a
 * graph has too many, and to keep tens of thousands of objects costs V8 more than to read them again.
 */
export class KnownRecords {
  /** That of the graph which all are of; null before the first. */
  version: number | null = null;
  private records: Record<FewKind, Map<string, StoredRecord>> = { Journal: new Map(), Topic: new Map() };

  /** What is of another version than this is gone then. */
  hold(version: number): void {
    if (version === this.version) return;
    this.version = version;
    this.records = { Journal: new Map(), Topic: new Map() };
  }

  get<K extends FewKind>(kind: K, key: string): StoredRecords[K] | null {
    return (this.records[kind].get(key) as StoredRecords[K] | undefined) ?? null;
  }

  /** Of the version that is held. Many will get the same object: it cannot be changed any more. */
  put(kind: FewKind, record: StoredRecord): void {
    const known = this.records[kind];
    if (known.size >= MOST) known.delete(known.keys().next().value!);
    known.set(record.key, frozen(record));
  }
}

function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object') for (const part of Object.values(Object.freeze(value))) frozen(part);
  return value;
}
