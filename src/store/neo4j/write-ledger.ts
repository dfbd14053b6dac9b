import { CodedError } from '../../errors.js';
import type { LedgerWrite } from '../ledger.js';
import type { Run } from './connection.js';
import { seek } from './cypher.js';
import { runOver, sendOver } from './portions.js';
import { byKey } from './rows.js';
import { rowId, TAG_PROPERTY, tagToken } from './ledger.js';

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

export async function writeLedger(run: Run, { put, remove }: Required<LedgerWrite>): Promise<void> {
  sendOver(run, REMOVE, [...new Set(remove.map(rowId))].sort());
  const rows = put.map(({ collection, key, value, tags }) => ({
    id: rowId({ collection, key }),
    collection,
    value,
    tags,
    [TAG_PROPERTY]: tags.length > 0 ? tags.map((tag) => tagToken(collection, tag)).join(' ') : null,
  }));
  const sorted = byKey(rows, ({ id }) => id);
  const there = new Set((await runOver(run, THERE, sorted.map(({ id }) => id))).map(({ id }) => id)); // prettier-ignore
  sendOver(run, MAKE, sorted.filter(({ id }) => !there.has(id))); // prettier-ignore
  sendOver(run, CHANGE, sorted.filter(({ id }) => there.has(id))); // prettier-ignore
}
