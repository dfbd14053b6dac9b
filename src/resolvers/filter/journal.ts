import type { JournalFilter } from '../../generated/graphql.js';
import type { Loaders } from '../../loaders/index.js';
import type { Filter } from '../../store/filter.js';
import { keysOf } from '../identifier.js';
import { checkSize, condition, rangeOf, textQuery } from './condition.js';

export async function journalFilter(
  input: JournalFilter | null | undefined,
  loaders: Loaders,
): Promise<Filter<'Journal'> | null> {
  if (!input) return null;
  checkSize(input);
  return condition<'Journal', JournalFilter>(input, (part) => leaves(part, loaders));
}

async function leaves(input: JournalFilter, loaders: Loaders): Promise<(Filter<'Journal'> | null)[]> {
  const { title, articleCount, among } = input;
  return [
    typeof title === 'string' ? { test: 'text', query: textQuery('title', title), within: 'label' } : null,
    articleCount ? { test: 'articleCount', range: rangeOf(articleCount) } : null,
    among ? { test: 'among', keys: await keysOf('Journal', among, loaders) } : null,
  ];
}
