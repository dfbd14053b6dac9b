import { positionOfClaim, workOfClaim, type AuthorRow } from '../ledger/author-row.js';
import { DERIVED, PRIMARY } from '../ledger/collections.js';
import { Dirty } from '../ledger/dirty.js';
import { mentionOfRecord, recordOfMention, type Mention } from '../ledger/mention.js';
import { LedgerView } from '../ledger/view.js';
import { removeWork, type WorkRow } from '../ledger/work-row.js';
import type { GraphStore } from '../store/store.js';
import type { Bundles } from './bundles.js';
import { pagesOf, writePage } from './pages.js';
import { reassign } from './undo.js';

interface Stoppable {
  signal?: AbortSignal | undefined;
}

/** Rows that were derived from what is there no more; every work and every name waits to be looked at. */
export async function leftovers(store: GraphStore, options: Stoppable, bundles: Bundles): Promise<void> {
  await leftMentions(store, options, bundles);
  await leftWorks(store, options);
  await leftAuthors(store, options);
}

async function leftMentions(store: GraphStore, options: Stoppable, bundles: Bundles): Promise<void> {
  for await (const rows of pagesOf<Mention>(store, DERIVED.mention, options)) {
    const [view, dirty] = [new LedgerView(store), new Dirty()];
    const named = rows.flatMap(({ key }) => recordOfMention(key) ?? []);
    const there = await view.get(PRIMARY.record, named);
    for (const key of named) if (!there.has(key)) view.remove(DERIVED.mention, mentionOfRecord(key));
    const lone = rows.filter(({ key }) => recordOfMention(key) === null && !bundles.has(key));
    for (const { key } of lone) view.remove(DERIVED.mention, key);
    // What such a bundle has joined may be several works.
    if (lone.length > 0) await reassign(view, new Set(lone.flatMap(({ value }) => value.work ?? [])), dirty);
    await writePage(store, view, dirty);
  }
}

async function leftWorks(store: GraphStore, options: Stoppable): Promise<void> {
  for await (const rows of pagesOf<WorkRow>(store, DERIVED.work, options)) {
    const [view, dirty] = [new LedgerView(store), new Dirty()];
    const mentions = await view.get<Mention>(DERIVED.mention, rows.flatMap(({ value }) => value.records.map(mentionOfRecord))); // prettier-ignore
    for (const { key, value, tags } of rows) {
      dirty.add({ works: [key], blocks: tags.flatMap((tag) => (tag.startsWith('block:') ? [tag.slice(6)] : [])) });
      if (!value.records.some((record) => mentions.get(mentionOfRecord(record))?.value.work === key))
        removeWork(view, { key, value, tags }, dirty);
    }
    await writePage(store, view, dirty);
  }
}

async function leftAuthors(store: GraphStore, options: Stoppable): Promise<void> {
  for await (const rows of pagesOf<AuthorRow>(store, DERIVED.author, options)) {
    const view = new LedgerView(store);
    const works = await view.get<WorkRow>(DERIVED.work, rows.flatMap(({ value }) => value.ids.map(workOfClaim))); // prettier-ignore
    const stands = (id: string): boolean => works.get(workOfClaim(id))?.value.authors[positionOfClaim(id) - 1] !== undefined;
    for (const { key, value } of rows) if (!value.ids.every(stands)) view.remove(DERIVED.author, key);
    await writePage(store, view, new Dirty());
  }
}
