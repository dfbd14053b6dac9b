import type { Place, ReadItem } from '../import/format.js';
import { once } from '../import/once.js';
import { DERIVED, PRIMARY } from './collections.js';
import type { Dirty } from './dirty.js';
import { assignJournals, statementsOf, type JournalRow } from './journal-row.js';
import { journalStatement } from './journal-statement.js';
import { bundleKey, type PreparedRecord } from './prepare.js';
import type { LedgerReads } from '../store/store.js';
import { describeBundle, describeMentions, describeRecord, mentionOfRecord, type Described, type Mention } from './mention.js';
import { idKeys } from '../import/identity.js';
import { decodeRecord } from './record-codec.js';
import { recordValue } from './record-row.js';
import { putDescriptor, putHeadings } from './topic-row.js';
import type { LedgerView, Row } from './view.js';
import { wake } from './wake.js';
import { assignWorks, type Assigned } from './work-assign.js';

/** An item of a source, ready to be taken in: a record with what it is found by, or a piece of authority data. */
export type IntakeItem =
  | { kind: 'record'; place: Place; prepared: PreparedRecord; digest?: string }
  /** A record that is kept already (`keptRecords`). */
  | { kind: 'known'; place: Place; key: string; digest?: string }
  | Extract<ReadItem, { kind: 'withdrawn' | 'journal' | 'descriptor' }>;

export type Outcome = 'new' | 'merged' | 'unchanged';

/** What became of one item. */
export interface Taken {
  item: IntakeItem;
  outcome: Outcome;
  /** Names the row that now supports what the item says, as the support of imports lists it. */
  row: string;
  /** For a record that joined a work of others: the work, and why. */
  merge: { into: string; why: string[] } | null;
}

export const rowName = (collection: string, key: string): string => `${collection} ${key}`;

interface Batch {
  view: LedgerView;
  dirty: Dirty;
  /** Identifier of the source of authority data: that of the format. */
  source: string;
  /** ISO 8601. */
  readAt: string;
}

/**
 * Takes the items of one batch into the ledger: puts what is new into the view, finds out which works, journals and
 * topics it is about, and notes what is to be derived. Answers what became of each item, in their order.
 */
export async function takeIn(items: readonly IntakeItem[], batch: Batch): Promise<Taken[]> {
  const taken = new Map<IntakeItem, Taken>();
  for (const one of await takeRecords(items, batch)) taken.set(one.item, one);
  for (const item of items) {
    if (item.kind === 'known')
      taken.set(item, { item, outcome: 'unchanged', row: rowName(PRIMARY.record, item.key), merge: null });
    if (item.kind === 'withdrawn') taken.set(item, await takeWithdrawal(item, batch));
    if (item.kind === 'journal') taken.set(item, await takeJournal(item, batch));
    if (item.kind === 'descriptor') taken.set(item, await takeDescriptor(item, batch));
  }
  return items.map((item) => taken.get(item)!);
}

/** Which of the records with these keys are kept, in their order. Their mentions tell, which are far shorter. */
export async function keptRecords(store: LedgerReads, keys: readonly string[]): Promise<boolean[]> {
  const mentions = await store.rows(DERIVED.mention, keys.map(mentionOfRecord)); // prettier-ignore
  return mentions.map((row) => row !== null);
}

type RecordItem = Extract<IntakeItem, { kind: 'record' }>;

async function takeRecords(items: readonly IntakeItem[], batch: Batch): Promise<Taken[]> {
  const records = items.filter((item): item is RecordItem => item.kind === 'record');
  const known = await batch.view.get(PRIMARY.record, records.map(({ prepared }) => prepared.key)); // prettier-ignore
  // The same record twice in one batch is the same the second time.
  const seen = new Set(known.keys());
  const fresh = records.filter(({ prepared: { key } }) => !seen.has(key) && seen.add(key));
  await putRecords(fresh.map(({ prepared }) => prepared), batch); // prettier-ignore
  const assigned = await assign(fresh.map(({ prepared }) => prepared), batch); // prettier-ignore
  const isFresh = new Set<IntakeItem>(fresh);
  return records.map((item): Taken => {
    const row = rowName(PRIMARY.record, item.prepared.key);
    if (!isFresh.has(item)) return { item, outcome: 'unchanged', row, merge: null };
    const { work, hasTwin, why } = assigned.get(mentionOfRecord(item.prepared.key))!;
    if (!hasTwin || work === null) return { item, outcome: 'new', row, merge: null };
    return { item, outcome: 'merged', row, merge: { into: work, why } };
  });
}

