import { settledBatch } from '../batch.js';
import type { LedgerWrite } from '../ledger.js';
import type { ArticleWrite, Heir, WriteBatch } from '../store.js';
import { asCodedError } from './errors.js';
import { nodesOf, storedDate, type NodeWrite } from './node-write.js';

/**
 * A batch on its way to the thread that writes. Records are texts already: one long string crosses between threads for
 * a tenth of what an object with many small parts costs there, and leaves nothing for the memory of either to tidy up.
 */
export interface PackedBatch {
  nodes: NodeWrite[];
  edges: PackedEdges[];
  broader: { key: string; broaderKeys: readonly string[] }[];
  aliases: NonNullable<WriteBatch['aliases']>;
  heirs: readonly Heir[];
  remove: NonNullable<WriteBatch['remove']>;
  ledger: Required<LedgerWrite>;
}

/** What leads from an article, by keys. Parts with one index are one edge. */
export interface PackedEdges {
  key: string;
  date: number;
  journal: string | null;
  cited: string[];
  citedPositions: number[];
  /** JSON of each list. */
  citedProvenance: string[];
  authors: string[];
  authorPositions: number[];
  topics: string[];
  types: readonly string[];
}

function edgesOf({ record, references }: ArticleWrite): PackedEdges {
  return {
    key: record.key,
    date: storedDate(record),
    journal: record.journalKey,
    cited: references.map(({ citedKey }) => citedKey),
    citedPositions: references.map(({ position }) => position ?? -1),
    citedProvenance: references.map(({ provenance }) => JSON.stringify(provenance)),
    authors: record.authorships.map(({ authorKey }) => authorKey),
    authorPositions: record.authorships.map(({ position }) => position),
    topics: record.topics.map(({ topicKey }) => topicKey),
    types: record.publicationTypes,
  };
}

export function packBatch(raw: WriteBatch): PackedBatch {
  const batch = settledBatch(raw);
  const { articles = [], topics = [], aliases = [], heirs = [], remove = [], ledger } = batch;
  return {
    nodes: [...nodesOf(batch)],
    edges: articles.map(edgesOf),
    broader: topics.map(({ key, broaderKeys }) => ({ key, broaderKeys })),
    aliases,
    heirs,
    remove,
    ledger,
  };
}

/** The same; whatever fails is told in the form of our errors. */
export function packForWriter(batch: WriteBatch): PackedBatch {
  try {
    return packBatch(batch);
  } catch (error) {
    throw asCodedError(error);
  }
}
