import type { Kind } from '../records.js';
import { NO_YEAR } from '../store/neighbourhood.js';
import type { ArticleRelation, GraphStore } from '../store/store.js';
import type { NodeName } from './step.js';

/** What decides which nodes are shown where there are more than can be. */
export type Ranking = 'LINKS_TO_SEEDS' | 'LOCAL_CITATIONS' | 'YEAR' | 'PAGERANK';

/** PageRanks over the whole graph, in the order of the keys. */
export type PageRanks = (articleKeys: readonly string[]) => Promise<number[]>;

/** Lists whose lengths, which stores keep, rank nodes of each kind. */
const LISTS: Readonly<Record<Kind, ArticleRelation>> = {
  Article: 'citedBy',
  Author: 'authorArticles',
  Journal: 'journalArticles',
  Topic: 'topicArticles',
};

/** Citations in this graph; of authors, journals and topics their articles. In the order of the nodes; the higher the better. */
export async function citationScores(store: Pick<GraphStore, 'counts'>, nodes: readonly NodeName[]): Promise<number[]> {
  const scores = nodes.map(() => 0);
  for (const kind of Object.keys(LISTS) as Kind[]) {
    const places = nodes.flatMap((node, at) => (node.kind === kind ? [at] : []));
    if (places.length === 0) continue;
    const keys = places.map((at) => nodes[at]!.key);
    const counts = await store.counts(LISTS[kind], keys, null);
    places.forEach((at, i) => (scores[at] = counts[i]!));
  }
  return scores;
}

/** Years of publication; works without one follow, then authors, journals and topics. */
export async function yearScores(store: Pick<GraphStore, 'years'>, nodes: readonly NodeName[]): Promise<number[]> {
  const places = nodes.flatMap(({ kind }, at) => (kind === 'Article' ? [at] : []));
  const years = await store.years(places.map((at) => nodes[at]!.key), null); // prettier-ignore
  const scores = nodes.map(() => NO_WORK);
  // One that was removed since it was met is as one without a year.
  places.forEach((at, i) => (scores[at] = Math.max(NO_YEAR, years[i]!)));
  return scores;
}

/** Below the score of every work. */
export const NO_WORK = NO_YEAR - 1;

/** PageRanks of works; authors, journals and topics follow. */
export async function pageRankScores(pageRanks: PageRanks, nodes: readonly NodeName[]): Promise<number[]> {
  const articles = nodes.flatMap(({ kind, key }) => (kind === 'Article' ? [key] : []));
  const ranks = new Map((await pageRanks(articles)).map((rank, i) => [articles[i]!, rank]));
  return nodes.map(({ kind, key }) => (kind === 'Article' ? ranks.get(key)! : -1));
}
