import type { ArticleFacetsResolvers, FacetCountsResolvers, Resolvers } from '../generated/graphql.js';
import { loadNamed } from '../loaders/by-key.js';
import { MAX_FACET_VALUES, type ArticleListLoaders } from '../loaders/list.js';
import type { ArticleRelation, FacetName } from '../store/store.js';
import type { ArticleConnectionSource } from './connection.js';
import { checkedSize } from './paging.js';
import type { FacetCountsSource, FacetValue } from './sources.js';

/** How a list of articles divides. Each facet is loaded when one of its fields is asked for. */

/** The largest values of a facet. */
async function largest(articles: ArticleConnectionSource, facet: FacetName, first: number): Promise<FacetValue[]> {
  const size = Math.min(checkedSize('first', first), MAX_FACET_VALUES);
  return (await articles.facet(facet, size)).values.slice(0, size);
}

/** Articles of one parent's whole list by year. */
export async function yearTotals(list: ArticleListLoaders<ArticleRelation>, parent: string): Promise<FacetValue[]> {
  return (await list.facet(parent, { facet: 'year', filter: null }, 0)).values;
}

const count =
  (facet: FacetName) =>
  async ({ articles, part }: FacetCountsSource): Promise<number> =>
    (await articles.facet(facet, 0))[part];

const ArticleFacets: ArticleFacetsResolvers = {
  years: async (articles) => (await articles.facet('year', 0)).values,
  journals: (articles, { first }) => largest(articles, 'journal', first),
  topics: (articles, { first }) => largest(articles, 'topic', first),
  publicationTypes: (articles, { first }) => largest(articles, 'publicationType', first),
  authors: (articles, { first }) => largest(articles, 'author', first),
  distinct: (articles) => ({ articles, part: 'distinct' }),
  missing: (articles) => ({ articles, part: 'missing' }),
};

const FacetCounts: FacetCountsResolvers = {
  years: count('year'),
  journals: count('journal'),
  topics: count('topic'),
  publicationTypes: count('publicationType'),
  authors: count('author'),
};

const keyOf = (facet: FacetValue): string[] => [String(facet.value)];

export const facetResolvers: Resolvers = {
  ArticleFacets,
  FacetCounts,
  YearFacet: { year: (facet) => Number(facet.value) },
  YearTotal: { year: (facet) => Number(facet.value), total: (facet) => facet.count },
  PublicationTypeFacet: { publicationType: (facet) => String(facet.value) },
  JournalFacet: { journal: async (facet, _, { loaders }) => (await loadNamed(loaders.journal.byKey, keyOf(facet)))[0]! },
  TopicFacet: { topic: async (facet, _, { loaders }) => (await loadNamed(loaders.topic.byKey, keyOf(facet)))[0]! },
  AuthorFacet: { author: async (facet, _, { loaders }) => (await loadNamed(loaders.author.byKey, keyOf(facet)))[0]! },
};
