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
 * Rows: for each slot its parent and the parent's number of works in the middle; one without slot and parent with the
 * number of edges that lead on from these; then the neighbours of each parent, in order. Exported so that a test can look
 * at its plan.
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
    SELECT given.slot, given.id, NULL, parent.size, NULL, NULL, NULL FROM given CROSS JOIN parent ON parent.id = given.id
    UNION ALL SELECT NULL, NULL, NULL, (SELECT coalesce(sum(length), 0) FROM middle), NULL, NULL, NULL
    UNION ALL SELECT * FROM (
      SELECT NULL AS slot, c.parent, a.key, c.shared, c.logs, c.inverse, ${name(`a.${size}`)}
      FROM common c CROSS JOIN article a ON a.id = c.id ORDER BY c.parent, c.shared DESC, a.key)`;
}

type Row = [
  slot: number | null,
  parent: number | null,
  key: string,
  count: number,
  logs: number,
  inverse: number,
  degree: number,
];

/** The answers, or null where more than `limit` edges would have to be read. */
function commonWithin(session: Session, query: CommonQuery, limit: number): CommonAnswer[] | null {
  const most = Math.max(0, query.mostBetween);
  const answers = query.parents.map((): CommonAnswer => ({ neighbours: [], between: 0, visited: 0 }));
  const lists = new Map<number, CommonNeighbour[]>();
  const parents = new Map<number, number>();
  let edges = 0;
  for (const [slot, parent, key, count, sumOfLogs, sumOfInverseLogs, degree] of session.lists<Row>(
    commonStatement({ ...query, mostBetween: most }, limit),
  )) {
    if (parent === null) edges = count;
    else if (slot === null) lists.get(parent)!.push({ key, shared: count, sumOfLogs, sumOfInverseLogs, degree });
    else {
      const neighbours = lists.get(parent) ?? [];
      lists.set(parent, neighbours);
      parents.set(parent, Math.min(count, most));
      answers[slot] = { neighbours, between: count, visited: Math.min(count, most) };
    }
  }
  const visited = [...parents.values()].reduce((sum, one) => sum + one, 0);
  return Math.max(visited, edges) > limit ? null : answers;
}

export function commonNeighbours(session: Session, query: CommonQuery): CommonAnswer[] {
  return commonWithin(session, query, Number.MAX_SAFE_INTEGER)!;
}

/** Edges that `commonFew` reads at most: some milliseconds. */
const FEW_EDGES = 2_000;

/** The same, or null where many edges would be read. */
export function commonFew(session: Session, query: CommonQuery): CommonAnswer[] | null {
  return commonWithin(session, query, FEW_EDGES);
}
