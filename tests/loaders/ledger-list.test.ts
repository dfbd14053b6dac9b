import { describe, expect, test } from '@jest/globals';
import { ledgerPage, type LedgerList } from '../../src/loaders/ledger-list.js';
import type { PageRequest } from '../../src/store/page.js';

/** A list of letters from the last to the first, as imports stand: the newest first. */
const LETTERS = ['e', 'd', 'c', 'b', 'a'];
const compare = (a: string, b: string): number => (a > b ? -1 : a < b ? 1 : 0);

function listOf(ids: readonly string[]): LedgerList<{ id: string }> {
  return {
    get: async () => [],
    walk: async ({ after, limit, backward }) => {
      const inOrder = backward ? [...ids].reverse() : ids;
      const behind = inOrder.filter((id) => after === null || (backward ? compare(id, after) < 0 : compare(id, after) > 0));
      return behind.slice(0, limit).map((id) => ({ id }));
    },
    count: async () => ids.length,
    compare,
  };
}

const at = (key: string | null) => (key === null ? null : { value: null, key });

async function page(from: PageRequest['from'], size: number, after: string | null, before: string | null, ids = LETTERS) {
  const { items, hasNext, hasPrevious } = await ledgerPage(listOf(ids), { from, size, after: at(after), before: at(before) });
  return [items.map(({ id }) => id).join(''), hasPrevious, hasNext];
}

describe('a page of a list of the ledger', () => {
  test.each([
    ['start', 2, null, null, ['ed', false, true]],
    ['start', 5, null, null, ['edcba', false, false]],
    ['start', 9, null, null, ['edcba', false, false]],
    ['start', 2, 'd', null, ['cb', true, true]],
    ['start', 2, 'c', null, ['ba', true, false]],
    ['start', 2, 'a', null, ['', true, false]],
    ['start', 0, null, null, ['', false, true]],
    ['start', 0, 'c', null, ['', true, true]],
    ['start', 2, 'z', null, ['ed', false, true]],
    ['start', 2, 'cc', null, ['cb', true, true]],
    ['start', 9, 'e', 'b', ['dc', true, true]],
    ['start', 1, 'e', 'b', ['d', true, true]],
    ['start', 9, 'b', 'd', ['', true, true]],
    ['start', 9, null, 'd', ['e', false, true]],
    ['start', 9, 'e', '!', ['dcba', true, false]],
    ['end', 2, null, null, ['ba', true, false]],
    ['end', 9, null, null, ['edcba', false, false]],
    ['end', 2, null, 'c', ['ed', false, true]],
    ['end', 2, null, 'b', ['dc', true, true]],
    ['end', 2, null, 'e', ['', false, true]],
    ['end', 0, null, null, ['', true, false]],
    ['end', 9, 'e', 'b', ['dc', true, true]],
    ['end', 1, 'e', 'b', ['c', true, true]],
    ['end', 9, 'd', null, ['cba', true, false]],
  ] as const)('from the %s, %i after %s before %s', async (from, size, after, before, expected) => {
    expect(await page(from, size, after, before)).toEqual(expected);
  });

  test('an empty list has one page, an empty one', async () => {
    expect(await page('start', 5, null, null, [])).toEqual(['', false, false]);
    expect(await page('end', 5, null, 'c', [])).toEqual(['', false, false]);
    expect(await page('start', 5, 'c', null, [])).toEqual(['', false, false]);
  });
});
