import type { ArticleDetails, BriefArticle, AnyNode, Kind, StoredRecords, WorkScheme } from '../records.js';
import type { StoreDescription } from './description.js';
import type { Filter } from './filter.js';
import type { GroupingScan } from './grouping.js';
import type { LedgerRow, LedgerScan } from './ledger.js';
import type {
  AuthorKeys,
  AuthorNumbers,
  BylineScan,
  BylineStep,
  BylineStepQuery,
  CitationScan,
  CommonAnswer,
  CommonQuery,
  KeyList,
  Reach,
  ReachQuery,
  StepAnswer,
  StepQuery,
} from './neighbourhood.js';
import type { Order, Page, PageRequest, Place } from './page.js';
import type { EdgeOf, Relation, TargetOf } from './relation.js';
import type { TextQuery } from './text.js';
import type { WriteBatch } from './write-batch.js';

export type { ArticleWrite, Heir, WriteBatch } from './write-batch.js';

/**
 * The port to the graph: what both engines really do. Every read takes many parents or keys at once and
 * costs a fixed number of statements, whatever their number. Keys that were merged away are followed to
 * the survivor everywhere. Failures are `CodedError`s of errors.ts, never a driver's own.
 */
export interface GraphStore {
  /** What this store can do beyond the port; ask this, never which engine it is. */
  readonly can: StoreCapabilities;

  /**
   * The same store for the reads of one request, where it makes a difference: they may get what was read before for others, as
   * long as it is what the graph had since the request began.
   */
  forRequest?(): RequestStore;

  /** Records in the order of the keys, null for a miss. */
  get<K extends Kind>(kind: K, keys: readonly string[]): Promise<(StoredRecords[K] | null)[]>;

  /**
   * Articles in the order of the keys, null for a miss, which may be brief: without the fields of `ARTICLE_LISTS`, for who shows
   * no authors, topics or sources. An engine that keeps an article in one piece gives it whole.
   */
  briefs(articleKeys: readonly string[]): Promise<(BriefArticle | null)[]>;

  /**
   * Articles by the numbers that `scanCitations` tells (`nodes`), which the store finds sooner than by their keys; they may be
   * brief. In the order of the numbers, null where no article has the number now. Another one may have it since: compare keys.
   */
  articlesAt(nodes: readonly number[], isBrief: boolean): Promise<(BriefArticle | null)[]>;

  /** Abstract, headings, keywords and the like in the order of the article keys; `NO_DETAILS` for a miss. */
  details(articleKeys: readonly string[]): Promise<ArticleDetails[]>;

  /**
   * The node that has each identifier, in order, null for a miss. Values are in normal form (ids.ts), names
   * folded (`foldName`). Several nodes may share a name: the one with most articles is found, then the
   * smallest key. Every other scheme names one node.
   */
  find(identifiers: readonly StoredIdentifier[]): Promise<(AnyNode | null)[]>;

  /** One page per parent, in the order of the parents. An unknown parent has an empty page; one may be asked for twice. */
  pages<R extends Relation>(
    relation: R,
    parents: readonly string[],
    query: ListQuery<TargetOf<R>>,
  ): Promise<Page<StoredRecords[TargetOf<R>], EdgeOf[R]>[]>;

  /** Length of the whole list per parent: always what a walk over all pages gives. `over`: see `ListQuery`. */
  counts<R extends Relation>(
    relation: R,
    parents: readonly string[],
    filter: Filter<TargetOf<R>> | null,
    over?: Filter<'Article'> | null,
  ): Promise<number[]>;

  /** One facet of the whole (filtered) list per parent; only for relations that lead to articles. */
  facets(relation: ArticleRelation, parents: readonly string[], query: FacetQuery): Promise<Facet[]>;

  /** Nodes by relevance to a text, over all kinds asked for. Ranking is the engine's, the set is ours. */
  search(query: SearchQuery): Promise<SearchPage>;
  searchCount(query: Omit<SearchQuery, 'page'>): Promise<number>;

