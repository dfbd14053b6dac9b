import type { Kind } from '../../records.js';
import { edgeCount, firstOf, STEPS, type Step, type StepAnswer, type StepList, type StepQuery } from '../neighbourhood.js';
import type { Session } from './connection.js';
import { name, NOTHING, sql, type Sql } from './sql.js';
import { nodesOfKeys, table } from './table.js';

/** Edges `e` of a step. */
export interface StepSource {
  edges: string;
  /** Columns with the ids at both ends. */
  from: string;
  to: string;
  /** Number of edges of the node `n`. */
  degree: string;
  /** 'NULL' for edges that have none. */
  position: string;
  /** Of steps against the lists that articles have themselves: the index that gives their edges. */
  backward?: {
    /** Key of the article at the end. */
    key: string;
    /** Position of `edge`, a row (from_id, to_id): not in the index, so that it is looked up for what is answered alone. */
    position: string;
  };
}

const citers = '(SELECT position FROM citation WHERE citing = edge.to_id AND cited = edge.from_id)';
const signed = '(SELECT position FROM authorship WHERE article = edge.to_id AND author = edge.from_id)';
const listed = (edges: string): string => `(SELECT count(*) FROM ${edges} WHERE article = n.id)`;

/** The articles themselves are the edges to journals. */
export const SOURCES: Record<Step, StepSource> = {
  references: { edges: 'citation', from: 'citing', to: 'cited', degree: 'n.reference_count', position: 'e.position' },
  citedBy: { edges: 'citation', from: 'cited', to: 'citing', degree: 'n.cited_by_count', position: 'e.position', backward: { key: 'e.citing_key', position: citers } },
  authors: { edges: 'authorship', from: 'article', to: 'author', degree: listed('authorship'), position: 'e.position' },
  authorArticles: { edges: 'authorship', from: 'author', to: 'article', degree: 'n.article_count', position: 'e.position', backward: { key: 'e.article_key', position: signed } },
  journal: { edges: 'article', from: 'id', to: 'journal', degree: '(n.journal IS NOT NULL)', position: 'NULL' },
  journalArticles: { edges: 'article', from: 'journal', to: 'id', degree: 'n.article_count', position: 'NULL', backward: { key: 'e.key', position: 'NULL' } },
  topics: { edges: 'about', from: 'article', to: 'topic', degree: listed('about'), position: 'NULL' },
  topicArticles: { edges: 'about', from: 'topic', to: 'article', degree: 'n.article_count', position: 'NULL', backward: { key: 'e.article_key', position: 'NULL' } },
}; // prettier-ignore

/** Each node that the keys lead to once, with its own key. */
const nodes = (kind: Kind, keys: readonly string[], degree: string): Sql =>
  sql`SELECT n.id, n.key, ${name(degree)} AS degree FROM (SELECT DISTINCT id FROM (${nodesOfKeys(kind, keys)})) k
    CROSS JOIN ${table(kind)} n ON n.id = k.id`;

/** The first edges of the node `parent`, by the keys where they lead. */
function edgesOf({ step, most }: StepQuery): Sql {
  const { edges, from, to, position, backward } = SOURCES[step];
  const target = backward ? NOTHING : sql`CROSS JOIN ${table(STEPS[step].to)} t ON t.id = ${name(`e.${to}`)}`;
  const key = backward?.key ?? 't.key';
  const columns = `${key} AS to_key, parent.id AS from_id, e.${to} AS to_id, ${backward ? 'NULL' : position} AS position`;
  return sql`(SELECT json_group_array(json_array(to_key, ${name(backward?.position ?? 'position')}))
    FROM (SELECT ${name(`${columns} FROM ${edges} e`)} ${target} WHERE ${name(`e.${from} = parent.id`)}
      ORDER BY ${name(key)} LIMIT ${most}) edge)`;
}

/**
 * Rows (from_key, list) of the parents before whom there are less than `most` edges; none where more than `limit` would have
 * to be read. A parent's edges are one JSON text: where there are thousands, a third of the time of as many rows.
 */
function allEdges(query: StepQuery, limit: number): Sql {
  const { most } = query;
  return sql`SELECT key AS from_key, ${edgesOf(query)} AS list
    FROM parent WHERE before < ${most} AND degree > 0
      AND (SELECT coalesce(max(before + degree), 0) FROM parent WHERE before < ${most}) <= ${limit}
    ORDER BY key`;
}

