/**
 * Blocks of an index of FTS5, as the comments of its source have them (SQLite, ext/fts5/fts5_index.c, format 4): segments of
 * sorted words, each with its documents and where it stands in them. FTS5 tells of a word only by calling a function for each
 * document; thousands of documents are read from the blocks in a tenth of the time. What is not as expected here is null, and
 * the caller then asks FTS5 itself.
 */

/** A segment: its pages, and which of its documents have been deleted since it was written. */
export interface Segment {
  id: number;
  firstPage: number;
  lastPage: number;
  tombstonePages: number;
}

/** Of each document with a word, in the order of their ids. */
export interface Postings {
  ids: Uint32Array;
  /** How often it has the word, weighted by the fields where it stands. */
  frequencies: Uint32Array;
}

/** Block numbers: the segment's id and the number of the page. */
export const PAGES_OF_SEGMENT = 2 ** 37;
export const TOMBSTONES = 2 ** 16;
export const AVERAGES_BLOCK = 1;
export const STRUCTURE_BLOCK = 10;

/** Marks a structure that says which documents are deleted. */
const STRUCTURE_VERSION_2 = 0xff000001;
const MAX_ID = 2 ** 31;

/** Numbers of 7 bits a byte, the first byte the highest; all that is read here has fewer bits than a number of JavaScript. */
class Reader {
  constructor(
    readonly bytes: Uint8Array,
    public at: number,
  ) {}

  next(): number {
    const { bytes } = this;
    // Most are of one byte.
    const first = bytes[this.at]!;
    if (first < 0x80) {
      this.at++;
      return first;
    }
    let value = 0;
    for (let byte = 0x80; byte >= 0x80 && this.at < bytes.length;) {
      byte = bytes[this.at++]!;
      value = value * 128 + (byte & 0x7f);
    }
    return value;
  }
}

/** Sum of all numbers in it. */
export function sumOf(bytes: Uint8Array): number {
  const reader = new Reader(bytes, 0);
  let sum = 0;
  while (reader.at < bytes.length) sum += reader.next();
  return sum;
}

/** Rows, and tokens of all of them. */
export function averagesOf(block: Buffer): { documents: number; tokens: number } {
  const reader = new Reader(block, 0);
  const documents = reader.next();
  let tokens = 0;
  while (reader.at < block.length) tokens += reader.next();
  return { documents, tokens };
}

/** The segments that there are; null for a form that is not known. */
export function segmentsOf(block: Buffer): Segment[] | null {
  if (block.length < 8 || block.readUInt32BE(4) !== STRUCTURE_VERSION_2) return null;
  const reader = new Reader(block, 8);
  const levels = reader.next();
  const count = reader.next();
  reader.next();
  const segments: Segment[] = [];
  for (let level = 0; level < levels; level++) {
    reader.next();
    const here = reader.next();
    for (let i = 0; i < here && reader.at < block.length; i++) {
      const [id, firstPage, lastPage] = [reader.next(), reader.next(), reader.next()];
      reader.next();
      reader.next();
      const tombstonePages = reader.next();
      reader.next();
      reader.next();
      segments.push({ id, firstPage, lastPage, tombstonePages });
    }
  }
  return segments.length === count ? segments.filter(({ lastPage }) => lastPage > 0) : null;
}

/** Ids of deleted documents: a hash table of whole numbers, of 4 or 8 bytes, 0 where there is none. */
export function* tombstonesOf(block: Buffer): Iterable<number> {
  const width = block[0] === 4 ? 4 : 8;
  for (let at = 8; at + width <= block.length; at += width) {
    const id = width === 4 ? block.readUInt32BE(at) : Number(block.readBigUInt64BE(at));
    if (id !== 0) yield id;
  }
}

/** Where a page's content ends; behind it stand the places of its words. */
const contentEnd = (page: Buffer): number => page.readUInt16BE(2);
const PAGE_HEADER = 4;

/** Where a word's documents begin and end on the page that it stands on; null where it does not. */
function placeOf(page: Buffer, word: Buffer): { from: number; to: number; goesOn: boolean } | null {
  const end = contentEnd(page);
  const places = new Reader(page, end);
  // Bytes that the last word has in common with the one looked for, which comes behind it.
  let common = 0;
  for (let offset = 0; places.at < page.length;) {
    const isFirst = offset === 0;
    offset += places.next();
    const reader = new Reader(page, offset);
    const kept = isFirst ? 0 : reader.next();
    const length = reader.next();
    const from = reader.at + length;
    if (kept > common) continue;
    if (kept < common) return null;
    for (let at = reader.at; at < from && page[at] === word[common]; at++) common++;
    if (common < word.length || common < kept + length) continue;
    const goesOn = places.at >= page.length;
    return { from, to: goesOn ? end : offset + places.next(), goesOn };
  }
  return null;
}

