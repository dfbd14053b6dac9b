import { describe, expect, it } from '@jest/globals';
import { LedgerView } from '../../src/ledger/view.js';
import type { LedgerRow } from '../../src/store/ledger.js';

/** A ledger of 600 works with the tag `block:x`, of which only reads are asked for; notes how many rows each read asks. */
function ledger() {
  const stored = new Map<string, LedgerRow>();
  for (let i = 0; i < 600; i++) {
    const key = `w${String(i).padStart(3, '0')}`;
    stored.set(key, { collection: 'work', key, value: `{"at":${i}}`, tags: ['block:x'] });
  }
  const read: number[] = [];
  const view = new LedgerView({
    rows: async (_, keys) => {
      read.push(keys.length);
      return keys.map((key) => stored.get(key) ?? null);
    },
    tagged: async () => {
      throw new Error('All rows were asked for at once.');
    },
    taggedKeys: async (_, tags) => (tags.includes('block:x') ? [...stored.keys()] : []),
    scan: async () => [],
    rowCount: async () => stored.size,
  });
  return { view, read };
}

async function portions(rows: AsyncIterable<readonly { key: string }[]>): Promise<string[][]> {
  const found: string[][] = [];
  for await (const portion of rows) found.push(portion.map(({ key }) => key));
  return found;
}

describe('rows with a tag, portion by portion', () => {
  it('are read 250 at a time, each once', async () => {
    const { view, read } = ledger();
    const found = await portions(view.taggedInPortions('work', ['block:x', 'block:y', 'block:x']));
    expect(found.map((portion) => [portion[0], portion.length])).toEqual([
      ['w000', 250],
      ['w250', 250],
      ['w500', 100],
    ]);
    expect(read).toEqual([250, 250, 100]);
  });

  it('are as they will be: what waits to be written comes first, what waits to be removed or lost the tag does not come', async () => {
    const { view } = ledger();
    view.put('work', 'w003', { at: 'new' }, ['block:x']);
    view.put('work', 'w004', { at: 'new' }, ['block:else']);
    view.put('work', 'a', { at: 'new' }, ['block:x']);
    view.send();
    view.remove('work', 'w005');
    const found = await portions(view.taggedInPortions('work', ['block:x']));
    expect(found[0]).toEqual(['a', 'w003']);
    expect(found.slice(1).flat()).toHaveLength(597);
    for (const key of ['w003', 'w004', 'w005']) expect(found.slice(1).flat()).not.toContain(key);
  });

  it('are not read where they are not wanted', async () => {
    const { view, read } = ledger();
    view.put('work', 'a', {}, ['block:x']);
    const found = await portions(view.taggedInPortions('work', ['block:x'], (key) => key === 'w007' || key === 'w599'));
    expect(found).toEqual([['w007', 'w599']]);
    expect(read).toEqual([2]);
  });

  it('are none without a tag, and without rows', async () => {
    const { view, read } = ledger();
    expect(await portions(view.taggedInPortions('work', []))).toEqual([]);
    expect(await portions(view.taggedInPortions('work', ['block:nobody']))).toEqual([]);
    expect(read).toEqual([]);
  });
});
