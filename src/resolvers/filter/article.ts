import type { ArticleFilter } from '../../generated/graphql.js';
import type { Loaders } from '../../loaders/index.js';
import type { Filter } from '../../store/filter.js';
import { foldName } from '../../store/fold.js';
import type { ThereOrPromised } from '../connection.js';
import { keysOf, recordsOf } from '../identifier.js';
import { allOf, checkSize, condition, innerFilters, rangeOf, textQuery } from './condition.js';

type Input = ArticleFilter | null | undefined;

/** The filter of a list that leads to articles; null for no restriction. */
export function articleFilter(input: Input, loaders: Loaders): ThereOrPromised<Filter<'Article'> | null> {
  if (!input) return null;
  checkSize(input);
  return condition<'Article', ArticleFilter>(input, (part) => leaves(part, loaders));
}

/** As `articleFilter`, for the lists of the whole graph: stubs are left out unless the filter speaks of them. */
export async function wholeGraphFilter(input: Input, loaders: Loaders): Promise<Filter<'Article'> | null> {
  const filter = await articleFilter(input, loaders);
  if (input && speaksOfStubs(input)) return filter;
  const full: Filter<'Article'> = { test: 'status', values: ['FULL'] };
  return allOf<'Article'>(filter ? [full, filter] : [full]);
}

function speaksOfStubs(input: ArticleFilter): boolean {
  return Boolean(input.recordStatus) || innerFilters(input).some(speaksOfStubs);
}

async function leaves(input: ArticleFilter, loaders: Loaders): Promise<(Filter<'Article'> | null)[]> {
  return [...plainLeaves(input), ...(await Promise.all(nodeLeaves(input, loaders)))];
}

function plainLeaves(input: ArticleFilter): (Filter<'Article'> | null)[] {
  const { publicationYear, citationCount, referenceCount, recordStatus, authorsStatus, hasAbstract, isRetracted } = input;
  const { publicationTypes, text } = input;
  return [
    publicationYear ? { test: 'publicationYear', range: rangeOf(publicationYear) } : null,
    citationCount ? { test: 'citedByCount', range: rangeOf(citationCount) } : null,
    referenceCount ? { test: 'referenceCount', range: rangeOf(referenceCount) } : null,
    recordStatus ? { test: 'status', values: recordStatus } : null,
    authorsStatus ? { test: 'authorsStatus', values: authorsStatus } : null,
    typeof hasAbstract === 'boolean' ? { test: 'hasAbstract', value: hasAbstract } : null,
    typeof isRetracted === 'boolean' ? { test: 'isRetracted', value: isRetracted } : null,
    publicationTypes ? { test: 'publicationType', values: publicationTypes.map(foldName) } : null,
    typeof text === 'string' ? { test: 'text', query: textQuery('text', text), within: 'everything' } : null,
  ];
}

/** Fields that name nodes: their identifiers are looked up together. */
function nodeLeaves(input: ArticleFilter, loaders: Loaders): Promise<Filter<'Article'>>[] {
  const { among, journals, authors, topics } = input;
  const found: Promise<Filter<'Article'>>[] = [];
  if (among) found.push(keysOf('Article', among, loaders).then((keys) => ({ test: 'among', keys })));
  if (journals) found.push(keysOf('Journal', journals, loaders).then((keys) => ({ test: 'journal', keys })));
  if (authors) found.push(keysOf('Author', authors, loaders).then((keys) => ({ test: 'author', keys })));
  if (topics) found.push(topicLeaf(topics, Boolean(input.includeNarrower), loaders));
  return found;
}

async function topicLeaf(topics: readonly string[], includeNarrower: boolean, loaders: Loaders): Promise<Filter<'Article'>> {
  const named = await recordsOf('Topic', topics, loaders);
  return { test: 'topic', keys: includeNarrower ? await loaders.topic.withNarrower(named) : named.map(({ key }) => key) };
}
