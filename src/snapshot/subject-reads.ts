import type { GraphFacts } from '../analysis/analysis.js';
import type { Subjects } from '../analysis/subjects.js';
import type { StoredArticle } from '../records.js';
import type { Page, Place } from '../store/page.js';
import { ROOT } from '../store/relation.js';
import type { GraphStore } from '../store/store.js';

export type SubjectReads = Pick<GraphStore, 'pages' | 'get'>;

const AT_ONCE = 1_000;
const ORDER = { field: 'date', direction: 'DESC' } as const;

/** What records tell of all works beside their citations, in the order of their numbers. */
export interface Told {
  subjects: Subjects;
  /** The field of a work is its journal. */
  facts: Required<GraphFacts>;
}

export async function readTold(
  store: SubjectReads,
  size: number,
  numberOf: (key: string) => number | null,
  onRead: (done: number) => void,
): Promise<Told> {
  let done = 0;
  const facts = { worldCounts: new Int32Array(size).fill(-1), fields: new Int32Array(size).fill(-1) };
  const journals = new Map<string, number>();
  const titles = new Array<string | null>(size).fill(null);
  const keys = Array.from({ length: size }, (): readonly string[] => []);
  for (let after: Place | null = null, more = true; more;) {
    const query = { filter: null, order: ORDER, page: { from: 'start' as const, size: AT_ONCE, after, before: null } };
    const [page] = (await store.pages('allArticles', [ROOT], query)) as [Page<StoredArticle, unknown>];
    for (const { record } of page.items) {
      const number = numberOf(record.key);
      if (number === null) continue;
      titles[number] = record.title;
      keys[number] = record.topics.map(({ topicKey }) => topicKey);
      facts.worldCounts[number] = record.reportedCitations[0]?.count ?? -1;
      if (record.journalKey === null) continue;
      const field = journals.get(record.journalKey) ?? journals.size;
      journals.set(record.journalKey, field);
      facts.fields[number] = field;
    }
    onRead((done += page.items.length));
    after = page.items.at(-1)?.place ?? null;
    more = page.hasNext;
  }
  const names = await namesOf(store, [...new Set(keys.flat())]);
  return { subjects: { titles, topics: keys.map((list) => list.flatMap((key) => names.get(key) ?? [])) }, facts };
}

async function namesOf(store: SubjectReads, keys: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    const part = keys.slice(at, at + AT_ONCE);
    const topics = await store.get('Topic', part);
    part.forEach((key, i) => topics[i] && names.set(key, topics[i].name));
  }
  return names;
}
