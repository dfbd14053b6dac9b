import type { GraphStore } from '../store/store.js';

/** The row that stands from the first row of a restore to the end of it: a graph that has it is not whole. */
export const RESTORE_MARK = { collection: 'restore', key: 'running' } as const;

export const restoreMark = (since: Date) => ({
  ...RESTORE_MARK,
  value: JSON.stringify({ since: since.toISOString() }),
  tags: [],
});

/** When a restore of this graph was begun that did not come to its end; null for none. */
export async function cutRestore(store: GraphStore): Promise<string | null> {
  const [row] = await store.rows(RESTORE_MARK.collection, [RESTORE_MARK.key]);
  return row ? (JSON.parse(row.value) as { since: string }).since : null;
}
