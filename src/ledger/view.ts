import type { LedgerRow, LedgerWrite } from '../store/ledger.js';
import type { LedgerReads } from '../store/store.js';
import { Layer, rowOfText, type Row } from './view-layer.js';

export { valueOnce, type Row } from './view-layer.js';

const byKey = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** Rows that `taggedInPortions` reads at once: those of large collaborations have some ten thousands of characters. */
const PORTION = 250;

/**
 * The ledger as it will be when the batch in hand is written: reads see what was put and removed since. Values are
 * objects, or texts for rows whose JSON is not to be parsed each time (`raw`).
 */
export class LedgerView {
  /** The newest first: the batch in hand, then the one that is being written. */
  #layers: [Layer] | [Layer, Layer] = [new Layer()];

  constructor(private readonly store: LedgerReads) {}

  #changed(collection: string, key: string): Row<unknown> | null | undefined {
    const [now, leaving] = this.#layers;
    const found = now.get(collection, key);
    return found === undefined ? leaving?.get(collection, key) : found;
  }

  /** Rows by their keys; those that are not there are left out. */
  async get<T>(collection: string, keys: readonly string[]): Promise<Map<string, Row<T>>> {
    const found = new Map<string, Row<T>>();
    const asked: string[] = [];
    for (const key of new Set(keys)) {
      const change = this.#changed(collection, key);
      if (change === undefined) asked.push(key);
      else if (change !== null) found.set(key, change as Row<T>);
    }
    if (asked.length === 0) return found;
    for (const row of await this.store.rows(collection, asked)) if (row !== null) found.set(row.key, parsed<T>(row));
    return found;
  }

  /** Rows that have one of the tags, in the order of their keys. */
  async tagged<T>(collection: string, tags: Iterable<string>): Promise<Row<T>[]> {
    const asked = [...new Set(tags)];
    if (asked.length === 0) return [];
    const found = this.#waiting<T>(collection, asked);
    for (const row of await this.store.tagged(collection, asked))
      if (this.#changed(collection, row.key) === undefined) found.set(row.key, parsed<T>(row));
    return [...found.values()].sort(byKey);
  }

  /**
   * The same rows, some at a time, for whoever asks for more of them than should be in memory together; those that wait to
   * be written come first. Those whose keys `isWanted` refuses are not read. Nobody may write meanwhile.
   */
  async *taggedInPortions<T>(
    collection: string,
    tags: Iterable<string>,
    isWanted: (key: string) => boolean = () => true,
  ): AsyncIterable<Row<T>[]> {
    const asked = [...new Set(tags)];
    if (asked.length === 0) return;
    const waiting = this.#waiting<T>(collection, asked);
    const changed = [...waiting.values()].filter(({ key }) => isWanted(key));
    if (changed.length > 0) yield changed.sort(byKey);
    const keys = await this.store.taggedKeys(collection, asked);
    const stored = keys.filter((key) => this.#changed(collection, key) === undefined && isWanted(key));
    for (let at = 0; at < stored.length; at += PORTION) {
      const rows = await this.store.rows(collection, stored.slice(at, at + PORTION));
      yield rows.flatMap((row) => (row === null ? [] : parsed<T>(row)));
    }
  }

  /** The keys of those rows alone, in no order: of what very many records have in common, the rows would fill the memory. */
  async taggedKeys(collection: string, tags: Iterable<string>): Promise<string[]> {
    const asked = [...new Set(tags)];
    if (asked.length === 0) return [];
    const stored = await this.store.taggedKeys(collection, asked);
    return [...this.#waiting(collection, asked).keys(), ...stored.filter((key) => this.#changed(collection, key) === undefined)];
  }

  /** Changed rows that have one of the tags. */
  #waiting<T>(collection: string, tags: readonly string[]): Map<string, Row<T>> {
    const found = new Map<string, Row<T>>();
    for (const layer of this.#layers)
      for (const tag of tags)
        for (const row of layer.tagged(collection, tag))
          if (this.#changed(collection, row.key) === row) found.set(row.key, row as Row<T>);
    return found;
  }

  put<T>(collection: string, key: string, value: T, tags: readonly string[] = []): void {
    this.#layers[0].set(collection, key, { key, value, tags });
  }

  /** The same with the JSON of the value. */
  putText(collection: string, key: string, text: string, tags: readonly string[]): void {
    this.#layers[0].set(collection, key, rowOfText(key, text, tags));
  }

  remove(collection: string, key: string): void {
    this.#layers[0].set(collection, key, null);
  }

  get size(): number {
    return this.#layers[0].size;
  }

  /** Everything that changed since, as one write; the view is as new afterwards. */
  drain(): LedgerWrite {
    const [now] = this.#layers;
    this.#layers = [new Layer()];
    return now.asWrite();
  }

  /** The same, but reads go on to see it until `written` says that the store has it. One batch at a time may be on its way. */
  send(): LedgerWrite {
    const [now] = this.#layers;
    this.#layers = [new Layer(), now];
    return now.asWrite();
  }

  written(): void {
    this.#layers = [this.#layers[0]];
  }
}

/** Collections whose values stay text: they are long, and most readers need a part of them or none. */
const RAW: ReadonlySet<string> = new Set(['record']);

const parsed = <T>({ collection, key, value, tags }: LedgerRow): Row<T> =>
  RAW.has(collection) ? { key, value: value as T, tags } : rowOfText<T>(key, value, tags);
