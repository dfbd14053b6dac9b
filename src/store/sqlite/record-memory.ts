import type { Kind, Provenance, StoredRecord, StoredRecords } from '../../records.js';

/** Bytes of stored text whose records a process that answers questions keeps: some 15,000 works with their authors. */
export const MEMORY_BYTES = 24 * 1024 * 1024;
/** Lists of provenance; a graph has few different ones. */
const MOST_LISTS = 1_000;

interface Entry {
  id: number;
  record: StoredRecord;
  bytes: number;
}

/** Records of one kind, by the ids that they have in the file and by their keys. */
class Shelf {
  readonly byId = new Map<number, Entry>();
  readonly byKey = new Map<string, Entry>();

  put(entry: Entry): void {
    this.byId.set(entry.id, entry);
    this.byKey.set(entry.record.key, entry);
  }
}

const shelves = (): Record<Kind, Shelf> => ({
  Article: new Shelf(),
  Author: new Shelf(),
  Journal: new Shelf(),
  Topic: new Shelf(),
});

/**
 * Records that were read before, of one version of the graph: whoever asks says which version the file has now, as the
 * statement that asks sees it, and of an older one nothing is left. So a write by any process counts at once.
 *
 * There are two generations: what is asked for again moves into the new one, and when that is full, it becomes the old one
 * and the old one goes. That keeps what is used without the bookkeeping of a list in the order of use.
 */
export class RecordMemory {
  private version: number | null = null;
  private fresh = shelves();
  private aged = shelves();
  private bytes = 0;
  private lists = new Map<number, Provenance[]>();

  /** `maxBytes`: of stored text; 0: nothing is remembered. */
  constructor(private readonly maxBytes: number) {}

  /** Forgets what is of another version of the graph than this. */
  hold(version: number): void {
    if (version === this.version) return;
    this.version = version;
    this.fresh = shelves();
    this.aged = shelves();
    this.bytes = 0;
    this.lists = new Map();
  }

  holds(version: number): boolean {
    return version === this.version;
  }

  byId(kind: Kind, id: number): StoredRecord | null {
    return this.used(kind, this.fresh[kind].byId.get(id), () => this.aged[kind].byId.get(id));
  }

  byKey<K extends Kind>(kind: K, key: string): StoredRecords[K] | null {
    return this.used(kind, this.fresh[kind].byKey.get(key), () => this.aged[kind].byKey.get(key)) as StoredRecords[K] | null;
  }

  list(id: number): Provenance[] | null {
    return this.lists.get(id) ?? null;
  }

  put(kind: Kind, id: number, record: StoredRecord, bytes: number): void {
    if (this.maxBytes > 0) this.add(kind, { id, record, bytes });
  }

  putList(id: number, list: Provenance[]): void {
    if (this.lists.size >= MOST_LISTS) this.lists.clear();
    this.lists.set(id, list);
  }

  private used(kind: Kind, fresh: Entry | undefined, findAged: () => Entry | undefined): StoredRecord | null {
    if (fresh) return fresh.record;
    const aged = findAged();
    if (!aged) return null;
    this.add(kind, aged);
    return aged.record;
  }

  private add(kind: Kind, entry: Entry): void {
    this.fresh[kind].put(entry);
    this.bytes += entry.bytes;
    if (this.bytes <= this.maxBytes / 2) return;
    this.aged = this.fresh;
    this.fresh = shelves();
    this.bytes = 0;
  }
}
