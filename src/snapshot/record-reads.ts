import type { StoredArticle } from '../records.js';
import type { Page, Place } from '../store/page.js';
import { ROOT } from '../store/relation.js';
import type { GraphStore } from '../store/store.js';

export type RecordReads = Pick<GraphStore, 'pages' | 'get'>;

/** Few, so that each takes the thread that answers requests for some milliseconds only. */
const AT_ONCE = 200;
const ORDER = { field: 'date', direction: 'DESC' } as const;

/** What a record tells beside its citations. */
export interface ToldRecord {
  key: string;
  title: string | null;
  /** Keys of its topics. */
  topics: string[];
  journal: string | null;
  /** Citations in the whole world, as the best of its sources states; -1 where none does. */
  worldCount: number;
}

export interface RecordHooks {
  onRecords(records: ToldRecord[]): void;
  /** Names of all topics, by their keys. */
  onTopics(names: [key: string, name: string][]): void;
}

/** Reads all full records, part by part. */
export async function readRecords(store: RecordReads, { onRecords, onTopics }: RecordHooks): Promise<void> {
  const topics = new Set<string>();
  for (let after: Place | null = null, more = true; more;) {
    const query = { filter: null, order: ORDER, page: { from: 'start' as const, size: AT_ONCE, after, before: null } };
    const [page] = (await store.pages('allArticles', [ROOT], query)) as [Page<StoredArticle, unknown>];
    const records = page.items.map(({ record }) => told(record));
    for (const one of records) for (const key of one.topics) topics.add(key);
    onRecords(records);
    after = page.items.at(-1)?.place ?? null;
    more = page.hasNext;
  }
  const keys = [...topics];
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    const part = keys.slice(at, at + AT_ONCE);
    const found = await store.get('Topic', part);
    onTopics(part.flatMap((key, i): [string, string][] => (found[i] ? [[key, found[i].name]] : [])));
  }
}

const told = ({ key, title, topics, journalKey, reportedCitations }: StoredArticle): ToldRecord => ({
  key,
  title,
  topics: topics.map(({ topicKey }) => topicKey),
  journal: journalKey,
  worldCount: reportedCitations[0]?.count ?? -1,
});
