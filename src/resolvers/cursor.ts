import { badInput } from '../errors.js';
import type { Place } from '../store/page.js';

/**
 * Cursors: where an entry stands in an ordered list, opaque to clients. They hold the name of the list and its
 * order, so that a cursor of another list is refused instead of giving a wrong page. They do not hold the
 * parent: below many parents one `after` holds for each of their lists.
 */

/** Names a list in its order, such as `citedBy:date:DESC`, and says of which type its sort values are. */
export interface CursorScope {
  name: string;
  valueType: 'number' | 'string';
}

const MAX_CURSOR_LENGTH = 4096;

export function toCursor(scope: CursorScope, place: Place): string {
  return Buffer.from(JSON.stringify([scope.name, place.value, place.key]), 'utf8').toString('base64url');
}

/** Anybody can make up a cursor, so nothing in it is trusted: what a store might stumble over is refused here. */
export function fromCursor(scope: CursorScope, argument: 'after' | 'before', cursor: string): Place {
  const parts = decode(cursor);
  if (!parts) throw badInput(`\`${argument}\` is not a cursor. Give a cursor that this list gave you, unchanged.`);
  const [name, value, key] = parts;
  if (name !== scope.name) {
    throw badInput(
      `\`${argument}\` is a cursor of another list or another order. Give a cursor of this list, asked for with the same \`orderBy\`.`,
    );
  }
  if (value !== null && typeof value !== scope.valueType) {
    throw badInput(`\`${argument}\` is a damaged cursor. Give a cursor that this list gave you, unchanged.`);
  }
  return { value, key };
}

function decode(cursor: string): [string, Place['value'], string] | null {
  if (cursor.length > MAX_CURSOR_LENGTH || !/^[\w-]+$/.test(cursor)) return null;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts.length !== 3) return null;
  const [name, value, key] = parts as unknown[];
  return isCleanText(name) && isCleanText(key) && (value === null || Number.isFinite(value) || isCleanText(value))
    ? [name, value as Place['value'], key]
    : null;
}

/** Text that every store can compare: no NUL, no half of a surrogate pair. */
function isCleanText(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
}
