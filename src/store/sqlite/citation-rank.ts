import type Database from 'better-sqlite3';
import type { Session } from './connection.js';
import { sql } from './sql.js';

/** Places of all articles in the order of their citations (then of their keys), by their ids, in one version of the graph. */
export interface RankTable {
  version: number;
  ranks: Uint32Array;
}

/** Questions in one version of the graph that go without, before it is read: an import makes versions by the second. */
const QUESTIONS_BEFORE = 8;

/**
 * Lists in the order of citations look up each article for its number, though they want few of them. Kept in memory, 4 bytes
 * an article, the numbers cost a tenth. A statement that asks for them says which version the graph has; if it is another one,
 * they are gone.
 */
export class CitationRanks {
  private table: RankTable | null = null;
  private version = -1;
  private questions = 0;

  /** Makes the function known to a connection. */
  addTo(db: Database.Database): void {
    db.function('citation_rank', (id: unknown) => this.table!.ranks[id as number] ?? 0);
  }

  get isReady(): boolean {
    return this.table !== null;
  }

  /** After a statement: false where its ranks were of another version. */
  holds(version: number): boolean {
    if (version !== this.version) {
      this.version = version;
      this.questions = 0;
      this.table = null;
      return false;
    }
    this.questions++;
    return true;
  }

  /** Whether it is time to read them. True once in a version. */
  areWanted(): boolean {
    return this.table === null && this.questions === QUESTIONS_BEFORE && this.questions++ > 0;
  }

  take(table: RankTable): void {
    if (table.version === this.version) this.table = table;
  }
}

/** No more than so many bytes; empty where they are more. */
export function citationRanks(session: Session, most: number): RankTable {
  return session.snapshot(() => {
    const [[version]] = session.rows<[number]>(sql`SELECT graph_version FROM meta`) as [[number]];
    const largest = session.rows<[number | null]>(sql`SELECT max(id) FROM article`)[0]![0] ?? 0;
    if ((largest + 1) * Uint32Array.BYTES_PER_ELEMENT > most) return { version: -1, ranks: new Uint32Array(0) };
    const ranks = new Uint32Array(largest + 1);
    let rank = 0;
    for (const [id] of session.lists<[number]>(sql`SELECT id FROM article ORDER BY cited_by_count, key`)) ranks[id] = rank++;
    return { version, ranks };
  });
}

/** Bytes unless given otherwise. */
const SEARCH_MEMORY = 48 * 2 ** 20;
const RANKS_SHARE = 4;

/**
 * Of what may be kept for searches and ranks, 4 bytes for each document: a fourth is for the ranks, which the main thread alone
 * has, the rest for the threads that read, each of which has its own.
 */
export function memoryShares(bytes = SEARCH_MEMORY, readers: number): { ranks: number; searches: number } {
  const ranks = bytes / RANKS_SHARE;
  return { ranks, searches: (bytes - ranks) / readers };
}
