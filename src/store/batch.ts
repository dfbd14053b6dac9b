import { clean } from './clean.js';
import type { LedgerName, LedgerRow, LedgerWrite } from './ledger.js';
import type { WriteBatch } from './store.js';

function lastOfEach<T>(items: readonly T[] = [], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

const nameOf = ({ collection, key }: LedgerName): string => `${collection}\n${key}`;

/** Each tag once and in one order, so that the same tags are the same list. */
function withSettledTags(row: LedgerRow): LedgerRow {
  return { ...row, tags: [...new Set(row.tags)].sort() };
}

/** Each row in one of the lists only: what is put is not removed. */
function settledLedger({ put = [], remove = [], expect = [] }: LedgerWrite): Required<LedgerWrite> {
  const rows = lastOfEach(put, nameOf).map(withSettledTags);
  const names = new Set(rows.map(nameOf));
  return { put: rows, remove: remove.filter((name) => !names.has(nameOf(name))), expect };
}

/** A batch as engines write it: text that they can store, and of what is written twice only the last. */
export function settledBatch(raw: WriteBatch): WriteBatch & { ledger: Required<LedgerWrite> } {
  const batch = clean(raw);
  return {
    ...batch,
    articles: lastOfEach(batch.articles, ({ record }) => record.key),
    authors: lastOfEach(batch.authors, ({ key }) => key),
    journals: lastOfEach(batch.journals, ({ key }) => key),
    topics: lastOfEach(batch.topics, ({ key }) => key),
    aliases: lastOfEach(batch.aliases, ({ kind, from }) => `${kind}:${from}`),
    ledger: settledLedger(batch.ledger ?? {}),
  };
}
