import type { ArticleFacts, FactsQuery } from '../neighbourhood.js';
import type { Session } from './connection.js';
import { filterCondition } from './filter.js';
import { sql, TRUE } from './sql.js';
import { idsOfKeys } from './table.js';

/** The plus sign: few articles are found by the condition and then ordered, never all of them read in the order of the date. */
export function facts(session: Session, { among, filter, most }: FactsQuery): ArticleFacts {
  const chosen = among ? sql`t.id IN (${idsOfKeys('Article', among)})` : TRUE;
  const rows = session.lists<[key: string, date: number, citations: number, total: number]>(
    sql`SELECT t.key, t.date, t.cited_by_count, count(*) OVER () FROM article t
      WHERE ${chosen} AND ${filter ? filterCondition('Article', filter) : TRUE} ORDER BY +t.date DESC, t.key DESC LIMIT ${most}`,
  );
  const found = [...rows];
  return {
    keys: found.map(([key]) => key),
    years: Int32Array.from(found, ([, date]) => (date < 0 ? -1 : Math.floor(date / 10_000))),
    citations: Uint32Array.from(found, ([, , citations]) => citations),
    total: found[0]?.[3] ?? 0,
  };
}
