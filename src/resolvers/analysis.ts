import type { Parameter } from '../analysis/analysis.js';
import { ANALYSES, SCORE_ANALYSES } from '../analysis/index.js';
import { badInput } from '../errors.js';
import type { ArticleMetric, Measure, QueryRankingsArgs, Resolvers } from '../generated/graphql.js';
import { toGlobalId } from '../global-id.js';
import { loadNamed } from '../loaders/by-key.js';
import type { Loaders } from '../loaders/index.js';
import type { StoredArticle } from '../records.js';
import { snapshotsOf, type Snapshot } from '../snapshot/snapshot.js';
import type { Ranking } from '../snapshot/task.js';
import type { Filter } from '../store/filter.js';
import { ROOT } from '../store/relation.js';
import { settingsFor } from './analysis-settings.js';
import { connectionFields, wholeListConnection } from './connection.js';
import type { Context } from './context.js';
import { wholeGraphFilter } from './filter/article.js';
import type { RankedWork, RankingSource } from './sources.js';

/** Measures and analyses of the whole graph: computed over a snapshot, in a thread of its own, once for each version of it. */

function within(name: string, value: number, most: number): number {
  if (value < 1 || value > most) throw badInput(`\`${name}\` is ${value}; it must be between 1 and ${most}.`);
  return value;
}

const parametersOf = (measure: Measure): readonly Parameter[] => SCORE_ANALYSES.find(({ id }) => id === measure)!.parameters;

const settingsOf = (measure: Measure, given: QueryRankingsArgs['settings']): Record<string, number | string> =>
  settingsFor(parametersOf(measure), given);

function rank(snapshot: Snapshot, measure: Measure, settings: Record<string, number | string>): Promise<Ranking> {
  return snapshot.run('ranking', { measure, ...settings });
}

/** Keys of the works that fulfil a filter. */
async function* keysOf(filter: Filter<'Article'>, loaders: Loaders): AsyncIterable<string> {
  const order = { field: 'date', direction: 'DESC' } as const;
  for (let after = null, more = true; more;) {
    const query = { filter, order, page: { from: 'start' as const, size: 1_000, after, before: null } };
    const [page] = await loaders.reads.pages('allArticles', [ROOT], query);
    for (const { record } of page!.items) yield record.key;
    after = (page!.items.at(-1)?.place ?? null) as null;
    more = page!.hasNext;
  }
}

async function listed(args: QueryRankingsArgs, snapshot: Snapshot, loaders: Loaders): Promise<Uint8Array> {
  const filter = await wholeGraphFilter(args.filter, loaders);
  if (!args.filter || filter === null) return args.filter ? snapshot.full.map(() => 1) : snapshot.full;
  return snapshot.mask(JSON.stringify(filter), () => keysOf(filter, loaders));
}

async function rankings(args: QueryRankingsArgs & { by: Measure }, { store, loaders }: Context): Promise<RankingSource> {
  const settings = settingsOf(args.by, args.settings);
  const snapshot = await snapshotsOf(store).now();
  const [ranking, mask] = await Promise.all([rank(snapshot, args.by, settings), listed(args, snapshot, loaders)]);
  const order = ranking.order.filter((number) => mask[number] === 1);
  const list = wholeListConnection(`rankings:${args.by}`, ROOT, [...order.keys()], args);
  const entry = (place: number): RankedWork => {
    const number = order[place]!;
    const [score, percentile] = [ranking.scores[number]!, ranking.percentiles[number]!];
    return { key: snapshot.keys[number]!, rank: place + 1, score, percentile };
  };
  return {
    totalCount: list.totalCount,
    page: async () => {
      const { edges, ...ends } = await list.page();
      return { edges: edges.map((edge) => ({ ...edge, record: entry(edge.record) })), ...ends };
    },
    notes: ranking.notes,
  };
}

async function metrics(article: StoredArticle, measures: readonly Measure[], { store }: Context): Promise<ArticleMetric[]> {
  if (measures.length > SCORE_ANALYSES.length)
    throw badInput(`\`measures\` has ${measures.length} entries; there are ${SCORE_ANALYSES.length}.`);
  const snapshot = await snapshotsOf(store).now();
  const number = snapshot.numberOf(article.key);
  const known = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);
  return Promise.all(
    measures.map(async (measure) => {
      const { scores, percentiles } = await rank(snapshot, measure, settingsOf(measure, null));
      return { measure, score: known(scores[number ?? -1]), percentile: known(percentiles[number ?? -1]) };
    }),
  );
}

