import type { Kind } from '../../records.js';
import type { Filter } from '../filter.js';
import type { Relation } from '../relation.js';
import { checkList } from '../sort-values.js';
import type { Connection } from './connection.js';
import { Statement } from './cypher.js';
import { STATUS_LABELS } from './filter.js';
import { listOf } from './list.js';
import { inOrder, parentRows, parentsOf, scopeOf } from './parents.js';
import { count } from './record.js';

/** Lengths that every write keeps on the parent, so that no list is walked for them. */
const KEPT: Partial<Record<Relation, [Kind, property: string]>> = {
  references: ['Article', 'referenceCount'],
  citedBy: ['Article', 'citedByCount'],
  authorArticles: ['Author', 'articleCount'],
  journalArticles: ['Journal', 'articleCount'],
  topicArticles: ['Topic', 'articleCount'],
};

/** How a length is known without a walk; null where it has to be counted. */
function known(relation: Relation, filter: Filter | null): string | null {
  if (relation === 'allArticles' && filter !== null && 'test' in filter && filter.test === 'status' && filter.values.length === 1)
    return `MATCH (n:${STATUS_LABELS[filter.values[0]!]}) RETURN count(n) AS total`;
  const kept = filter === null ? KEPT[relation] : undefined;
  return kept ? `OPTIONAL MATCH (n:${kept[0]} {key: key}) RETURN coalesce(n.${kept[1]}, 0) AS total` : null;
}

export async function counts(
  connection: Connection,
  relation: Relation,
  parents: readonly string[],
  filter: Filter | null,
  over: Filter<'Article'> | null = null,
): Promise<number[]> {
  checkList(relation, null, over);
  const rows = parentsOf(relation, parents);
  if (rows.length === 0) return parents.map(() => 0);
  const statement = new Statement();
  const counted = known(relation, filter) ?? `${listOf(relation, filter, statement, over).clauses()} RETURN count(n) AS total`;
  const text = statement.text(`${parentRows(relation, rows, statement)}
CALL ${scopeOf(relation, statement)} { ${counted} }
RETURN given, total`);
  const found = await connection.read(text, statement.parameters);
  return inOrder(parents, found, (row) => count(row.total), () => 0); // prettier-ignore
}
