import { idKeys, topicKey } from '../import/identity.js';
import { DERIVED, PRIMARY } from '../ledger/collections.js';
import { Dirty } from '../ledger/dirty.js';
import { wake } from '../ledger/wake.js';
import { assignJournals, type JournalRow } from '../ledger/journal-row.js';
import { withWriter } from '../ledger/lock.js';
import { describeBundle, describeRecord, mentionOfRecord, type Described, type Mention } from '../ledger/mention.js';
import { bundleKey, prepareRecord, type PreparedRecord } from '../ledger/prepare.js';
import { recordOf, type KeptRecord } from '../ledger/record-row.js';
import { putHeadings, type DescriptorRow, type HeadingRow } from '../ledger/topic-row.js';
import { LedgerView, type Row } from '../ledger/view.js';
import { assignWorks } from '../ledger/work-assign.js';
import { KINDS, type Kind } from '../records.js';
import type { LedgerRow } from '../store/ledger.js';
import type { GraphStore, WriteBatch } from '../store/store.js';
import { walkNodes, walkRows } from '../store/walk.js';
import { putGone } from './gone.js';
import { Bundles } from './bundles.js';
import { leftovers } from './leftovers.js';
import { PAGE, pagesOf, writePage } from './pages.js';
import { settleAll, type Settled, type SettleOptions } from './settle.js';

export interface ReindexOptions extends SettleOptions {
  /** Source records that were looked at anew, and how many there are; the works are built when all were. */
  onRecords?: (done: number, total: number) => void;
}

/**
 * Makes the graph anew from the primary rows of the ledger and from nothing else: which work each record is of, then
 * everything that is derived from that. What is right already stays as it is while it goes on, so that it can be
 * stopped at any time and the graph is whole; begun again it begins at the beginning.
 */
export function reindex(store: GraphStore, options: ReindexOptions = {}): Promise<Settled> {
  return withWriter(store, 'reindex', async (own) => {
    const isStopped = () => options.signal?.aborted === true;
    const bundles = new Bundles();
    for (const step of [journals, topics, records, leftovers, nodes]) {
      if (isStopped()) return { works: 0, finished: false };
      await step(own, options, bundles);
    }
    const settled = await settleAll(own, options);
    if (settled.finished) await layAliases(own);
    return settled;
  });
}

async function journals(store: GraphStore, options: ReindexOptions): Promise<void> {
  for await (const rows of pagesOf<JournalRow>(store, PRIMARY.journal, options)) {
    const [view, dirty] = [new LedgerView(store), new Dirty()];
    await assignJournals(view, rows, dirty);
    dirty.add({ journals: rows.map(({ value }) => value.key).filter((key) => key !== '') });
    await writePage(store, view, dirty);
  }
}

async function topics(store: GraphStore, options: ReindexOptions): Promise<void> {
  const keys = (name: string, meshId: string | null) => [topicKey({ name, meshId }), topicKey({ name, meshId: null })];
  for await (const rows of pagesOf<HeadingRow>(store, PRIMARY.heading, options)) {
    const dirty = new Dirty();
    dirty.add({ topics: rows.flatMap(({ value }) => keys(value.name, value.id)) });
    await writePage(store, new LedgerView(store), dirty);
  }
  for await (const rows of pagesOf<DescriptorRow>(store, PRIMARY.descriptor, options)) {
    const dirty = new Dirty();
    dirty.add({ topics: rows.flatMap(({ value: { descriptor } }) => keys(descriptor.name, descriptor.id)) });
    await writePage(store, new LedgerView(store), dirty);
  }
}

