import { folded, topicKey } from '../import/identity.js';
import { loadVocabulary } from '../import/vocabulary.js';
import { DERIVED, PRIMARY } from '../ledger/collections.js';
import { Dirty, putDirty } from '../ledger/dirty.js';
import { recordOf } from '../ledger/record-row.js';
import { headingKey, statementsAbout, type HeadingRow } from '../ledger/topic-row.js';
import { LedgerView } from '../ledger/view.js';
import { withdrawnRecords } from '../ledger/withdrawn.js';
import type { WorkRow } from '../ledger/work-row.js';
import type { BibRecord } from '../import/record.js';
import type { StoredArticle, TopicAssignment } from '../records.js';
import type { Page, Place } from '../store/page.js';
import type { GraphStore } from '../store/store.js';
import { articleKeys } from './graph-reads.js';
import { Topics } from './topics.js';

/** Notes the headings of records that were taken out: perhaps nobody gives them any more. */
export function doubtHeadings(view: LedgerView, records: readonly BibRecord[]): void {
  for (const { source, mesh } of records)
    for (const { descriptorId: id, descriptor: name } of mesh) {
      const key = headingKey(source, id, name);
      view.put(DERIVED.unsaid, key, { source, id, name });
    }
}

type Heading = Pick<HeadingRow, 'source' | 'id' | 'name'>;

const AT_ONCE = 200;

/**
 * Takes out the headings that no record gives any more, once the graph is what the ledger says: then the articles of a
 * topic are all that may have the heading. Answers whether anything has to be derived anew because of it.
 */
export async function dropUnsaid(store: GraphStore): Promise<boolean> {
  let changed = false;
  for (;;) {
    const rows = await store.scan({ collection: DERIVED.unsaid, limit: AT_ONCE });
    if (rows.length === 0) return changed;
    const [view, dirty] = [new LedgerView(store), new Dirty()];
    const all = rows.map(({ value }) => JSON.parse(value) as Heading);
    for (const { key } of rows) view.remove(DERIVED.unsaid, key);
    const topics = new Topics(view, await loadVocabulary(), '');
    await topics.resolve(all.flatMap(({ id, name }) => (id === null ? [name] : [])));
    for (const heading of all) {
      const topic = topics.keyOf({ descriptorId: heading.id, descriptor: heading.name });
      if (await isSaid(store, view, heading, topic)) continue;
      view.remove(PRIMARY.heading, headingKey(heading.source, heading.id, heading.name));
      dirty.add({ topics: [topic, topicKey({ name: heading.name, meshId: null })] });
    }
    changed ||= !dirty.isEmpty;
    putDirty(view, dirty);
    await store.write({ ledger: view.drain() });
  }
}

/** Articles of a descriptor that may have it for its name alone: what a name means hangs on what lists and records say. */
export async function worksByName(store: GraphStore, view: LedgerView, id: string, names: readonly string[]): Promise<string[]> {
  const { headings } = await statementsAbout(view, names.map((name) => `name:${folded(name)}`)); // prettier-ignore
  if (headings.every(({ value }) => value.id !== null)) return [];
  return articleKeys(store, 'topicArticles', topicKey({ name: '', meshId: id }));
}

/** Whether a record of an article of the topic gives the heading; most are found among the first. */
async function isSaid(store: GraphStore, view: LedgerView, heading: Heading, topic: string): Promise<boolean> {
  const order = { field: 'date', direction: 'DESC' } as const;
  for (let size = 10, after: Place | null = null; ; size = 500) {
    const page = { from: 'start' as const, size, after, before: null };
    const pages: Page<StoredArticle, TopicAssignment>[] = await store.pages('topicArticles', [topic], {
      filter: null,
      order,
      page,
    });
    const { items, hasNext } = pages[0]!;
    const works = await view.get<WorkRow>(DERIVED.work, items.map(({ record }) => record.key)); // prettier-ignore
    const records = await view.get<string>(PRIMARY.record, [...works.values()].flatMap(({ value }) => value.records)); // prettier-ignore
    if ([...records.values()].some((row) => gives(recordOf(row).record, heading))) return true;
    after = items.at(-1)?.place ?? null;
    if (!hasNext || after === null) break;
  }
  for await (const rows of withdrawnRecords(store, view))
    if (rows.some((row) => gives(recordOf(row).record, heading))) return true;
  return false;
}

const gives = ({ source, mesh }: BibRecord, heading: Heading): boolean =>
  source === heading.source &&
  mesh.some(({ descriptorId, descriptor }) => descriptorId === heading.id && descriptor === heading.name);
