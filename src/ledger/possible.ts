import { badInput } from '../errors.js';
import type { LedgerReads } from '../store/store.js';
import type { LedgerRow } from '../store/ledger.js';
import { DERIVED } from './collections.js';
import type { Mention } from './mention.js';
import type { Component } from './work-components.js';
import { LedgerView, type Row } from './view.js';

/** Two works that may be one, for a person to decide. */
export interface PossibleDuplicate {
  id: string;
  /** Keys of the articles. */
  works: [string, string];
  /** 0 to 1: how much agrees. */
  score: number;
  reasons: string[];
}

interface PossibleRow {
  /** Mentions of the two records. */
  a: string;
  b: string;
  score: number;
  reasons: string[];
}

const LEFT_OUT = 'joined to neither, because another record of the work contradicts it';

/** Notes the pairs of a component that a person should look at: those in doubt, and those that were left out. */
export function putPossible(view: LedgerView, component: Component, leftOut: Component['pairs']): void {
  const isRecord = (key: string): boolean => component.members.get(key)?.record !== null;
  const left = leftOut
    .filter(({ a, b }) => isRecord(a) && isRecord(b))
    .map(({ a, b, score }) => ({ a, b, score, reasons: [...(component.reasons.get(a < b ? `${a} ${b}` : `${b} ${a}`) ?? []), LEFT_OUT] }));
  const refused = new Set(component.decisions.different.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  for (const { a, b, score, reasons } of [...component.possible, ...left]) {
    if (refused.has(`${a} ${b}`)) continue;
    const [first, second] = a < b ? [a, b] : [b, a];
    view.put<PossibleRow>(DERIVED.possible, `${first} ${second}`, { a: first, b: second, score, reasons }, [first, second]);
  }
}

/** Pairs as they stand now: those that have become one work meanwhile, or lost a record, are no question any more. */
async function open(view: LedgerView, rows: readonly Row<PossibleRow>[]): Promise<PossibleDuplicate[]> {
  const mentions = await view.get<Mention>(
    DERIVED.mention,
    rows.flatMap(({ value: { a, b } }) => [a, b]),
  );
  return rows.flatMap(({ key, value: { a, b, score, reasons } }) => {
    const works = [a, b].map((one) => mentions.get(one)?.value.work ?? null);
    if (works[0] === null || works[1] === null || works[0] === works[1]) return [];
    return [{ id: key, works: [...works].sort() as [string, string], score, reasons }];
  });
}

const PAGE = 500;

const parsed = ({ key, value, tags }: LedgerRow): Row<PossibleRow> => ({ key, tags, value: JSON.parse(value) as PossibleRow });

/** Open pairs in the order of the ids, null for a miss. */
export async function getPossible(store: LedgerReads, ids: readonly string[]): Promise<(PossibleDuplicate | null)[]> {
  const rows = (await store.rows(DERIVED.possible, ids)).flatMap((row) => (row === null ? [] : [parsed(row)]));
  const found = new Map((await open(new LedgerView(store), rows)).map((pair) => [pair.id, pair]));
  return ids.map((id) => found.get(id) ?? null);
}

/** Open pairs in the order of their ids (backward: from the last one up), at most `limit` after the id `after`. */
export async function listPossible(
  store: LedgerReads,
  { after, limit, backward = false }: { after: string | null; limit: number; backward?: boolean },
): Promise<{ items: PossibleDuplicate[]; next: string | null }> {
  const view = new LedgerView(store);
  const items: PossibleDuplicate[] = [];
  for (let at = after; ;) {
    const rows = await store.scan({ collection: DERIVED.possible, after: at, limit: PAGE, backward });
    items.push(...(await open(view, rows.map(parsed)))); // prettier-ignore
    if (items.length > limit) return { items: items.slice(0, limit), next: items[limit - 1]!.id };
    if (rows.length < PAGE) return { items, next: null };
    at = rows.at(-1)!.key;
  }
}

export async function countPossible(store: LedgerReads): Promise<number> {
  let count = 0;
  for (let after: string | null = null, more = true; more;) {
    const page = await listPossible(store, { after, limit: PAGE });
    count += page.items.length;
    after = page.next;
    more = page.next !== null;
  }
  return count;
}

/** The two mentions of a pair. Throws BAD_USER_INPUT where there is no such pair. */
export async function possiblePair(view: LedgerView, id: string): Promise<[string, string]> {
  const row = (await view.get<PossibleRow>(DERIVED.possible, [id])).get(id);
  if (!row) throw badInput(`There is no possible duplicate "${id.slice(0, 120)}"; \`duplicates list\` shows those that there are.`);
  return [row.value.a, row.value.b];
}
