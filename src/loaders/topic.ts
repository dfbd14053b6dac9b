import { onePerKey } from './by-key.js';
import { articleListLoaders, listLoaders, wholeList, type ListLoaders } from './list.js';
import type { Reads } from './reads.js';
import { whenAsked } from './when-asked.js';

export const topicLoaders = whenAsked({
  /** Null for a miss. */
  byKey: (reads: Reads) => onePerKey((keys: readonly string[]) => reads.get('Topic', keys)),
  all: (reads) => listLoaders(reads, 'allTopics'),
  articles: (reads) => articleListLoaders(reads, 'topicArticles'),
  relatedTopics: (reads) => listLoaders(reads, 'relatedTopics'),
  broader: (reads) => listLoaders(reads, 'broader'),
  narrower: (reads) => listLoaders(reads, 'narrower'),
  withNarrower: (reads) => {
    const narrower = listLoaders(reads, 'narrower');
    return (keys: readonly string[]) => withNarrower(narrower, keys);
  },
});

/** The topics and all below them. One statement per level; a topic that was met before is not followed again. */
async function withNarrower(narrower: ListLoaders<'narrower'>, keys: readonly string[]): Promise<string[]> {
  const met = new Set(keys);
  for (let level = [...met]; level.length > 0;) {
    const below = await Promise.all(level.map((key) => narrowerKeys(narrower, key)));
    level = [...new Set(below.flat())].filter((key) => !met.has(key));
    for (const key of level) met.add(key);
  }
  return [...met];
}

async function narrowerKeys(narrower: ListLoaders<'narrower'>, parent: string): Promise<string[]> {
  const found = await wholeList(narrower, parent, { field: 'name', direction: 'ASC' });
  return found.map(({ record }) => record.key);
}
