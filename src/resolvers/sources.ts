import type { AuthorMetrics } from '../analysis/author-metrics.js';
import type { AuthorNetwork } from '../analysis/author-network.js';
import type { NetworkCommunity } from '../analysis/author-network-communities.js';
import type { NetworkEdge, NetworkNode } from '../analysis/author-network-part.js';
import type { NetworkSlice } from '../analysis/author-network-slices.js';
import type { Place, PlaceKind } from '../traverse/place-bylines.js';
import type { Community } from '../analysis/communities.js';
import type { Act } from '../ledger/act.js';
import type { ImportNode } from '../ledger/imports.js';
import type { PossibleDuplicate } from '../ledger/possible.js';
import type { SearchName } from '../ledger/saved-search.js';
import type {
  Authorship,
  Kind,
  Provenance,
  StoredArticle,
  StoredAuthor,
  StoredJournal,
  StoredRecord,
  StoredTopic,
  TopicAssignment,
} from '../records.js';
import type { Filter } from '../store/filter.js';
import type { CitationEdge, CoauthorEdge, WeightEdge, YearsEdge } from '../store/relation.js';
import type { Facet } from '../store/store.js';
import type { CollaborationStep } from '../traverse/collaboration.js';
import type { RelatedAuthor, RelatedAuthors } from '../traverse/related-author.js';
import type { Coverage, RelatedWork } from '../traverse/related.js';
import type { Subgraph, SubgraphNode } from '../traverse/subgraph.js';
import type { Candidate, SearchOutcome } from '../traverse/search-outcome.js';
import type { NotFound } from '../traverse/works-named.js';
import type { ArticleConnectionSource, ConnectionEdge, ConnectionSource } from './connection.js';

/** What stands behind each type of the schema that is no record itself: the mappers of codegen.ts point here. */

export type ArticleEdgeSource = ConnectionEdge<StoredArticle>;
export type CitationConnectionSource = ArticleConnectionSource<CitationEdge>;
export type CitationEdgeSource = ConnectionEdge<StoredArticle, CitationEdge>;
export type AuthorArticleConnectionSource = ArticleConnectionSource<Authorship>;
export type AuthorArticleEdgeSource = ConnectionEdge<StoredArticle, Authorship>;
export type TopicArticleConnectionSource = ArticleConnectionSource<TopicAssignment>;
export type TopicArticleEdgeSource = ConnectionEdge<StoredArticle, TopicAssignment>;

export type AuthorConnectionSource = ConnectionSource<StoredAuthor>;
export type AuthorEdgeSource = ConnectionEdge<StoredAuthor>;
export type CoauthorConnectionSource = ConnectionSource<StoredAuthor, CoauthorEdge>;
export type CoauthorEdgeSource = ConnectionEdge<StoredAuthor, CoauthorEdge>;

export type JournalConnectionSource = ConnectionSource<StoredJournal>;
export type JournalEdgeSource = ConnectionEdge<StoredJournal>;

export type TopicConnectionSource = ConnectionSource<StoredTopic>;
export type TopicEdgeSource = ConnectionEdge<StoredTopic>;
export type AuthorTopicConnectionSource = ConnectionSource<StoredTopic, YearsEdge>;
export type AuthorTopicEdgeSource = ConnectionEdge<StoredTopic, YearsEdge>;
export type RelatedTopicConnectionSource = ConnectionSource<StoredTopic, WeightEdge>;
export type RelatedTopicEdgeSource = ConnectionEdge<StoredTopic, WeightEdge>;

/** The authorship alone does not tell whether it is the last one: its article does. */
export interface AuthorshipEntry {
  article: StoredArticle;
  authorship: Authorship;
}
export type AuthorshipConnectionSource = ConnectionSource<AuthorshipEntry> & { article: StoredArticle };
export type AuthorshipEdgeSource = ConnectionEdge<AuthorshipEntry>;

export type TopicAssignmentConnectionSource = ConnectionSource<TopicAssignment>;
export type TopicAssignmentEdgeSource = ConnectionEdge<TopicAssignment>;

export type SearchConnectionSource = ConnectionSource<StoredRecord, { score: number }>;
export type SearchEdgeSource = ConnectionEdge<StoredRecord, { score: number }>;

/** A statement, with what is known of the source record behind it. `imports` finds the ids of those that brought it. */
export interface ProvenanceSource extends Provenance {
  fields?: readonly string[];
  sourceId?: string | null;
  recordKey?: string;
  imports?: () => Promise<readonly string[]>;
}

export type ImportConnectionSource = ConnectionSource<ImportNode>;
export type ImportEdgeSource = ConnectionEdge<ImportNode>;
export type DecisionConnectionSource = ConnectionSource<Act>;
export type DecisionEdgeSource = ConnectionEdge<Act>;
export type PossibleDuplicateConnectionSource = ConnectionSource<PossibleDuplicate>;
export type PossibleDuplicateEdgeSource = ConnectionEdge<PossibleDuplicate>;

