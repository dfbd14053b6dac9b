import { settleAll } from './settle.js';
import { identifiersOf } from './article.js';
import { unseenBundles, type Bundles } from './bundles.js';
import { articleKeys } from './graph-reads.js';
import { doubtHeadings } from './headings.js';
import { badInput } from '../errors.js';
import { topicKey } from '../import/identity.js';
import type { GraphStore } from '../store/store.js';
import { DERIVED, PRIMARY } from '../ledger/collections.js';
import { forgetCommon } from '../ledger/common-keys.js';
import { decisionsAbout } from '../ledger/decision-row.js';
import { Dirty, putDirty } from '../ledger/dirty.js';
import { getImports } from '../ledger/imports.js';
import { assignNamed } from '../ledger/intake.js';
import { removeStatements, type JournalRow } from '../ledger/journal-row.js';
import { withWriter } from '../ledger/lock.js';
import { describeMentions, isCitedByCitation, mentionOfRecord, type Mention } from '../ledger/mention.js';
import { bundleKey, prepareRecord } from '../ledger/prepare.js';
import { recordOf } from '../ledger/record-row.js';
import { importsOf, supportOf } from '../ledger/support.js';
import { removeTexts } from '../ledger/text-row.js';
import { removeDescriptor, type DescriptorRow } from '../ledger/topic-row.js';
import { LedgerView, type Row } from '../ledger/view.js';
import { wake } from '../ledger/wake.js';
import { assignWorks } from '../ledger/work-assign.js';
import type { WorkRow } from '../ledger/work-row.js';

export interface Undone {
  /** Records that no other import supports and that are gone now. */
  records: number;
  /** Works that were built anew. */
  works: number;
}

/** Takes back an import: what only it supported goes, and what hung on that is derived anew. */
export function undoImport(store: GraphStore, id: string, { waitMs = 0 }: { waitMs?: number } = {}): Promise<Undone> {
  return withWriter(store, `undo of the import ${id}`, async (own) => {
    const [node] = await getImports(own, [id]);
    if (!node) throw badInput(`There is no import "${id.slice(0, 120)}"; \`imports\` (\`imports list\` on the command line) has those that there are.`);
    const records = await takeOut(own, id);
    await own.write({ ledger: { remove: [{ collection: PRIMARY.import, key: id }] } });
    const { works } = await settleAll(own);
    return { records, works };
  }, { waitMs }); // prettier-ignore
}

/** Takes out of the ledger what only this import supports, portion by portion. The graph is not derived yet. */
export async function takeOut(store: GraphStore, id: string): Promise<number> {
  let records = 0;
  const unseen = await unseenBundles(store, id);
  for (const { key, rows } of await supportOf(new LedgerView(store), id)) {
    const view = new LedgerView(store);
    const dirty = new Dirty();
    const supporters = await importsOf(view, rows);
    const lone = rows.filter((row) => supporters.get(row)!.every((one) => one === id));
    const named = (collection: string): string[] =>
      lone.filter((row) => row.startsWith(`${collection} `)).map((row) => row.slice(collection.length + 1));
    records += await takeOutRecords(view, named(PRIMARY.record), { store, dirty, unseen });
    await takeOutWithdrawals(view, named(PRIMARY.withdrawn), dirty);
    await takeOutJournals(view, named(PRIMARY.journal), dirty);
    await takeOutDescriptors(view, named(PRIMARY.descriptor), dirty);
    view.remove(PRIMARY.support, key);
    await removeTexts(view, key);
    putDirty(view, dirty);
    await store.write({ ledger: view.drain() });
  }
  return records;
}

interface TakingOut {
  store: GraphStore;
  dirty: Dirty;
  unseen: Bundles;
}

async function takeOutRecords(view: LedgerView, keys: readonly string[], taking: TakingOut): Promise<number> {
  const { dirty } = taking;
  const rows = [...(await view.get<string>(PRIMARY.record, keys)).values()];
  const prepared = rows.map((row) => prepareRecord(recordOf(row).record));
  const mentions = await view.get<Mention>(DERIVED.mention, rows.map(({ key }) => mentionOfRecord(key))); // prettier-ignore
  for (const { key } of rows) {
    view.remove(PRIMARY.record, key);
    view.remove(DERIVED.mention, mentionOfRecord(key));
  }
  for (const { key } of await view.tagged(DERIVED.possible, [...mentions.keys()])) view.remove(DERIVED.possible, key);
  const works = new Set([...mentions.values()].flatMap(({ value }) => value.work ?? []));
  dirty.add({
    leftWorks: [...mentions.values()].flatMap(({ tags, value }) => (isCitedByCitation(tags) ? (value.work ?? []) : [])),
  });
  const bundles = await takeOutBundles(view, taking, prepared.flatMap((one) => one.bundles.map(bundleKey))); // prettier-ignore
  for (const { value } of bundles) works.add(value.work!);
  const alike = await forgetCommon(view, rows.flatMap((row) => row.tags)); // prettier-ignore
  const decided = await decidedWith(view, prepared.map(({ name }) => name)); // prettier-ignore
  const near = await view.get<Mention>(
    DERIVED.mention,
    [...alike, ...decided].map(({ key }) => mentionOfRecord(key)),
  );
  for (const { value } of near.values()) if (value.work !== null) works.add(value.work);
  await reassign(view, works, dirty, bundles.flatMap(({ tags, value }) => [...tags, ...(value.ids ?? [])])); // prettier-ignore
  await wake(view, prepared, dirty);
  doubtHeadings(view, rows.map((row) => recordOf(row).record)); // prettier-ignore
  await takeOutJournals(view, await unsupported(view, prepared.flatMap(({ journal }) => journal?.key ?? [])), dirty); // prettier-ignore
  return rows.length;
}

