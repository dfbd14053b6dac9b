import type { Kind } from '../../records.js';
import { isEdgeField, type Order } from '../page.js';
import type { Relation } from '../relation.js';

/**
 * Pages of parents with very many articles. The edges of a node are in no order, so that the newest of twenty thousand are
 * found by looking at all. But articles have indexes by which they stand in order: among the newest of all articles, those of
 * a parent that has one in ten come by soon.
 */
interface Hub {
  label: Kind;
  /** From an article `n` to the parent `p`. */
  edge: string;
  /** The number of its articles, which every write keeps. */
  size: string;
}

const HUBS: Partial<Record<Relation, Hub>> = {
  citedBy: { label: 'Article', edge: '(n)-[e:CITES]->(p)', size: 'citedByCount' },
  topicArticles: { label: 'Topic', edge: '(n)-[e:ABOUT]->(p)', size: 'articleCount' },
  journalArticles: { label: 'Journal', edge: '(n)-[:PUBLISHED_IN]->(p)', size: 'articleCount' },
};

/** Below so many articles, to look at all of them is quick enough. */
const LEAST = 2_000;
/** Articles of the index that are looked at, at most: about as costly as the least hub. Then all of the parent's are. */
const WALKED = 2_000;
/** How many times the articles that are to be expected may be walked past: in some years a hub has fewer than in others. */
const SPARE = 3;
/** Of more parents some microseconds each count. */
const MOST_PARENTS = 20;

/** The relation's hub, where its page may be found by walking; null where the list is filtered or in an order of its edges. */
export function hubOf(relation: Relation, parents: number, order: Order, isFiltered: boolean): Hub | null {
  return isFiltered || isEdgeField(order.field) || parents > MOST_PARENTS ? null : (HUBS[relation] ?? null);
}

/** A part of a list: what its entries have beside `n`, their place (an expression that an index has) and conditions on it, which way, how many. */
interface Part {
  carries: readonly string[];
  place: string;
  inside: readonly string[];
  towards: 'ASC' | 'DESC';
  /** An expression. */
  most: string;
}

/**
 * From `key` to the entries of the part, each a row, in their order. The `LIMIT 1` keeps the planner from asking whether to walk
 * of each article of the index.
 */
export function entriesOfHub({ label, edge, size }: Hub, { carries, place, inside, towards, most }: Part): string {
  const entry = ['n', ...carries].join(', ');
  const first = `ORDER BY ${place} ${towards} LIMIT ${most}`;
  return `MATCH (p:${label} {key: key})
  CALL (p) {
    WITH p WHERE p.${size} >= ${LEAST}
    CALL (p) { MATCH (a:Article) RETURN count(a) AS works }
    WITH p, works LIMIT 1 WHERE works * ${most} * ${SPARE} <= p.${size} * ${WALKED}
    MATCH (n:Article) WHERE ${inside.length > 0 ? inside.join(' AND ') : `${place} IS NOT NULL`}
    WITH p, n ORDER BY ${place} ${towards} LIMIT ${WALKED}
    MATCH ${edge}
    WITH ${entry} ${first}
    RETURN collect([${entry}]) AS walked
  }
  CALL (p, walked) {
    WITH p, walked WHERE size(walked) < ${most}
    MATCH ${edge}${inside.length > 0 ? ` WHERE ${inside.join(' AND ')}` : ''}
    WITH ${entry} ${first}
    RETURN collect([${entry}]) AS whole
  }
  UNWIND CASE WHEN size(walked) < ${most} THEN whole ELSE walked END AS entry
  WITH ${['n', ...carries].map((name, i) => `entry[${i}] AS ${name}`).join(', ')}`;
}
