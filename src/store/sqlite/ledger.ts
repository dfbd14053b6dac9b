import { clean } from '../clean.js';
import type { LedgerRow, LedgerScan } from '../ledger.js';
import type { Session } from './connection.js';
import { name, NOTHING, sql, type Sql } from './sql.js';
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

/** What `taggedFew` reads at most: some milliseconds of work. */
const FEW_ROWS = 500;

function hitRows(collection: string, tags: ReadonlySet<string>): Sql {
  const hashes = JSON.stringify([...tags].map((tag) => tagHash(collection, tag)));
  return sql`SELECT DISTINCT t.row FROM json_each(${hashes}) h CROSS JOIN ledger_tag t ON t.hash = h.value`;
}

type Hit = StoredRow & { collection: string };

/** Rows with the hash of one of the tags: a few more than have a tag itself. Null where they are more than `most`, of which none is read then. */
function hits(session: Session, collection: string, tags: ReadonlySet<string>, most: number | null): Hit[] | null {
  const hit = hitRows(collection, tags);
  if (most === null)
    return session.all(
      sql`SELECT l.collection, l.key, l.value, l.tags FROM (${hit}) hit CROSS JOIN ledger l ON l.id = hit.row ORDER BY l.key`,
    );
  const found = session.all<Hit | { collection: null }>(sql`WITH hit AS MATERIALIZED (${hit} LIMIT ${most + 1}),
    size AS MATERIALIZED (SELECT count(*) AS rows FROM hit)
    SELECT l.collection, l.key, l.value, l.tags FROM size CROSS JOIN hit CROSS JOIN ledger l ON l.id = hit.row WHERE size.rows <= ${most}
    UNION ALL SELECT NULL, NULL, NULL, NULL FROM size WHERE size.rows > ${most} ORDER BY 2`);
  return found[0]?.collection === null ? null : (found as Hit[]);
}

function rowsOfTags(session: Session, collection: string, tags: readonly string[], most: number | null): LedgerRow[] | null {
  const wanted = new Set(clean(tags));
  const found = hits(session, collection, wanted, most);
  if (found === null) return null;
  const rows = found.filter((row) => row.collection === collection).map((row) => toRow(collection, row));
  return rows.filter((row) => row.tags.some((tag) => wanted.has(tag)));
}

export function tagged(session: Session, collection: string, tags: readonly string[]): LedgerRow[] {
  return rowsOfTags(session, collection, tags, null)!;
}

/** The keys of the same rows. */
export function taggedKeys(session: Session, collection: string, tags: readonly string[]): string[] {
  const wanted = new Set(clean(tags));
  const hit = hitRows(collection, wanted);
  const found = session.lists<[key: string, tags: string]>(
    sql`SELECT l.key, l.tags FROM (${hit}) hit CROSS JOIN ledger l ON l.id = hit.row WHERE l.collection = ${collection} ORDER BY l.key`,
  );
  const keys: string[] = [];
  for (const [key, text] of found) if ((JSON.parse(text) as string[]).some((tag) => wanted.has(tag))) keys.push(key);
  return keys;
}

/** The same, or null where it would be many rows: one tag may be that of every row. */
export function taggedFew(session: Session, collection: string, tags: readonly string[]): LedgerRow[] | null {
  return rowsOfTags(session, collection, tags, FEW_ROWS);
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
