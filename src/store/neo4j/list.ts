import type { Kind } from '../../records.js';
import type { AmongKeys, ArticleLeaf, Condition, Filter } from '../filter.js';
import { isEdgeField, type Order } from '../page.js';
import { FRACTION_UNITS, RELATIONS, type Relation } from '../relation.js';
import { int, seek, type Statement } from './cypher.js';
import { condition, EDGE_TO } from './filter.js';
import { numberPlace, placeProperty } from './place.js';

/**
 * The lists of the graph as Cypher: where each comes from and what its entries carry. In all of them `n` is
 * the entry and `key` (with `other`, of a pair) the parent, whose merges have been followed.
 */
interface Source {
  /** Ends where a WHERE may follow. */
  from: string;
  /** Holds beside the filter. */
  also?: string;
  /** Variables beside `n` that the list has: the edge `e`, or the values of a computed one. */
  carries: readonly string[];
}

const edge = (from: string): Source => ({ from, carries: ['e'] });
const plain = (from: string): Source => ({ from, carries: [] });
const weighted = (match: string): Source => ({ from: `${match}\n  WITH n, count(*) AS weight`, carries: ['weight'] });

/** Articles of the author that count, as `work`. */
function authored(over: Filter<'Article'> | null, statement: Statement): string {
  const chosen = over === null ? '' : ` WHERE ${condition(over, 'Article', statement)}`;
  return `MATCH (:Author {key: key})-[:AUTHORED]->(n)${chosen}\n  WITH n AS work`;
}

const YEARS = 'min(work.year) AS since, max(work.year) AS until';

const coauthors = (over: Filter<'Article'> | null, statement: Statement): Source => ({
  from: `${authored(over, statement)}, COUNT { (n)<-[:AUTHORED]-() } - 1 AS others
  MATCH (work)<-[:AUTHORED]-(n) WHERE n.key <> key
  WITH n, count(*) AS weight, sum(${statement.param(int(FRACTION_UNITS))} / others) AS fraction, ${YEARS}`,
  carries: ['weight', 'fraction', 'since', 'until'],
});

const authorTopics = (over: Filter<'Article'> | null, statement: Statement): Source => ({
  from: `${authored(over, statement)}
  MATCH (work)-[:ABOUT]->(n)
  WITH n, count(*) AS weight, ${YEARS}`,
  carries: ['weight', 'since', 'until'],
});

/** One edge of a type joins two nodes at most, so paths over a common article count articles, and none leads back. */
const SOURCES: Record<Exclude<Relation, 'coauthors' | 'authorTopics'>, Source> = {
  allArticles: plain('MATCH (n:Article)'),
  allAuthors: plain('MATCH (n:Author)'),
  allJournals: plain('MATCH (n:Journal)'),
  allTopics: plain('MATCH (n:Topic)'),
  references: edge('MATCH (:Article {key: key})-[e:CITES]->(n)'),
  citedBy: edge('MATCH (:Article {key: key})<-[e:CITES]-(n)'),
  authorArticles: edge('MATCH (:Author {key: key})-[e:AUTHORED]->(n)'),
  journalArticles: plain('MATCH (:Journal {key: key})<-[:PUBLISHED_IN]-(n)'),
  topicArticles: edge('MATCH (:Topic {key: key})<-[e:ABOUT]-(n)'),
  sharedArticles: {
    from: 'MATCH (:Author {key: key})-[:AUTHORED]->(n)',
    also: 'EXISTS { (n)<-[:AUTHORED]-(:Author {key: other}) }',
    carries: [],
  },
  relatedTopics: weighted('MATCH (:Topic {key: key})<-[:ABOUT]-()-[:ABOUT]->(n)'),
  broader: plain('MATCH (:Topic {key: key})-[:BROADER]->(n)'),
  narrower: plain('MATCH (:Topic {key: key})<-[:BROADER]-(n)'),
};

function sourceOf(relation: Relation, over: Filter<'Article'> | null, statement: Statement): Source {
  if (relation === 'coauthors') return coauthors(over, statement);
  return relation === 'authorTopics' ? authorTopics(over, statement) : SOURCES[relation];
}