/** All edges between parents and targets, looked for in the lists that articles have themselves: these are short, a node's may be a hub's. */
function edgesBetween(step: Step): Sql {
  const { edges, from, to, position, backward } = SOURCES[step];
  const ends = backward
    ? { near: 'target', nearId: to, far: 'parent', farId: from, keys: 't.key AS from_key, target.key AS to_key' }
    : { near: 'parent', nearId: from, far: 'target', farId: to, keys: 'parent.key AS from_key, t.key AS to_key' };
  const { near, nearId, far, farId, keys } = ends;
  // The plus sign: each edge of a list is looked up among the ends, never each end among the edges.
  return sql`SELECT ${name(`${keys}, ${position} AS position FROM ${near} CROSS JOIN ${edges} e ON e.${nearId} = ${near}.id`)}
    CROSS JOIN ${table(STEPS[step][backward ? 'from' : 'to'])} t ON t.id = ${name(`e.${farId}`)}
    WHERE ${name(`+e.${farId} IN (SELECT id FROM ${far})`)}`;
}

/** The statement for a step; exported so that a test can look at its plan. Its first row, which has no end, has the total. */
export function stepStatement(query: StepQuery, limit: number): Sql {
  const { step, from, to, most } = query;
  const kinds = STEPS[step];
  const { degree } = SOURCES[step];
  const parent = sql`SELECT *, sum(degree) OVER (ORDER BY key ROWS UNBOUNDED PRECEDING) - degree AS before
    FROM (${nodes(kinds.from, from, degree)})`;
  if (to === null)
    return sql`WITH parent AS MATERIALIZED (${parent})
      SELECT NULL AS from_key, (SELECT coalesce(sum(degree), 0) FROM parent) AS list
      UNION ALL SELECT * FROM (${allEdges(query, limit)})`;
  return sql`WITH parent AS MATERIALIZED (${parent}), target AS MATERIALIZED (${nodes(kinds.to, to, '0')}),
      found AS MATERIALIZED (${edgesBetween(step)})
    SELECT NULL AS from_key, (SELECT count(*) FROM found) AS list
    UNION ALL SELECT * FROM (SELECT from_key, json_group_array(json_array(to_key, position))
      FROM (SELECT * FROM found ORDER BY from_key, to_key LIMIT ${most}) GROUP BY from_key ORDER BY from_key)`;
}

/** The edges of each node as one JSON text, which goes from thread to thread at little cost. */
export interface PackedSteps {
  total: number;
  lists: [from: string, list: string][];
}

/** The answer that was packed. */
export function unpackSteps({ total, lists }: PackedSteps, { most }: StepQuery): StepAnswer {
  const unpacked = lists.map(([from, list]) => toList(from, list));
  // Of the last node's edges more may have been read than are wanted.
  const last = unpacked.at(-1);
  if (last) unpacked[unpacked.length - 1] = firstOf(last, last.to.length - Math.max(0, edgeCount({ lists: unpacked }) - most));
  return { lists: unpacked, total };
}

function toList(from: string, list: string): StepList {
  const edges = JSON.parse(list) as [string, number | null][];
  return { from, to: edges.map(([to]) => to), positions: edges.map(([, position]) => (position === -1 ? null : position)) };
}

/** The answer, or null where more than `limit` edges would have to be read. */
function stepsWithin(session: Session, query: StepQuery, limit: number): PackedSteps | null {
  const most = Math.max(0, query.most);
  const [[, total], ...lists] = session.lists<[string, string]>(stepStatement({ ...query, most }, limit)) as unknown as [[null, number], ...PackedSteps['lists']]; // prettier-ignore
  return query.to === null && lists.length === 0 && Math.min(total, most) > 0 ? null : { total, lists };
}

export function steps(session: Session, query: StepQuery): PackedSteps {
  return stepsWithin(session, query, Number.MAX_SAFE_INTEGER)!;
}

/** Edges that `stepsFew` reads at most: some milliseconds. */
const FEW_EDGES = 2_000;

/** The same, or null where many edges would be read: a node may be a hub. */
export function stepsFew(session: Session, query: StepQuery): PackedSteps | null {
  return stepsWithin(session, query, FEW_EDGES);
}
