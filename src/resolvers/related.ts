import { badInput } from '../errors.js';
import type {
  ArticleFilter,
  ArticleResolvers,
  RelatedArticleConnectionResolvers,
  RelatedArticleEdgeResolvers,
  Resolvers,
} from '../generated/graphql.js';
import { loadNamed } from '../loaders/by-key.js';
import type { Loaders } from '../loaders/index.js';
import type { BriefArticle } from '../records.js';
import {
  coverageOf,
  sumOfCoverage,
  VIAS,
  type Coverage,
  type RelatedBy,
  type RelatedMeasure,
  type RelatedWork,
  type SeedNeighbours,
  type Via,
} from '../traverse/related.js';
import { chosenOf, rankedWorks, relatedWorks } from '../traverse/related-works.js';
import { rankedEntries, Ranking } from '../traverse/ranking.js';
import type { NotFound } from '../traverse/works-named.js';
import { connectionFields, edgeFields } from './connection.js';
import type { Context } from './context.js';
import { articleFilter } from './filter/article.js';
import type { PagingArgs } from './paging.js';
import { rankedConnection, yearsBy } from './ranked-connection.js';
import { MAX_IDENTIFIERS } from './resolve.js';
import type { RelatedConnectionSource } from './sources.js';

interface RelatedArgs extends PagingArgs {
  minCount: number;
  filter?: ArticleFilter | null;
}

type Question = Pick<RelatedMeasure, 'by' | 'strength'>;

/** What the seeds' related works are worked out of, asked for together with that of other lists. */
function neighboursOf(seeds: readonly BriefArticle[], by: RelatedBy, loaders: Loaders): Promise<SeedNeighbours[]> {
  const asked = { seeds: seeds.length };
  return Promise.all(
    seeds.map(async ({ key }) => {
      const answers = await Promise.all(
        VIAS[by].map(async (via) => [via, await loaders.related.common.load({ parent: key, question: { via, ...asked } })]),
      );
      return { seed: key, answers: Object.fromEntries(answers) as SeedNeighbours['answers'] };
    }),
  );
}

async function relatedList(
  seeds: readonly BriefArticle[],
  { by, strength }: Question,
  args: RelatedArgs,
  { loaders }: Context,
  seedsNotFound: readonly NotFound[] = [],
): Promise<RelatedConnectionSource> {
  if (args.minCount < 0) throw badInput(`\`minCount\` is ${args.minCount}; it must be 0 or more.`);
  const filter = await articleFilter(args.filter, loaders);
  let neighbours: Promise<SeedNeighbours[]> | null = null;
  const asked = () => (neighbours ??= neighboursOf(seeds, by, loaders));
  let ranking: Promise<Ranking<RelatedWork>> | null = null;
  const rank = async (): Promise<Ranking<RelatedWork>> => {
    const works = strength === 'COUPLING_STRENGTH' ? await loaders.related.works() : 0;
    const all = relatedWorks(await asked(), { by, strength, works });
    const found = chosenOf(all, (place) => all.counts[place]! >= args.minCount);
    if (filter === null) return new Ranking(rankedWorks(found, yearsBy(loaders)));
    const keys = Array.from({ length: found.length }, (_, place) => found.keyAt(place));
    const isIn = await loaders.related.matching(filter).load(keys);
    return new Ranking(rankedWorks(chosenOf(found, (place) => isIn[place]!), yearsBy(loaders))); // prettier-ignore
  };
  const name = `related:${by}:${strength}`;
  return {
    ...rankedConnection({ name, numbers: 2 }, args, loaders.article.byKey, () => (ranking ??= rank())),
    completeness: async () => completeness(seeds, by, await asked()),
    seedsNotFound,
  };
}

const STATED: Record<Via, (article: BriefArticle) => number | null> = {
  references: ({ statedReferenceCount }) => statedReferenceCount,
  citedBy: ({ reportedCitations }) => reportedCitations[0]?.count ?? null,
};