/**
 * Records that people decided about together with those of these names: from how many others a record was kept apart
 * tells which of them are joined first.
 */
async function decidedWith(view: LedgerView, names: readonly string[]): Promise<Row<string>[]> {
  const others = (await decisionsAbout(view, names)).flatMap(({ a, b }) => [a, b]);
  return view.tagged<string>(PRIMARY.record, others.map((name) => `name:${name}`)); // prettier-ignore
}

/** Looks anew at what is left of works that lost a record or a bundle; `named` are identifiers of those without a record. */
export async function reassign(
  view: LedgerView,
  works: ReadonlySet<string>,
  dirty: Dirty,
  named: readonly string[] = [],
): Promise<void> {
  const rows = await view.get<WorkRow>(DERIVED.work, [...works]);
  const records = [...rows.values()].flatMap(({ value }) => value.records.map(mentionOfRecord));
  const left = [...(await view.get<Mention>(DERIVED.mention, records)).values()];
  const ids = [...works, ...named, ...[...rows.values()].flatMap(({ value }) => value.ids)];
  const sharing = await view.tagged<Mention>(DERIVED.mention, ids);
  const seeds = [...new Map([...left, ...sharing].map((row) => [row.key, row])).values()];
  await assignWorks(view, await describeMentions(view, seeds), dirty, works);
}

/** Bundles of identifiers that no record gives any more, and that named a work. */
async function takeOutBundles(view: LedgerView, { store, unseen }: TakingOut, keys: readonly string[]): Promise<Row<Mention>[]> {
  const gone: Row<Mention>[] = [];
  for (const row of (await view.get<Mention>(DERIVED.mention, keys)).values()) {
    const { key, value } = row;
    if (value.work === null || unseen.has(key) || (await isGiven(store, view, row))) continue;
    view.remove(DERIVED.mention, key);
    gone.push(row);
  }
  return gone;
}

/**
 * Whether a record of a neighbour in the graph gives this bundle: one that cites the work, or that says it is cited by it,
 * or one of the work itself, for which there is no citation.
 * Of works that have been given one identifier the reference may lead to another one than its bundle is of.
 */
async function isGiven(store: GraphStore, view: LedgerView, { key: bundle, tags, value }: Row<Mention>): Promise<boolean> {
  const holders = (await store.find(identifiersOf(tags))).flatMap((node) => (node?.kind === 'Article' ? node.record.key : []));
  const near: string[] = [];
  for (const work of new Set([value.work!, ...holders]))
    near.push(work, ...(await articleKeys(store, 'citedBy', work)), ...(await articleKeys(store, 'references', work)));
  const rows = await view.get<WorkRow>(DERIVED.work, near);
  const records = await view.get<string>(PRIMARY.record, [...rows.values()].flatMap(({ value }) => value.records)); // prettier-ignore
  return [...records.values()].some((row) =>
    prepareRecord(recordOf(row).record).bundles.some((ids) => bundleKey(ids) === bundle),
  );
}

async function takeOutWithdrawals(view: LedgerView, pmids: readonly string[], dirty: Dirty): Promise<void> {
  for (const pmid of pmids) view.remove(PRIMARY.withdrawn, pmid);
  await assignNamed(view, pmids.map((pmid) => `pmid:${pmid}`), dirty); // prettier-ignore
}

/** Statements about journals that neither a record nor an authority list makes any more. */
async function unsupported(view: LedgerView, keys: readonly string[]): Promise<string[]> {
  const tags = [...new Set(keys)];
  const records = await view.tagged(PRIMARY.record, tags.map((key) => `journal:${key}`)); // prettier-ignore
  const made = new Set(records.flatMap((row) => row.tags));
  const listed = await importsOf(view, tags.map((key) => `${PRIMARY.journal} ${key}`)); // prettier-ignore
  return tags.filter((key) => !made.has(`journal:${key}`) && listed.get(`${PRIMARY.journal} ${key}`)!.length === 0);
}

async function takeOutJournals(view: LedgerView, keys: readonly string[], dirty: Dirty): Promise<void> {
  const rows = await view.get<JournalRow>(PRIMARY.journal, keys);
  const made = new Set((await view.tagged(PRIMARY.record, keys.map((key) => `journal:${key}`))).flatMap((row) => row.tags)); // prettier-ignore
  const gone = [...rows.values()].filter(({ key }) => !made.has(`journal:${key}`));
  await removeStatements(view, gone, dirty);
}

async function takeOutDescriptors(view: LedgerView, keys: readonly string[], dirty: Dirty): Promise<void> {
  const rows = await view.get<DescriptorRow>(PRIMARY.descriptor, keys);
  for (const row of rows.values()) {
    const { value } = row;
    await removeDescriptor(view, row, dirty);
    const { id, name, treeNumbers } = value.descriptor;
    const below = await view.tagged<DescriptorRow>(PRIMARY.descriptor, treeNumbers.map((number) => `under:${number}`)); // prettier-ignore
    dirty.add({
      topics: [topicKey({ name, meshId: id }), ...below.map((row) => topicKey({ name: '', meshId: row.value.descriptor.id }))],
    });
  }
}
