import type { TextQuery } from './text.js';
import type { AuthorKind, AuthorsStatus, Kind, RecordStatus } from '../records.js';

/**
 * Filters in the terms of the graph, the same for both engines. Each engine translates the leaves that
 * stand here and nothing else. Nodes are named by keys: whoever builds a condition has resolved the
 * identifiers before. An empty `all` holds for every node, an empty `any` for none; a leaf with an empty
 * list holds for none. Keys that were merged away stand for their survivor, keys of no node for none.
 */
export type Condition<Leaf> = Leaf | { all: Condition<Leaf>[] } | { any: Condition<Leaf>[] } | { not: Condition<Leaf> };

/**
 * Both ends belong to the range; a missing end is open. A node without the value is in no range, not even in
 * one that is open at both ends; logic is two-valued, so `not` of a range holds for it.
 */
export interface Range {
  from: number | null;
  to: number | null;
}

/** True for nodes with one of these keys; an empty list is true for none. */
export interface AmongKeys {
  test: 'among';
  keys: readonly string[];
}

/** True for nodes whose text (see `SearchDocument`) fulfils the query. */
export interface MatchesText {
  test: 'text';
  query: TextQuery;
  /** `label`: only names and titles; `everything`: all indexed text of the node. */
  within: 'label' | 'everything';
}

export type ArticleLeaf =
  | AmongKeys
  | MatchesText
  | { test: 'publicationYear'; range: Range }
  /** Citations in the graph. */
  | { test: 'citedByCount'; range: Range }
  /** References in the graph. */
  | { test: 'referenceCount'; range: Range }
  | { test: 'status'; values: readonly RecordStatus[] }
  | { test: 'authorsStatus'; values: readonly AuthorsStatus[] }
  | { test: 'hasAbstract'; value: boolean }
  | { test: 'isRetracted'; value: boolean }
  /** Both sides folded with `foldName` by the engine, so that case does not matter. */
  | { test: 'publicationType'; values: readonly string[] }
  | { test: 'journal'; keys: readonly string[] }
  | { test: 'author'; keys: readonly string[] }
  | { test: 'topic'; keys: readonly string[] };

export type AuthorLeaf =
  | AmongKeys
  | MatchesText
  | { test: 'kind'; values: readonly AuthorKind[] }
  | { test: 'hasOrcid'; value: boolean }
  | { test: 'articleCount'; range: Range };

export type JournalLeaf = AmongKeys | MatchesText | { test: 'articleCount'; range: Range };

export type TopicLeaf = AmongKeys | MatchesText | { test: 'hasMeshId'; value: boolean } | { test: 'articleCount'; range: Range };

interface Leaves {
  Article: ArticleLeaf;
  Author: AuthorLeaf;
  Journal: JournalLeaf;
  Topic: TopicLeaf;
}
export type Filter<K extends Kind = Kind> = Condition<Leaves[K]>;
