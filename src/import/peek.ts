import type { TextInput } from './input.js';

/** Characters of a file that are looked at to tell its format. */
export const HEAD_LENGTH = 64 * 1024;

/** The beginning of a text, and the same text from its beginning, for it can only be read once. */
export async function peek(input: TextInput, length: number = HEAD_LENGTH): Promise<{ head: string; input: TextInput }> {
  const iterator = input.chunks[Symbol.asyncIterator]();
  const seen: string[] = [];
  let size = 0;
  while (size < length) {
    const next = await iterator.next();
    if (next.done) break;
    seen.push(next.value);
    size += next.value.length;
  }
  async function* chunks(): AsyncIterable<string> {
    try {
      yield* seen;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      // Closes the file where the reader stopped early.
      await iterator.return?.();
    }
  }
  return { head: seen.join('').slice(0, length), input: { name: input.name, chunks: chunks() } };
}
