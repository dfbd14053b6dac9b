import type { Kind } from '../../records.js';
import type { Session } from './connection.js';
import * as blocks from './fts5-blocks.js';
import { name, sql } from './sql.js';
import { searchTable, tableName } from './table.js';

/** Weights of the fields label, names and body. */
export const WEIGHTS = [4, 2, 1] as const;

/** All that is known of a kind's documents for one version of the graph. */
interface Known {
  version: number;
  segments: blocks.Segment[];
  /** Deleted documents of each segment that has any. */
  deleted: Map<number, Set<number>>;
  documents: number;
  /** Tokens of a document on average. */
  meanLength: number;
  /** Tokens of each document by its id. */
  lengths: Uint32Array;
  /** What a word is worth, by the number of documents that have it. */
  worth: Map<number, number>;
}

/** Words that an answer is made of, each with its documents. */
export interface Found {
  known: Known;
  postings: Map<string, blocks.Postings>;
}

/**
 * The search index of one kind, read from its blocks (fts5-blocks.ts). Lengths of documents are kept in memory, 4 bytes for
 * each id, and all is of one version of the graph, which every read asks for again.
 */
export class SearchIndex {
  private known: Known | null = null;

  constructor(private readonly kind: Kind) {}

  isOf(version: number): boolean {
    return this.known?.version === version;
  }

  /** Memory that is kept. */
  get bytes(): number {
    return this.known?.lengths.byteLength ?? 0;
  }

  /** Reads what is kept; false where that takes more bytes than `most`, or a form is not known. */
  prepare(session: Session, version: number, most: number): boolean {
    this.known = null;
    const structure = this.block(session, blocks.STRUCTURE_BLOCK);
    const averages = this.block(session, blocks.AVERAGES_BLOCK);
    const segments = structure && blocks.segmentsOf(structure);
    const lengths = segments && this.lengths(session, most);
    if (!averages || !lengths) return false;
    const deleted = new Map<number, Set<number>>();
    for (const segment of segments) if (segment.tombstonePages > 0) deleted.set(segment.id, this.deleted(session, segment));
    const { documents, tokens } = blocks.averagesOf(averages);
    this.known = { version, segments, deleted, documents, meanLength: tokens / documents, lengths, worth: new Map() };
    return true;
  }

  /** Documents of words, of the version that is known; null where there is another one now. */
  find(session: Session, words: readonly string[]): Found | null {
    const { known } = this;
    if (!known) return null;
    const pages = words.map(() => known.segments.map((): Buffer[] => []));
    for (const [word, segment, page] of session.rows<[number | null, number, Buffer | number]>(this.pagesOf(known, words))) {
      if (word !== null) pages[word]![segment]!.push(page as Buffer);
      else if (page !== known.version) return null;
    }
    const postings = new Map<string, blocks.Postings>();
    for (const [i, word] of words.entries()) {
      const lists = known.segments.map(({ id }, at) =>
        blocks.postingsOf(pages[i]![at]!, storedWord(word), WEIGHTS, known.deleted.get(id)),
      );
      if (lists.includes(null)) return null;
      postings.set(word, blocks.mergedPostings(lists as blocks.Postings[]));
    }
    return { known, postings };
  }

  /** Rows (word, segment, page): all pages on which documents of the words stand, and the version of the graph. */
  private pagesOf({ segments }: Known, words: readonly string[]) {
    const [index, data] = [name(`${tableName(this.kind)}_search_idx`), name(`${tableName(this.kind)}_search_data`)];
    const asked = JSON.stringify(segments.map(({ id, firstPage, lastPage }) => [id, firstPage, lastPage]));
    const stored = JSON.stringify(words.map((word) => storedWord(word).toString()));
    const first = sql`(SELECT pgno >> 1 FROM ${index} WHERE segid = s.value ->> 0 AND term <= CAST(w.value AS BLOB) ORDER BY term DESC LIMIT 1)`;
    const last = sql`(SELECT pgno >> 1 FROM ${index} WHERE segid = s.value ->> 0 AND term > CAST(w.value AS BLOB) ORDER BY term LIMIT 1)`;
    const start = name(`(s.value ->> 0) * ${blocks.PAGES_OF_SEGMENT}`);
    return sql`SELECT w.key, s.key, d.block FROM json_each(${stored}) w CROSS JOIN json_each(${asked}) s
        CROSS JOIN ${data} d ON d.id BETWEEN ${start} + max(s.value ->> 1, coalesce(${first}, 0))
          AND ${start} + max(s.value ->> 1, coalesce(${last}, s.value ->> 2))
      UNION ALL SELECT NULL, NULL, graph_version FROM meta`;
  }

  private block(session: Session, id: number): Buffer | null {
    const data = name(`${tableName(this.kind)}_search_data`);
    return session.rows<[Buffer]>(sql`SELECT block FROM ${data} WHERE id = ${id}`)[0]?.[0] ?? null;
  }

  private deleted(session: Session, { id, tombstonePages }: blocks.Segment): Set<number> {
    const first = (id + blocks.TOMBSTONES) * blocks.PAGES_OF_SEGMENT;
    const found = new Set<number>();
    for (let i = 0; i < tombstonePages; i++)
      for (const one of blocks.tombstonesOf(this.block(session, first + i) ?? Buffer.alloc(0))) found.add(one);
    return found;
  }

  private lengths(session: Session, most: number): Uint32Array | null {
    const sizes = name(`${searchTable(this.kind).text}_docsize`);
    const largest = session.rows<[number | null]>(sql`SELECT max(id) FROM ${sizes}`)[0]![0] ?? 0;
    if ((largest + 1) * Uint32Array.BYTES_PER_ELEMENT > most) return null;
    const lengths = new Uint32Array(largest + 1);
    for (const [id, sizesOf] of session.lists<[number, Buffer]>(sql`SELECT id, sz FROM ${sizes}`))
      lengths[id] = blocks.sumOf(sizesOf);
    return lengths;
  }
}

/** As FTS5 has words of the whole index. */
const storedWord = (word: string): Buffer => Buffer.from(`0${word}`);

/**
 * What each of these numbers of documents makes a word worth, as FTS5 reckons it. SQLite takes the logarithms, for those of
 * JavaScript may differ in their last digit.
 */
export function worthOf(session: Session, { documents, worth }: Known, counts: readonly number[]): number[] {
  const missing = [...new Set(counts.filter((count) => !worth.has(count)))];
  if (missing.length > 0) {
    const asked = JSON.stringify(missing);
    const logarithms = sql`SELECT ln((${documents} - p.value + 0.5) / (p.value + 0.5)) FROM json_each(${asked}) p`;
    for (const [i, [value]] of session.rows<[number]>(logarithms).entries()) worth.set(missing[i]!, value <= 0 ? 1e-6 : value);
  }
  return counts.map((count) => worth.get(count)!);
}
