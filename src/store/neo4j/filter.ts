import type { Kind, RecordStatus } from '../../records.js';
import type { ArticleLeaf, AuthorLeaf, Condition, Filter, JournalLeaf, Range, TopicLeaf } from '../filter.js';
import { foldName } from '../fold.js';
import { int, type Statement } from './cypher.js';
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

export function condition<K extends Kind>(filter: Filter<K>, kind: K, statement: Statement, ranges: Ranges = 'node'): string {
  return translated(filter as Condition<AnyLeaf>, { kind, statement, ranges });
}

/** What ranges are asked of: an index, for a list of a whole kind, or each node that is there, where a number is sooner read. */
export type Ranges = 'index' | 'node';

interface Scene {
  kind: Kind;
  statement: Statement;
  ranges: Ranges;
}

function translated(filter: Condition<AnyLeaf>, scene: Scene): string {
  if ('all' in filter) return joined(filter.all, ' AND ', true, scene);
  if ('any' in filter) return joined(filter.any, ' OR ', false, scene);
  if ('not' in filter) return `NOT (${translated(filter.not, scene)})`;
  return leafCondition(filter, scene);
}

/**
 * A condition without parts is a parameter, not the word `false`: the planner of Neo4j 5.26 refuses some
 * statements with two orders after it ("Expected: RegularSinglePlannerQuery …").
 */
function joined(parts: Condition<AnyLeaf>[], operator: ' AND ' | ' OR ', whenEmpty: boolean, scene: Scene): string {
  if (parts.length === 0) return scene.statement.param(whenEmpty);
  return `(${parts.map((part) => translated(part, scene)).join(operator)})`;
}

function leafCondition(leaf: AnyLeaf, { kind, statement, ranges }: Scene): string {
  switch (leaf.test) {
    case 'among':
      return `n.key IN ${statement.keys(kind, leaf.keys)}`;
    case 'text':
      return `n IN ${statement.textHits(leaf.query, kind, leaf.within)}`;
    case 'publicationYear':
      return ranges === 'index' ? yearRange(leaf.range, statement) : numberRange('year', leaf.range, statement);
    case 'citedByCount':
    case 'referenceCount':
    case 'articleCount':
      return ranges === 'index'
        ? placeRange(placeProperty(kind, leaf.test, 'ASC'), leaf.range, statement)
        : numberRange(leaf.test, leaf.range, statement);
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

/** A node without the value is in no range. */
function numberRange(property: string, { from, to }: Range, statement: Statement): string {
  const bounds = [`n.${property} >= ${statement.param(int(from ?? 0))}`];
  if (to !== null) bounds.push(`n.${property} <= ${statement.param(int(to))}`);
  return `coalesce(${bounds.join(' AND ')}, false)`;
}

/** Ranges of an index are asked of the place strings, which have an index; nodes without the value are in none. */
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
