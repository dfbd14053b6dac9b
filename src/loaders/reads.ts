import type { GraphStore, WalkReads } from '../store/store.js';

/** What loaders need of the store. */
export type Reads = Omit<GraphStore, 'can' | 'write' | 'close' | 'describe' | 'forRequest'>;

/**
 * The reads of the store until the signal says that nobody waits for the answer any more: after that none
 * begins, and each fails with the signal's reason. The executor itself cannot be stopped half-way.
 */
export function readsUntil(store: GraphStore, signal: AbortSignal, walks: WalkReads = store): Reads {
  const begin = async <T>(read: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted();
    return read();
  };
  return {
    get: (kind, keys) => begin(() => store.get(kind, keys)),
    briefs: (keys) => begin(() => store.briefs(keys)),
    details: (keys) => begin(() => store.details(keys)),
    find: (identifiers) => begin(() => store.find(identifiers)),
    pages: (relation, parents, query) => begin(() => store.pages(relation, parents, query)),
    counts: (relation, parents, filter, over) => begin(() => store.counts(relation, parents, filter, over)),
    facets: (relation, parents, query) => begin(() => store.facets(relation, parents, query)),
    search: (query) => begin(() => store.search(query)),
    searchCount: (query) => begin(() => store.searchCount(query)),
    suggest: (prefix, first) => begin(() => store.suggest(prefix, first)),
    steps: (query) => begin(() => walks.steps(query)),
    reach: (query) => begin(() => walks.reach(query)),
    commonNeighbours: (query) => begin(() => walks.commonNeighbours(query)),
    years: (keys, filter) => begin(() => walks.years(keys, filter)),
    packedBylines: (keys) => begin(() => store.packedBylines(keys)),
    articleKeys: (filter, most) => begin(() => store.articleKeys(filter, most)),
    scanCitations: () => begin(() => store.scanCitations()),
    scanBylines: () => begin(() => store.scanBylines()),
    bylineStep: (query) => begin(() => store.bylineStep(query)),
    authorNumbers: (keys) => begin(() => store.authorNumbers(keys)),
    authorKeys: (numbers) => begin(() => store.authorKeys(numbers)),
    graphVersion: () => begin(() => store.graphVersion()),
    dataVersion: () => begin(() => store.dataVersion()),
    rows: (collection, keys) => begin(() => store.rows(collection, keys)),
    tagged: (collection, tags) => begin(() => store.tagged(collection, tags)),
    taggedKeys: (collection, tags) => begin(() => store.taggedKeys(collection, tags)),
    scan: (scan) => begin(() => store.scan(scan)),
    rowCount: (collection) => begin(() => store.rowCount(collection)),
  };
}
