import type { Filter } from './filter.js';

/**
 * Questions about how works hang together, which are asked by keys and answered by keys: no record is read. Work is
 * bounded by the caller, in edges; an answer says whether the bound cut it.
 */

/** Steps of one edge from a node: along citations, and between articles and what stands around them. */
export const STEPS = {
  /** Works that the article cites. */
  references: { from: 'Article', to: 'Article' },
  /** Works that cite the article. */
  citedBy: { from: 'Article', to: 'Article' },
  /** Authors of the article. */
  authors: { from: 'Article', to: 'Author' },
  authorArticles: { from: 'Author', to: 'Article' },
  /** The journal of the article, where it is known. */
  journal: { from: 'Article', to: 'Journal' },
  journalArticles: { from: 'Journal', to: 'Article' },
  topics: { from: 'Article', to: 'Topic' },
  topicArticles: { from: 'Topic', to: 'Article' },
} as const;

export type Step = keyof typeof STEPS;

export interface StepQuery {
  step: Step;
  /**
   * Keys of nodes of the kind that the step starts at; unknown ones have no edges. Merged ones are followed: edges name both
   * ends by the keys of the nodes that they join, and a node that two keys lead to is asked for once.
   */
  from: readonly string[];
  /** Only edges that end at one of these, merged ones followed; null for all. */
  to: readonly string[] | null;
  /** Most edges that are answered; which ones, where there are more, is fixed (the smallest `from`, then `to`, by code points). */
  most: number;
}

/** Edges of one node. There may be hundreds of thousands in an answer, so that none is an object of its own. */
export interface StepList {
  from: string;
  /** Where they lead, in ascending order (code points), each once. */
  to: readonly string[];
  /** Of citations the places in the citing works' lists, of authorships those in the author lists, in the order of `to`; null for one that has none. */
  positions: readonly (number | null)[];
}

export interface StepAnswer {
  /** Of the nodes that have edges, in ascending order of `from` (code points). */
  lists: readonly StepList[];
  /** Number of edges that the question has, whatever `most` is. */
  total: number;
}

export interface StepEdge {
  from: string;
  to: string;
  position: number | null;
}

/** Only the first edges of a list. */
export const firstOf = ({ from, to, positions }: StepList, most: number): StepList =>
  to.length <= most ? { from, to, positions } : { from, to: to.slice(0, most), positions: positions.slice(0, most) };

/** Edges one by one, for those who want few. */
export const edgesOf = ({ lists }: Pick<StepAnswer, 'lists'>): StepEdge[] =>
  lists.flatMap(({ from, to, positions }) => to.map((key, i) => ({ from, to: key, position: positions[i]! })));

/** Number of edges that were answered. */
export const edgeCount = ({ lists }: Pick<StepAnswer, 'lists'>): number => lists.reduce((sum, { to }) => sum + to.length, 0);

export interface ReachQuery {
  step: Step;
  /** As of `StepQuery`. */
  from: readonly string[];
  /** Most edges that are looked at, those to nodes that the filter leaves out among them; which ones, is fixed as there. */
  most: number;
  /** Of a step that leads to articles those that are reached; null for all. */
  filter: Filter<'Article'> | null;
  /** What is told of each node that is reached. */
  value: ReachedValue | null;
}

/**
 * `use`: citations of an article in the graph, articles of any other node. `year`: of publication, `NO_YEAR` where unknown;
 * of articles alone.
 */
export type ReachedValue = 'use' | 'year';

/**
 * Where edges lead. For walks that meet tens of thousands of nodes: each is named once, and what a walk wants to know of
 * it comes along.
 */
export interface Reach {
  /** Number of edges that the question has, whatever `most` and the filter are. */
  total: number;
  /** Edges that were looked at. */
  seen: number;
  /** Edge i leads from `query.from[from[i]]` to `keys[to[i]]`, in any order. Of keys that lead to one node the first is named. */
  from: Uint32Array;
  to: Uint32Array;
  /** Nodes that are reached, each once. */
  keys: readonly string[];
  /** In the order of `keys`; null where none is asked for and where the nodes have none. */
  values: Int32Array | null;
}

/** A node, and where its edges lead, for those who want lists. */
export interface Ends {
  from: string;
  to: readonly string[];
}

/** The edges of each of the nodes that have some, in the order of these. */
export function listsOf({ from, to, keys }: Reach, nodes: readonly string[]): Ends[] {
  const lists: string[][] = nodes.map(() => []);
  for (let i = 0; i < to.length; i++) lists[from[i]!]!.push(keys[to[i]!]!);
  return nodes.flatMap((node, slot) => (lists[slot]!.length > 0 ? [{ from: node, to: lists[slot]! }] : []));
}