const idAt = ({ keys }: Snapshot, number: number): string => toGlobalId('Article', keys[number]!);

interface MainPathWish {
  weights: string;
  search: string;
  keyCitations: number;
  maxNodes: number;
}

async function readMainPath({ maxNodes, ...settings }: MainPathWish, { store }: Context) {
  const snapshot = await snapshotsOf(store).now();
  const { works, citations, total, tied, cycles } = await snapshot.run('mainPath', settings);
  const shown = new Set(works.slice(0, maxNodes));
  return {
    keys: works.slice(0, maxNodes).map((number) => snapshot.keys[number]!),
    edges: citations
      .filter(({ cited, citing }) => shown.has(cited) && shown.has(citing))
      .map(({ cited, citing, weight }) => ({
        source: idAt(snapshot, cited),
        target: idAt(snapshot, citing),
        weight: String(weight),
        share: Number((weight * 10n ** 15n) / (total === 0n ? 1n : total)) / 1e15,
      })),
    total: String(total),
    tied: String(tied),
    droppedCitations: cycles.dropped.length,
    nodesLeftOut: works.length - shown.size,
  };
}

async function readHistoriograph(top: number, reduced: boolean, { store, loaders }: Context) {
  const snapshot = await snapshotsOf(store).now();
  const { works, citations, implied, withoutYear } = await snapshot.run('historiograph', {
    top,
    isReduced: reduced ? 'YES' : 'NO',
  });
  const nodes = await loadNamed(loaders.article.byKey, works.map(({ work }) => snapshot.keys[work]!)); // prettier-ignore
  return {
    nodes: works.map(({ year, localCitations }, i) => ({ node: nodes[i]!, year, localCitations })),
    edges: citations.map(({ cited, citing }) => ({ source: idAt(snapshot, cited), target: idAt(snapshot, citing) })),
    implied,
    withoutYear,
  };
}

const MOST_SIZES = 100;

export const analysisResolvers: Resolvers = {
  Query: {
    analyses: () => [...ANALYSES],
    rankings: (_, args, context) => rankings(args, context),
    mainPath: (_, { method, search, keyRoutes, maxNodes }, context) =>
      readMainPath({ weights: method, search, keyCitations: within('keyRoutes', keyRoutes, 1000), maxNodes: within('maxNodes', maxNodes, 1000) }, context), // prettier-ignore
    historiograph: (_, { top, reduced }, context) => readHistoriograph(within('top', top, 200), reduced, context),
    components: async (_, _args, { store }) => {
      const { sizes } = await (await snapshotsOf(store).now()).run('components', {});
      return { count: sizes.length, sizes: sizes.slice(0, MOST_SIZES), isolated: sizes.filter((size) => size === 1).length };
    },
  },
  Article: { metrics: (article, { measures }, context) => metrics(article, measures, context) },
  AnalysisParameter: {
    default: (parameter) => String(parameter.default),
    min: (parameter) => (parameter.kind === 'number' ? parameter.min : null),
    max: (parameter) => (parameter.kind === 'number' ? parameter.max : null),
    choices: (parameter) => (parameter.kind === 'choice' ? [...parameter.choices] : null),
  },
  MainPath: { nodes: ({ keys }, _, { loaders }) => loadNamed(loaders.article.byKey, keys) },
  RankingConnection: {
    edges: connectionFields.edges,
    pageInfo: connectionFields.pageInfo,
    totalCount: connectionFields.totalCount,
    nodes: async (source, _, { loaders }) => loadNamed(loaders.article.byKey, (await source.page()).edges.map(({ record }) => record.key)), // prettier-ignore
    notes: ({ notes }) => Object.entries(notes).map(([id, value]) => ({ id, value: String(value) })),
  },
  RankingEdge: {
    node: async ({ record }, _, { loaders }) => (await loadNamed(loaders.article.byKey, [record.key]))[0]!,
    rank: ({ record }) => record.rank,
    score: ({ record }) => record.score,
    percentile: ({ record }) => record.percentile,
  },
};
