import type { AuthorFilter } from '../../generated/graphql.js';
import type { Loaders } from '../../loaders/index.js';
import type { Filter } from '../../store/filter.js';
import { keysOf } from '../identifier.js';
import { checkSize, condition, personQuery, rangeOf } from './condition.js';

export async function authorFilter(input: AuthorFilter | null | undefined, loaders: Loaders): Promise<Filter<'Author'> | null> {
  if (!input) return null;
  checkSize(input);
  return condition<'Author', AuthorFilter>(input, (part) => leaves(part, loaders));
}

async function leaves(input: AuthorFilter, loaders: Loaders): Promise<(Filter<'Author'> | null)[]> {
  const { name, kind, hasOrcid, articleCount, among } = input;
  return [
    typeof name === 'string' ? { test: 'text', query: personQuery('name', name), within: 'label' } : null,
    kind ? { test: 'kind', values: kind } : null,
    typeof hasOrcid === 'boolean' ? { test: 'hasOrcid', value: hasOrcid } : null,
    articleCount ? { test: 'articleCount', range: rangeOf(articleCount) } : null,
    among ? { test: 'among', keys: await keysOf('Author', among, loaders) } : null,
  ];
}
