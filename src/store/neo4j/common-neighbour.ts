import { NO_NEIGHBOURS, type CommonAnswer, type CommonNeighbours, type CommonQuery } from '../neighbourhood.js';
import type { Connection } from './connection.js';
import { followed, int, seek, Statement } from './cypher.js';
import { inOrder } from './parents.js';
import { numberOfPlace, placeProperty } from './place.js';
import { count } from './record.js';

/** From the parent `p` to a work `m` in the middle, from there to `n`, and the kept numbers of their edges. */
const SIDES = {
  citedBy: { there: '(p)<-[:CITES]-(m)', back: '(m)-[:CITES]->(n)', size: 'citedByCount', length: 'referenceCount' },
  references: { there: '(p)-[:CITES]->(m)', back: '(m)<-[:CITES]-(n)', size: 'referenceCount', length: 'citedByCount' },
} as const;

/** One statement; a parent that is asked for twice is one row of it. */
export async function commonNeighbours(
  connection: Connection,
  { via, parents, mostBetween }: CommonQuery,
): Promise<CommonAnswer[]> {
  if (parents.length === 0) return [];
  const { there, back, size, length } = SIDES[via];
  const most = Math.max(0, mostBetween);
  const statement = new Statement();
  const date = numberOfPlace(`m.${placeProperty('Article', 'date', 'DESC')}`);
  const text = `UNWIND ${statement.param([...new Set(parents)])} AS given
${followed('Article', 'given', 'key', 'given')}
${seek('p', 'Article', 'key')}
CALL (p) {
  MATCH ${there}
  WITH p, m ORDER BY ${date} DESC, m.keyText LIMIT ${statement.param(int(most))}
  WITH p, m, m.${length} AS length, log(m.${length}) AS log
  MATCH ${back} WHERE n <> p
  WITH n, count(*) AS shared, sum(log) AS logs, sum(CASE WHEN length > 1 THEN 1 / log ELSE 0.0 END) AS inverse
  ORDER BY shared DESC, n.keyText
  RETURN collect([n.key, shared, logs, inverse, n.${size}]) AS neighbours
}
RETURN given, p.${size} AS size, neighbours`;
  const rows = await connection.read(text, statement.parameters);
  return inOrder(
    parents,
    rows,
    (row): CommonAnswer => {
      const between = count(row.size);
      return { neighbours: toNeighbours(row.neighbours as NeighbourRow[]), between, visited: Math.min(between, most) };
    },
    () => ({ neighbours: NO_NEIGHBOURS, between: 0, visited: 0 }),
  );
}

type NeighbourRow = [key: string, shared: bigint, logs: number, inverse: number, degree: bigint];

const toNeighbours = (rows: readonly NeighbourRow[]): CommonNeighbours => ({
  keys: rows.map(([key]) => key),
  places: Uint32Array.from(rows.keys()),
  shared: Uint32Array.from(rows, ([, shared]) => count(shared)),
  sumOfLogs: Float64Array.from(rows, ([, , sumOfLogs]) => sumOfLogs),
  sumOfInverseLogs: Float64Array.from(rows, ([, , , sumOfInverseLogs]) => sumOfInverseLogs),
  degrees: Uint32Array.from(rows, ([, , , , degree]) => count(degree)),
  years: null,
});
