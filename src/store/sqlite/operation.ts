import type { Filter } from '../filter.js';
import type { LedgerScan } from '../ledger.js';
import type { BylineStepQuery, CommonQuery, ReachQuery, StepQuery } from '../neighbourhood.js';
import type { Relation } from '../relation.js';
import type { ListQuery } from '../store.js';
import { articleKeys } from './article-key.js';
import { authorKeys, authorNumbers, bylineStep, bylineStepFew } from './byline-step.js';
import { citationRanks } from './citation-rank.js';
import { commonFew, commonNeighbours } from './common-neighbour.js';
import { counts, countsFew, isStoredCount } from './count.js';
import { dataVersion, describe } from './describe.js';
import { facets, facetsFew } from './facet.js';
import { faults } from './fault.js';
import { rowCount, rows, scan, tagged, taggedFew, taggedKeys } from './ledger.js';
import { articlesAt, briefs, details, find, get, packedBylines } from './lookup.js';
import { isBounded } from './list.js';
import { pages, pagesFew } from './page.js';
import { reach, reachFew } from './reach.js';
import { scanBylines } from './scan-bylines.js';
import { scanCitations } from './scan-citations.js';
import { scanGroupings } from './scan-groupings.js';
import { search, searchCount } from './search.js';
import { isReady } from './source.js';
import { steps, stepsFew } from './step.js';
import { suggest } from './suggest.js';
import { write } from './write.js';
import { years } from './year.js';

/**
 * All that is asked of a connection: synchronous functions of a session and plain arguments, which run in
 * the main thread or in a worker. Reads are one statement each, so each sees the graph at one moment (`scanCitations`, `scanGroupings` and `scanBylines` have a
 * transaction for that). Those named `…Few` read little before they answer null, where they would have to read much.
 */
export const OPERATIONS = {
  get, briefs, articlesAt, details, packedBylines, find, pages, pagesFew, counts, countsFew, facets, facetsFew, search, searchCount, suggest, steps, stepsFew, reach, reachFew, commonNeighbours, commonFew, years, articleKeys, scanCitations, scanGroupings, scanBylines, bylineStep, bylineStepFew, authorNumbers, authorKeys, citationRanks,
  rows, tagged, taggedFew, taggedKeys, scan, rowCount, dataVersion, describe, faults, write,
}; // prettier-ignore

export type OperationName = keyof typeof OPERATIONS;

/** Rows that are read in the main thread: some milliseconds. What may read more goes to a worker. */
const SHORT_ROWS = 2_000;

/** Rows of the ledger, which are larger than what else is read by the thousand. */
const SHORT_LEDGER_ROWS = 500;

/** Nodes of a short question that goes on along their edges. */
const SHORT_NODES = 200;

const fewKeys = (keys: readonly unknown[]): boolean => keys.length <= SHORT_ROWS;

/** Whether an operation surely ends within some milliseconds, so that it may run in the main thread. */
export const IS_SHORT = {
  get: (_kind: unknown, keys: readonly string[]) => fewKeys(keys),
  briefs: fewKeys,
  articlesAt: (ids: readonly number[]) => fewKeys(ids),
  details: fewKeys,
  find: fewKeys,
  counts: (relation: Relation, parents: readonly string[], filter: unknown) =>
    isStoredCount(relation, filter) && fewKeys(parents),
  pages: (relation: Relation, parents: readonly string[], { filter, order, page }: ListQuery<never>) =>
    filter === null && isReady(relation, order.field) && parents.length * (page.size + 1) <= SHORT_ROWS,
  pagesFew: (relation: Relation, parents: readonly string[], { filter, over, page }: ListQuery<never>) =>
    !over && isBounded(relation, filter) && parents.length <= SHORT_NODES && parents.length * (page.size + 1) <= SHORT_ROWS,
  countsFew: (relation: Relation, parents: readonly string[], filter: Filter | null, over: unknown) =>
    !over && isBounded(relation, filter) && parents.length <= SHORT_NODES,
  facetsFew: (relation: Relation, parents: readonly string[], filter: Filter | null) =>
    isBounded(relation, filter) && parents.length <= SHORT_NODES,
  stepsFew: ({ from, to }: StepQuery) => Math.max(from.length, to?.length ?? 0) <= SHORT_NODES,
  // A filter may be one that looks for a text.
  reachFew: ({ from, filter }: ReachQuery) => filter === null && from.length <= SHORT_NODES,
  bylineStepFew: ({ from }: BylineStepQuery) => from.length <= SHORT_NODES,
  authorNumbers: fewKeys,
  authorKeys: fewKeys,
  commonFew: ({ parents }: CommonQuery) => parents.length <= SHORT_NODES,
  years: (keys: readonly string[], filter: unknown) => filter === null && fewKeys(keys),
  dataVersion: () => true,
  rows: (_collection: unknown, keys: readonly string[]) => keys.length <= SHORT_LEDGER_ROWS,
  taggedFew: (_collection: unknown, tags: readonly string[]) => fewKeys(tags),
  scan: ({ limit }: LedgerScan) => limit <= SHORT_LEDGER_ROWS,
};
