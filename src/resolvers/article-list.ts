import type { GraphQLResolveInfo } from 'graphql';
import type { ArticleConnectionResolvers, ArticleFilter, ArticleOrder, ArticleOrderField } from '../generated/graphql.js';
import type { Loaders } from '../loaders/index.js';
import type { ArticleListLoaders } from '../loaders/list.js';
import type { Filter } from '../store/filter.js';
import type { Order } from '../store/page.js';
import { hasFacts, type EdgeOf } from '../store/relation.js';
import type { ArticleRelation } from '../store/store.js';
import { asksBrief } from './brief.js';
import {
  ArticleConnection,
  connectionFields,
  listQuestion,
  whenThere,
  type ArticleConnectionSource,
  type ListQuestion,
  type ThereOrPromised,
} from './connection.js';
import type { Context } from './context.js';
import { articleFilter } from './filter/article.js';
import { allOf } from './filter/condition.js';
import { orderOf, type PagingArgs } from './paging.js';
import { asksEdges } from './selection.js';

/** Lists of articles: all of them, whatever they hang on, have the same arguments and the same parts. */

export interface ArticleListArgs extends PagingArgs {
  filter?: ArticleFilter | null;
  orderBy?: ArticleOrder | null;
}

const FIELDS: Record<ArticleOrderField, Order<'Article'>['field']> = {
  PUBLICATION_YEAR: 'date',
  TITLE: 'title',
  CITATION_COUNT: 'citedByCount',
  REFERENCE_COUNT: 'referenceCount',
};

const NEWEST_FIRST: Order<'Article'> = { field: 'date', direction: 'DESC' };

export interface ArticleListOptions {
  /** Order when none is asked for. */
  fallback?: Order<'Article'>;
  toFilter?: typeof articleFilter;
  /** Holds beside the filter that is asked for; for all parents of a field the same. */
  within?: Filter<'Article'> | null;
}

/**
 * What is asked of hundreds of parents' lists, put together once. Of a plan, all parents of a field get the same arguments
 * (operation-run.ts), and those of another field or request are others.
 */
const known = new WeakMap<ArticleListArgs, ThereOrPromised<ListQuestion<'Article'>>>();

/** The articles of one parent. */
export function articleList<R extends ArticleRelation>(
  list: ArticleListLoaders<R>,
  parent: string,
  args: ArticleListArgs,
  { loaders }: Context,
  info: GraphQLResolveInfo,
  options: ArticleListOptions = {},
): ThereOrPromised<ArticleConnectionSource<EdgeOf[R]>> {
  let question = known.get(args);
  if (question === undefined) known.set(args, (question = questionOf(list.relation, args, loaders, info, options)));
  return whenThere(question, (asked) => new ArticleConnection(list, parent, asked));
}

function questionOf(
  relation: ArticleRelation,
  args: ArticleListArgs,
  loaders: Loaders,
  info: GraphQLResolveInfo,
  { fallback = NEWEST_FIRST, toFilter = articleFilter, within = null }: ArticleListOptions,
): ThereOrPromised<ListQuestion<'Article'>> {
  const order = orderOf(FIELDS, args.orderBy, fallback);
  return whenThere(toFilter(args.filter, loaders), (asked) => {
    const filter = allOf<'Article'>([within, asked].filter((one) => one !== null));
    const withoutEdges = hasFacts(relation) && !asksEdges(info);
    return listQuestion(relation, { args, order, filter, isBrief: asksBrief(info), withoutEdges });
  });
}

/** Resolvers of every connection type that leads to articles: the facets read the same source. */
export const articleConnectionFields = {
  ...connectionFields,
  facets: (source: ArticleConnectionSource) => source,
} satisfies ArticleConnectionResolvers;
