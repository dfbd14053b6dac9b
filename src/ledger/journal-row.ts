import { DisjointSets } from '../import/disjoint-sets.js';
import { journalKeys } from '../import/identity.js';
import type { BibJournal } from '../import/record.js';
import { PRIMARY } from './collections.js';
import type { Dirty } from './dirty.js';
import { journalNames, type JournalStatement } from './journal-statement.js';
import type { LedgerView, Row } from './view.js';

/** What one source says of a journal, and which journal that is. */
export interface JournalRow extends JournalStatement {
  /** When the source was first read with it, ISO 8601. */
  at: string;
  /** Key of the journal. */
  key: string;
}

export const ofJournal = (key: string): string => `of:${key}`;

/** ISSNs and the NLM id: what tells journals apart. */
function idsOf(journal: BibJournal): string[] {
  return journalKeys(journal).filter((key) => !key.startsWith('journal:'));
}

function tagsOf({ journal, key }: JournalRow): string[] {
  return [...idsOf(journal), ...journalNames(journal).map((name) => `name:${name}`), ofJournal(key)];
}

const linkTags = ({ journal }: JournalStatement): string[] => [
  ...idsOf(journal),
  ...journalNames(journal).map((name) => `name:${name}`),
];

/** Statements that share an identifier or a name with these, and those that share one with them. */
async function closure(view: LedgerView, seeds: readonly Row<JournalRow>[]): Promise<Row<JournalRow>[]> {
  const found = new Map(seeds.map((row) => [row.key, row]));
  const seen = new Set<string>();
  for (let frontier = [...seeds]; frontier.length > 0;) {
    const tags = [...new Set(frontier.flatMap(({ value }) => linkTags(value)))].filter((tag) => !seen.has(tag));
    for (const tag of tags) seen.add(tag);
    frontier = (await view.tagged<JournalRow>(PRIMARY.journal, tags)).filter(({ key }) => !found.has(key));
    for (const row of frontier) found.set(row.key, row);
  }
  return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Joins statements by identifiers; never two NLM ids, for a title that changed is a journal of its own there. */
function joinByIds(rows: readonly Row<JournalRow>[], sets: DisjointSets): void {
  const nlmIds = new Map<string, string>();
  const join = (a: string, b: string): void => {
    const [one, other] = [sets.find(a), sets.find(b)];
    const [x, y] = [nlmIds.get(one), nlmIds.get(other)];
    if (one === other || (x !== undefined && y !== undefined && x !== y)) return;
    sets.union(one, other);
    const nlmId = x ?? y;
    if (nlmId !== undefined) nlmIds.set(sets.find(one), nlmId);
  };
  for (const { key, value } of rows) if (value.journal.nlmId !== null) nlmIds.set(key, value.journal.nlmId);
  // Statements with an NLM id first: an ISSN that two of them share then belongs to the smaller one.
  const ranked = [...rows].sort((a, b) => Number(b.value.journal.nlmId !== null) - Number(a.value.journal.nlmId !== null));
  const owners = new Map<string, string>();
  for (const { key, value } of ranked)
    for (const id of idsOf(value.journal)) {
      const owner = owners.get(id);
      if (owner === undefined) owners.set(id, key);
      else join(owner, key);
    }
}

/** A statement that has names alone is of the one journal that bears one of them, else of those that share a name with it. */
function joinByNames(rows: readonly Row<JournalRow>[], sets: DisjointSets): void {
  const [withIds, withNames] = [rows.filter(hasIds), rows.filter((row) => !hasIds(row))];
  const bearers = new Map<string, string[]>();
  for (const { key, value } of withIds)
    for (const name of journalNames(value.journal)) bearers.set(name, [...(bearers.get(name) ?? []), key]);
  const first = new Map<string, string>();
  for (const { key, value } of withNames)
    for (const name of journalNames(value.journal)) {
      const other = first.get(name);
      if (other === undefined) first.set(name, key);
      else sets.union(other, key);
    }
  const groups = new Map<string, Set<string>>();
  for (const { key, value } of withNames) {
    const group = groups.get(sets.find(key)) ?? new Set<string>();
    for (const name of journalNames(value.journal)) group.add(name);
    groups.set(sets.find(key), group);
  }
  for (const [root, names] of groups) {
    const journals = new Set([...names].flatMap((name) => (bearers.get(name) ?? []).map((key) => sets.find(key))));
    if (journals.size === 1) sets.union(root, [...journals][0]!);
  }
}

const hasIds = ({ value }: Row<JournalRow>): boolean => idsOf(value.journal).length > 0;

/** The key of the journal that these statements are about: the best identifier of any, else the best name. */
function keyOf(rows: readonly Row<JournalRow>[], taken: ReadonlySet<string>): string {
  const journals = rows.map(({ value }) => value.journal);
  const nlmId = journals.map((journal) => journal.nlmId).filter((id) => id !== null).sort()[0]; // prettier-ignore
  const issns = journals.flatMap((journal) => journal.issns);
  const ids = journalKeys({ title: null, abbreviation: null, nlmId: nlmId ?? null, issns }).filter((id) => !taken.has(id));
  if (ids.length > 0) return ids[0]!;
  const names = journals.flatMap(({ title, abbreviation }) => journalKeys({ title, abbreviation, nlmId: null, issns: [] }));
  return [...new Set(names)].sort()[0] ?? `journal:${rows[0]!.key}`;
}

/** Journals that these statements were about before. */
const befores = (group: readonly Row<JournalRow>[]): string[] => [
  ...new Set(group.flatMap(({ value }) => (value.key === '' ? [] : [value.key]))),
];

const idsOfGroup = (group: readonly Row<JournalRow>[]): string[] => group.flatMap(({ value }) => idsOf(value.journal));

/** In how many groups the statements about each journal are now. */
function partsOf(groups: readonly (readonly Row<JournalRow>[])[]): Map<string, number> {
  const parts = new Map<string, number>();
  for (const group of groups) for (const key of befores(group)) parts.set(key, (parts.get(key) ?? 0) + 1);
  return parts;
}

/** Finds out anew which journal these statements, and all that hang together with them, are about. */
export async function assignJournals(view: LedgerView, seeds: readonly Row<JournalRow>[], dirty: Dirty): Promise<void> {
  const rows = await closure(view, seeds);
  const sets = new DisjointSets();
  joinByIds(rows, sets);
  joinByNames(rows, sets);
  const groups = new Map<string, Row<JournalRow>[]>();
  for (const row of rows) groups.set(sets.find(row.key), [...(groups.get(sets.find(row.key)) ?? []), row]);
  const isSeed = new Set(seeds.map(({ key }) => key));
  const taken = new Set<string>();
  const parts = partsOf([...groups.values()]);
  const changed: string[] = [];
  const others: { key: string; ids: string[] }[] = [];
  for (const group of [...groups.values()].sort((a, b) => (a[0]!.key < b[0]!.key ? -1 : 1))) {
    const key = keyOf(group, taken);
    for (const id of [key, ...idsOfGroup(group)]) taken.add(id);
    if (group.some(({ key: row, value }) => isSeed.has(row) || value.key !== key)) changed.push(...idsOfGroup(group));
    else others.push({ key, ids: idsOfGroup(group) });
    const before = befores(group);
    if (before.length > 1 || before.some((one) => parts.get(one)! > 1)) dirty.joinedJournals.add(key);
    for (const row of group) {
      if (row.value.key === key && !isSeed.has(row.key)) continue;
      const before = row.value.key === '' ? [] : [row.value.key];
      dirty.add({ journals: [key, ...before], leftJournals: before.filter((one) => one !== key) });
      const value = { ...row.value, key };
      view.put<JournalRow>(PRIMARY.journal, row.key, value, tagsOf(value));
    }
  }
  // An ISSN that two journals claim is one's alone: who claims it decides about the other, too.
  const claimed = new Set(changed);
  dirty.add({ journals: others.flatMap(({ key, ids }) => (ids.some((id) => claimed.has(id)) ? key : [])) });
}

/** Takes out statements that nobody makes any more, and finds out anew what they held together or claimed. */
export async function removeStatements(view: LedgerView, rows: readonly Row<JournalRow>[], dirty: Dirty): Promise<void> {
  for (const { key } of rows) view.remove(PRIMARY.journal, key);
  dirty.add({ journals: rows.map(({ value }) => value.key) });
  const left = await view.tagged<JournalRow>(PRIMARY.journal, rows.flatMap(({ value }) => tagsOf(value))); // prettier-ignore
  if (left.length > 0) await assignJournals(view, left, dirty);
}

/** Everything that sources say about a journal. */
export function statementsOf(view: LedgerView, key: string): Promise<Row<JournalRow>[]> {
  return view.tagged<JournalRow>(PRIMARY.journal, [ofJournal(key)]);
}
