import { clean } from '../clean.js';
import type { LedgerRow, LedgerScan } from '../ledger.js';
import type { Session } from './connection.js';
import { name, NOTHING, sql } from './sql.js';
import { tagHash } from '../text-hash.js';

/** Reads of the ledger: one statement each. Names and tags are asked for as they were written: cleaned. */

interface StoredRow {
  key: string;
  value: string;
  tags: string;
}

const toRow = (collection: string, { key, value, tags }: StoredRow): LedgerRow => ({
  collection,
  key,
  value,
  tags: JSON.parse(tags) as string[],
});

export function rows(session: Session, collection: string, keys: readonly string[]): (LedgerRow | null)[] {
  const found = keys.map((): LedgerRow | null => null);
  const statement = sql`SELECT k.key AS slot, l.key, l.value, l.tags FROM json_each(${JSON.stringify(clean(keys))}) k
    CROSS JOIN ledger l ON l.collection = ${collection} AND l.key = k.value`;
  for (const { slot, ...row } of session.all<StoredRow & { slot: number }>(statement)) found[slot] = toRow(collection, row);
  return found;
}

/** Rows that have one of the hashes are few more than those that have one of the tags; the rows' own tags decide. */
export function tagged(session: Session, collection: string, tags: readonly string[]): LedgerRow[] {
  const wanted = new Set(clean(tags));
  const hashes = JSON.stringify([...wanted].map((tag) => tagHash(collection, tag)));
  const statement = sql`SELECT l.key, l.value, l.tags
    FROM (SELECT DISTINCT t.row FROM json_each(${hashes}) h CROSS JOIN ledger_tag t ON t.hash = h.value) hit
    CROSS JOIN ledger l ON l.id = hit.row WHERE l.collection = ${collection} ORDER BY l.key`;
  const found = session.all<StoredRow>(statement).map((row) => toRow(collection, row));
  return found.filter((row) => row.tags.some((tag) => wanted.has(tag)));
}

export function scan(session: Session, { collection, after = null, limit, backward = false }: LedgerScan): LedgerRow[] {
  const beyond = after === null ? NOTHING : sql`AND key ${name(backward ? '<' : '>')} ${clean(after)}`;
  const statement = sql`SELECT key, value, tags FROM ledger WHERE collection = ${collection} ${beyond}
    ORDER BY key ${name(backward ? 'DESC' : 'ASC')} LIMIT ${Math.max(0, limit)}`;
  return session.all<StoredRow>(statement).map((row) => toRow(collection, row));
}

export function rowCount(session: Session, collection: string): number {
  return session.all<{ length: number }>(sql`SELECT count(*) AS length FROM ledger WHERE collection = ${collection}`)[0]!.length;
}
