import type { LedgerName, LedgerRow, LedgerWrite } from '../store/ledger.js';
import type { LedgerReads } from '../store/store.js';

/** A row with its value parsed. */
export interface Row<T> {
  key: string;
  value: T;
  tags: readonly string[];
}

/** A change that waits to be written; `row` is null for a removal. */
interface Change {
  name: LedgerName;
  row: Row<unknown> | null;
}

const nameOf = (collection: string, key: string): string => `${collection}\n${key}`;
const byKey = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/**
 * The ledger as it will be when the batch in hand is written: reads see what was put and removed since. Values are
 * objects, or texts for rows whose JSON is not to be parsed each time (`raw`).
 */
export class LedgerView {
  readonly #changes = new Map<string, Change>();
  /** Keys of rows put since, by collection and tag. */
  readonly #tagged = new Map<string, Set<string>>();

  constructor(private readonly store: LedgerReads) {}

  /** Rows by their keys; those that are not there are left out. */
  async get<T>(collection: string, keys: readonly string[]): Promise<Map<string, Row<T>>> {
    const found = new Map<string, Row<T>>();
    const asked: string[] = [];
    for (const key of new Set(keys)) {
      const change = this.#changes.get(nameOf(collection, key));
      if (change === undefined) asked.push(key);
      else if (change.row !== null) found.set(key, change.row as Row<T>);
    }
    if (asked.length === 0) return found;
    for (const row of await this.store.rows(collection, asked)) if (row !== null) found.set(row.key, parsed<T>(row));
    return found;
  }

  /** Rows that have one of the tags, in the order of their keys. */
  async tagged<T>(collection: string, tags: Iterable<string>): Promise<Row<T>[]> {
    const asked = [...new Set(tags)];
    if (asked.length === 0) return [];
    const found = new Map<string, Row<T>>();
    for (const row of await this.store.tagged(collection, asked)) {
      if (!this.#changes.has(nameOf(collection, row.key))) found.set(row.key, parsed<T>(row));
    }
    for (const tag of asked)
      for (const key of this.#tagged.get(nameOf(collection, tag)) ?? []) {
        found.set(key, this.#changes.get(nameOf(collection, key))!.row as Row<T>);
      }
    return [...found.values()].sort(byKey);
  }

  put<T>(collection: string, key: string, value: T, tags: readonly string[] = []): void {
    this.#forget(collection, key);
    this.#changes.set(nameOf(collection, key), { name: { collection, key }, row: { key, value, tags } });
    for (const tag of tags) {
      const name = nameOf(collection, tag);
      const keys = this.#tagged.get(name);
      if (keys) keys.add(key);
      else this.#tagged.set(name, new Set([key]));
    }
  }

  remove(collection: string, key: string): void {
    this.#forget(collection, key);
    this.#changes.set(nameOf(collection, key), { name: { collection, key }, row: null });
  }

  #forget(collection: string, key: string): void {
    for (const tag of this.#changes.get(nameOf(collection, key))?.row?.tags ?? []) {
      this.#tagged.get(nameOf(collection, tag))?.delete(key);
    }
  }

  get size(): number {
    return this.#changes.size;
  }

  /** Everything that changed since, as one write; the view is as new afterwards. */
  drain(): LedgerWrite {
    const put: LedgerRow[] = [];
    const remove: LedgerName[] = [];
    for (const { name, row } of this.#changes.values()) {
      if (row === null) remove.push(name);
      else put.push({ ...name, value: typeof row.value === 'string' ? row.value : JSON.stringify(row.value), tags: row.tags });
    }
    this.#changes.clear();
    this.#tagged.clear();
    return { put, remove };
  }
}

/** Collections whose values stay text: they are long, and most readers need a part of them or none. */
const RAW: ReadonlySet<string> = new Set(['record']);

function parsed<T>({ collection, key, value, tags }: LedgerRow): Row<T> {
  return { key, value: (RAW.has(collection) ? value : JSON.parse(value)) as T, tags };
}
