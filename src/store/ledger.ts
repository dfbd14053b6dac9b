/**
 * The ledger: what the graph is made from (records of sources, imports, decisions by hand) and what was worked out on
 * the way, as rows that are read by key, by tag or in order. It is written in the transaction of the graph, so that the
 * two never disagree. The store knows nothing of what the rows mean.
 */
export interface LedgerRow {
  /** Which list of rows: a short word in lower case. */
  collection: string;
  /** Names the row within its collection. */
  key: string;
  /** JSON text. */
  value: string;
  /** By each of these the row is found; order means nothing, and one given twice counts once. Any text up to 1,000 characters. */
  tags: readonly string[];
}

export interface LedgerName {
  collection: string;
  key: string;
}

/** Rows of a collection in the order of their keys (code points): those after (or before, backward) a key. */
export interface LedgerScan {
  collection: string;
  after?: string | null;
  limit: number;
  /** From the largest key down. */
  backward?: boolean;
}

export interface LedgerWrite {
  /** Taken out first; a row that is not there is none to take out. */
  remove?: readonly LedgerName[];
  /** Written whole: value and tags replace what was there. Of a row put twice the last one counts; a row that is both removed and put is put. */
  put?: readonly LedgerRow[];
  /**
   * The batch is refused whole (`CONFLICT`) unless each of these rows has exactly this value as the transaction
   * begins, null for no row: how writers keep out of each other's way.
   */
  expect?: readonly (LedgerName & { value: string | null })[];
}