  /**
   * Nodes whose names or title (`label`) match the query: first those whose folded title or name begins with
   * it, then by use (citations of an article, articles of others), sort key, kind in the order of KINDS, key.
   */
  suggest(prefix: TextQuery, first: number): Promise<AnyNode[]>;

  /** Edges that lead from some nodes by one step, by their keys. */
  steps(query: StepQuery): Promise<StepAnswer>;

  /** Where edges lead from some nodes by one step, for walks: compact, and only the nodes that a filter lets through. */
  reach(query: ReachQuery): Promise<Reach>;

  /** Works that share citing works or references with each parent, in the order of the parents; nothing for an unknown one. */
  commonNeighbours(query: CommonQuery): Promise<CommonAnswer[]>;

  /**
   * Publication years in the order of the article keys; `NO_YEAR` where unknown, `LEFT_OUT` for a miss and where the filter
   * does not let the article through. For walks that meet tens of thousands: no record is read.
   */
  years(articleKeys: readonly string[], filter: Filter<'Article'> | null): Promise<Int32Array>;

  /**
   * What the bylines of articles tell, in the order of the keys, null for a miss: texts that `authorshipsIn` (packed-article.ts)
   * reads, in whichever thread has the time. For networks of tens of thousands of works: nothing else of the record is read.
   */
  packedBylines(articleKeys: readonly string[]): Promise<(string | null)[]>;

  /** Articles of the graph that a filter lets through, at most so many (at least 1). For analyses of tens of thousands: no record is read. */
  articleKeys(filter: Filter<'Article'> | null, most: number): Promise<KeyList>;

  /**
   * Every article and every citation, for analyses of the whole graph. Without `snapshotReads` the parts may be of different
   * moments where somebody writes meanwhile: `graphVersion` before and after tells.
   */
  scanCitations(): Promise<CitationScan>;

  /** Every journal, topic and publication type with its articles, likewise. */
  scanGroupings(): Promise<GroupingScan>;

  /** Every author and every byline, likewise. */
  scanBylines(): Promise<BylineScan>;

  /** Steps between authors and their works by numbers, and from keys to these and back; one statement each. */
  bylineStep(query: BylineStepQuery): Promise<BylineStep>;
  authorNumbers(authorKeys: readonly string[]): Promise<AuthorNumbers>;
  authorKeys(numbers: readonly number[]): Promise<AuthorKeys>;

  /**
   * The version of the graph: it grows with every write that touches nodes or edges, by whichever process, and not with
   * those of the ledger alone.
   */
  graphVersion(): Promise<number>;

  /** The version of all that is stored: it grows with every write, by whichever process, those of the ledger among them. */
  dataVersion(): Promise<number>;

  /** Rows of the ledger in the order of the keys, null for a miss. */
  rows(collection: string, keys: readonly string[]): Promise<(LedgerRow | null)[]>;

  /** Rows of a collection that have at least one of the tags, each once, in the order of their keys (code points). */
  tagged(collection: string, tags: readonly string[]): Promise<LedgerRow[]>;

  /** The keys of those rows alone, for whoever reads many large rows portion by portion. */
  taggedKeys(collection: string, tags: readonly string[]): Promise<string[]>;

  scan(scan: LedgerScan): Promise<LedgerRow[]>;

  /** Number of rows of a collection. */
  rowCount(collection: string): Promise<number>;

  /**
   * Writes all or nothing. Idempotent: the same batch again changes nothing but the version of the data and
   * the time of the change. Nodes are removed first, then written, then aliases are set and edges led to heirs and laid, so
   * that the order of the lists in a batch means nothing; of a node written twice the last one counts.
   * Refused whole, with a CodedError that names the culprit, when afterwards
   * - a written record or reference named a key that no node has (nor an alias of one),
   * - two nodes had one identifier of a scheme that names one node,
   * - a removed author, journal or topic was still named in a record (rewrite those in the same batch),
   * - an alias led to no node, or away from one that is there,
   * - an heir was no node.
   */
  write(batch: WriteBatch): Promise<void>;

