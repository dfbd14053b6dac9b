import { CodedError } from '../../errors.js';
import type { LedgerWrite } from '../ledger.js';
import type { Run } from './connection.js';
import { seek } from './cypher.js';
import { byKey } from './rows.js';
import { rowId, TAG_PROPERTY, tagToken } from './ledger.js';

/** The ledger's part of a batch. */

const UNEXPECTED = `UNWIND $expected AS expected
OPTIONAL ${seek('n', 'LedgerRow', 'expected.id')}
WITH expected, n.value AS value
WHERE coalesce(value <> expected.value, value IS NOT NULL OR expected.value IS NOT NULL)
RETURN expected.key AS key, expected.collection AS collection LIMIT 1`;

/** Refuses the batch unless the rows are as its maker has seen them. */
export async function checkExpected(run: Run, { expect }: Required<LedgerWrite>): Promise<void> {
  if (expect.length === 0) return;
  const [other] = await run(UNEXPECTED, { expected: expect.map((one) => ({ ...one, id: rowId(one) })) });
  if (!other) return;
  throw new CodedError(
    'CONFLICT',
    `Nothing was written. The row "${other.key}" of the ledger (${other.collection}) is not as it was read: somebody else has written in between. Try again.`,
  );
}

const REMOVE = `UNWIND $ids AS id ${seek('n', 'LedgerRow', 'id')} DELETE n`;

const PUT = `UNWIND $rows AS row
MERGE (n:LedgerRow {id: row.id})
SET n.collection = row.collection, n.value = row.value, n.tags = row.tags, n.${TAG_PROPERTY} = row.tokens`;

export async function writeLedger(run: Run, { put, remove }: Required<LedgerWrite>): Promise<void> {
  if (remove.length > 0) await run(REMOVE, { ids: [...new Set(remove.map(rowId))].sort() });
  const rows = put.map(({ collection, key, value, tags }) => ({
    id: rowId({ collection, key }),
    collection,
    value,
    tags,
    tokens: tags.length > 0 ? tags.map((tag) => tagToken(collection, tag)).join(' ') : null,
  }));
  if (rows.length > 0) await run(PUT, { rows: byKey(rows, ({ id }) => id) });
}