function completeness(seeds: readonly BriefArticle[], by: RelatedBy, neighbours: readonly SeedNeighbours[]) {
  const byKey = new Map(seeds.map((seed) => [seed.key, seed]));
  const of = (via: Via): Coverage => coverageOf(neighbours, via, (key) => STATED[via](byKey.get(key)!));
  const parts = new Map(VIAS[by].map((via) => [via, of(via)]));
  const part = (via: Via) => (parts.has(via) ? shares(parts.get(via)!) : null);
  return { ...shares(sumOfCoverage([...parts.values()])), references: part('references'), citedBy: part('citedBy') };
}

function shares({ known, stated, visited }: Coverage) {
  // A list that is longer than its source says is whole.
  return { known, stated, share: stated ? Math.min(1, known / stated) : null, visited, of: known };
}

const Query: Resolvers['Query'] = {
  relatedTo: async (_, { seeds, by, strength, ...args }, context) => {
    if (seeds.length > MAX_IDENTIFIERS)
      throw badInput(`\`seeds\` has ${seeds.length} entries; at most ${MAX_IDENTIFIERS} are allowed. Ask in several requests.`);
    const measure = strength ?? 'COUNT';
    if (by === 'SIMILARITY' && measure !== 'SALTON' && measure !== 'ADAMIC_ADAR')
      throw badInput(`\`strength: ${measure}\` is none of SIMILARITY; give SALTON or ADAMIC_ADAR.`);
    const { works, notFound } = await context.loaders.related.named(seeds);
    const found = works.map(({ article }) => article);
    return relatedList(found, { by, strength: measure }, args, context, notFound);
  },
};

const Article: ArticleResolvers = {
  coCited: (article, args, context) =>
    relatedList([article], { by: 'CO_CITATION', strength: args.strength ?? 'COUNT' }, args, context),
  coupled: (article, args, context) =>
    relatedList([article], { by: 'COUPLING', strength: args.strength ?? 'COUNT' }, args, context),
  similar: (article, { by, ...args }, context) =>
    relatedList([article], { by: 'SIMILARITY', strength: by === 'ADAMIC_ADAR' ? by : 'SALTON' }, args, context),
  citesAlso: (article, args, context) => relatedList([article], { by: 'CO_CITATION', strength: 'SHARE' }, args, context),
};

const RelatedArticleConnection: RelatedArticleConnectionResolvers = {
  ...connectionFields,
  completeness: (source) => source.completeness(),
  seedsNotFound: ({ seedsNotFound }) => [...seedsNotFound],
};

/** The works in the middle, of all seeds together. */
async function sharedKeys({ by, key, seeds }: RelatedWork, loaders: Loaders): Promise<{ key: string }[]> {
  const pairs = VIAS[by].flatMap((via) => seeds.map((seed) => ({ via, a: seed, b: key })));
  const lists = await Promise.all(pairs.map((pair) => loaders.related.shared.load(pair)));
  return [...new Set(lists.flat())].map((shared) => ({ key: shared }));
}

const RelatedArticleEdge: RelatedArticleEdgeResolvers = {
  ...edgeFields,
  count: ({ edge }) => edge.count,
  strength: ({ edge }) => edge.strength,
  seedCount: ({ edge }) => edge.seeds.length,
  seeds: ({ edge }, _, { loaders }) => loadNamed(loaders.article.byKey, edge.seeds),
  sharedArticles: ({ edge }, args, { loaders }) => {
    let ranking: Promise<Ranking<{ key: string }>> | null = null;
    const rank = async () => new Ranking(rankedEntries(await sharedKeys(edge, loaders), [], yearsBy(loaders)));
    return rankedConnection({ name: 'shared', numbers: 0 }, args, loaders.article.byKey, () => (ranking ??= rank()));
  },
};

export const relatedResolvers: Resolvers = {
  Query,
  Article,
  RelatedArticleConnection,
  RelatedArticleEdge,
  SharedArticleConnection: connectionFields,
  SharedArticleEdge: edgeFields,
};
