import { onePerKey } from './by-key.js';
import { articleListLoaders, listLoaders, wholeList, type ListLoaders } from './list.js';
import type { Reads } from './reads.js';

export function topicLoaders(reads: Reads) {
  const narrower = listLoaders(reads, 'narrower');
  return {
    /** Null for a miss. */
    byKey: onePerKey((keys: readonly string[]) => reads.get('Topic', keys)),
    all: listLoaders(reads, 'allTopics'),
    articles: articleListLoaders(reads, 'topicArticles'),
    relatedTopics: listLoaders(reads, 'relatedTopics'),
    broader: listLoaders(reads, 'broader'),
    narrower,
    withNarrower: (keys: readonly string[]) => withNarrower(narrower, keys),
  };
}

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
