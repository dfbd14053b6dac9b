import { badInput } from '../errors.js';
import type DataLoader from 'dataloader';
import { loadNamed } from '../loaders/by-key.js';
import type { Loaders } from '../loaders/index.js';
import type { Place } from '../store/page.js';
import type { Rank, Ranking } from '../traverse/ranking.js';
import type { ConnectionPage, ConnectionSource } from './connection.js';
import { toCursor, type CursorScope } from './cursor.js';
import { pageRequest, type PagingArgs } from './paging.js';

/** Lists of nodes that are worked out and ranked here, not in the store. */

/** Works that are equal in rank up to here are read whole, for most of them are shown; of more the years alone. */
const FEW = 100;

/** Years of works, for `Ranking`; works that are asked about at the same time share a statement. */
export const yearsBy =
  (loaders: Loaders) =>
  async (keys: readonly string[]): Promise<readonly number[]> => {
    if (keys.length > FEW) return loaders.related.years.load(keys);
    const records = await Promise.all(keys.map((key) => loaders.article.byKey.load(key)));
    return records.map((record) => record?.date?.year ?? 0);
  };

export interface RankedBy {
  /** Of the list, and what it is ranked by. */
  name: string;
  /** How many numbers a rank has. */
  numbers: number;
}

/**
 * A page of a ranking. A cursor holds the whole rank of its entry, so that it stays valid when others come or go.
 *
 * @param byKey the records of the entries
 * @param begin what is ranked, looked for only when a field asks for it
 */
export function rankedConnection<Entry extends { key: string }, Node>(
  { name, numbers }: RankedBy,
  args: PagingArgs,
  byKey: DataLoader<string, Node | null, string>,
  begin: () => Promise<Ranking<Entry>>,
): ConnectionSource<Node, Entry> {
  const scope: CursorScope = { name, valueType: 'string' };
  const { from, size, after, before } = pageRequest(args, scope);
  const bounds = { after: after && rankAt(after, numbers, 'after'), before: before && rankAt(before, numbers, 'before') };
  const page = async (): Promise<ConnectionPage<Node, Entry>> => {
    const ranking = await begin();
    const low = bounds.after ? await ranking.indexBehind(bounds.after) : 0;
    const high = Math.max(low, bounds.before ? await ranking.indexBehind(bounds.before, true) : ranking.length);
    const start = from === 'start' ? low : Math.max(low, high - size);
    const stop = from === 'start' ? Math.min(high, low + size) : high;
    const entries = await ranking.slice(start, stop);
    const records = await loadNamed(byKey, entries.map(({ entry }) => entry.key)); // prettier-ignore
    const edges = entries.map(({ entry, rank }, i) => {
      return { cursor: toCursor(scope, placeOf(rank)), record: records[i]!, edge: entry, parent: '' };
    });
    return { edges, hasNext: stop < ranking.length, hasPrevious: start > 0 };
  };
  let asked: ReturnType<typeof page> | null = null;
  return { page: () => (asked ??= page()), totalCount: async () => (await begin()).length };
}

const placeOf = ({ numbers, year, key }: Rank): Place => ({ value: [...numbers, year].join(' '), key });

function rankAt({ value, key }: Place, width: number, argument: string): Rank {
  const numbers = String(value).split(' ').map(Number);
  if (numbers.length !== width + 1 || !numbers.every(Number.isFinite))
    throw badInput(`\`${argument}\` is a damaged cursor. Give a cursor that this list gave you, unchanged.`);
  return { numbers: numbers.slice(0, width), year: numbers[width]!, key };
}
