import type { Kind } from '../records.js';

/**
 * Order and page, the same for both engines. Every order ends in the node's key, so that it is total;
 * a node without the value (no year, no title) comes last in either direction. Equal values, and the nodes
 * without one, are ordered by key: ascending for ASC, descending for DESC. Strings are ordered by the code
 * points of their stored sort key (`sortKey` in fold.ts), never by an engine's collation. What the value of
 * each field is stands in sort-values.ts.
 */
export const ORDER_FIELDS = {
  Article: ['date', 'title', 'citedByCount', 'referenceCount'],
  Author: ['name', 'articleCount', 'firstYear', 'lastYear'],
  Journal: ['title', 'articleCount'],
  Topic: ['name', 'articleCount'],
} as const;

/**
 * What edges have: `position`, the place in a reference list or an author list; the others of computed edges (relation.ts).
 * They exist only along a relation whose edges have them (`EDGE_ORDER` in sort-values.ts); elsewhere an
 * order by them is a mistake of the caller and refused.
 */
export const EDGE_FIELDS = ['position', 'weight', 'fraction', 'since', 'until'] as const;
export type EdgeField = (typeof EDGE_FIELDS)[number];
export const isEdgeField = (field: string): field is EdgeField => (EDGE_FIELDS as readonly string[]).includes(field);

export type OrderField<K extends Kind = Kind> = (typeof ORDER_FIELDS)[K][number] | EdgeField;

export interface Order<K extends Kind = Kind> {
  field: OrderField<K>;
  direction: 'ASC' | 'DESC';
}

/** Where an item stands in an order: its sort value (null where it has none) and its key. */
export interface Place {
  value: number | string | null;
  key: string;
}

/**
 * `size` items after `after` from the front, or `size` items before `before` from the end; both bounds may
 * be given, then only items between them are taken. A bound is a place, not an item: the item may be gone.
 */
export interface PageRequest {
  from: 'start' | 'end';
  size: number;
  after: Place | null;
  before: Place | null;
}

export interface PageItem<Record, Edge> {
  record: Record;
  edge: Edge;
  place: Place;
}

/**
 * A page, always in the order's direction, also when it was taken from the end. `hasNext` and `hasPrevious`
 * say whether the whole (filtered) list has items behind and before the page, also beyond the bounds that
 * were asked for. An empty page lies at the bound that it was taken from: from the start right behind
 * `after` (or at the very start), from the end right before `before` (or at the very end).
 */
export interface Page<Record, Edge> {
  items: PageItem<Record, Edge>[];
  hasNext: boolean;
  hasPrevious: boolean;
}
