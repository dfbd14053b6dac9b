import type { CitationAnswers, GraphStore } from '../store/store.js';
import { articleLoaders } from './article.js';
import { authorLoaders } from './author.js';
import { decisionLoaders } from './decision.js';
import { duplicateLoaders } from './duplicate.js';
import { importLoaders } from './import.js';
import { jobLoaders } from './job.js';
import { journalLoaders } from './journal.js';
import { provenanceLoaders } from './provenance.js';
import { readsUntil, type Reads } from './reads.js';
import { relatedLoaders } from './related.js';
import { savedSearchLoaders } from './saved-search.js';
import { searchLoaders } from './search.js';
import { topicLoaders } from './topic.js';
import { whenAsked } from './when-asked.js';

/** All loaders of one request. After the signal no read begins any more. */
export function createLoaders(
  store: GraphStore,
  signal: AbortSignal,
  walks: (own: GraphStore) => CitationAnswers = (own) => own,
) {
  const own = store.forRequest?.() ?? store;
  return loadersOver(readsUntil(own, signal, walks(own)));
}

const loadersOver = whenAsked({
  /** For questions that are no lists of one noun: walks through the graph. */
  reads: (reads: Reads) => reads,
  article: articleLoaders,
  author: authorLoaders,
  journal: journalLoaders,
  topic: topicLoaders,
  search: searchLoaders,
  import: importLoaders,
  job: jobLoaders,
  savedSearch: savedSearchLoaders,
  duplicate: duplicateLoaders,
  decision: decisionLoaders,
  provenance: provenanceLoaders,
  related: relatedLoaders,
});

export type Loaders = ReturnType<typeof createLoaders>;