/** Looks anew at which work each record, and each bundle of identifiers that it gives, is of. */
async function records(store: GraphStore, { signal, onRecords = () => {} }: ReindexOptions, bundles: Bundles): Promise<void> {
  const total = await store.rowCount(PRIMARY.record);
  let done = 0;
  onRecords(done, total);
  for await (const rows of walkRows(store, PRIMARY.record, PAGE)) {
    if (signal?.aborted) return;
    const [view, dirty] = [new LedgerView(store), new Dirty()];
    const kept = rows.map((row) => ({ row, kept: recordOf(row), prepared: prepareRecord(recordOf(row).record) }));
    for (const readAt of new Set(kept.map((one) => one.kept.readAt))) {
      const readTogether = kept.filter((one) => one.kept.readAt === readAt);
      await putHeadings(view, readTogether.map(({ prepared }) => prepared), readAt, dirty); // prettier-ignore
    }
    for (const { prepared } of kept) for (const ids of prepared.bundles) bundles.note(bundleKey(ids));
    const mentions = await described(view, kept);
    // Works are written anew although nothing about them is new.
    await assignWorks(view, mentions, dirty, new Set(mentions.flatMap(({ row }) => row?.value.work ?? [])));
    await wake(view, kept.map(({ prepared }) => prepared), dirty); // prettier-ignore
    await writePage(store, view, dirty);
    onRecords((done += rows.length), total);
  }
}

/** Records as mentions, found by what this version of the program finds them by. */
async function described(
  view: LedgerView,
  all: readonly { row: LedgerRow; kept: KeptRecord; prepared: PreparedRecord }[],
): Promise<Described[]> {
  const bundles = new Map(all.flatMap(({ prepared }) => prepared.bundles.map((ids) => [bundleKey(ids), idKeys(ids)] as const)));
  const names = [...all.map(({ row }) => mentionOfRecord(row.key)), ...bundles.keys()];
  const mentions = await view.get<Mention>(DERIVED.mention, names);
  for (const { key } of await view.tagged(DERIVED.possible, names)) view.remove(DERIVED.possible, key);
  const known = (key: string, tags: readonly string[]): Row<Mention> | null => {
    const row = mentions.get(key);
    if (!row) return null;
    if (!sameTags(row.tags, tags)) view.put(DERIVED.mention, key, row.value, tags);
    return { ...row, tags };
  };
  return [
    ...all.map(({ row, kept, prepared: { tags, idTags, facts } }) => {
      if (!sameTags(row.tags, tags)) view.put(PRIMARY.record, row.key, row.value, tags);
      return describeRecord({ ...kept, record: () => kept.record }, tags, idTags, known(mentionOfRecord(row.key), idTags), facts);
    }),
    ...[...bundles].map(([key, idTags]) => describeBundle(key, idTags, known(key, idTags))),
  ];
}

const sameTags = (a: readonly string[], b: readonly string[]): boolean => {
  const known = new Set(a);
  return known.size === new Set(b).size && b.every((tag) => known.has(tag));
};

/** Nodes of the graph that nothing may need, and works that are there for being cited alone. */
async function nodes(store: GraphStore, { signal }: ReindexOptions): Promise<void> {
  for (const kind of KINDS)
    for await (const all of walkNodes<Kind>(store, kind, { size: PAGE })) {
      if (signal?.aborted) return;
      const [view, dirty] = [new LedgerView(store), new Dirty()];
      if (kind === 'Article') dirty.add({ works: all.map(({ key }) => key) });
      for (const record of all)
        if ('articleCount' in record && record.articleCount === 0)
          putGone(view, { kind, key: record.key, article: null, name: null });
      await writePage(store, view, dirty);
    }
}

type Alias = NonNullable<WriteBatch['aliases']>[number];

/** Keys that nodes once had lead to them again, where the graph has forgotten them; chains take a round for each link. */
async function layAliases(store: GraphStore): Promise<void> {
  for (let laid = 1; laid > 0;) {
    laid = 0;
    for await (const rows of pagesOf<Alias>(store, PRIMARY.alias, {})) {
      for (const kind of KINDS) {
        const ours = rows.map(({ value }) => value).filter((alias) => alias.kind === kind);
        const [from, to] = await Promise.all([ours.map((one) => one.from), ours.map((one) => one.to)].map((keys) => store.get<Kind>(kind, keys))); // prettier-ignore
        const aliases = ours.filter((_, i) => from![i] === null && to![i] !== null);
        if (aliases.length > 0) await store.write({ aliases });
        laid += aliases.length;
      }
    }
  }
}
