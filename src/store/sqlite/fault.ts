import type { Session } from './connection.js';
import { sql } from './sql.js';

/**
 * What SQLite finds wrong with the file: pages that are damaged, entries of indexes that have no row or the other way
 * round, search indexes that are not whole. Reads the whole file.
 */
export function faults(session: Session): string[] {
  const found = session.all<{ integrity_check: string }>(sql`PRAGMA integrity_check(100)`);
  return found.map((row) => row.integrity_check).filter((text) => text !== 'ok');
}
