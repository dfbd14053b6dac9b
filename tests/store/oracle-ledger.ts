import { CodedError } from '../../src/errors.js';
import { clean } from '../../src/store/clean.js';
import type { LedgerName, LedgerRow, LedgerScan, LedgerWrite } from '../../src/store/ledger.js';
import { compareCodePoints } from '../../src/store/sort-values.js';

/** The ledger of the reference store: one map of rows. */

export interface WithLedger {
  ledger: Map<string, LedgerRow>;
}

const nameOf = ({ collection, key }: LedgerName): string => JSON.stringify([collection, key]);

export function checkExpected({ ledger }: WithLedger, { expect = [] }: LedgerWrite): void {
  for (const name of expect)
    if ((ledger.get(nameOf(name))?.value ?? null) !== name.value)
      throw new CodedError('CONFLICT', `The row ${name.key} has changed.`);
}

export function writeLedger({ ledger }: WithLedger, { remove = [], put = [] }: LedgerWrite): void {
  for (const name of remove) ledger.delete(nameOf(name));
  for (const { collection, key, value, tags } of put)
    ledger.set(nameOf({ collection, key }), { collection, key, value, tags: [...new Set(tags)].sort() });
}

export function rowsOf({ ledger }: WithLedger, collection: string, keys: readonly string[]): (LedgerRow | null)[] {
  return clean(keys).map((key) => ledger.get(nameOf({ collection, key })) ?? null);
}

/** All rows of a collection in the order of their keys. */
function collected({ ledger }: WithLedger, collection: string): LedgerRow[] {
  const rows = [...ledger.values()].filter((row) => row.collection === collection);
  return rows.sort((a, b) => compareCodePoints(a.key, b.key));
}

export function taggedIn(graph: WithLedger, collection: string, tags: readonly string[]): LedgerRow[] {
  const wanted = clean(tags);
  return collected(graph, collection).filter((row) => row.tags.some((tag) => wanted.includes(tag)));
}

export function scanned(graph: WithLedger, { collection, after = null, limit, backward = false }: LedgerScan): LedgerRow[] {
  const rows = backward ? collected(graph, collection).reverse() : collected(graph, collection);
  const direction = backward ? -1 : 1;
  return rows.filter(({ key }) => after === null || compareCodePoints(key, clean(after)) * direction > 0).slice(0, limit);
}

export const countOf = (graph: WithLedger, collection: string): number => collected(graph, collection).length;
