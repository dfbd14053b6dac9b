import type { TopicFilter } from '../../generated/graphql.js';
import type { Loaders } from '../../loaders/index.js';
import type { Filter } from '../../store/filter.js';
import { keysOf } from '../identifier.js';
import { checkSize, condition, rangeOf, textQuery } from './condition.js';

export async function topicFilter(input: TopicFilter | null | undefined, loaders: Loaders): Promise<Filter<'Topic'> | null> {
  if (!input) return null;
  checkSize(input);
  return condition<'Topic', TopicFilter>(input, (part) => leaves(part, loaders));
}

async function leaves(input: TopicFilter, loaders: Loaders): Promise<(Filter<'Topic'> | null)[]> {
  const { name, hasMeshId, articleCount, among } = input;
  return [
    typeof name === 'string' ? { test: 'text', query: textQuery('name', name), within: 'label' } : null,
    typeof hasMeshId === 'boolean' ? { test: 'hasMeshId', value: hasMeshId } : null,
    articleCount ? { test: 'articleCount', range: rangeOf(articleCount) } : null,
    among ? { test: 'among', keys: await keysOf('Topic', among, loaders) } : null,
  ];
}
