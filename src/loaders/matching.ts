import type DataLoader from 'dataloader';
import type { Filter } from '../store/filter.js';
import { ROOT } from '../store/relation.js';
import { onePerKey } from './by-key.js';
import type { Reads } from './reads.js';

/** A loader for each filter. */
export function perFilter<K extends 'Article' | 'Author', Loader>(
  make: (filter: Filter<K>) => Loader,
): (filter: Filter<K>) => Loader {
  const known = new Map<string, Loader>();
  return (filter) => {
    const name = JSON.stringify(filter);
    const loader = known.get(name) ?? make(filter);
    known.set(name, loader);
    return loader;
  };
}

/** Whether the author with each key fulfils a filter. */
export const matchingAuthors = (reads: Reads): ((filter: Filter<'Author'>) => DataLoader<string, boolean, string>) =>
  perFilter((filter) => onePerKey((keys: readonly string[]) => fulfil(reads, keys, filter)));

async function fulfil(reads: Reads, keys: readonly string[], filter: Filter<'Author'>): Promise<boolean[]> {
  const [page] = await reads.pages('allAuthors', [ROOT], {
    filter: { all: [{ test: 'among', keys }, filter] },
    order: { field: 'name', direction: 'DESC' },
    page: { from: 'start', size: keys.length, after: null, before: null },
  });
  const found = new Set(page!.items.map(({ record }) => record.key));
  return keys.map((key) => found.has(key));
}
