import { badInput } from '../errors.js';
import type { Kind } from '../records.js';
import type { Order, PageRequest } from '../store/page.js';
import { fromCursor, type CursorScope } from './cursor.js';

export const DEFAULT_PAGE_SIZE = 20;
export const MAX_PAGE_SIZE = 100;

/** Arguments of every connection, as GraphQL gives them. */
export interface PagingArgs {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** A size between 0 and the largest; `argument` is its name for the message. */
export function checkedSize(argument: string, size: number): number {
  if (size < 0 || size > MAX_PAGE_SIZE) {
    throw badInput(`\`${argument}\` is ${size}; it must be between 0 and ${MAX_PAGE_SIZE}. Longer lists are read page by page.`);
  }
  return size;
}

/** Relay's arguments as a request to the store; null counts as left out. */
export function pageRequest(args: PagingArgs, scope: CursorScope): PageRequest {
  const { first = null, last = null, after = null, before = null } = args;
  if (first !== null && last !== null) {
    throw badInput(`\`first\` (${first}) and \`last\` (${last}) are given together; give one of them.`);
  }
  return {
    from: last === null ? 'start' : 'end',
    size: last === null ? checkedSize('first', first ?? DEFAULT_PAGE_SIZE) : checkedSize('last', last),
    after: after === null ? null : fromCursor(scope, 'after', after),
    before: before === null ? null : fromCursor(scope, 'before', before),
  };
}

/** The order asked for, in the store's terms; `fallback` when none is. */
export function orderOf<Field extends string, K extends Kind>(
  fields: Record<Field, Order<K>['field']>,
  orderBy: { field: Field; direction?: Order['direction'] } | null | undefined,
  fallback: Order<K>,
): Order<K> {
  return orderBy ? { field: fields[orderBy.field], direction: orderBy.direction ?? 'ASC' } : fallback;
}
