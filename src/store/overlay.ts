import type { LedgerRow, LedgerScan, LedgerWrite } from './ledger.js';
import { compareCodePoints } from './sort-values.js';
import type { GraphStore, LedgerReads, WriteBatch } from './store.js';

/** Stands in the upper ledger for a row that was taken out; no row has this value. */
const GONE = 'null';

const byKey = (a: LedgerRow, b: LedgerRow): number => compareCodePoints(a.key, b.key);

/**
 * A store whose ledger is written to in another store, `upper`, and reads as if it had been written to. So an import can
 * be tried out. Nodes and edges are read as they are; a batch that writes any is refused with an Error.
 */
export function overlay(base: GraphStore, upper: GraphStore): GraphStore {
  const own: LedgerReads & Pick<GraphStore, 'write'> = {
    rows: (collection, keys) => rows(base, upper, collection, keys),
    tagged: (collection, tags) => tagged(base, upper, collection, tags),
    taggedKeys: async (collection, tags) => (await tagged(base, upper, collection, tags)).map(({ key }) => key),
    scan: (wanted) => scan(base, upper, wanted),
    rowCount: (collection) => rowCount(base, upper, collection),
    write: (batch) => write(upper, batch),
  };
  return new Proxy(base, {
    get(target, property) {
      if (Object.hasOwn(own, property)) return Reflect.get(own, property);
      const member: unknown = Reflect.get(target, property, target);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}

async function rows(base: LedgerReads, upper: LedgerReads, collection: string, keys: readonly string[]) {
  const above = await upper.rows(collection, keys);
  const missing = keys.filter((_, i) => above[i] === null);
  const below = missing.length > 0 ? await base.rows(collection, missing) : [];
  return above.map((row) => (row === null ? below.shift()! : row.value === GONE ? null : row));
}

async function tagged(base: LedgerReads, upper: LedgerReads, collection: string, tags: readonly string[]) {
  const [above, below] = await Promise.all([upper.tagged(collection, tags), base.tagged(collection, tags)]);
  return [...above, ...(await untouched(upper, collection, below))].sort(byKey);
}

/** Those of the rows that were neither changed nor taken out. */
async function untouched(upper: LedgerReads, collection: string, below: readonly LedgerRow[]): Promise<LedgerRow[]> {
  if (below.length === 0) return [];
  const changed = await upper.rows(collection, below.map(({ key }) => key)); // prettier-ignore
  return below.filter((_, i) => changed[i] === null);
}

async function scan(base: LedgerReads, upper: LedgerReads, { collection, after = null, limit, backward = false }: LedgerScan) {
  const found: LedgerRow[] = [];
  const order = (a: LedgerRow, b: LedgerRow): number => (backward ? byKey(b, a) : byKey(a, b));
  for (let at = after, more = true; more && found.length < limit;) {
    const from = { collection, after: at, limit, backward };
    const pages = await Promise.all([upper.scan(from), base.scan(from)]);
    const [above, below] = pages;
    const met = [...above, ...(await untouched(upper, collection, below))].sort(order);
    // Behind the end of a full page there may be more of that store: what the other one has there waits.
    const ends = pages.filter((page) => page.length === limit).map((page) => page.at(-1)!);
    const end = ends.sort(order)[0];
    found.push(...met.filter((row) => row.value !== GONE && (end === undefined || order(row, end) <= 0)));
    more = end !== undefined;
    at = end?.key ?? null;
  }
  return found.slice(0, limit);
}

const COUNTED_AT_ONCE = 500;

async function rowCount(base: LedgerReads, upper: LedgerReads, collection: string): Promise<number> {
  let count = await base.rowCount(collection);
  for (let after: string | null = null, more = true; more;) {
    const page: LedgerRow[] = await upper.scan({ collection, after, limit: COUNTED_AT_ONCE });
    const below = await base.rows(collection, page.map(({ key }) => key)); // prettier-ignore
    page.forEach(({ value }, i) => (count += Number(value !== GONE) - Number(below[i] !== null)));
    after = page.at(-1)?.key ?? null;
    more = page.length === COUNTED_AT_ONCE;
  }
  return count;
}

async function write(upper: GraphStore, { ledger = {}, ...graph }: WriteBatch): Promise<void> {
  if (Object.values(graph).some((list) => Array.isArray(list) && list.length > 0))
    throw new Error('Only the ledger can be written to on trial.');
  const { put = [], remove = [] }: LedgerWrite = ledger;
  await upper.write({ ledger: { put: [...remove.map((name) => ({ ...name, value: GONE, tags: [] })), ...put] } });
}
