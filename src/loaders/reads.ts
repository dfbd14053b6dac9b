import type { CitationAnswers, GraphStore } from '../store/store.js';

/** What loaders need of the store. */
export type Reads = Omit<GraphStore, 'can' | 'write' | 'close' | 'describe' | 'faults' | 'forRequest'>;

/** All reads, and of whom each is asked. */
const ASKED_OF: Readonly<Record<keyof Reads, 'store' | 'walks'>> = {
  get: 'walks',
  briefs: 'walks',
  articlesAt: 'store',
  details: 'store',
  find: 'store',
  pages: 'walks',
  counts: 'walks',
  facets: 'walks',
  search: 'store',
  searchCount: 'store',
  suggest: 'store',
  steps: 'walks',
  reach: 'walks',
  commonNeighbours: 'walks',
  years: 'walks',
  packedBylines: 'store',
  articleKeys: 'store',
  scanCitations: 'store',
  scanGroupings: 'store',
  scanBylines: 'store',
  bylineStep: 'store',
  authorNumbers: 'store',
  authorKeys: 'store',
  graphVersion: 'store',
  dataVersion: 'store',
  rows: 'store',
  tagged: 'store',
  taggedKeys: 'store',
  scan: 'store',
  rowCount: 'store',
};

/**
 * The reads of the store until the signal says that nobody waits for the answer any more: after that none
 * begins, and each fails with the signal's reason. The executor itself cannot be stopped half-way.
 */
class ReadsUntil {
  constructor(
    readonly store: GraphStore,
    readonly signal: AbortSignal,
    readonly walks: CitationAnswers,
  ) {}
}

for (const [name, of] of Object.entries(ASKED_OF))
  Object.defineProperty(ReadsUntil.prototype, name, {
    async value(this: ReadsUntil, ...args: unknown[]) {
      this.signal.throwIfAborted();
      return (this[of] as unknown as Record<string, (...all: unknown[]) => Promise<unknown>>)[name]!(...args);
    },
  });

export const readsUntil = (store: GraphStore, signal: AbortSignal, walks: CitationAnswers = store): Reads =>
  new ReadsUntil(store, signal, walks) as unknown as Reads;
