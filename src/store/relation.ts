import type { Authorship, Kind, Provenance, TopicAssignment } from '../records.js';

/**
 * The lists that the graph can be asked for. `all…` are the lists of a whole kind (their one parent is
 * `ROOT`); the others lead from each parent to its neighbours and carry the facts of the edge.
 */
export const ROOT = '';

export const RELATIONS = {
  allArticles: { from: null, to: 'Article' },
  allAuthors: { from: null, to: 'Author' },
  allJournals: { from: null, to: 'Journal' },
  allTopics: { from: null, to: 'Topic' },
  /** Works that the parent cites. */
  references: { from: 'Article', to: 'Article' },
  /** Works that cite the parent. */
  citedBy: { from: 'Article', to: 'Article' },
  authorArticles: { from: 'Author', to: 'Article' },
  journalArticles: { from: 'Journal', to: 'Article' },
  topicArticles: { from: 'Topic', to: 'Article' },
  /** Articles of both authors; the parent is `pairKey(a, b)`. A pair of one author has all articles of that author. */
  sharedArticles: { from: 'Author', to: 'Article' },
  /** Other authors of at least one common article, with what is known of these. */
  coauthors: { from: 'Author', to: 'Author' },
  /** Topics of the author's articles, with what is known of these. */
  authorTopics: { from: 'Author', to: 'Topic' },
  /** Other topics that stand on at least one article together with the parent; `weight` is the number of those articles. */
  relatedTopics: { from: 'Topic', to: 'Topic' },
  broader: { from: 'Topic', to: 'Topic' },
  narrower: { from: 'Topic', to: 'Topic' },
} as const satisfies Record<string, { from: Kind | null; to: Kind }>;

export type Relation = keyof typeof RELATIONS;
export type CitationRelation = 'references' | 'citedBy';
export const isCitation = (relation: string): relation is CitationRelation => relation === 'references' || relation === 'citedBy';

export type TargetOf<R extends Relation> = (typeof RELATIONS)[R]['to'];

/** The edge CITES. `position` is the place in the citing work's reference list, where a source gives it. */
export interface CitationEdge {
  position: number | null;
  provenance: Provenance[];
}

/** Number of common articles behind a computed edge. */
export interface WeightEdge {
  weight: number;
}

/** Their years besides; null where no article has one. */
export interface YearsEdge extends WeightEdge {
  since: number | null;
  until: number | null;
}

/**
 * Common articles of two authors. `fraction` is the sum of 1/(n − 1) over them, n the number of authors of each, in units of
 * 1/`FRACTION_UNITS`: a whole number, so that the sum is the same on every engine in whichever order it is added up.
 */
export interface CoauthorEdge extends YearsEdge {
  fraction: number;
}

/** The smallest number that all of 1 to 28 divide: fractions of articles by up to 29 authors are exact, others to 11 digits. */
export const FRACTION_UNITS = 80_313_433_200;

/** Relations over common articles for which a query may say which articles count (`over`). */
const OVER: readonly Relation[] = ['coauthors', 'authorTopics'];
export const countsOver = (relation: Relation): boolean => OVER.includes(relation);

/** Lists of articles whose edges have facts: see `EdgeOf`. */
const WITH_FACTS: readonly Relation[] = ['references', 'citedBy', 'authorArticles', 'topicArticles'];
export const hasFacts = (relation: Relation): boolean => WITH_FACTS.includes(relation);

type NoEdge = Record<string, never>;

export interface EdgeOf {
  allArticles: NoEdge;
  allAuthors: NoEdge;
  allJournals: NoEdge;
  allTopics: NoEdge;
  references: CitationEdge;
  citedBy: CitationEdge;
  /** The authorship of the parent on the article. */
  authorArticles: Authorship;
  journalArticles: NoEdge;
  /** The assignment of the parent to the article. */
  topicArticles: TopicAssignment;
  sharedArticles: NoEdge;
  coauthors: CoauthorEdge;
  authorTopics: YearsEdge;
  relatedTopics: WeightEdge;
  broader: NoEdge;
  narrower: NoEdge;
}

const PAIR_SEPARATOR = '\n';

/** Parent of `sharedArticles`: two author keys in one string. */
export function pairKey(a: string, b: string): string {
  return `${a}${PAIR_SEPARATOR}${b}`;
}

export function splitPair(pair: string): [string, string] {
  const at = pair.indexOf(PAIR_SEPARATOR);
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}
