import { onePerKey } from './by-key.js';
import { articleListLoaders, listLoaders, type ListLoaders } from './list.js';
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

/** Above what any vocabulary has below one topic, so that one statement reads a level. */
const WHOLE_LEVEL = 10_000;

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
  const found: string[] = [];
  for (let after = null, more = true; more;) {
    const page = await narrower.page.load({
      parent,
      question: {
        filter: null,
        order: { field: 'name', direction: 'ASC' },
        page: { from: 'start', size: WHOLE_LEVEL, after, before: null },
      },
    });
    found.push(...page.items.map((item) => item.record.key));
    more = page.hasNext;
    after = page.items.at(-1)?.place ?? null;
  }
  return found;
}
