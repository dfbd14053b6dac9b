import type { Row, Run } from './connection.js';

/** Rows that are sent with one statement, at most; and the characters of their texts, where more than one row is sent. */
const MOST_ROWS = 2_000;
const MOST_TEXT = 4_000_000;

/** Characters of all texts in a value, at any depth. */
function textOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  for (const part of Object.values(value)) sum += textOf(part);
  return sum;
}

/** The rows in their order, as many together as one statement may have. */
export function* portions<T>(rows: readonly T[]): Generator<T[]> {
  let portion: T[] = [];
  let text = 0;
  for (const row of rows) {
    const more = textOf(row);
    if (portion.length === MOST_ROWS || (portion.length > 0 && text + more > MOST_TEXT)) {
      yield portion;
      [portion, text] = [[], 0];
    }
    portion.push(row);
    text += more;
  }
  if (portion.length > 0) yield portion;
}

/** The same for a statement whose answer nobody needs. */
export function sendOver(run: Run, text: string, rows: readonly unknown[]): void {
  for (const portion of portions(rows)) run.later(text, { rows: portion });
}

/** Runs a statement over all rows, which it finds as `$input.rows`, portion by portion; not at all without rows. */
export async function runOver(run: Run, text: string, rows: readonly unknown[]): Promise<Row[]> {
  const found: Row[] = [];
  for (const portion of portions(rows)) for (const row of await run(text, { rows: portion })) found.push(row);
  return found;
}
