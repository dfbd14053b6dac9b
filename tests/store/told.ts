import type { Page } from '../../src/store/page.js';

/** What pages tell, whenever their entries make it, so that pages can be compared. */
export const told = (pages: readonly Page<unknown, unknown>[]): unknown[] =>
  pages.map(({ items, hasNext, hasPrevious }) => ({
    hasNext,
    hasPrevious,
    items: items.map(({ record, edge, place }) => ({ record, edge, place })),
  }));
