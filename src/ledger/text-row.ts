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

const withSupport = (key: string): string => `support:${key}`;

/** @param support row of the support of the import that has read them, with which they go again */
export function putTexts(view: LedgerView, texts: readonly ReadText[], support: string): void {
  if (texts.length === 0) return;
  const row: TextRow = { program: version(), texts: texts.map(({ digest, key }) => `${digest} ${key}`).join(' ') };
  view.put<TextRow>(DERIVED.text, nextName(), row, [withSupport(support)]);
}

/** Takes out the texts that went with a row of support. Another import that has read them, too, has rows of its own. */
export async function removeTexts(view: LedgerView, support: string): Promise<void> {
  for (const { key } of await view.tagged(DERIVED.text, [withSupport(support)])) view.remove(DERIVED.text, key);
}

/** The texts that were read last, the newest first, for `parseTexts`. */
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

/** Keys of records by the digests of the texts: of one that was read several times, what it was read as at last. */
export function parseTexts(texts: string): Map<string, string> {
  const found = new Map<string, string>();
  const parts = texts === '' ? [] : texts.split(' ');
  for (let at = parts.length - 2; at >= 0; at -= 2) found.set(parts[at]!, parts[at + 1]!);
  return found;
}
