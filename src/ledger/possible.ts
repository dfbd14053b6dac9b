import { badInput } from '../errors.js';
import type { LedgerReads } from '../store/store.js';
import type { LedgerRow } from '../store/ledger.js';
import { DERIVED } from './collections.js';
import { mentionOfRecord, type Mention } from './mention.js';
import type { Component } from './work-components.js';
import { LedgerView, type Row } from './view.js';
import type { WorkRow } from './work-row.js';

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

/**
 * Notes the pairs of a component that a person should look at: those in doubt, and those that were left out. Works that
 * a person has kept apart are no question any more, whatever records they get. `now` tells the work of each mention.
 */
export function putPossible(
  view: LedgerView,
  component: Component,
  leftOut: Component['pairs'],
  now: ReadonlyMap<string, Mention>,
): void {
  const isRecord = (key: string): boolean => component.members.get(key)?.isRecord === true;
  const left = leftOut
    .filter(({ a, b }) => isRecord(a) && isRecord(b))
    .map(({ a, b, score }) => ({
      a,
      b,
      score,
      reasons: [...(component.reasons.get(a < b ? `${a} ${b}` : `${b} ${a}`) ?? []), LEFT_OUT],
    }));
  const pairOf = (a: string, b: string): string => [now.get(a)?.work ?? '', now.get(b)?.work ?? ''].sort().join('\n');
  const refused = new Set(component.decisions.different.map(([a, b]) => pairOf(a, b)));
  // A pair may have been noted before it was decided, and come up again when a merge is taken back.
  for (const pair of component.decisions.different) view.remove(DERIVED.possible, [...pair].sort().join(' '));
  for (const { a, b, score, reasons } of [...component.possible, ...left]) {
    const [first, second] = a < b ? [a, b] : [b, a];
    const key = `${first} ${second}`;
    if (refused.has(pairOf(a, b))) view.remove(DERIVED.possible, key);
    else view.put<PossibleRow>(DERIVED.possible, key, { a: first, b: second, score, reasons }, [first, second]);
  }
}

/** Which work each of these records is of; mentions that are of none are left out. */
async function worksOf(view: LedgerView, rows: readonly Row<PossibleRow>[]): Promise<Map<string, string>> {
  const ends = rows.flatMap(({ value: { a, b } }) => [a, b]);
  const mentions = await view.get<Mention>(DERIVED.mention, ends);
  return new Map([...mentions].flatMap(([key, { value }]) => (value.work === null ? [] : [[key, value.work] as const])));
}

const pairName = (works: ReadonlyMap<string, string>, { value: { a, b } }: Row<PossibleRow>): string | null => {
  const [one, other] = [works.get(a), works.get(b)];
  return one === undefined || other === undefined || one === other ? null : [one, other].sort().join('\n');
};

/**
 * All rows about each pair of works that one of these rows is about, in the order of their keys: works of several
 * records may be likened several times, and are one question nevertheless. Rows whose records have become one work
 * meanwhile, or are gone, are no question any more.
 */
async function questions(view: LedgerView, rows: readonly Row<PossibleRow>[]): Promise<Map<string, Row<PossibleRow>[]>> {
  const works = await worksOf(view, rows);
  const names = new Set(rows.flatMap((row) => pairName(works, row) ?? []));
  const keys = [...names].flatMap((name) => name.split('\n'));
  const own = await view.get<WorkRow>(DERIVED.work, keys);
  const records = [...own.values()].flatMap(({ value }) => value.records.map(mentionOfRecord));
  const all = await view.tagged<PossibleRow>(DERIVED.possible, records);
  const found = new Map<string, Row<PossibleRow>[]>();
  const workOf = new Map(
    [...own].flatMap(([key, { value }]) => value.records.map((one) => [mentionOfRecord(one), key] as const)),
  );
  for (const row of all) {
    const name = pairName(workOf, row);
    if (name !== null && names.has(name)) found.set(name, [...(found.get(name) ?? []), row]);
  }
  return found;
}

/** The question as a whole: named by its first row, with the score and the reasons of the two records that agree most. */
function asPair([name, rows]: [string, Row<PossibleRow>[]]): PossibleDuplicate {
  const { score, reasons } = rows.reduce((best, row) => (row.value.score > best.value.score ? row : best)).value;
  return { id: rows[0]!.key, works: name.split('\n') as [string, string], score, reasons };
}

const PAGE = 500;

const parsed = ({ key, value, tags }: LedgerRow): Row<PossibleRow> => ({ key, tags, value: JSON.parse(value) as PossibleRow });

/** Open pairs in the order of the ids, null for a miss. */
export async function getPossible(store: LedgerReads, ids: readonly string[]): Promise<(PossibleDuplicate | null)[]> {
  const rows = (await store.rows(DERIVED.possible, ids)).flatMap((row) => (row === null ? [] : [parsed(row)]));
  const found = await questions(new LedgerView(store), rows);
  const pairs = new Map([...found].flatMap((entry) => entry[1].map(({ key }) => [key, asPair(entry)] as const)));
  return ids.map((id) => pairs.get(id) ?? null);
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
    const found = new Map([...(await questions(view, rows.map(parsed)))].map((entry) => [entry[1][0]!.key, asPair(entry)])); // prettier-ignore
    items.push(...rows.flatMap(({ key }) => found.get(key) ?? []));
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

/** All rows of the question that a row is about: pairs of mentions. Throws BAD_USER_INPUT where there is no such question. */
export async function possibleRows(view: LedgerView, id: string): Promise<{ key: string; a: string; b: string }[]> {
  const row = (await view.get<PossibleRow>(DERIVED.possible, [id])).get(id);
  const found = row ? [...(await questions(view, [row])).values()].flat() : [];
  if (found.length === 0)
    throw badInput(
      `There is no possible duplicate "${id.slice(0, 120)}"; \`possibleDuplicates\` (\`duplicates list\` on the command line) has those that there are.`,
    );
  return found.map(({ key, value: { a, b } }) => ({ key, a, b }));
}
