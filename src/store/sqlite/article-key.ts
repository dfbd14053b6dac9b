import type { Filter } from '../filter.js';
import type { KeyList } from '../neighbourhood.js';
import type { Session } from './connection.js';
import { filterCondition } from './filter.js';
import { sql, TRUE } from './sql.js';

/** The plus sign: few articles are found by the condition and then ordered, never all of them read in the order of the date. */
export function articleKeys(session: Session, filter: Filter<'Article'> | null, most: number): KeyList {
  const [row] = session.all<{ keys: string; total: number | null }>(
    sql`SELECT json_group_array(key) AS keys, max(total) AS total FROM (
      SELECT t.key, count(*) OVER () AS total FROM article t
      WHERE ${filter === null ? TRUE : filterCondition('Article', filter)} ORDER BY +t.date DESC, t.key DESC LIMIT ${most})`,
  );
  return { keys: JSON.parse(row!.keys) as string[], total: row!.total ?? 0 };
}
