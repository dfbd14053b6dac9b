import type { PageRequest } from '../store/page.js';
import { onePerKey } from './by-key.js';

/** An ordered list of the ledger, read by key. */
export interface LedgerList<Item extends { id: string }> {
  get(ids: readonly string[]): Promise<(Item | null)[]>;
  /** Entries behind the one with the id `after` (from the end where it is null), in the order of the list or against it. */
  walk(from: { after: string | null; limit: number; backward: boolean }): Promise<Item[]>;
  count(): Promise<number>;
  /** Order of two ids in the list, as for `sort`. */
  compare(a: string, b: string): number;
}

export interface LedgerPage<Item> {
  items: Item[];
  hasNext: boolean;
  hasPrevious: boolean;
}

export type LedgerLoaders<Item extends { id: string }> = ReturnType<typeof ledgerLoaders<Item>>;

export function ledgerLoaders<Item extends { id: string }>(list: LedgerList<Item>) {
  return {
    /** Null for a miss. */
    byId: onePerKey((ids: readonly string[]) => list.get(ids)),
    page: onePerKey((requests: readonly PageRequest[]) => Promise.all(requests.map((request) => ledgerPage(list, request)))),
    count: () => list.count(),
  };
}

/**
 * A page as the port has them (`Page` in store/page.ts). It is read away from the end that it was asked from: `near`
 * is the bound that it begins at, `far` the one that it must not pass.
 */
export async function ledgerPage<Item extends { id: string }>(
  list: LedgerList<Item>,
  { from, size, after, before }: PageRequest,
): Promise<LedgerPage<Item>> {
  const backward = from === 'end';
  const [near, far] = (backward ? [before, after] : [after, before]).map((place) => place?.key ?? null);
  const compare = (a: string, b: string): number => (backward ? -list.compare(a, b) : list.compare(a, b));
  const [met, [first]] = await Promise.all([
    list.walk({ after: near!, limit: size + 1, backward }),
    near === null ? [] : list.walk({ after: null, limit: 1, backward }),
  ]);
  const items = met.filter(({ id }) => far === null || compare(id, far!) < 0).slice(0, size);
  const isMoreAhead = met.length > items.length;
  const begin = items[0]?.id;
  const isMoreBehind = first !== undefined && (begin ? compare(first.id, begin) < 0 : compare(first.id, near!) <= 0);
  return backward
    ? { items: items.reverse(), hasNext: isMoreBehind, hasPrevious: isMoreAhead }
    : { items, hasNext: isMoreAhead, hasPrevious: isMoreBehind };
}
