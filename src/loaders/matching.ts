import type DataLoader from 'dataloader';
import type { Kind } from '../records.js';
import type { Filter } from '../store/filter.js';
import type { OrderField } from '../store/page.js';
import { ROOT } from '../store/relation.js';
import { onePerKey } from './by-key.js';
import type { Reads } from './reads.js';

/** Lists of a whole kind, and an order that they have. */
const BY = { allArticles: 'date', allAuthors: 'name' } as const satisfies Record<string, OrderField>;
type Whole = keyof typeof BY;
interface KindOf {
  allArticles: 'Article';
  allAuthors: 'Author';
}

/** Loaders that tell whether the node with each key fulfils a filter: one for each filter. */
export function matchingLoaders<W extends Whole>(
  reads: Reads,
  list: W,
): (filter: Filter<KindOf[W]>) => DataLoader<string, boolean, string> {
  const known = new Map<string, DataLoader<string, boolean, string>>();
  return (filter) => {
    const name = JSON.stringify(filter);
    const loader = known.get(name) ?? onePerKey((keys: readonly string[]) => fulfil(reads, list, keys, filter));
    known.set(name, loader);
    return loader;
  };
}

async function fulfil(reads: Reads, list: Whole, keys: readonly string[], filter: Filter<Kind>): Promise<boolean[]> {
  const [page] = await reads.pages(list, [ROOT], {
    filter: { all: [{ test: 'among', keys }, filter] } as never,
    order: { field: BY[list], direction: 'DESC' } as never,
    page: { from: 'start', size: keys.length, after: null, before: null },
  });
  const found = new Set(page!.items.map(({ record }) => record.key));
  return keys.map((key) => found.has(key));
}
