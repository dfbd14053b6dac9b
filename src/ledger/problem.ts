import type { StoreDescription } from '../store/description.js';

/** Where the engine's own bookkeeping is wrong, only a graph that is written from nothing is certainly right. */
const MOVE = 'Make a `meded-graph backup`, and `restore` it into an empty folder or database.';

/** What is kept of the sources is not what was read: no deriving anew mends that. */
const RESTORE = 'The database was damaged. `meded-graph restore` a backup, or import the files into an empty folder or database.';

/** What can be wrong with a graph, and what to do about it. */
export const CHECKS = {
  ENGINE: `The engine finds fault with its own files or indexes. ${MOVE}`,
  COUNT: `A number that the engine keeps differs from what is counted. ${MOVE}`,
  EDGE_WITHOUT_END: `An edge leads to what is not there. ${MOVE}`,
  IDENTIFIER: `An identifier does not find the one node that has it. ${MOVE}`,
  KEY: 'A key leads elsewhere than to the node that has it. Run `meded-graph reindex`.',
  ORPHAN: 'A node is there that nothing needs any more. `meded-graph reindex` takes it out.',
  SUPPORT: 'Something is in the graph that no source record supports. Run `meded-graph reindex`.',
  MISSING: 'Source records are there, but not what they make. Run `meded-graph reindex`.',
  LEDGER: 'A row of the ledger names one that is not there. Restore a backup, or import the files again.',
  RECORD: `A source record is not as it was read. ${RESTORE}`,
  UNREADABLE: `Something that is kept cannot be read. ${MOVE} Where no backup can be made any more, restore the last one.`,
  WAITING: 'An import ended before the graph was built. The next import does that, and so does `meded-graph reindex`.',
  RESTORE: 'A restore was cut off, and the graph is not whole. Run `meded-graph restore FILE --replace` again.',
} as const;

export type Check = keyof typeof CHECKS;

export interface Problem {
  check: Check;
  /** `article pmid:33349761`, `ledger record 1f0a…`. */
  where: string;
  what: string;
  /** What to do about it. */
  advice: string;
}

export const problem = (check: Check, where: string, what: string): Problem => ({ check, where, what, advice: CHECKS[check] });

/** What was counted on the way, to be held against what the engine says of itself. */
export interface Totals {
  /** Nodes and rows looked at so far. */
  done: number;
  /** Rows of the ledger among them. */
  rows: number;
  /** Called after every page. */
  watch: () => void;
  counts: StoreDescription['counts'];
  completeness: StoreDescription['completeness'];
  /** Citations, counted from their other end. */
  citedBy: number;
  /** Authorships, counted from the authors. */
  authored: number;
}

/** A page has been looked at. */
export function seen(totals: Totals, entries: number): void {
  totals.done += entries;
  totals.watch();
}

export const noTotals = (): Totals => ({
  done: 0,
  rows: 0,
  watch: () => {},
  counts: {
    articles: 0, stubs: 0, authors: 0, journals: 0, topics: 0, citations: 0, authorships: 0, topicAssignments: 0, publishedIn: 0,
  },
  completeness: { withReferences: 0, withAuthors: 0, withAbstract: 0, withTopics: 0 },
  citedBy: 0,
  authored: 0,
}); // prettier-ignore
