import type { LedgerName, LedgerRow, LedgerWrite } from '../store/ledger.js';

export interface Row<T> {
  readonly key: string;
  readonly value: T;
  readonly tags: readonly string[];
  /** JSON of the value, where that is at hand. */
  readonly text?: string;
}

/** A row of which the text is at hand; its value is parsed when it is first asked for, for often key or tags are enough. */
export function rowOfText<T>(key: string, text: string, tags: readonly string[]): Row<T> {
  let value: T | undefined;
  return {
    key,
    get value() {
      return (value ??= JSON.parse(text) as T);
    },
    tags,
    text,
  };
}

/** The value for one look: of a row that is kept, the value is not kept with it. */
export const valueOnce = <T>(row: Row<T>): T => (row.text === undefined ? row.value : (JSON.parse(row.text) as T));

type Rows = Map<string, Row<unknown> | null>;
/** Most tags are one row's alone. */
type Tagged = Map<string, Row<unknown> | Row<unknown>[]>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Changes of the ledger that wait to be written; a row that is null is to be removed. */
export class Layer {
  readonly #rows = new Map<string, Rows>();
  readonly #tagged = new Map<string, Tagged>();
  size = 0;

  /** The row as it will be, null for one that is removed; undefined where nothing changes. */
  get(collection: string, key: string): Row<unknown> | null | undefined {
    return this.#rows.get(collection)?.get(key);
  }

  /** Rows put with this tag. */
  tagged(collection: string, tag: string): readonly Row<unknown>[] {
    const found = this.#tagged.get(collection)?.get(tag);
    return found === undefined ? [] : Array.isArray(found) ? found : [found];
  }

  set(collection: string, key: string, row: Row<unknown> | null): void {
    let rows = this.#rows.get(collection);
    if (rows === undefined) this.#rows.set(collection, (rows = new Map()));
    const before = rows.get(key);
    if (before === undefined) this.size += 1;
    else if (before !== null) this.#untag(collection, before);
    rows.set(key, row);
    if (row !== null) this.#tag(collection, row);
  }

  #tag(collection: string, row: Row<unknown>): void {
    let tagged = this.#tagged.get(collection);
    if (tagged === undefined) this.#tagged.set(collection, (tagged = new Map()));
    for (const tag of row.tags) {
      const known = tagged.get(tag);
      if (known === undefined) tagged.set(tag, row);
      else if (!Array.isArray(known)) {
        if (known !== row) tagged.set(tag, [known, row]);
      } else if (known.at(-1) !== row) known.push(row);
    }
  }

  #untag(collection: string, row: Row<unknown>): void {
    const tagged = this.#tagged.get(collection)!;
    for (const tag of row.tags) {
      const known = tagged.get(tag);
      if (Array.isArray(known))
        tagged.set(tag, known.filter((other) => other !== row)); // prettier-ignore
      else if (known === row) tagged.delete(tag);
    }
  }

  /** The changes as they are written. */
  asWrite(): Required<Pick<LedgerWrite, 'put' | 'remove'>> {
    const put: LedgerRow[] = [];
    const remove: LedgerName[] = [];
    for (const [collection, rows] of this.#rows)
      for (const [key, row] of rows) {
        if (row === null) remove.push({ collection, key });
        else put.push({ collection, key, value: row.text ?? textOf(row.value), tags: row.tags });
      }
    return { put, remove };
  }
}
