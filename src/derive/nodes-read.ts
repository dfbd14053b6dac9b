import type { Kind, StoredRecords } from '../records.js';
import type { GraphStore } from '../store/store.js';

/** Nodes of the graph that are read for many questions at once, while nobody writes. */
export class NodesRead {
  private readonly found = new Map<string, StoredRecords[Kind] | null>();

  constructor(private readonly store: GraphStore) {}

  async read(kind: Kind, keys: readonly string[]): Promise<void> {
    const asked = [...new Set(keys)].filter((key) => !this.found.has(`${kind} ${key}`));
    if (asked.length === 0) return;
    const records = await this.store.get(kind, asked);
    for (const [i, key] of asked.entries()) this.found.set(`${kind} ${key}`, records[i]!);
  }

  /** As the store's `get` does, of keys that were read. */
  get<K extends Kind>(kind: K, key: string): StoredRecords[K] | null {
    return (this.found.get(`${kind} ${key}`) ?? null) as StoredRecords[K] | null;
  }
}
