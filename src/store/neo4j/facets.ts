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

/** A facet and how many of its values are wanted. */
export type FacetPart = Pick<FacetQuery, 'facet' | 'size'>;

/** From the articles `n` of a list to one row: the `answer` that `decodeFacet` reads. */
export function facetOf({ facet, size }: FacetPart, statement: Statement): string {
  const order = size === null ? 'value ASC' : 'count DESC, value ASC';
  const cut = size === null ? '' : `[..${statement.param(int(size))}]`;
  return `WITH n
  ${VALUES[facet]}
  ORDER BY ${order}
  WITH collect([value, count]) AS groups
  WITH [one IN groups WHERE one[0] IS NOT NULL] AS known, [one IN groups WHERE one[0] IS NULL | one[1]] AS missing
  RETURN [known${cut}, size(known), coalesce(missing[0], 0)]`;
}

export const NO_FACET: Readonly<Facet> = { values: [], distinct: 0, missing: 0 };

/** One facet, whose articles are counted as they are read. */
export async function facets(
  connection: Connection,
  relation: ArticleRelation,
  parents: readonly string[],
  { filter, ...part }: FacetQuery,
): Promise<Facet[]> {
  const rows = rowsOf(relation, parents);
  if (rows.length === 0) return parents.map(() => NO_FACET);
  const statement = new Statement();
  const { clauses } = listOf(relation, filter as Filter | null, statement);
  const text = statement.text(`${parentRows(relation, rows, statement)}
CALL ${scopeOf(relation, statement)} {
  ${clauses()}
  ${facetOf(part, statement)} AS answer
}
RETURN row.given AS given, answer`);
  const found = await connection.read(text, statement.parameters);
  return inOrder(parents, found, (row) => decodeFacet(part, row.answer), () => NO_FACET); // prettier-ignore
}

export function decodeFacet({ facet }: FacetPart, answer: Row[string]): Facet {
  const textOf = facet === 'publicationType' ? unorderedText : (key: string) => key;
  const [values, distinct, missing] = answer as [[string | bigint, bigint][], bigint, bigint];
  return {
    values: values.map(([value, times]) => ({
      value: typeof value === 'string' ? textOf(value) : number(value)!,
      count: count(times),
    })),
    distinct: count(distinct),
    missing: count(missing),
  };
}