async function putRecords(records: readonly PreparedRecord[], { view, dirty, readAt }: Batch): Promise<void> {
  for (const { key, value, tags } of records) view.put(PRIMARY.record, key, recordValue(readAt, value), tags);
  await putStatements(records.flatMap(({ journal }) => journal ?? []), { view, dirty, readAt }); // prettier-ignore
  await putHeadings(view, records, readAt, dirty);
}

/** Notes what is said of journals for the first time; answers the keys of those statements. */
async function putStatements(
  statements: readonly NonNullable<PreparedRecord['journal']>[],
  { view, dirty, readAt }: Pick<Batch, 'view' | 'dirty' | 'readAt'>,
): Promise<Set<string>> {
  const wanted = new Map(statements.map((statement) => [statement.key, statement.value]));
  const known = await view.get<JournalRow>(PRIMARY.journal, [...wanted.keys()]);
  const rows = [...wanted].filter(([key]) => !known.has(key)).map(([key, value]): Row<JournalRow> => ({ key, value: { ...value, at: readAt, key: '' }, tags: [] })); // prettier-ignore
  if (rows.length > 0) await assignJournals(view, rows, dirty);
  return new Set(rows.map(({ key }) => key));
}

/** The records, and the bundles of identifiers that are met for the first time, as mentions. */
async function assign(records: readonly PreparedRecord[], { view, dirty, readAt }: Batch) {
  const bundles = new Map(records.flatMap(({ bundles }) => bundles.map((ids) => [bundleKey(ids), ids] as const)));
  const known = await view.get<Mention>(DERIVED.mention, [...bundles.keys()]);
  const seeds: Described[] = [
    ...records.map(({ key, value, tags, idTags, facts }) =>
      describeRecord({ key, readAt, record: once(() => decodeRecord(value)) }, tags, idTags, null, facts),
    ),
    ...[...bundles].filter(([key]) => !known.has(key)).map(([key, ids]) => describeBundle(key, idKeys(ids), null)),
  ];
  const assigned = seeds.length > 0 ? await assignWorks(view, seeds, dirty) : new Map<string, Assigned>();
  for (const { key, hasReferences } of records) {
    const work = assigned.get(mentionOfRecord(key))?.work;
    if (hasReferences && work) dirty.citing.add(work);
  }
  await wake(view, records, dirty);
  return assigned;
}

async function takeWithdrawal(item: Extract<IntakeItem, { kind: 'withdrawn' }>, { view, dirty, readAt }: Batch): Promise<Taken> {
  const pmid = item.ids.pmid!;
  const row = rowName(PRIMARY.withdrawn, pmid);
  if ((await view.get(PRIMARY.withdrawn, [pmid])).has(pmid)) return { item, outcome: 'unchanged', row, merge: null };
  view.put(PRIMARY.withdrawn, pmid, { at: readAt });
  const hit = await assignNamed(view, [`pmid:${pmid}`], dirty);
  // The withdrawal is kept for records that come later; of what the graph holds it changes nothing.
  return { item, outcome: hit ? 'merged' : 'unchanged', row, merge: null };
}

/** Looks anew at which works the mentions with these identifiers are of. Answers whether there are any. */
export async function assignNamed(view: LedgerView, idTags: readonly string[], dirty: Dirty): Promise<boolean> {
  const mentions = await view.tagged<Mention>(DERIVED.mention, idTags);
  if (mentions.length > 0) await assignWorks(view, await describeMentions(view, mentions), dirty);
  return mentions.length > 0;
}

async function takeJournal(item: Extract<IntakeItem, { kind: 'journal' }>, batch: Batch): Promise<Taken> {
  const statement = journalStatement(batch.source, item.journal)!;
  const row = rowName(PRIMARY.journal, statement.key);
  const added = await putStatements([statement], batch);
  if (added.size === 0) return { item, outcome: 'unchanged', row, merge: null };
  const { key } = (await batch.view.get<JournalRow>(PRIMARY.journal, [statement.key])).get(statement.key)!.value;
  const all = await statementsOf(batch.view, key);
  return { item, outcome: all.length > 1 ? 'merged' : 'new', row, merge: null };
}

async function takeDescriptor(
  item: Extract<IntakeItem, { kind: 'descriptor' }>,
  { view, dirty, source, readAt }: Batch,
): Promise<Taken> {
  const { key, outcome } = await putDescriptor(view, { source, descriptor: item.descriptor, at: readAt }, dirty);
  return { item, outcome, row: rowName(PRIMARY.descriptor, key), merge: null };
}
