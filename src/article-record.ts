import type { Provenance } from './records.js';

/** The record of an article, with what is kept inside it: authorships, topics, headings, corrections. */

export type DatePrecision = 'YEAR' | 'SEASON' | 'MONTH' | 'RANGE' | 'DAY';

/** A publication date as precise as the source gave it. */
export interface PartialDate {
  year: number;
  /** 1 to 12; for a range its first month. */
  month: number | null;
  day: number | null;
  /** As the source wrote it, such as `2020 Dec 22` or `2006 Nov-Dec`. */
  raw: string;
  precision: DatePrecision;
}

/** Pages as written; `first` and `last` only where a range says so (`234-5` is 234 to 235). */
export interface Pages {
  asWritten: string;
  first: string | null;
  last: string | null;
}

export interface AbstractSection {
  label: string | null;
  text: string;
}

/** An abstract besides the article's own: a translation, a summary in plain language, one that another database wrote. */
export interface OtherAbstract {
  /** What it is or who wrote it, as the source says: `plain-language-summary`, `Publisher`, `PIP`. */
  type: string | null;
  /** As the source writes it: `spa`, `es`. */
  language: string | null;
  sections: AbstractSection[];
}

/** Schemes of identifiers of works: PubMed, PubMed Central, DOI, OpenAlex (`W…`), Semantic Scholar (paperId), OpenCitations Meta (`br/…`). */
export const WORK_SCHEMES = ['pmid', 'doi', 'pmcid', 'openalex', 's2', 'omid'] as const;
export type WorkScheme = (typeof WORK_SCHEMES)[number];

export interface WorkIdentifier {
  scheme: WorkScheme;
  value: string;
}

/** A MeSH heading of an article: a descriptor with its qualifiers, as indexers assigned it. */
export interface MeshHeading {
  topicKey: string;
  descriptorId: string | null;
  descriptor: string;
  /** Major if the descriptor or any of its qualifiers is. */
  isMajor: boolean;
  qualifiers: MeshQualifier[];
}

export interface MeshQualifier {
  id: string | null;
  name: string;
  isMajor: boolean;
}

/** A statement that another work corrects, retracts, updates or comments on this one, or the reverse. */
export interface Correction {
  /** PubMed's RefType: `RetractionIn`, `ErratumFor`, `CommentOn`, … */
  type: string;
  identifiers: WorkIdentifier[];
  /** The other work as the source prints it. */
  text: string | null;
}

/** A reference that no work of the graph fits with certainty. */
export interface UnresolvedReference {
  position: number | null;
  text: string | null;
  doi: string | null;
  year: number | null;
}

/** What is shown of one article but never of many in a row: kept beside the record, so that lists stay light. */
export interface ArticleDetails {
  abstract: AbstractSection[];
  otherAbstracts: OtherAbstract[];
  /** Title in the language of the work, where `title` is a translation. */
  vernacularTitle: string | null;
  bookTitle: string | null;
  /** ISO 639-2 codes where the source has them. */
  languages: string[];
  meshHeadings: MeshHeading[];
  keywords: { text: string; owner: string | null; isMajor: boolean }[];
  grants: { id: string | null; agency: string | null; country: string | null }[];
  corrections: Correction[];
  unresolvedReferences: UnresolvedReference[];
}

export const NO_DETAILS: ArticleDetails = {
  abstract: [], otherAbstracts: [], vernacularTitle: null, bookTitle: null, languages: [], meshHeadings: [], keywords: [],
  grants: [], corrections: [], unresolvedReferences: [],
}; // prettier-ignore

export type RecordStatus = 'FULL' | 'STUB';
export type AuthorsStatus = 'COMPLETE' | 'POSSIBLY_TRUNCATED' | 'NOT_LISTED';

/**
 * An institution that a source itself names as an author's, or gives an identifier of. At least one of name, ROR id and
 * affiliation is there.
 */
export interface StatedInstitution {
  /** As the source names it; null where it only gives an identifier beside an affiliation. */
  name: string | null;
  /** ROR id without the link: `0161xgx34`. */
  ror: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  /** The affiliation text that it stands beside; null where the source does not tie it to one. */
  affiliation: string | null;
}

/** One author's place on one article: the edge AUTHORED, kept inside the article so that it is read whole. */
export interface Authorship {
  authorKey: string;
  /** From 1, in the order of the source. */
  position: number;
  nameAsWritten: string;
  affiliations: string[];
  /** Left out where no source names any: most authorships have affiliations as text alone. */
  institutions?: StatedInstitution[];
  isCorresponding: boolean | null;
  equalContribution: boolean | null;
  provenance: Provenance[];
}

export type TopicMethod = 'VOCABULARY_MATCH' | 'MESH_INDEXING';

/** The edge ABOUT: how the article came to carry the topic. */
export interface TopicAssignment {
  topicKey: string;
  method: TopicMethod;
  isMajor: boolean;
  /** The words of the title or abstract that matched, for `VOCABULARY_MATCH`. */
  matchedText: string | null;
  provenance: Provenance[];
}

/** A citation count that a source states, which may differ from what the graph holds. */
export interface ReportedCount {
  source: string;
  count: number;
  readAt: string;
}

export interface ArticleRecord {
  key: string;
  status: RecordStatus;
  pmid: string | null;
  pmcid: string | null;
  doi: string | null;
  /** All of them, those above among them; a work may have several of one scheme where a person merged two records. */
  identifiers: WorkIdentifier[];
  title: string | null;
  date: PartialDate | null;
  journalKey: string | null;
  /** Who says that the article was published there: the edge PUBLISHED_IN. Empty without a journal. */
  journalProvenance: Provenance[];
  volume: string | null;
  issue: string | null;
  pages: Pages | null;
  publicationTypes: string[];
  specialty: string | null;
  authorsStatus: AuthorsStatus;
  authorships: Authorship[];
  topics: TopicAssignment[];
  hasAbstract: boolean;
  /** Whether a source says that the article was retracted. */
  isRetracted: boolean;
  /** Citations that sources report, newest of the best source first. */
  reportedCitations: ReportedCount[];
  /** Number of references that a source states; null where none does. */
  statedReferenceCount: number | null;
  /** Whether a source gave this article's reference list (or a part of it). */
  hasReferenceList: boolean;
  provenance: Provenance[];
}

/** What an article has many of, and who says so. */
export const ARTICLE_LISTS = ['authorships', 'topics', 'provenance', 'journalProvenance'] as const;
export type ArticleLists = Pick<ArticleRecord, (typeof ARTICLE_LISTS)[number]>;

/** An article that may have been read without its lists: the rest is what most readers of many articles want. */
export type BriefArticle = Omit<StoredArticle, keyof ArticleLists>;

/** Whether it was read with its lists. */
export const isWhole = (article: BriefArticle): article is StoredArticle => 'authorships' in article;

/** What an engine adds to a stored article: counts of edges, kept by the engine with every write. */
export interface StoredArticle extends ArticleRecord {
  /** Citations of this article in the graph. */
  citedByCount: number;
  /** References of this article that are in the graph. */
  referenceCount: number;
}
