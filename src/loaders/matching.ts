import type DataLoader from 'dataloader';
import type { Kind } from '../records.js';
import type { Filter } from '../store/filter.js';
import { LEFT_OUT } from '../store/neighbourhood.js';
import { ROOT } from '../store/relation.js';
import { onePerKey } from './by-key.js';
import type { Reads } from './reads.js';

interface KindOf {
  allArticles: 'Article';
  allAuthors: 'Author';
}
type Whole = keyof KindOf;

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
  // Articles are asked for their years alone, without their records.
  if (list === 'allArticles')
    return Array.from(await reads.years(keys, filter as Filter<'Article'>), (year) => year !== LEFT_OUT);
  const [page] = await reads.pages(list, [ROOT], {
    filter: { all: [{ test: 'among', keys }, filter] } as Filter<'Author'>,
    order: { field: 'name', direction: 'DESC' },
    page: { from: 'start', size: keys.length, after: null, before: null },
  });
  const found = new Set(page!.items.map(({ record }) => record.key));
  return keys.map((key) => found.has(key));
}
