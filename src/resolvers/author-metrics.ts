import { affiliationHistory, authorMetrics, authorTimeline, type AuthorWork } from '../analysis/author-metrics.js';
import type { AuthorMetricsResolvers, Resolvers } from '../generated/graphql.js';
import { wholeList } from '../loaders/list.js';
import type { Loaders } from '../loaders/index.js';
import type { StoredAuthor } from '../records.js';
import type { Filter } from '../store/filter.js';
import { collaborationOf } from './collaboration-network.js';
import type { Context } from './context.js';
import { articleFilter } from './filter/article.js';
import type { AuthorMetricsSource } from './sources.js';

/** What an author's works tell: measures, years, affiliations. */

const NEWEST_FIRST = { field: 'date', direction: 'DESC' } as const;

const worksOf = (author: StoredAuthor, scope: Filter<'Article'> | null, loaders: Loaders) =>
  wholeList(loaders.author.articles, author.key, NEWEST_FIRST, scope);

type Listed = Awaited<ReturnType<typeof worksOf>>[number];

function asWork({ record }: Listed): AuthorWork {
  const byline = [...record.authorships].sort((a, b) => a.position - b.position);
  return {
    year: record.date?.year ?? null,
    citations: record.citedByCount,
    reported: record.reportedCitations[0]?.count ?? null,
    byline: byline.map(({ authorKey }) => authorKey),
    isWhole: record.authorsStatus === 'COMPLETE',
  };
}

function metricsOf(author: StoredAuthor, scope: Filter<'Article'> | null, loaders: Loaders): AuthorMetricsSource {
  const read = async () => {
    const [works, newestYear] = await Promise.all([worksOf(author, scope, loaders), loaders.article.newestYear()]);
    return authorMetrics(author.key, works.map(asWork), newestYear ?? 0);
  };
  let metrics: ReturnType<typeof read> | null = null;
  return { author, scope, metrics: () => (metrics ??= read()) };
}

async function timelineOf(author: StoredAuthor, scope: Filter<'Article'> | null, { loaders }: Context) {
  const works = await worksOf(author, scope, loaders);
  const years = { facet: 'year', filter: null } as const;
  const cited = works.filter(({ record }) => record.citedByCount > 0);
  const facets = await Promise.all(cited.map(({ record }) => loaders.article.citedBy.facet(record.key, years, 0)));
  const citedIn = facets.flatMap(({ values }) => values.map(({ value, count }) => ({ year: Number(value), count })));
  return authorTimeline(author.key, works.map(asWork), citedIn).map(({ year, works: own, citations, newCoauthors }) => {
    return { year, articleCount: own, citationCount: citations, newCoauthorCount: newCoauthors };
  });
}

async function affiliationsOf(author: StoredAuthor, scope: Filter<'Article'> | null, { loaders }: Context) {
  const works = await worksOf(author, scope, loaders);
  const given = works.map(({ record, edge }) => ({ year: record.date?.year ?? null, affiliations: edge.affiliations }));
  return affiliationHistory(given).map(({ works: articleCount, ...one }) => ({ ...one, articleCount }));
}

/** Up to so many authors every way is counted; beyond, those that begin at a sample. */
const BETWEENNESS = { exactUpTo: 3_000, sources: 100, seed: 1 };

async function betweennessOf({ key }: StoredAuthor, scope: Filter<'Article'> | null, context: Context) {
  const network = await collaborationOf(scope, context);
  const answer = await network.ask('betweenness', BETWEENNESS, context.signal);
  return { ...answer, number: network.numberOf(key), worksLeftOut: network.worksLeftOut };
}

const AuthorMetrics: AuthorMetricsResolvers = {
  articleCount: async ({ metrics }) => (await metrics()).works,
  citationCount: async ({ metrics }) => {
    const { citations, reported, worksWithReport } = await metrics();
    return { inGraph: citations, reported, articlesWithReport: worksWithReport };
  },
  hIndex: async ({ metrics }) => (await metrics()).hIndex,
  gIndex: async ({ metrics }) => (await metrics()).gIndex,
  mIndex: async ({ metrics }) => (await metrics()).mIndex,
  firstAuthorShare: async ({ metrics }) => (await metrics()).firstShare,
  lastAuthorShare: async ({ metrics }) => (await metrics()).lastShare,
  dominanceFactor: async ({ metrics }) => (await metrics()).dominanceFactor,
  collaborationIndex: async ({ metrics }) => (await metrics()).collaborationIndex,
  completeAuthorLists: async ({ metrics }) => (await metrics()).wholeBylines,
  careerSpan: async ({ metrics }) => (await metrics()).careerSpan,
  betweenness: async ({ author, scope }, _, context) => {
    const { scores, number } = await betweennessOf(author, scope, context);
    return number === null ? null : scores[number]!;
  },
  notes: async ({ author, scope }, _, context) => {
    const { scores, sources, worksLeftOut } = await betweennessOf(author, scope, context);
    const notes = { authors: scores.length, sampledAuthors: sources, articlesLeftOut: worksLeftOut };
    return Object.entries(notes).map(([id, value]) => ({ id, value: String(value) }));
  },
  newCoauthorRate: async ({ metrics }) => (await metrics()).newCoauthorRate,
};

export const authorMetricsResolvers: Resolvers = {
  Author: {
    metrics: async (author, { scope }, { loaders }) => metricsOf(author, await articleFilter(scope, loaders), loaders),
    timeline: async (author, { scope }, context) => timelineOf(author, await articleFilter(scope, context.loaders), context),
    affiliationHistory: async (author, { scope }, context) =>
      affiliationsOf(author, await articleFilter(scope, context.loaders), context),
  },
  AuthorMetrics,
};
