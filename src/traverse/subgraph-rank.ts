import type { Kind } from '../records.js';
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

/** Records that are read at once: of thousands only the years are kept. */
const RECORDS_AT_ONCE = 1000;

/** Years of publication; works without one follow, then authors, journals and topics. */
export async function yearScores(store: Pick<GraphStore, 'get'>, nodes: readonly NodeName[]): Promise<number[]> {
  const articles = nodes.flatMap(({ kind, key }) => (kind === 'Article' ? [key] : []));
  const years = new Map<string, number>();
  for (let from = 0; from < articles.length; from += RECORDS_AT_ONCE) {
    const keys = articles.slice(from, from + RECORDS_AT_ONCE);
    const records = await store.get('Article', keys);
    keys.forEach((key, i) => years.set(key, records[i]?.date?.year ?? -1));
  }
  return nodes.map(({ kind, key }) => (kind === 'Article' ? years.get(key)! : -2));
}

/** PageRanks of works; authors, journals and topics follow. */
export async function pageRankScores(pageRanks: PageRanks, nodes: readonly NodeName[]): Promise<number[]> {
  const articles = nodes.flatMap(({ kind, key }) => (kind === 'Article' ? [key] : []));
  const ranks = new Map((await pageRanks(articles)).map((rank, i) => [articles[i]!, rank]));
  return nodes.map(({ kind, key }) => (kind === 'Article' ? ranks.get(key)! : -1));
}
