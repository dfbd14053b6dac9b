import type { Session } from './connection.js';
import { sql } from './sql.js';

/**
 * What SQLite finds wrong with the file: pages that are damaged, entries of indexes that have no row or the other way
 * round. Reads the whole file. The tables in which FTS5 keeps its indexes are among those looked at; FTS5 itself is not asked,
 * for a connection that has searched takes what another one wrote since for damage.
 */
export function faults(session: Session): string[] {
  const found = session.all<{ fault: string }>(sql`
    SELECT checked.integrity_check AS fault FROM sqlite_schema t, pragma_integrity_check(t.name) checked
    WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL %' AND checked.integrity_check <> 'ok' LIMIT 100`);
  return found.map(({ fault }) => fault);
}
