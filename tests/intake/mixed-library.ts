import type { ReadItem } from '../../src/import/format.js';
import { formatById } from '../../src/import/index.js';
import type { GraphStore } from '../../src/store/store.js';
import type { ImportOptions } from '../../src/import/report.js';
import { importAll } from '../derive/importing.js';
import { readText } from '../import/text-input.js';
import { MIXED_FILES } from './mixed-files.js';

/** An item with the format that it was read in. */
export interface MixedItem {
  format: string;
  item: ReadItem;
}

/** All items of the made-up library, file by file. Throws where one of them is refused. */
export async function mixedLibrary(): Promise<MixedItem[]> {
  const all: MixedItem[] = [];
  for (const [format, text] of Object.entries(MIXED_FILES))
    for (const item of await readText(formatById(format), text, format)) {
      if (item.kind === 'refused') throw new Error(`${format}: ${item.reason}`);
      if (item.kind !== 'warning') all.push({ format, item });
    }
  return all;
}

/** Numbers from 0 to below 1 that are the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const all = [...list];
  for (let at = all.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [all[at], all[other]] = [all[other]!, all[at]!];
  }
  return all;
}

/** The list cut into runs of random length, `most` at most. */
export function cut<T>(list: readonly T[], random: () => number, most: number): T[][] {
  const runs: T[][] = [];
  for (let at = 0; at < list.length;) {
    const size = 1 + Math.floor(random() * most);
    runs.push(list.slice(at, at + size));
    at += size;
  }
  return runs;
}

/** Imports items of mixed formats, each format as a source of its own, in the order in which the formats first occur. */
export async function importMixed(store: GraphStore, items: readonly MixedItem[], options: ImportOptions = {}): Promise<void> {
  for (const format of new Set(items.map((one) => one.format))) {
    const own = items.filter((one) => one.format === format).map(({ item }) => item);
    await importAll(store, own, { ...options, format, name: format });
  }
}
