import type { Filter } from '../filter.js';
import { LEFT_OUT, NO_YEAR } from '../neighbourhood.js';
import { yearOfDateKey } from '../sort-values.js';
import type { Session } from './connection.js';
import { filterCondition } from './filter.js';
import { sql, TRUE } from './sql.js';
import { nodesOfKeys } from './table.js';

/** Years of the articles that the filter lets through; an object, whose array is handed over from thread to thread. */
export function years(session: Session, keys: readonly string[], filter: Filter<'Article'> | null): { years: Int32Array } {
  const found = new Int32Array(keys.length).fill(LEFT_OUT);
  const statement = sql`SELECT json_group_array(k.slot) AS slots, json_group_array(t.date) AS dates
    FROM (${nodesOfKeys('Article', keys)}) k CROSS JOIN article t ON t.id = k.id
    WHERE ${filter === null ? TRUE : filterCondition('Article', filter)}`;
  const [row] = session.all<{ slots: string; dates: string }>(statement);
  const dates = JSON.parse(row!.dates) as number[];
  (JSON.parse(row!.slots) as number[]).forEach((slot, i) => (found[slot] = dates[i]! < 0 ? NO_YEAR : yearOfDateKey(dates[i]!)));
  return { years: found };
}
