import type { Filter } from '../filter.js';
import type { KeyList } from '../neighbourhood.js';
import type { Connection } from './connection.js';
import { int, Statement } from './cypher.js';
import { listOf } from './list.js';
import { scopeOf } from './parents.js';
import { placeProperty } from './place.js';
import { count } from './record.js';

/** One statement, and one that counts where there are more articles than are wanted. */
export async function articleKeys(connection: Connection, filter: Filter<'Article'> | null, most: number): Promise<KeyList> {
  const statement = new Statement();
  const list = listOf('allArticles', filter, statement).clauses();
  const text = `CALL ${scopeOf('allArticles', statement)} {
  ${list}
  WITH n ORDER BY n.${placeProperty('Article', 'date', 'DESC')} DESC LIMIT ${statement.param(int(most))}
  RETURN collect(n.key) AS keys
}
RETURN keys`;
  const [row] = await connection.read(statement.text(text), statement.parameters);
  const keys = row!.keys as string[];
  return { keys, total: keys.length < most ? keys.length : await countOf(connection, filter) };
}

async function countOf(connection: Connection, filter: Filter<'Article'> | null): Promise<number> {
  const statement = new Statement();
  const list = listOf('allArticles', filter, statement).clauses();
  const text = `CALL ${scopeOf('allArticles', statement)} { ${list} RETURN count(n) AS total } RETURN total`;
  const [row] = await connection.read(statement.text(text), statement.parameters);
  return count(row!.total);
}
