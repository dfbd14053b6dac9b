import type { ArticleFacts, FactsQuery } from '../neighbourhood.js';
import type { Connection } from './connection.js';
import { int, seek, Statement } from './cypher.js';
import { condition } from './filter.js';
import { listOf } from './list.js';
import { placeProperty } from './place.js';
import { count } from './record.js';

/** The articles `n` that are asked for. */
function articles({ among, filter }: FactsQuery, statement: Statement): string {
  if (among === null) return listOf('allArticles', filter, statement)();
  const keys = statement.keys('Article', among);
  const holds = filter ? ` WHERE ${condition(filter, 'Article', statement)}` : '';
  return `UNWIND ${keys} AS key
WITH DISTINCT ${['key', ...statement.scope].join(', ')}
${seek('n', 'Article', 'key')}${holds}`;
}

async function countOf(connection: Connection, query: FactsQuery): Promise<number> {
  const statement = new Statement();
  const text = `${articles(query, statement)} RETURN count(n) AS total`;
  const [row] = await connection.read(statement.text(text), statement.parameters);
  return count(row!.total);
}

/** One statement, and one that counts where there are more articles than are wanted. Floats, for integers would cross as BigInts. */
export async function facts(connection: Connection, query: FactsQuery): Promise<ArticleFacts> {
  const statement = new Statement();
  const place = placeProperty('Article', 'date', 'DESC');
  const text = `${articles(query, statement)}
WITH n ORDER BY n.${place} DESC LIMIT ${statement.param(int(query.most))}
RETURN n.key AS key, toFloat(coalesce(n.year, -1)) AS year, toFloat(n.citedByCount) AS citations ORDER BY n.${place} DESC`;
  const rows = await connection.read(statement.text(text), statement.parameters);
  return {
    keys: rows.map(({ key }) => key as string),
    years: Int32Array.from(rows, ({ year }) => year as number),
    citations: Uint32Array.from(rows, ({ citations }) => citations as number),
    total: rows.length < query.most ? rows.length : await countOf(connection, query),
  };
}
