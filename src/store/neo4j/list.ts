import type { Kind } from '../../records.js';
import type { AmongKeys, ArticleLeaf, Condition, Filter } from '../filter.js';
import { RELATIONS, type Relation } from '../relation.js';
import type { Order } from '../page.js';
import type { Statement } from './cypher.js';
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
  /** Variables beside `n` that the list has: the edge `e`, or the `weight`. */
  carries: '' | ', e' | ', weight';
}

const edge = (from: string): Source => ({ from, carries: ', e' });
const plain = (from: string): Source => ({ from, carries: '' });
const weighted = (match: string): Source => ({ from: `${match}\n  WITH n, count(*) AS weight`, carries: ', weight' });

/** One edge of a type joins two nodes at most, so paths over a common article count articles, and none leads back. */
const SOURCES: Record<Relation, Source> = {
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
    carries: '',
  },
  coauthors: weighted('MATCH (:Author {key: key})-[:AUTHORED]->()<-[:AUTHORED]-(n)'),
  authorTopics: weighted('MATCH (:Author {key: key})-[:AUTHORED]->()-[:ABOUT]->(n)'),
  relatedTopics: weighted('MATCH (:Topic {key: key})<-[:ABOUT]-()-[:ABOUT]->(n)'),
  broader: plain('MATCH (:Topic {key: key})-[:BROADER]->(n)'),
  narrower: plain('MATCH (:Topic {key: key})<-[:BROADER]-(n)'),
};

/** The filtered list as clauses, with more conditions on its entries as needed. */
export type List = (conditions?: readonly string[]) => string;

export function listOf(relation: Relation, filter: Filter | null, statement: Statement): List {
  const kind = RELATIONS[relation].to;
  const begun = isRoot(relation) && filter !== null ? beginning(kind, filter, statement) : null;
  const { from, also } = begun ? { from: begun.from, also: undefined } : SOURCES[relation];
  const rest = begun ? begun.rest : filter;
  const fixed = [...(also ? [also] : []), ...(rest ? [condition(rest as Filter<typeof kind>, kind, statement)] : [])];
  return (conditions = []) => [from, [...fixed, ...conditions].join(' AND ')].filter((text) => text !== '').join(' WHERE ');
}

export function isRoot(relation: Relation): boolean {
  return RELATIONS[relation].from === null;
}

/** A filter's conditions that must all hold. */
function conjuncts(filter: Filter): Condition<ArticleLeaf>[] {
  return ('all' in filter ? filter.all : [filter]) as Condition<ArticleLeaf>[];
}

/**
 * Where a filter of a whole kind must hold for an author, a topic, a journal or words, the list begins there:
 * few nodes, instead of a test of every node of the kind.
 */
function beginning(kind: Kind, filter: Filter, statement: Statement): { from: string; rest: Filter } | null {
  const parts = conjuncts(filter);
  for (const test of ['author', 'topic', 'journal', 'text'] as const) {
    const start = parts.find((part) => 'test' in part && part.test === test) as ArticleLeaf | undefined;
    if (!start) continue;
    return { from: fromLeaf(kind, start, statement), rest: { all: parts.filter((part) => part !== start) } as Filter };
  }
  return null;
}

function fromLeaf(kind: Kind, leaf: ArticleLeaf, statement: Statement): string {
  if (leaf.test === 'text') return `UNWIND ${statement.textHits(leaf.query, kind, leaf.within)} AS n WITH n`;
  const { pattern, kind: other } = EDGE_TO[leaf.test as keyof typeof EDGE_TO];
  return `MATCH ${pattern} WHERE x.key IN ${statement.keys(other, (leaf as AmongKeys).keys)} WITH DISTINCT n`;
}

export function carriedBy(relation: Relation): Source['carries'] {
  return SOURCES[relation].carries;
}

/** The place string of an entry, as an expression. */
export function placeOf(relation: Relation, { field, direction }: Order): string {
  if (field === 'weight') return numberPlace('weight', direction);
  if (field === 'position') return numberPlace('e.position', direction);
  return `n.${placeProperty(RELATIONS[relation].to, field, direction)}`;
}