/**
 * A filtered list as clauses, with more conditions on its entries as needed; and the variables beside `n` that it has. They
 * stand in a subquery that gets `scopeOf` (parents.ts): there alone what has to be known first is seen in all of them.
 */
export interface List {
  clauses: (conditions?: readonly string[]) => string;
  carries: readonly string[];
}

export function listOf(
  relation: Relation,
  filter: Filter | null,
  statement: Statement,
  over: Filter<'Article'> | null = null,
): List {
  const kind = RELATIONS[relation].to;
  const begun = isRoot(relation) && filter !== null ? beginning(kind, filter, statement) : null;
  const { from, also, carries } = begun ? { from: begun.from, carries: [] } : sourceOf(relation, over, statement);
  const rest = begun ? begun.rest : filter;
  const ranges = isRoot(relation) && !begun ? 'index' : 'node';
  const fixed = [...(also ? [also] : []), ...(rest ? [condition(rest as Filter<typeof kind>, kind, statement, ranges)] : [])];
  const clauses: List['clauses'] = (conditions = []) =>
    [from, [...fixed, ...conditions].join(' AND ')].filter((text) => text !== '').join(' WHERE ');
  return { clauses, carries };
}

/** Counts that every node has once it is written. */
const COUNTS: readonly string[] = ['citedByCount', 'referenceCount', 'articleCount'];

export function isRoot(relation: Relation): boolean {
  return RELATIONS[relation].from === null;
}

/** A filter's conditions that must all hold, those within another such list among them. */
function conjuncts(filter: Condition<ArticleLeaf>): Condition<ArticleLeaf>[] {
  return 'all' in filter ? filter.all.flatMap(conjuncts) : [filter];
}

/** Where a filter of a whole kind must hold for an author, a topic, a journal or words. */
function startOf(parts: readonly Condition<ArticleLeaf>[]): ArticleLeaf | undefined {
  for (const test of ['author', 'topic', 'journal', 'text'] as const) {
    const start = parts.find((part) => 'test' in part && part.test === test);
    if (start) return start as ArticleLeaf;
  }
  return undefined;
}

/** The list begins there: few nodes, instead of a test of every node of the kind. */
function beginning(kind: Kind, filter: Filter, statement: Statement): { from: string; rest: Filter } | null {
  const parts = conjuncts(filter as Condition<ArticleLeaf>);
  const start = startOf(parts);
  if (!start) return null;
  return { from: fromLeaf(kind, start, statement), rest: { all: parts.filter((part) => part !== start) } as Filter };
}

/** Whether a list is a part of its kind that can be read without looking at the others. */
export function isNarrow(relation: Relation, filter: Filter<'Article'> | null): boolean {
  return !isRoot(relation) || (filter !== null && startOf(conjuncts(filter)) !== undefined);
}

function fromLeaf(kind: Kind, leaf: ArticleLeaf, statement: Statement): string {
  if (leaf.test === 'text') return `UNWIND ${statement.textHits(leaf.query, kind, leaf.within)} AS n WITH n`;
  const { pattern, kind: other } = EDGE_TO[leaf.test as keyof typeof EDGE_TO];
  const keys = (leaf as AmongKeys).keys;
  // Each article hangs on a node by one edge at most. A condition right behind DISTINCT would not see the variables of the scope.
  const each = keys.length > 1 ? 'WITH DISTINCT n WITH n' : 'WITH n';
  return `UNWIND ${statement.keys(other, keys)} AS start
  ${seek('x', other, 'start')}
  MATCH ${pattern} ${each}`;
}

/** The place string of an entry, as an expression. */
export function placeOf(relation: Relation, { field, direction }: Order): string {
  if (isEdgeField(field)) return numberPlace(field === 'position' ? 'e.position' : field, direction);
  return `n.${placeProperty(RELATIONS[relation].to, field, direction)}`;
}

/**
 * What a list is sorted by, in one direction: its place strings where an index gives their order, else, of a count, the number
 * and the key. Both are the same order; two short values are sooner read of a node than a string beside it.
 */
export function sortedBy(relation: Relation, order: Order): string[] {
  return COUNTS.includes(order.field) && !isRoot(relation) ? [`n.${order.field}`, 'n.keyText'] : [placeOf(relation, order)];
}
