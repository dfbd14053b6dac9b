import type { GraphStore, WalkReads } from '../store/store.js';
import { articleLoaders } from './article.js';
import { authorLoaders } from './author.js';
import { decisionLoaders } from './decision.js';
import { duplicateLoaders } from './duplicate.js';
import { importLoaders } from './import.js';
import { jobLoaders } from './job.js';
import { journalLoaders } from './journal.js';
import { provenanceLoaders } from './provenance.js';
import { readsUntil } from './reads.js';
import { relatedLoaders } from './related.js';
import { savedSearchLoaders } from './saved-search.js';
import { searchLoaders } from './search.js';
import { topicLoaders } from './topic.js';

/** All loaders of one request. After the signal no read begins any more. */
export function createLoaders(store: GraphStore, signal: AbortSignal, walks?: WalkReads) {
  const own = store.forRequest?.() ?? store;
  const reads = readsUntil(own, signal, walks ?? own);
  return {
    /** For questions that are no lists of one noun: walks through the graph. */
    reads,
    article: articleLoaders(reads),
    author: authorLoaders(reads),
    journal: journalLoaders(reads),
    topic: topicLoaders(reads),
    search: searchLoaders(reads),
    import: importLoaders(reads),
    job: jobLoaders(reads),
    savedSearch: savedSearchLoaders(reads),
    duplicate: duplicateLoaders(reads),
    decision: decisionLoaders(reads),
    provenance: provenanceLoaders(reads),
    related: relatedLoaders(reads),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
