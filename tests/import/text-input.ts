import type { ReadItem, ImportFormat } from '../../src/import/format.js';
import type { TextInput } from '../../src/import/input.js';
import type { BibRecord } from '../../src/import/record.js';

/** A text as an input, cut into pieces of a few characters so that every boundary is met by some test. */
export function textInput(text: string, name = 'test', piece = 7): TextInput {
  async function* chunks(): AsyncIterable<string> {
    for (let at = 0; at < text.length; at += piece) yield text.slice(at, at + piece);
  }
  return { name, chunks: chunks() };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** All that a format reads from a text. */
export function readText(format: ImportFormat, text: string, name = 'test', piece = 997): Promise<ReadItem[]> {
  return collect(format.read(textInput(text, name, piece)));
}

export function recordsOf(items: ReadItem[]): BibRecord[] {
  return items.flatMap((item) => (item.kind === 'record' ? [item.record] : []));
}

/** Reasons of refused records, with their places: `line 3, record 2: no title`. */
export function refusalsOf(items: ReadItem[]): string[] {
  return items.flatMap((item) =>
    item.kind === 'refused' ? [`line ${item.place.line ?? '-'}, record ${item.place.record}: ${item.reason}`] : [],
  );
}

export function warningsOf(items: ReadItem[]): string[] {
  return items.flatMap((item) => (item.kind === 'warning' ? [item.message] : []));
}
