/** Where the graph stands: a folder on this machine, or a Neo4j server. */
export type StoreSettings =
  { engine: 'sqlite'; dataDir: string } | { engine: 'neo4j'; uri: string; user: string; password: string; database: string };

export interface OpenOptions {
  /** Told of each statement sent to the engine: for tests that hold a bound, and for logs. */
  onStatement?: (text: string) => void;
  /**
   * For a process that is there to write, such as an import: it keeps no more in memory of what it reads than it has to,
   * where one that answers questions keeps what is asked for often; and its code is made fast later (long-work.ts).
   */
  writesMuch?: boolean;
  /** Bytes that may be kept for searches (SQLite); 0: none. */
  searchMemory?: number;
}
