import type { AnalysisDescription, ScoreAnalysis } from '../analysis/analysis.js';
import { COMPONENTS } from '../analysis/components.js';
import { HISTORIOGRAPH } from '../analysis/historiograph.js';
import { ANALYSES, isMeasure, SCORE_ANALYSES } from '../analysis/index.js';
import { MAIN_PATH } from '../analysis/main-path.js';
import { readParameters, readTexts } from '../analysis/parameters.js';
import { badInput } from '../errors.js';
import type {
  ArticleMetric,
  Measure,
  QueryHistoriographArgs,
  QueryMainPathArgs,
  QueryRankingsArgs,
  Resolvers,
} from '../generated/graphql.js';
import { toGlobalId } from '../global-id.js';
import { loadNamed } from '../loaders/by-key.js';
import type { Loaders } from '../loaders/index.js';
import type { BriefArticle } from '../records.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import type { Filter } from '../store/filter.js';
import { ROOT } from '../store/relation.js';
import { connectionFields, wholeListConnection } from './connection.js';
import type { Context } from './context.js';
import { wholeGraphFilter } from './filter/article.js';
import type { RankedWork, RankingSource } from './sources.js';

/** Measures and analyses of the whole graph: computed over a snapshot, in a thread of its own, once for each version of it. */

function within(name: string, value: number, most: number): number {
  if (value < 1 || value > most) throw badInput(`\`${name}\` is ${value}; it must be between 1 and ${most}.`);
  return value;
}

const measureOf = (id: Measure): ScoreAnalysis => SCORE_ANALYSES.find((one) => one.id === id)!;

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
  if (!args.filter || filter === null) return args.filter ? snapshot.all : snapshot.full;
  return snapshot.mask(JSON.stringify(filter), () => keysOf(filter, loaders));
}

async function rankings(
  args: QueryRankingsArgs & { by: Measure },
  { snapshots, loaders, signal }: Context,
): Promise<RankingSource> {
  const measure = measureOf(args.by);
  const settings = readTexts(measure.parameters, args.settings);
  const snapshot = await snapshots.now();
  const [ranking, mask] = await Promise.all([snapshot.rank(measure, settings, signal), listed(args, snapshot, loaders)]);
  const order = snapshot.worksOf(ranking, mask);
  const entry = (place: number): RankedWork => {
    const number = order[place]!;
    const [score, percentile] = [ranking.scores[number]!, ranking.percentiles[number]!];
    return { key: snapshot.keys[number]!, rank: place + 1, score, percentile };
  };
  const works = {
    length: order.length,
    slice: (from: number, to: number) => Array.from({ length: to - from }, (_, i) => entry(from + i)),
  };
  return { ...wholeListConnection(`rankings:${args.by}`, ROOT, works, args), notes: ranking.notes };
}

async function metrics(
  article: BriefArticle,
  measures: readonly Measure[],
  { snapshots, signal }: Context,
): Promise<ArticleMetric[]> {
  if (measures.length > SCORE_ANALYSES.length)
    throw badInput(`\`measures\` has ${measures.length} entries; there are ${SCORE_ANALYSES.length}.`);
  const snapshot = await snapshots.now();
  const number = snapshot.numberOf(article.key);
  const known = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);
  return Promise.all(
    measures.map(async (id) => {
      const measure = measureOf(id);
      const { scores, percentiles } = await snapshot.rank(measure, readParameters(measure.parameters), signal);
      return { measure: id, score: known(scores[number ?? -1]), percentile: known(percentiles[number ?? -1]) };
    }),
  );
}

const idAt = ({ keys }: Snapshot, number: number): string => toGlobalId('Article', keys[number]!);

async function readMainPath({ maxNodes: asked, ...settings }: Required<QueryMainPathArgs>, { snapshots, signal }: Context) {
  const maxNodes = within('maxNodes', asked, 1000);
  within('keyRoutes', settings.keyRoutes, 1000);
  const snapshot = await snapshots.now();
  const found = await snapshot.run(MAIN_PATH, settings, signal);
  const { works, workCount, citations, total, tied, droppedCitations } = found;
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
    droppedCitations,
    nodesLeftOut: workCount - shown.size,
  };
}

async function readHistoriograph({ top, reduced }: Required<QueryHistoriographArgs>, { snapshots, loaders, signal }: Context) {
  const settings = { top: within('top', top, 200), reduced: reduced ? 'YES' : 'NO' };
  const snapshot = await snapshots.now();
  const { works, citations, implied, withoutYear } = await snapshot.run(HISTORIOGRAPH, settings, signal);
  const nodes = await loadNamed(loaders.article.byKey, works.map(({ work }) => snapshot.keys[work]!)); // prettier-ignore
  return {
    nodes: works.map(({ year, localCitations }, i) => ({ node: nodes[i]!, year, localCitations })),
    edges: citations.map(({ cited, citing }) => ({ source: idAt(snapshot, cited), target: idAt(snapshot, citing) })),
    implied,
    withoutYear,
  };
}

/** `MAIN_PATH` is answered by `mainPath`, every measure by `rankings`. */
export const fieldOf = (analysis: AnalysisDescription): string =>
  isMeasure(analysis) ? 'rankings' : analysis.id.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

export const analysisResolvers: Resolvers = {
  Query: {
    analyses: () => [...ANALYSES],
    rankings: (_, args, context) => rankings(args, context),
    // GraphQL has put the defaults in.
    mainPath: (_, args, context) => readMainPath(args as Required<QueryMainPathArgs>, context),
    historiograph: (_, args, context) => readHistoriograph(args as Required<QueryHistoriographArgs>, context),
    components: async (_, _args, { snapshots, signal }) => (await snapshots.now()).run(COMPONENTS, {}, signal),
  },
  Article: { metrics: (article, { measures }, context) => metrics(article, measures, context) },
  Analysis: { field: fieldOf, measure: (analysis) => (isMeasure(analysis) ? (analysis.id as Measure) : null) },
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
