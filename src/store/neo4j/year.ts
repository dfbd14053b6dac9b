import type { Filter } from '../filter.js';
import { LEFT_OUT, NO_YEAR } from '../neighbourhood.js';
import type { Connection } from './connection.js';
import { followed, int, seek, Statement } from './cypher.js';
import { condition } from './filter.js';
import { count } from './record.js';

/** One statement; each key is named by its place, for there may be tens of thousands. */
export async function years(
  connection: Connection,
  keys: readonly string[],
  filter: Filter<'Article'> | null,
): Promise<Int32Array> {
  const found = new Int32Array(keys.length).fill(LEFT_OUT);
  if (keys.length === 0) return found;
  const statement = new Statement();
  const given = statement.param([...keys]);
  const passes = filter === null ? '' : ` WHERE ${condition(filter, 'Article', statement)}`;
  const text = statement.text(`UNWIND range(0, size(${given}) - 1) AS slot
${followed('Article', `${given}[slot]`, 'key', 'slot', ...statement.scope)}
${seek('n', 'Article', 'key')}${passes}
RETURN collect(slot) AS slots, collect(coalesce(n.year, ${statement.param(int(NO_YEAR))})) AS years`);
  const [row] = await connection.read(text, statement.parameters);
  const values = row!.years as bigint[];
  (row!.slots as bigint[]).forEach((slot, i) => (found[count(slot)] = Number(values[i])));
  return found;
}
