import { CodedError } from '../../errors.js';
import type { LedgerName, LedgerWrite } from '../ledger.js';
import type { Session } from './connection.js';
import { tagHash } from '../text-hash.js';

/** The ledger's part of a batch. */

interface KnownRow {
  id: number;
  value: string;
  tags: string;
}

const READ = 'SELECT id, value, tags FROM ledger WHERE collection = ? AND key = ?';

/** Refuses the batch unless the rows are as its maker has seen them. */
export function checkExpected(session: Session, { expect }: Required<LedgerWrite>): void {
  const read = session.prepare<KnownRow>(READ);
  for (const { collection, key, value } of expect) {
    if ((read.get(collection, key)?.value ?? null) === value) continue;
    throw new CodedError(
      'CONFLICT',
      `Nothing was written. The row "${key}" of the ledger (${collection}) is not as it was read: somebody else has written in between. Try again.`,
    );
  }
}

/** Tags to be put in when all rows are, in the order of the index: neighbours lie on one page. */
type NewTags = { hash: number; row: number }[];

function addTags(session: Session, added: NewTags): void {
  // Two tags of one row may have one hash.
  const add = session.prepare('INSERT OR IGNORE INTO ledger_tag (hash, row) VALUES (?, ?)');
  for (const { hash, row } of added.sort((a, b) => a.hash - b.hash || a.row - b.row)) add.run(hash, row);
}

function dropTags(session: Session, collection: string, { id, tags }: KnownRow): void {
  const drop = session.prepare('DELETE FROM ledger_tag WHERE hash = ? AND row = ?');
  for (const tag of JSON.parse(tags) as string[]) drop.run(tagHash(collection, tag), id);
}

function removeRow(session: Session, { collection, key }: LedgerName): void {
  const known = session.prepare<KnownRow>(READ).get(collection, key);
  if (!known) return;
  dropTags(session, collection, known);
  session.prepare('DELETE FROM ledger WHERE id = ?').run(known.id);
}

/** A row that is the same as before is not touched, nor are the tags of one that keeps them. */
export function writeLedger(session: Session, { put, remove }: Required<LedgerWrite>): void {
  for (const row of remove) removeRow(session, row);
  const insert = session.prepare('INSERT INTO ledger (collection, key, value, tags) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const read = session.prepare<KnownRow>(READ);
  const update = session.prepare('UPDATE ledger SET value = ?, tags = ? WHERE id = ?');
  const added: NewTags = [];
  for (const { collection, key, value, tags } of put) {
    const text = JSON.stringify(tags);
    const inserted = insert.run(collection, key, value, text);
    const known = inserted.changes > 0 ? null : read.get(collection, key)!;
    const id = known?.id ?? Number(inserted.lastInsertRowid);
    if (known && known.tags === text && known.value === value) continue;
    if (known) update.run(value, text, id);
    if (known?.tags === text) continue;
    if (known) dropTags(session, collection, known);
    for (const tag of tags) added.push({ hash: tagHash(collection, tag), row: id });
  }
  addTags(session, added);
}
