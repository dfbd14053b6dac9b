import type { Filter } from '../filter.js';
import type { ArticleRelation, Facet, FacetName, FacetQuery } from '../store.js';
import type { Connection, Row } from './connection.js';
import { int, Statement } from './cypher.js';
import { listOf } from './list.js';
import { inOrder, parentRows, rowsOf, scopeOf } from './parents.js';
import { unorderedText } from './place.js';
import { count, number } from './record.js';

/** From an article `n` of the list to `value` and the `count` of its articles; null for articles that have none. */
const VALUES: Record<FacetName, string> = {
  year: 'WITH n.year AS value, count(*) AS count',
  journal: nodes('(n)-[:PUBLISHED_IN]->(x)'),
  topic: nodes('(n)-[:ABOUT]->(x)'),
  author: nodes('(n)<-[:AUTHORED]-(x)'),
  publicationType: `UNWIND CASE WHEN size(n.publicationTypes) > 0 THEN n.publicationTypes ELSE [null] END AS value
  WITH value, count(*) AS count`,
};

function nodes(pattern: string): string {
  return `OPTIONAL MATCH ${pattern} WITH x, count(*) AS count WITH x.key AS value, count`;
}

export async function facets(
  connection: Connection,
  relation: ArticleRelation,
  parents: readonly string[],
  { facet, filter, size }: FacetQuery,
): Promise<Facet[]> {
  const none = () => ({ values: [], distinct: 0, missing: 0 });
  const rows = rowsOf(relation, parents);
  if (rows.length === 0) return parents.map(none);
  const statement = new Statement();
  const { clauses } = listOf(relation, filter as Filter | null, statement);
  const order = size === null ? 'value ASC' : 'count DESC, value ASC';
  const cut = size === null ? '' : `[..${statement.param(int(size))}]`;
  const text = statement.text(`${parentRows(relation, rows, statement)}
CALL ${scopeOf(relation, statement)} {
  ${clauses()}
  WITH n
  ${VALUES[facet]}
  ORDER BY ${order}
  WITH collect([value, count]) AS groups
  WITH [one IN groups WHERE one[0] IS NOT NULL] AS known, [one IN groups WHERE one[0] IS NULL | one[1]] AS missing
  RETURN known${cut} AS values, size(known) AS distinct, coalesce(missing[0], 0) AS missing
}
RETURN row.given AS given, values, distinct, missing`);
  const textOf = facet === 'publicationType' ? unorderedText : (key: string) => key;
  return inOrder(parents, await connection.read(text, statement.parameters), (row) => decodeFacet(row, textOf), none);
}

function decodeFacet(row: Row, textOf: (stored: string) => string): Facet {
  const values = (row.values as [string | bigint, bigint][]).map(([value, times]) => ({
    value: typeof value === 'string' ? textOf(value) : number(value)!,
    count: count(times),
  }));
  return { values, distinct: count(row.distinct), missing: count(row.missing) };
}
