import type { Kind } from '../../records.js';
import type { Condition, Filter } from '../filter.js';
import type { Relation } from '../relation.js';
import { SOURCES, type Source } from './source.js';
import { name, sql, type Sql } from './sql.js';
import { idsOfKeys, table } from './table.js';

/**
 * A list of all articles whose filter wants one topic, one author or one journal is the list of that node, under the rest of
 * the filter. Read so, it begins at the edges of the node, which stand together in the order of dates, instead of at all
 * articles.
 */
export interface Narrowed {
  source: Source;
  /** What else is wanted; null for nothing. */
  rest: Filter<'Article'> | null;
  /** Number of rows that are looked at at most. */
  rows: Sql;
}

type Leaf = Exclude<Filter<'Article'>, { all: unknown } | { any: unknown } | { not: unknown }>;

/** The list of the node that each leaf names. The first has the fewest articles, as a rule. */
const LISTS: readonly { test: Leaf['test']; list: Relation; kind: Kind; column: string }[] = [
  { test: 'author', list: 'authorArticles', kind: 'Author', column: 'e.author' },
  { test: 'journal', list: 'journalArticles', kind: 'Journal', column: 't.journal' },
  { test: 'topic', list: 'topicArticles', kind: 'Topic', column: 'e.topic' },
];

/** The parts that all have to hold. */
function partsOf(filter: Filter<'Article'>): Filter<'Article'>[] {
  return 'all' in filter ? (filter as { all: readonly Filter<'Article'>[] }).all.flatMap(partsOf) : [filter];
}

const keysOf = (part: Filter<'Article'>, test: Leaf['test']): readonly string[] =>
  'test' in part && part.test === test ? (part as { keys: readonly string[] }).keys : [];

export function narrowed(relation: Relation, filter: Filter | null): Narrowed | null {
  if (relation !== 'allArticles' || filter === null) return null;
  const parts = partsOf(filter as Filter<'Article'>);
  for (const { test, list, kind, column } of LISTS) {
    const part = parts.find((one) => keysOf(one, test).length === 1);
    if (!part) continue;
    const id = sql`(${idsOfKeys(kind, keysOf(part, test))})`;
    const rest = parts.filter((one) => one !== part);
    const source = SOURCES[list];
    return {
      source: { ...source, where: sql`${name(column)} = ${id}`, edge: [] },
      rest: rest.length === 0 ? null : ({ all: rest } as Filter<'Article'>),
      rows: sql`coalesce((SELECT n.article_count FROM ${table(kind)} n WHERE n.id = ${id}), 0)`,
    };
  }
  return null;
}

/** Leaves that look at the article's own row alone. */
const CHEAP: ReadonlySet<string> = new Set(['publicationYear', 'citedByCount', 'referenceCount', 'status', 'authorsStatus', 'hasAbstract', 'isRetracted', 'kind', 'hasOrcid', 'articleCount', 'hasMeshId']); // prettier-ignore

/** Whether a filter costs no more than a look at each row that it is held against. */
export function isCheap(filter: Filter | null): boolean {
  if (filter === null) return true;
  const condition = filter as Condition<{ test: string }>;
  if ('all' in condition) return condition.all.every((one) => isCheap(one as Filter));
  if ('any' in condition) return condition.any.every((one) => isCheap(one as Filter));
  return 'not' in condition ? isCheap(condition.not as Filter) : CHEAP.has(condition.test);
}
