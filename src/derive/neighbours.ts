import type { Dirty } from '../ledger/dirty.js';
import type { LedgerView } from '../ledger/view.js';
import type { JournalRecord, Kind, TopicRecord } from '../records.js';
import type { GraphStore, WriteBatch } from '../store/store.js';
import { putGone } from './gone.js';
import { articleKeys } from './graph-reads.js';
import { worksByName } from './headings.js';
import type { Journals } from './journals.js';
import { Remembered } from './remembered.js';
import type { Topics } from './topics.js';
import type { Derived, Names } from './works.js';

/** Nodes that are written in one transaction. */
const AT_ONCE = 1_000;

function asWritten({ key, title, abbreviation, names, issns, nlmId, provenance }: JournalRecord): JournalRecord {
  return { key, title, abbreviation, names, issns, nlmId, provenance };
}

/** Names that the topic was known by and is not any more. */
function lostNames(before: TopicRecord, now: TopicRecord): string[] {
  const kept = new Set([now.name, ...now.synonyms]);
  return [before.name, ...before.synonyms].filter((name) => !kept.has(name));
}

function portions<T>(all: readonly T[]): T[][] {
  const found: T[][] = [];
  for (let at = 0; at < all.length; at += AT_ONCE) found.push(all.slice(at, at + AT_ONCE));
  return found;
}

/** The nodes that articles name: journals, topics and authors. Most are written once in a run. */
export class Neighbours implements Names {
  private readonly journalRecords = new Map<string, Promise<JournalRecord | null>>();
  private readonly topicRecords = new Map<string, Promise<TopicRecord | null>>();
  private readonly written = new Remembered();

  constructor(
    private readonly store: GraphStore,
    private readonly topics: Topics,
    private readonly journals: Journals,
  ) {}

  journal(key: string): Promise<JournalRecord | null> {
    let found = this.journalRecords.get(key);
    if (!found) this.journalRecords.set(key, (found = this.journals.record(key)));
    return found;
  }

  topic(key: string): Promise<TopicRecord | null> {
    let found = this.topicRecords.get(key);
    if (!found) this.topicRecords.set(key, (found = this.topics.record(key)));
    return found;
  }

  isWritten(kind: Kind, key: string): boolean {
    return this.written.has(`${kind} ${key}`);
  }

  /** Those that this run has not written yet; from now on they count as written. */
  unwritten<T extends { key: string }>(kind: Kind, records: readonly T[]): T[] {
    return records.filter(({ key }) => {
      const name = `${kind} ${key}`;
      if (this.written.has(name)) return false;
      this.written.add(name);
      return true;
    });
  }

  /** Journals and topics of articles that the graph lacks. */
  async of({ journals, topics }: Derived): Promise<Pick<WriteBatch, 'journals' | 'topics'>> {
    return {
      journals: await this.lacking('Journal', journals, (key) => this.journal(key)),
      topics: await this.withBroader(await this.lacking('Topic', topics, (key) => this.topic(key))),
    };
  }

  private async lacking<T extends { key: string }>(
    kind: Kind,
    keys: readonly string[],
    recordOf: (key: string) => Promise<T | null>,
  ): Promise<T[]> {
    const asked = [...new Set(keys)].filter((key) => !this.isWritten(kind, key));
    const held = await this.store.get(kind, asked);
    const missing = asked.filter((key, i) => held[i]?.key !== key);
    for (const key of asked) if (!missing.includes(key)) this.written.add(`${kind} ${key}`);
    if (kind === 'Topic') await this.topics.prepareRecords(missing);
    if (kind === 'Journal') await this.journals.prepareRecords(missing);
    const records = await Promise.all(missing.map(recordOf));
    return this.unwritten(kind, records.filter((record) => record !== null)); // prettier-ignore
  }

  /** With the wider topics that are not in the graph yet, for a topic cannot name one that is not there. */
  private async withBroader(records: readonly TopicRecord[]): Promise<TopicRecord[]> {
    const all = [...records];
    for (let level = all; level.length > 0;) {
      const wider = await this.lacking('Topic', level.flatMap(({ broaderKeys }) => broaderKeys), (key) => this.topic(key)); // prettier-ignore
      level = wider;
      all.push(...wider);
    }
    return all;
  }

