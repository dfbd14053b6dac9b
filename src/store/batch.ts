import { clean } from './clean.js';
import type { WriteBatch } from './store.js';

function lastOfEach<T>(items: readonly T[] = [], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

/** A batch as engines write it: text that they can store, and of what is written twice only the last. */
export function settledBatch(raw: WriteBatch): WriteBatch {
  const batch = clean(raw);
  return {
    ...batch,
    articles: lastOfEach(batch.articles, ({ record }) => record.key),
    authors: lastOfEach(batch.authors, ({ key }) => key),
    journals: lastOfEach(batch.journals, ({ key }) => key),
    topics: lastOfEach(batch.topics, ({ key }) => key),
    aliases: lastOfEach(batch.aliases, ({ kind, from }) => `${kind}:${from}`),
  };
}
