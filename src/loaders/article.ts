import { ROOT } from '../store/relation.js';
import { onePerKey } from './by-key.js';
import { articleListLoaders } from './list.js';
import type { Reads } from './reads.js';
import { whenAsked } from './when-asked.js';

export const articleLoaders = whenAsked({
  /** Null for a miss. */
  byKey: (reads: Reads) => onePerKey((keys: readonly string[]) => reads.get('Article', keys)),
  /** Brief where the engine has them so; null for a miss. */
  briefByKey: (reads) => onePerKey((keys: readonly string[]) => reads.briefs(keys)),
  /** Abstract, headings, keywords and the like; all empty where there are none. */
  details: (reads) => onePerKey((keys: readonly string[]) => reads.details(keys)),
  all: (reads) => articleListLoaders(reads, 'allArticles'),
  /** The latest year of a work of this graph; null where none has a year. */
  newestYear: (reads) => {
    let newest: Promise<number | null> | null = null;
    return () => (newest ??= newestYear(reads));
  },
  references: (reads) => articleListLoaders(reads, 'references'),
  citedBy: (reads) => articleListLoaders(reads, 'citedBy'),
});

async function newestYear(reads: Reads): Promise<number | null> {
  const [page] = await reads.pages('allArticles', [ROOT], {
    filter: null,
    order: { field: 'date', direction: 'DESC' },
    page: { from: 'start', size: 1, after: null, before: null },
  });
  return page!.items[0]?.record.date?.year ?? null;
}
