import type { ImportFormat, ReadItem } from '../../src/import/format.js';
import type { BibRecord } from '../../src/import/record.js';

/** Reads a text as one file, cut into pieces of the given length, for formats must not care where the pieces end. */
export async function readText(format: ImportFormat, text: string, pieceLength = 7): Promise<ReadItem[]> {
  async function* chunks(): AsyncIterable<string> {
    for (let i = 0; i < text.length; i += pieceLength) yield text.slice(i, i + pieceLength);
  }
  const items: ReadItem[] = [];
  for await (const item of format.read({ name: 'test file', chunks: chunks() })) items.push(item);
  return items;
}

export const recordsOf = (items: ReadItem[]): BibRecord[] =>
  items.flatMap((item) => (item.kind === 'record' ? [item.record] : []));

/** Refusals and warnings as `line: reason`. */
export const refusalsOf = (items: ReadItem[]): string[] =>
  items.flatMap((item) => (item.kind === 'refused' ? [`${item.place.line}: ${item.reason}`] : []));
export const warningsOf = (items: ReadItem[]): string[] =>
  items.flatMap((item) => (item.kind === 'warning' ? [`${item.place.line}: ${item.message}`] : []));