/** A year, a publication type or the key of a node, and its number of articles. */
export type FacetValue = Facet['values'][number];

export interface FacetCountsSource {
  articles: ArticleConnectionSource;
  part: 'distinct' | 'missing';
}

export interface SuggestionSource {
  kind: Kind;
  record: StoredRecord;
}

/** A work in a ranking. */
export interface RankedWork {
  key: string;
  /** From 1. */
  rank: number;
  score: number;
  percentile: number;
}
export interface RankingSource extends ConnectionSource<RankedWork> {
  notes: Record<string, number | string | boolean>;
}
export type RankingEdgeSource = ConnectionEdge<RankedWork>;

/** A main path as it is answered: its works by their keys. */
export interface MainPathSource {
  keys: string[];
  edges: { source: string; target: string; weight: string; share: number }[];
  total: string;
  tied: string;
  droppedCitations: number;
  nodesLeftOut: number;
}

/** A community of works, and the keys of its most cited ones. */
export interface CommunitySource extends Community {
  number: number;
  keysOf: (first: number) => Promise<string[]>;
}
export interface CommunityConnectionSource extends ConnectionSource<CommunitySource> {
  notes: Record<string, number>;
}
export type CommunityEdgeSource = ConnectionEdge<CommunitySource>;

/** A year of cited works, with the keys of those that are cited most. */
export interface ReferenceYearSource {
  year: number;
  citationCount: number;
  articleCount: number;
  centredDeviation: number;
  backwardDeviation: number;
  keys: string[];
}
/** The author's works under a filter, with what they tell; read when a field asks for it. */
export interface AuthorMetricsSource {
  author: StoredAuthor;
  scope: Filter<'Article'> | null;
  metrics: () => Promise<AuthorMetrics>;
}

export interface RelatedAuthorConnectionSource extends ConnectionSource<StoredAuthor, RelatedAuthor> {
  related: () => Promise<RelatedAuthors>;
}
export type RelatedAuthorEdgeSource = ConnectionEdge<StoredAuthor, RelatedAuthor>;

/** A chain of authors; `from` where it begins, which says who it is where there is no step. */
export interface CollaborationPathSource {
  from: string;
  steps: CollaborationStep[];
}

/** Two authors who might write together; all of them by their keys. */
export interface CollaborationGapSource {
  a: string;
  b: string;
  adamicAdar: number;
  resourceAllocation: number;
  common: string[];
}

type Shares = Coverage & { share: number | null; of: number };

/** A related work with what relates it. */
export type RelatedConnectionSource = ConnectionSource<StoredArticle, RelatedWork> & {
  completeness(): Promise<Shares & { references: Shares | null; citedBy: Shares | null }>;
  seedsNotFound: readonly NotFound[];
};
export type RelatedEdgeSource = ConnectionEdge<StoredArticle, RelatedWork>;
export type SharedConnectionSource = ConnectionSource<StoredArticle>;

/** Works of a saved search may be gone from the graph since. */
export interface CitationSearchSource {
  outcome: SearchOutcome;
  isSaved: boolean;
}
export type CitationCandidateConnectionSource = ConnectionSource<StoredArticle, Candidate>;
export type CitationCandidateEdgeSource = ConnectionEdge<StoredArticle, Candidate>;
/** The answer itself is read where it is asked for. */
export type SavedCitationSearchSource = SearchName & { outcome?: SearchOutcome };
export type SavedCitationSearchConnectionSource = ConnectionSource<SearchName>;
export type SavedCitationSearchEdgeSource = ConnectionEdge<SearchName>;

/** What the nodes of a network of institutions or countries stand for, by their keys. */
export interface PlacePartSource {
  of: PlaceKind;
  places: ReadonlyMap<string, Place>;
}
export type PlaceNetworkSource = Omit<AuthorNetwork, 'slices'> &
  PlacePartSource & {
    authorships: number;
    unplaced: number;
    slices: PlaceSliceSource[];
    notFound: readonly string[];
  };
export type PlaceSliceSource = NetworkSlice & PlacePartSource;
export type PlaceNodeSource = NetworkNode & { of: PlaceKind; place: Place };

export type AuthorNetworkSource = AuthorNetwork & { notFound: readonly string[] };
/** An edge with the nodes that its ends are places in. */
export type NetworkEdgeSource = NetworkEdge & { nodes: readonly NetworkNode[] };
/** A community with the keys of its leading authors. */
export type NetworkCommunitySource = NetworkCommunity & { keys: readonly string[] };

/** Told here whether articles may be brief, for edges are looked at as well. */
export type SubgraphNodeSource = SubgraphNode & { isBrief: boolean };
export type SubgraphSource = Omit<Subgraph, 'nodes'> & { nodes: SubgraphNodeSource[] };
