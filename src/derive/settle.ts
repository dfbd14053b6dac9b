import { blocksOfOrcids } from '../ledger/claims.js';
import { DERIVED } from '../ledger/collections.js';
import { Dirty, nextName, putDirty, type DirtyRow } from '../ledger/dirty.js';
import { LedgerView } from '../ledger/view.js';
import type { GraphStore } from '../store/store.js';
import { CLAIMS_AT_ONCE, settleBlocks } from './author-blocks.js';
import { linkedKeys } from './graph-reads.js';
import { GraphWriter } from './graph-writer.js';
import { Journals } from './journals.js';
import { retireGone } from './gone.js';
import { dropUnsaid } from './headings.js';

export interface SettleOptions {
  /** Names of authors that are looked at, and how many there are. */
  onAuthors?: (done: number, total: number) => void;
  /** Works that are built, and how many there are to build. */
  onProgress?: (done: number, total: number) => void;
  /** Stops after the works in hand; what is left waits for the next time. */
  signal?: AbortSignal;
}

export interface Settled {
  works: number;
  finished: boolean;
}

/** Names that are looked at together: as many as `settleBlocks` takes, which the names before tell roughly. */
const AT_ONCE = { first: 500, most: 5_000 } as const;
/** Works that are written in one transaction. */
const WORKS_AT_ONCE = 250;

/**
 * Derives what waits: topics and journals, then who the authors are, then the articles. The graph afterwards is a
 * function of the ledger. It can be stopped, or end in the middle, at any time: what was not done still waits.
 */
export async function settleAll(store: GraphStore, options: SettleOptions = {}): Promise<Settled> {
  const settled = await settleOnce(store, options);
  // What was taken out may have been the last to tell what a name means.
  return settled.finished && (await dropUnsaid(store)) ? settleAll(store, options) : settled;
}

async function settleOnce(store: GraphStore, options: SettleOptions): Promise<Settled> {
  const view = new LedgerView(store);
  const { dirty, names, unfinished } = await takeDirty(store);
  const writer = await GraphWriter.open(store, view, unfinished);
  if (!dirty.isEmpty) await prepare(store, view, dirty, writer, options);
  if (options.signal?.aborted) return { works: 0, finished: false };
  if (!dirty.isEmpty) await divide(store, view, dirty, names);
  writer.waiting.begin(dirty.works);
  const settled = await buildWorks(store, view, writer, options);
  if (settled.finished) await retireGone(store);
  return settled;
}

/**
 * Everything that waits, as one list, and the rows that say so. Those of `unfinished` are in rows that were laid to build
 * works (`divide`): a run before this one ended in the middle of it.
 */
async function takeDirty(store: GraphStore): Promise<{ dirty: Dirty; names: string[]; unfinished: Set<string> }> {
  const dirty = new Dirty();
  const names: string[] = [];
  const unfinished = new Set<string>();
  for await (const { key, value } of allRows(store, DERIVED.dirty)) {
    const row = JSON.parse(value) as DirtyRow;
    names.push(key);
    dirty.add(row);
    if (row.blocks === undefined) for (const work of row.works) unfinished.add(work);
  }
  return { dirty, names, unfinished };
}

async function* allRows(store: GraphStore, collection: string) {
  for (let after: string | null = null; ;) {
    const rows = await store.scan({ collection, after, limit: 200 });
    yield* rows;
    if (rows.length < 200) return;
    after = rows.at(-1)!.key;
  }
}

/** Topics, journals and authors: what articles name has to be known before they are built. */
async function prepare(
  store: GraphStore,
  view: LedgerView,
  dirty: Dirty,
  writer: GraphWriter,
  { onAuthors }: SettleOptions,
): Promise<void> {
  const citing = await linkedKeys(store, 'citedBy', [...dirty.leftWorks]);
  dirty.add({ works: [...citing.values()].flat() });
  await writer.topicsAndJournals(dirty);
  const journals = new Journals(view);
  dirty.add({ blocks: await blocksOfOrcids(view, dirty.orcids) });
  // In the order in which works named them: whoever else wrote a work is often looked at with the same portion.
  const waiting = dirty.blocks;
  const total = waiting.size;
  for (let size: number = AT_ONCE.first; waiting.size > 0;) {
    const found = new Dirty();
    const settled = await settleBlocks(view, firstOf(waiting, size), journals, found);
    for (const block of settled.blocks) waiting.delete(block);
    const { taken, claims } = settled;
    size = Math.ceil(Math.min(AT_ONCE.most, 2 * taken, (taken * CLAIMS_AT_ONCE) / (claims + 1)));
    dirty.add(found);
    // Written with what follows from it, so that an end in between loses nothing.
    if (!found.isEmpty) putDirty(view, found);
    if (view.size > 0) await store.write({ ledger: view.drain() });
    onAuthors?.(total - waiting.size, total);
  }
}

function firstOf(names: Iterable<string>, most: number): string[] {
  const first: string[] = [];
  for (const name of names) if (first.push(name) >= most) break;
  return first;
}

/** Lays the works in portions, each of which is done for good when it is written. */
async function divide(store: GraphStore, view: LedgerView, dirty: Dirty, names: readonly string[]): Promise<void> {
  for await (const { key } of allRows(store, DERIVED.dirty)) view.remove(DERIVED.dirty, key);
  for (const name of names) view.remove(DERIVED.dirty, name);
  // A work that is cited before it is built is written twice, at first as a stub: those that cite none go first.
  const sorted = [...dirty.works].sort();
  const works = [...sorted.filter((key) => !dirty.citing.has(key)), ...sorted.filter((key) => dirty.citing.has(key))];
  const portion = (list: Partial<DirtyRow>): void => view.put(DERIVED.dirty, nextName(), { works: [], authors: [], ...list });
  for (let at = 0; at < works.length; at += WORKS_AT_ONCE) portion({ works: works.slice(at, at + WORKS_AT_ONCE) });
  const authors = [...dirty.authors].sort();
  for (let at = 0; at < authors.length; at += 5 * WORKS_AT_ONCE) portion({ authors: authors.slice(at, at + 5 * WORKS_AT_ONCE) });
  await store.write({ ledger: view.drain() });
}

/** Builds portion by portion; a portion may add others, for works that cite one whose key has changed. */
async function buildWorks(store: GraphStore, view: LedgerView, writer: GraphWriter, options: SettleOptions): Promise<Settled> {
  let total = 0;
  for await (const { value } of allRows(store, DERIVED.dirty)) total += (JSON.parse(value) as DirtyRow).works.length;
  let works = 0;
  for (let more = true; more;) {
    more = false;
    for await (const { key, value } of allRows(store, DERIVED.dirty)) {
      if (options.signal?.aborted) {
        await writer.flush();
        return { works, finished: false };
      }
      const row = JSON.parse(value) as DirtyRow;
      more = true;
      view.remove(DERIVED.dirty, key);
      await writer.portion(row);
      works += row.works.length;
      options.onProgress?.(works, Math.max(total, works));
    }
    await writer.flush();
  }
  return { works, finished: true };
}
