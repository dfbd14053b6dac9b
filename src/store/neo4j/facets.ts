import type { Filter } from '../filter.js';
import type { ArticleRelation, Facet, FacetName, FacetQuery } from '../store.js';
import type { Connection, Row } from './connection.js';
import { int, Statement } from './cypher.js';
import { listOf } from './list.js';
import { inOrder, parentRows, parentsOf, scopeOf } from './parents.js';
import { unorderedText } from './place.js';
import { count } from './record.js';

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
  RETURN [[one IN known${cut} | toString(one[1]) + ' ' + toString(one[0])], size(known), coalesce(missing[0], 0)]`;
}

/** Facets whose values hang on an article by edges that lead away from it: all of its edges are walked past to find these. */
const JOINED: Partial<Record<FacetName, string>> = { journal: 'Journal', topic: 'Topic' };

/** Whether two of the facets may be had by walking along the edges of each article once. */
export function areJoined(parts: readonly FacetPart[]): boolean {
  return new Set(parts.map(({ facet }) => facet).filter((facet) => JOINED[facet] !== undefined)).size > 1;
}

/** From the articles `found` to `ends`: the nodes of all joined facets, with the number of their articles. */
export const ENDS = `CALL (found) {
  UNWIND found AS n
  MATCH (n)-[:PUBLISHED_IN|ABOUT]->(x)
  WITH x, count(*) AS count
  RETURN collect([x, count]) AS ends
}`;

/** From `ends` to those of one facet, as a list `[value, count]`, the largest first; null for a facet that is not joined. */
export function joinedValues({ facet, size }: FacetPart): string | null {
  const label = JOINED[facet];
  if (label === undefined || size === null) return null;
  return `UNWIND ends AS end
  WITH end[0] AS x, end[1] AS count WHERE x:${label}
  WITH x.key AS value, count ORDER BY count DESC, value ASC
  RETURN collect([value, count])`;
}

/** What `decodeFacet` reads, of such a list `known` and the articles `found`. An article has one journal at most; the label tells of topics. */
export function joinedAnswer({ facet, size }: FacetPart, known: string, statement: Statement): string {
  const missing =
    facet === 'journal'
      ? `size(found) - reduce(sum = 0, one IN ${known} | sum + one[1])`
      : 'size([n IN found WHERE NOT n:FullWithTopics AND NOT EXISTS { (n)-[:ABOUT]->() }])';
  return `[[one IN ${known}[..${statement.param(int(size!))}] | toString(one[1]) + ' ' + one[0]], size(${known}), ${missing}]`;
}

export const NO_FACET: Readonly<Facet> = { values: [], distinct: 0, missing: 0 };

/** One facet, whose articles are counted as they are read. */
export async function facets(
  connection: Connection,
  relation: ArticleRelation,
  parents: readonly string[],
  { filter, ...part }: FacetQuery,
): Promise<Facet[]> {
  const rows = parentsOf(relation, parents);
  if (rows.length === 0) return parents.map(() => NO_FACET);
  const statement = new Statement();
  const { clauses } = listOf(relation, filter as Filter | null, statement);
  const text = statement.text(`${parentRows(relation, rows, statement)}
CALL ${scopeOf(relation, statement)} {
  ${clauses()}
  ${facetOf(part, statement)} AS answer
}
RETURN given, answer`);
  const found = await connection.read(text, statement.parameters);
  return inOrder(parents, found, (row) => decodeFacet(part, row.answer), () => NO_FACET); // prettier-ignore
}

export function decodeFacet({ facet }: FacetPart, answer: Row[string]): Facet {
  const [values, distinct, missing] = answer as [string[], bigint, bigint];
  return { values: values.map((one) => decodeValue(facet, one)), distinct: count(distinct), missing: count(missing) };
}

/** Of a count, a space and the value: one text crosses sooner than a list of two. */
function decodeValue(facet: FacetName, text: string): Facet['values'][number] {
  const at = text.indexOf(' ');
  const value = text.slice(at + 1);
  const known = facet === 'year' ? Number(value) : facet === 'publicationType' ? unorderedText(value) : value;
  return { value: known, count: Number(text.slice(0, at)) };
}