  /** Counts over the whole graph and what the engine is. */
  describe(): Promise<StoreDescription>;

  /** What the engine itself finds wrong with its files and indexes, at most 100, in its own words; none where all is well. */
  faults(): Promise<string[]>;

  close(): Promise<void>;
}

/** The store as one request sees it. */
export interface RequestStore extends GraphStore {
  /** A version of the graph that it had since the request began, as some read of it has found; null before the first. */
  readonly seenVersion: number | null;
}

/** What is enough to read the ledger. */
export type LedgerReads = Pick<GraphStore, 'rows' | 'tagged' | 'taggedKeys' | 'scan' | 'rowCount'>;

/** What walks ask. */
export type WalkReads = Pick<GraphStore, 'steps' | 'reach' | 'commonNeighbours' | 'years'>;

/** Walks, lists, facets and the records of these, which something that knows the citations may answer in the store's place. */
export type CitationAnswers = WalkReads & Pick<GraphStore, 'get' | 'briefs' | 'pages' | 'counts' | 'facets'>;

export interface StoreCapabilities {
  /** Several processes on several machines may write to it; false for a file on this machine. */
  readonly sharedWriters: boolean;
  /**
   * A read that runs while a batch is written sees the graph before it or after it, never a part of the
   * batch. False where it may see some nodes of the batch as they were and some as they are.
   */
  readonly snapshotReads: boolean;
  /** A batch costs much whatever is in it: fewer, larger ones are quicker to write. */
  readonly costlyBatches: boolean;
}

/** Relations whose targets are articles. */
export type ArticleRelation = { [R in Relation]: TargetOf<R> extends 'Article' ? R : never }[Relation];

/** Schemes of identifiers that find a node; `name` is a folded journal title or topic name. */
export type IdentifierScheme = WorkScheme | 'orcid' | 'issn' | 'nlm' | 'mesh' | 'journal-name' | 'topic-name';

export interface StoredIdentifier {
  scheme: IdentifierScheme;
  value: string;
}

export interface ListQuery<K extends Kind> {
  filter: Filter<K> | null;
  order: Order<K>;
  page: PageRequest;
  /** Of `coauthors` and `authorTopics`: which common articles count, for the edges as well; all when left out. */
  over?: Filter<'Article'> | null;
  /** Articles may be brief (see `briefs`), which the type of the answer does not tell: who asks so hands them on as `BriefArticle`. */
  isBrief?: boolean;
  /** Nobody looks at the facts of the edges: an entry may be without. */
  withoutEdges?: boolean;
}

export type FacetName = 'year' | 'journal' | 'topic' | 'publicationType' | 'author';

export interface FacetQuery {
  facet: FacetName;
  filter: Filter<'Article'> | null;
  /** Largest values returned, by count (most first) and then value (smallest first); null for all, then by value alone. */
  size: number | null;
}

/** `value` is a year, a publication type as written, or the key of a node. Strings are ordered by code points. */
export interface Facet {
  values: { value: string | number; count: number }[];
  /** Number of different values in the whole list, so that a cut shows. */
  distinct: number;
  /** Articles of the list that have no value. */
  missing: number;
}

export interface SearchQuery {
  text: TextQuery;
  kinds: readonly Kind[];
  /** Holds for articles; other kinds are not filtered. */
  filter: Filter<'Article'> | null;
  /** Order: score (highest first), kind in the order of KINDS, key. Place.value is the score as the engine gave it. */
  page: PageRequest;
}

export interface SearchPage {
  items: { node: AnyNode; score: number; place: Place }[];
  hasNext: boolean;
  hasPrevious: boolean;
}
