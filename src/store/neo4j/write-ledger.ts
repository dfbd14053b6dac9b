import { CodedError } from '../../errors.js';
import type { LedgerName, LedgerWrite } from '../ledger.js';
import type { Run } from './connection.js';
import { seek } from './cypher.js';
import { runOver, sendOver } from './portions.js';
import { byKey } from './rows.js';
import { rowId } from './ledger.js';
import { rowName } from './presence-names.js';
import type { Perhaps } from './presence.js';
import { TAG_PROPERTY, tagToken } from './tag-token.js';

/** The ledger's part of a batch. */

const UNEXPECTED = `UNWIND $input.rows AS expected
OPTIONAL ${seek('n', 'LedgerRow', 'expected.id')}
WITH expected, n.value AS value
WHERE coalesce(value <> expected.value, value IS NOT NULL OR expected.value IS NOT NULL)
RETURN expected.key AS key, expected.collection AS collection LIMIT 1`;

/** Refuses the batch unless the rows are as its maker has seen them. */
export async function checkExpected(run: Run, { expect }: Required<LedgerWrite>): Promise<void> {
  const [other] = await runOver(run, UNEXPECTED, expect.map((one) => ({ ...one, id: rowId(one) }))); // prettier-ignore
  if (!other) return;
  throw new CodedError(
    'CONFLICT',
    `Nothing was written. The row "${other.key}" of the ledger (${other.collection}) is not as it was read: somebody else has written in between. Try again.`,
  );
}

const REMOVE = `UNWIND $input.rows AS id ${seek('n', 'LedgerRow', 'id')} DELETE n`;
const THERE = `UNWIND $input.rows AS id ${seek('n', 'LedgerRow', 'id')} RETURN id`;
// Rows are made or changed, not merged: the lock of the batch keeps others out, and MERGE takes three times as long.
const MAKE = 'UNWIND $input.rows AS row CREATE (n:LedgerRow) SET n = row';
const CHANGE = `UNWIND $input.rows AS row ${seek('n', 'LedgerRow', 'row.id')} SET n += row`;

export interface RowToWrite {
  id: string;
  collection: string;
  value: string;
  tags: readonly string[];
}

/** The rows that a batch puts, in the order of their ids. */
export function ledgerRows({ put }: Required<LedgerWrite>): RowToWrite[] {
  const rows = put.map(({ collection, key, value, tags }) => ({
    id: rowId({ collection, key }),
    collection,
    value,
    tags,
    [TAG_PROPERTY]: tags.length > 0 ? tags.map((tag) => tagToken(collection, tag)).join(' ') : null,
  }));
  return byKey(rows, ({ id }) => id);
}

export async function writeLedger(
  run: Run,
  remove: readonly LedgerName[],
  rows: readonly RowToWrite[],
  perhaps: Perhaps,
): Promise<void> {
  sendOver(run, REMOVE, [...new Set(remove.map(rowId))].sort());
  const asked = rows.filter(({ id }) => perhaps(rowName(id)));
  const there = new Set((await runOver(run, THERE, asked.map(({ id }) => id))).map(({ id }) => id)); // prettier-ignore
  sendOver(run, MAKE, rows.filter(({ id }) => !there.has(id))); // prettier-ignore
  sendOver(run, CHANGE, rows.filter(({ id }) => there.has(id))); // prettier-ignore
}