/** The documents of a word as one piece, and where in it ids stand whole, for they do where a page begins. */
function documentsOf(pages: readonly Buffer[], word: Buffer): { bytes: Buffer; whole: number[] } | null {
  const place = pages.length > 0 ? placeOf(pages[0]!, word) : null;
  if (!place) return null;
  const pieces = [pages[0]!.subarray(place.from, place.to)];
  const whole = [0];
  let length = pieces[0]!.length;
  for (let i = 1, { goesOn } = place; goesOn && i < pages.length; i++) {
    const page = pages[i]!;
    const end = contentEnd(page);
    goesOn = end >= page.length;
    const to = goesOn ? end : new Reader(page, end).next();
    const firstId = page.readUInt16BE(0);
    if (firstId > 0 && firstId < to) whole.push(length + firstId - PAGE_HEADER);
    pieces.push(page.subarray(PAGE_HEADER, to));
    length += to - PAGE_HEADER;
  }
  return { bytes: Buffer.concat(pieces), whole };
}

const emptyPostings = (length: number): Postings => ({ ids: new Uint32Array(length), frequencies: new Uint32Array(length) });
const NO_POSTINGS = emptyPostings(0);

/**
 * What a segment has of a word.
 *
 * @param pages those from the one where the word stands, if anywhere, to the one where the next word begins
 * @param weights of the fields
 */
export function postingsOf(
  pages: readonly Buffer[],
  word: Buffer,
  weights: readonly number[],
  deleted: ReadonlySet<number> | undefined,
): Postings | null {
  const documents = documentsOf(pages, word);
  if (!documents) return NO_POSTINGS;
  const { bytes, whole } = documents;
  // A document takes three bytes at least: its id, the length of its places, one place.
  const found = emptyPostings(Math.ceil(bytes.length / 3));
  const reader = new Reader(bytes, 0);
  let [count, id, atWhole] = [0, 0, 0];
  while (reader.at < bytes.length) {
    if (reader.at === whole[atWhole]) {
      atWhole++;
      id = reader.next();
    } else id += reader.next();
    const size = reader.next();
    // Such a mark says that the document is deleted in older segments, which an index of this kind says otherwise.
    if (size % 2 === 1 || id >= MAX_ID || count >= found.ids.length) return null;
    const end = reader.at + size / 2;
    if (deleted === undefined || !deleted.has(id)) {
      found.ids[count] = id;
      found.frequencies[count++] = frequencyOf(bytes, reader.at, end, weights);
    }
    reader.at = end;
  }
  return { ids: found.ids.subarray(0, count), frequencies: found.frequencies.subarray(0, count) };
}

/** Places in a document: each a number; a 1 before the number of the field that the next ones are in, 0 to begin with. */
function frequencyOf(bytes: Buffer, from: number, to: number, weights: readonly number[]): number {
  let frequency = 0;
  let weight = weights[0]!;
  for (let at = from; at < to; at++) {
    if (bytes[at] === 1) weight = weights[bytes[++at]!] ?? 0;
    else {
      while (bytes[at]! >= 0x80) at++;
      frequency += weight;
    }
  }
  return frequency;
}

/** One list of those of all segments, which have different documents each. */
export function mergedPostings(lists: readonly Postings[]): Postings {
  const parts = lists.filter(({ ids }) => ids.length > 0).sort((a, b) => a.ids[0]! - b.ids[0]!);
  if (parts.length <= 1) return parts[0] ?? NO_POSTINGS;
  // Segments that were written one after the other follow each other in their ids, too.
  if (parts.every(({ ids }, i) => i === 0 || ids[0]! > parts[i - 1]!.ids.at(-1)!)) return joined(parts);
  return parts.reduce(merged);
}

function joined(parts: readonly Postings[]): Postings {
  const all = emptyPostings(parts.reduce((sum, { ids }) => sum + ids.length, 0));
  let to = 0;
  for (const { ids, frequencies } of parts) {
    all.ids.set(ids, to);
    all.frequencies.set(frequencies, to);
    to += ids.length;
  }
  return all;
}

function merged(a: Postings, b: Postings): Postings {
  const all = emptyPostings(a.ids.length + b.ids.length);
  for (let i = 0, j = 0, to = 0; to < all.ids.length; to++) {
    const isFirst = j >= b.ids.length || (i < a.ids.length && a.ids[i]! < b.ids[j]!);
    const [from, at] = isFirst ? [a, i++] : [b, j++];
    all.ids[to] = from.ids[at]!;
    all.frequencies[to] = from.frequencies[at]!;
  }
  return all;
}
