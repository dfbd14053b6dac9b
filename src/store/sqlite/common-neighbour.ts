import type { CommonAnswer, CommonNeighbour, CommonQuery } from '../neighbourhood.js';
import type { Session } from './connection.js';
import { name, sql, type Sql } from './sql.js';
import { nodesOfKeys } from './table.js';

/** Columns of a citation `e` at the parent's side and in the middle, and the kept numbers of a parent's and a middle work's edges. */
const SIDES = {
  citedBy: { outer: 'cited', inner: 'citing', size: 'cited_by_count', length: 'reference_count' },
  references: { outer: 'citing', inner: 'cited', size: 'reference_count', length: 'cited_by_count' },
} as const;

/** Ids of the works in the middle of the node `parent`: the newest ones. */
const newest = (via: CommonQuery['via'], most: number): Sql =>
  via === 'citedBy'
    ? sql`SELECT e.citing AS id FROM citation e WHERE e.cited = parent.id ORDER BY e.date DESC, e.citing_key LIMIT ${most}`
    : sql`SELECT e.cited AS id FROM citation e CROSS JOIN article a ON a.id = e.cited
        WHERE e.citing = parent.id ORDER BY a.date DESC, a.key LIMIT ${most}`;

/**
 * From each parent to the works in the middle, from these to the works at the other end, which are counted by their
 * ids; keys are joined to the counts. Goes no further where more than `limit` edges would have to be read.
 *
 * Rows: for each slot its parent and the parent's number of works in the middle; at last one without slot, with the number
 * of edges that lead on from these, and the neighbours of all parents: each column is one JSON text, which costs less than
 * half of as many rows and goes from thread to thread. Exported so that a test can look at its plan.
 */
export function commonStatement({ via, parents, mostBetween }: CommonQuery, limit: number): Sql {
  const { outer, inner, size, length } = SIDES[via];
  const other = name(`e.${outer}`);
  return sql`WITH given AS MATERIALIZED (${nodesOfKeys('Article', parents)}),
    parent AS MATERIALIZED (SELECT a.id, ${name(`a.${size}`)} AS size
      FROM (SELECT DISTINCT id FROM given) g CROSS JOIN article a ON a.id = g.id),
    middle AS MATERIALIZED (SELECT parent.id AS parent, a.id, ${name(`a.${length} AS length, ln(a.${length}) AS log`)}
      FROM parent CROSS JOIN json_each((SELECT json_group_array(id) FROM (${newest(via, mostBetween)}))) m
      CROSS JOIN article a ON a.id = m.value
      WHERE (SELECT sum(min(size, ${mostBetween})) FROM parent) <= ${limit}),
    common AS (SELECT middle.parent, ${other} AS id, count(*) AS shared, sum(log) AS logs,
        sum(CASE WHEN length > 1 THEN 1 / log ELSE 0 END) AS inverse
      FROM middle CROSS JOIN citation e ON ${name(`e.${inner}`)} = middle.id
      WHERE ${other} <> middle.parent AND (SELECT sum(length) FROM middle) <= ${limit}
      GROUP BY middle.parent, ${other})
    SELECT given.slot, given.id AS parent, parent.size AS count, NULL AS parents, NULL AS keys, NULL AS shared, NULL AS logs,
        NULL AS inverse, NULL AS degrees
      FROM given CROSS JOIN parent ON parent.id = given.id
    UNION ALL SELECT NULL, NULL, (SELECT coalesce(sum(length), 0) FROM middle), json_group_array(parent), json_group_array(key),
        json_group_array(shared), json_group_array(logs), json_group_array(inverse), json_group_array(size)
      FROM (SELECT c.*, a.key, ${name(`a.${size}`)} AS size FROM common c CROSS JOIN article a ON a.id = c.id
        ORDER BY c.parent, c.shared DESC, a.key)`;
}

type Row =
  | [slot: number, parent: number, between: number]
  | [slot: null, parent: null, edges: number, ...columns: PackedCommon['columns']];

/** Neighbours of all parents, as columns. */
export interface PackedCommon {
  given: { slot: number; parent: number; between: number }[];
  columns: [parents: string, keys: string, shared: string, logs: string, inverse: string, degrees: string];
}

/** The answers that were packed. A parent that is asked for twice has one list. */
export function unpackCommon({ given, columns }: PackedCommon, query: CommonQuery): CommonAnswer[] {
  const answers = query.parents.map((): CommonAnswer => ({ neighbours: [], between: 0, visited: 0 }));
  const keys = JSON.parse(columns[1]) as string[];
  const [parents, , shared, logs, inverse, degrees] = columns.map((text) => JSON.parse(text) as number[]) as [number[], unknown, number[], number[], number[], number[]]; // prettier-ignore
  const lists = new Map<number, CommonNeighbour[]>(given.map(({ parent }) => [parent, []]));
  keys.forEach(
    (key, i) =>
    lists.get(parents[i]!)!.push({ key, shared: shared[i]!, sumOfLogs: logs[i]!, sumOfInverseLogs: inverse[i]!, degree: degrees[i]! }), // prettier-ignore
  );
  for (const { slot, parent, between } of given)
    answers[slot] = { neighbours: lists.get(parent)!, between, visited: Math.min(between, mostOf(query)) };
  return answers;
}

const mostOf = ({ mostBetween }: CommonQuery): number => Math.max(0, mostBetween);

/** The answers, or null where more than `limit` edges would have to be read. */
function commonWithin(session: Session, query: CommonQuery, limit: number): PackedCommon | null {
  const mostBetween = mostOf(query);
  const rows = [...session.lists<Row>(commonStatement({ ...query, mostBetween }, limit))];
  const [, , edges, ...columns] = rows.pop() as Extract<Row, [null, ...unknown[]]>;
  const given = (rows as Exclude<Row, [null, ...unknown[]]>[]).map(([slot, parent, between]) => ({ slot, parent, between }));
  const visited = new Map(given.map(({ parent, between }) => [parent, Math.min(between, mostBetween)]));
  const read = Math.max(edges, [...visited.values()].reduce((sum, one) => sum + one, 0)); // prettier-ignore
  return read > limit ? null : { given, columns };
}

export function commonNeighbours(session: Session, query: CommonQuery): PackedCommon {
  return commonWithin(session, query, Number.MAX_SAFE_INTEGER)!;
}

/** Edges that `commonFew` reads at most: some milliseconds. */
const FEW_EDGES = 2_000;

/** The same, or null where many edges would be read. */
export function commonFew(session: Session, query: CommonQuery): PackedCommon | null {
  return commonWithin(session, query, FEW_EDGES);
}
