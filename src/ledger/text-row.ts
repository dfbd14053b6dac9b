import type { LedgerReads } from '../store/store.js';
import { version } from '../version.js';
import { DERIVED } from './collections.js';
import { nextName } from './dirty.js';
import type { LedgerView } from './view.js';

/**
 * Which record a text of a file was read as, some hundred to a row: a text that comes again need not be read again. It
 * is no more than that: the records may be gone, and without the rows files are read as a new one is.
 */
interface TextRow {
  /** Version of the program that read it: another one may see more in the same text. */
  program: string;
  /** Digests of texts, each with the key of the record, between blanks. */
  texts: string;
}

/** Texts that are asked for at most: the last ones that were read. Each takes some hundred bytes of memory while a file is read. */
const MOST = 100_000;
const ROWS_AT_ONCE = 20;

export interface ReadText {
  digest: string;
  key: string;
}

export function putTexts(view: LedgerView, texts: readonly ReadText[]): void {
  if (texts.length === 0) return;
  const row: TextRow = { program: version(), texts: texts.map(({ digest, key }) => `${digest} ${key}`).join(' ') };
  view.put<TextRow>(DERIVED.text, nextName(), row);
}

/** The texts that were read last, for `parseTexts`. */
export async function lastTexts(store: LedgerReads): Promise<string> {
  const program = version();
  const found: string[] = [];
  let count = 0;
  for (let after: string | null = null; count < MOST;) {
    const rows = await store.scan({ collection: DERIVED.text, after, limit: ROWS_AT_ONCE, backward: true });
    for (const row of rows) {
      const { program: by, texts } = JSON.parse(row.value) as TextRow;
      if (by !== program) continue;
      found.push(texts);
      count += texts.split(' ').length / 2;
    }
    if (rows.length < ROWS_AT_ONCE) break;
    after = rows.at(-1)!.key;
  }
  return found.join(' ');
}

/** Keys of records by the digests of the texts. */
export function parseTexts(texts: string): Map<string, string> {
  const found = new Map<string, string>();
  const parts = texts === '' ? [] : texts.split(' ');
  for (let at = 0; at < parts.length; at += 2) found.set(parts[at]!, parts[at + 1]!);
  return found;
}