export interface CommonQuery {
  /** `citedBy`: works that are cited together with the parent (co-citation). `references`: works that share references with it (bibliographic coupling). */
  via: 'citedBy' | 'references';
  parents: readonly string[];
  /**
   * Most works in the middle (citing works, or references) that are looked at for each parent: the newest ones, then the
   * smallest keys. Each has some ten to a hundred edges.
   */
  mostBetween: number;
}

/** Keys by their numbers. */
export interface Keys {
  readonly length: number;
  at(number: number): string | undefined;
}

/** Works that share neighbours with the parent, in columns: there may be tens of thousands, and few of them are named. */
export interface CommonNeighbours {
  /** Keys of these works and maybe of others. */
  readonly keys: Keys;
  /** Of each work its place among the keys: most shared first, then the smallest key. The parent is not among them. */
  readonly places: Uint32Array;
  /** Works in the middle that both have. */
  readonly shared: Uint32Array;
  /**
   * Over the shared ones, with n the citations of each in the graph (for `references`) or the length of its reference
   * list (for `citedBy`): Σ ln n, and Σ 1/ln n, where n = 1 counts 0.
   */
  readonly sumOfLogs: Float64Array;
  readonly sumOfInverseLogs: Float64Array;
  /** All works in the middle that each work has: its citations for `citedBy`, its references for `references`. */
  readonly degrees: Uint32Array;
  /** Publication years, `NO_YEAR` where unknown; null from who has them not at hand. */
  readonly years: Int32Array | null;
}

export const NO_NEIGHBOURS: CommonNeighbours = {
  keys: [],
  places: new Uint32Array(),
  shared: new Uint32Array(),
  sumOfLogs: new Float64Array(),
  sumOfInverseLogs: new Float64Array(),
  degrees: new Uint32Array(),
  years: null,
};

export interface CommonAnswer {
  neighbours: CommonNeighbours;
  /** Works in the middle that the parent has, and how many of them were looked at. */
  between: number;
  visited: number;
}

/** All authors and who stands together on a byline. Numbers are indexes into `keys`. */
export interface BylineScan {
  /** Keys of all authors, in ascending order of code points, so that a number means the same person on every engine. */
  readonly keys: readonly string[];
  /** Authors of work i are `authors[offsets[i]]` up to `authors[offsets[i + 1]]`, each once. Works without any are left out; they come in any order. */
  readonly offsets: Uint32Array;
  readonly authors: Uint32Array;
}

/**
 * Steps between authors and their works by the store's own numbers, for walks that meet tens of thousands and name a few: a key
 * for each would take most of the time. A number means the same node as long as the version of the graph stays the same.
 */
export interface BylineStepQuery {
  step: 'authors' | 'authorArticles';
  /** Numbers of articles, or of authors. */
  from: readonly number[];
  /** Most edges that are answered. */
  most: number;
}

export interface BylineStep {
  /** The version of the graph that was read. */
  readonly version: number;
  /** Edge i leads from `query.from[from[i]]` to the number `to[i]`, in any order. Null where there are more than `most`. */
  readonly edges: { readonly from: ArrayLike<number>; readonly to: ArrayLike<number> } | null;
}

/** Numbers of authors, in the order of their keys; null for a key that no author has. Merged ones are not followed. */
export interface AuthorNumbers {
  readonly version: number;
  readonly numbers: readonly (number | null)[];
}

/** Keys of authors, in the order of their numbers; '' for a number that no author has. */
export interface AuthorKeys {
  readonly version: number;
  readonly keys: readonly string[];
}

/** In a list of years: of an article without one, and of one that is not there or that the filter does not let through. */
export const NO_YEAR = -1;
export const LEFT_OUT = -2;

/** Articles by their keys alone. */
export interface KeyList {
  /** The newest first, as in lists that are ordered by date. */
  readonly keys: readonly string[];
  /** Articles that the question has, whatever its bound is. */
  readonly total: number;
}

/** All articles and the citations among them. Numbers are indexes into `keys`. */
export interface CitationScan {
  /** Keys of all articles, in ascending order of code points, so that a number means the same work on every engine. */
  readonly keys: readonly string[];
  /** Publication year of each; `NO_YEAR` where unknown. */
  readonly years: Int32Array;
  /** The whole date of each as `dateKey` has it; `NO_YEAR` where unknown. */
  readonly dates: Int32Array;
  /** 1 for a work that is known by its identifier alone. */
  readonly stubs: Uint8Array;
  /** The store's own number of each, by which `articlesAt` finds it; in another database, or a copy, it may be that of another. */
  readonly nodes: Float64Array;
  /** Citation i leads from `citing[i]` to `cited[i]`; each pair once, in any order. A work may cite itself. */
  readonly citing: Uint32Array;
  readonly cited: Uint32Array;
  /** Place of each citation in the citing work's list; `NO_POSITION` where no source gives it. */
  readonly positions: Int32Array;
}

export const NO_POSITION = -1;
