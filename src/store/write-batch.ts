import type { ArticleDetails, ArticleRecord, AuthorRecord, JournalRecord, Kind, TopicRecord } from '../records.js';
import type { NeighbourNames } from './document.js';
import type { LedgerWrite } from './ledger.js';
import type { CitationEdge } from './relation.js';

/** What `GraphStore.write` takes. */

/**
 * An article with all that hangs on it; writing it replaces its authorships, topics and references, and
 * leaves those that cite it. Where one list names a node twice, the first entry is the edge.
 */
export interface ArticleWrite {
  record: ArticleRecord;
  details: ArticleDetails;
  /** Names of the journal and the topics, which a search for the article looks at too. */
  indexedNames: NeighbourNames;
  references: ({ citedKey: string } & CitationEdge)[];
}

export interface Heir {
  from: string;
  to: string;
}

export interface WriteBatch {
  articles?: readonly ArticleWrite[];
  authors?: readonly AuthorRecord[];
  journals?: readonly JournalRecord[];
  topics?: readonly TopicRecord[];
  /**
   * Keys given out earlier that now lead to a survivor; chains end at the last one. A node that is written
   * under such a key stands for itself again: its alias goes.
   */
  aliases?: readonly { kind: Kind; from: string; to: string }[];
  /**
   * Articles whose citations by others are another's from now on, one after the other: an edge that leads to `from` leads to
   * `to`, with its facts. That of a work that cites `to` already, and that of `to` itself, stay. It happens before the edges
   * of the articles that the batch writes are laid. A `from` of no node has none.
   */
  heirs?: readonly Heir[];
  /** Nodes to take out, with their edges. A key of no node, or one that the batch writes, is none to take out. */
  remove?: readonly { kind: Kind; key: string }[];
  ledger?: LedgerWrite;
}
