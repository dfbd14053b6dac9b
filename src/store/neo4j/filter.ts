import type { Kind, RecordStatus } from '../../records.js';
import type { ArticleLeaf, AuthorLeaf, Condition, Filter, JournalLeaf, Range, TopicLeaf } from '../filter.js';
import { foldName } from '../fold.js';
import type { Statement } from './cypher.js';
import { placeProperty, placesFrom, placesTo } from './place.js';

/**
 * Filters as Cypher conditions on the node `n`. Every condition is true or false, never null, so that `NOT`
 * means the opposite.
 */
type AnyLeaf = ArticleLeaf | AuthorLeaf | JournalLeaf | TopicLeaf;

/** Labels that Neo4j counts with every write, for the one filter that nearly every list of articles has. */
export const STATUS_LABELS = { FULL: 'Full', STUB: 'Stub' } as const;

/** How an article hangs on the node of a leaf. */
export const EDGE_TO = {
  journal: { pattern: '(n)-[:PUBLISHED_IN]->(x:Journal)', kind: 'Journal' },
  author: { pattern: '(n)<-[:AUTHORED]-(x:Author)', kind: 'Author' },
  topic: { pattern: '(n)-[:ABOUT]->(x:Topic)', kind: 'Topic' },
} as const;

export function condition<K extends Kind>(filter: Filter<K>, kind: K, statement: Statement): string {
  return translated(filter as Condition<AnyLeaf>, kind, statement);
}

function translated(filter: Condition<AnyLeaf>, kind: Kind, statement: Statement): string {
  if ('all' in filter) return joined(filter.all, ' AND ', true, kind, statement);
  if ('any' in filter) return joined(filter.any, ' OR ', false, kind, statement);
  if ('not' in filter) return `NOT (${translated(filter.not, kind, statement)})`;
  return leafCondition(filter, kind, statement);
}

/**
 * A condition without parts is a parameter, not the word `false`: the planner of Neo4j 5.26 refuses some
 * statements with two orders after it ("Expected: RegularSinglePlannerQuery …").
 */
function joined(
  parts: Condition<AnyLeaf>[],
  operator: ' AND ' | ' OR ',
  whenEmpty: boolean,
  kind: Kind,
  statement: Statement,
): string {
  if (parts.length === 0) return statement.param(whenEmpty);
  return `(${parts.map((part) => translated(part, kind, statement)).join(operator)})`;
}

function leafCondition(leaf: AnyLeaf, kind: Kind, statement: Statement): string {
  switch (leaf.test) {
    case 'among':
      return `n.key IN ${statement.keys(kind, leaf.keys)}`;
    case 'text':
      return `n IN ${statement.textHits(leaf.query, kind, leaf.within)}`;
    case 'publicationYear':
      return yearRange(leaf.range, statement);
    case 'citedByCount':
    case 'referenceCount':
    case 'articleCount':
      return placeRange(placeProperty(kind, leaf.test, 'ASC'), leaf.range, statement);
    case 'status':
      return statusLabels(leaf.values, statement);
    case 'authorsStatus':
      return `n.authorsStatus IN ${statement.param([...leaf.values])}`;
    case 'kind':
      return `n.kind IN ${statement.param([...leaf.values])}`;
    case 'hasAbstract':
    case 'isRetracted':
    case 'hasOrcid':
    case 'hasMeshId':
      return `n.${leaf.test} = ${statement.param(leaf.value)}`;
    case 'publicationType':
      return `any(type IN n.foldedTypes WHERE type IN ${statement.param(leaf.values.map(foldName))})`;
    case 'journal':
    case 'author':
    case 'topic': {
      const { pattern, kind: other } = EDGE_TO[leaf.test];
      return `EXISTS { ${pattern} WHERE x.key IN ${statement.keys(other, leaf.keys)} }`;
    }
  }
}

/** A label is read with the node, a property from a chain of its own: this is asked of every hit of a search. */
function statusLabels(values: readonly RecordStatus[], statement: Statement): string {
  if (values.length === 0) return statement.param(false);
  return `(${values.map((status) => `n:${STATUS_LABELS[status]}`).join(' OR ')})`;
}

/** Ranges are asked of the place strings, which have an index; nodes without the value are in none. */
function placeRange(property: string, { from, to }: Range, statement: Statement): string {
  const bounds = [`n.${property} >= ${statement.param(placesFrom(from ?? 0))}`];
  if (to !== null) bounds.push(to < 0 ? statement.param(false) : `n.${property} < ${statement.param(placesTo(to))}`);
  return `(${bounds.join(' AND ')})`;
}

function yearRange({ from, to }: Range, statement: Statement): string {
  const [first, last] = [from === null ? null : from * 10_000, to === null ? null : to * 10_000 + 9_999];
  const property = placeProperty('Article', 'date', 'ASC');
  // Articles without a date come after all others in this string.
  return placeRange(property, { from: first, to: last ?? Number.MAX_SAFE_INTEGER }, statement);
}