  /** What changed of topics and journals themselves, in portions, and the works that it changes. */
  async changed(
    dirty: Dirty,
    view: LedgerView,
  ): Promise<{ topics: TopicRecord[][]; journals: JournalRecord[][]; works: string[] }> {
    const works: string[] = [];
    const journals = await this.changedJournals([...dirty.journals].sort(), dirty.leftJournals, view, works);
    const topics = await this.changedTopics(
      [...new Set([...dirty.topics, ...(await this.lackingCurated())])].sort(),
      view,
      works,
    );
    return { topics: await this.inPortions(topics), journals: portions(journals), works };
  }

  /** A topic whose own portion would come later goes with the narrower one that names it. */
  private async inPortions(topics: readonly TopicRecord[]): Promise<TopicRecord[][]> {
    const waiting = new Map(topics.map((topic) => [topic.key, topic]));
    const take = (keys: readonly string[]): TopicRecord[] =>
      keys.flatMap((key) => {
        const topic = waiting.get(key);
        waiting.delete(key);
        return topic ?? [];
      });
    const found: TopicRecord[][] = [];
    for (const portion of portions(topics)) {
      const whole: TopicRecord[] = [];
      for (let level = take(portion.map(({ key }) => key)); level.length > 0;) {
        const wider = await this.withBroader(level);
        whole.push(...wider);
        level = take(wider.flatMap(({ broaderKeys }) => broaderKeys));
      }
      if (whole.length > 0) found.push(whole);
    }
    return found;
  }

  private async lackingCurated(): Promise<string[]> {
    const keys = [...this.topics.curated.keys()];
    const held = await this.store.get('Topic', keys);
    return keys.filter((_, i) => held[i] === null);
  }

  private async changedJournals(
    keys: readonly string[],
    left: ReadonlySet<string>,
    view: LedgerView,
    works: string[],
  ): Promise<JournalRecord[]> {
    const held = await this.store.get('Journal', keys);
    await this.journals.prepareRecords(keys);
    const found: JournalRecord[] = [];
    for (const [i, key] of keys.entries()) {
      const before = held[i]?.key === key ? held[i] : null;
      const record = await this.journal(key);
      const isCalledElse = before && (record?.title !== before.title || record.abbreviation !== before.abbreviation);
      if (isCalledElse || (before && left.has(key))) works.push(...(await articleKeys(this.store, 'journalArticles', key)));
      // Without articles it may have been there for what a list said.
      if (before && (record === null || before.articleCount === 0))
        putGone(view, { kind: 'Journal', key, article: null, name: null });
      if (before && record === null) {
        // What it was found by belongs to another journal now; it goes when its articles have been built anew.
        found.unshift({ ...asWritten(before), issns: [], nlmId: null });
      }
      if (record !== null && (before || (await this.journals.isInAuthority(key))))
        found.push(...this.unwritten('Journal', [record]));
    }
    return found;
  }

  private async changedTopics(keys: readonly string[], view: LedgerView, works: string[]): Promise<TopicRecord[]> {
    const held = await this.store.get('Topic', keys);
    await this.topics.prepareRecords(keys);
    const found: TopicRecord[] = [];
    for (const [i, key] of keys.entries()) {
      const before = held[i]?.key === key ? held[i] : null;
      const record = await this.topic(key);
      if (before && (record?.name !== before.name || (await this.leadsElsewhere(before)))) {
        works.push(...(await articleKeys(this.store, 'topicArticles', key)));
        putGone(view, { kind: 'Topic', key, article: null, name: null });
      }
      if (before?.meshId && record)
        works.push(...(await worksByName(this.store, view, before.meshId, lostNames(before, record))));
      // Of several identifiers of one name the name alone may have stood for another one so far.
      for (const other of key.startsWith('mesh:') ? [] : await this.topics.othersOfName(key))
        works.push(...(await articleKeys(this.store, 'topicArticles', other)));
      const isKnown =
        record !== null && (record.treeNumbers.length > 0 || record.scopeNote !== null || this.topics.curated.has(key));
      if (record !== null && (before || isKnown)) found.push(...this.unwritten('Topic', [record]));
    }
    return found;
  }

  /** Whether a topic that was known by its name alone is a descriptor now. */
  private async leadsElsewhere({ key, name, meshId }: TopicRecord): Promise<boolean> {
    if (meshId !== null || this.topics.curated.has(key)) return false;
    await this.topics.resolve([name]);
    return this.topics.keyOf({ descriptorId: null, descriptor: name }) !== key;
  }
}
