import type { Kind } from '../../src/records.js';
import { FRACTION_UNITS, RELATIONS, ROOT, splitPair, type Relation } from '../../src/store/relation.js';
import { survivor, type Graph } from './oracle-graph.js';

/** The lists of the reference store: who is a neighbour of whom, in no order. */

export interface Entry {
  key: string;
  edge: object;
}

export const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Edges by their ends: the one concession to speed, so that a hub of some thousands can be tested. */
export function grouped({ citations, authored, about, published, broader }: Graph) {
  return {
    citing: groupBy(citations, (edge) => edge.citing),
    cited: groupBy(citations, (edge) => edge.cited),
    byAuthor: groupBy(authored, (edge) => edge.author),
    authorsOf: groupBy(authored, (edge) => edge.article),
    byTopic: groupBy(about, (edge) => edge.topic),
    topicsOf: groupBy(about, (edge) => edge.article),
    byJournal: groupBy(published, (edge) => edge.journal),
    journalOf: groupBy(published, (edge) => edge.article),
    broader: groupBy(broader, (edge) => edge.topic),
    narrower: groupBy(broader, (edge) => edge.broader),
  };
}
export type Groups = ReturnType<typeof grouped>;

export function articleKeys(groups: Groups, kind: Exclude<Kind, 'Article'>, key: string): string[] {
  const group = { Author: groups.byAuthor, Journal: groups.byJournal, Topic: groups.byTopic }[kind];
  return (group.get(key) ?? []).map(({ article }) => article);
}

/** Nodes that share articles with the parent, with those articles. */
function sharing(articles: string[], othersOf: (article: string) => string[], parent: string | null): Map<string, string[]> {
  const shared = new Map<string, string[]>();
  for (const article of unique(articles))
    for (const other of unique(othersOf(article)))
      if (other !== parent) shared.set(other, [...(shared.get(other) ?? []), article]);
  return shared;
}

function years({ nodes }: Graph, articles: string[]) {
  const known = articles.flatMap((article) => nodes.Article.get(article)!.date?.year ?? []);
  return known.length === 0 ? { since: null, until: null } : { since: Math.min(...known), until: Math.max(...known) };
}

const plain = (keys: string[]): Entry[] => keys.map((key) => ({ key, edge: {} }));

/** The whole list of one parent, in no order. */
export function entries(
  graph: Graph,
  groups: Groups,
  relation: Relation,
  parent: string,
  counts: (article: string) => boolean = () => true,
): Entry[] {
  const { from, to } = RELATIONS[relation];
  if (from === null) return parent === ROOT ? plain([...graph.nodes[to].keys()]) : [];
  if (relation === 'sharedArticles') {
    const [a, b] = splitPair(parent).map((key) => survivor(graph, 'Author', key) ?? '');
    const ofB = articleKeys(groups, 'Author', b!);
    return plain(articleKeys(groups, 'Author', a!).filter((article) => ofB.includes(article)));
  }
  const key = survivor(graph, from, parent) ?? '';
  const authorsOf = (article: string) => (groups.authorsOf.get(article) ?? []).map(({ author }) => author);
  const topicsOf = (article: string) => (groups.topicsOf.get(article) ?? []).map(({ topic }) => topic);
  switch (relation) {
    case 'references':
      return (groups.citing.get(key) ?? []).map(({ cited, edge }) => ({ key: cited, edge }));
    case 'citedBy':
      return (groups.cited.get(key) ?? []).map(({ citing, edge }) => ({ key: citing, edge }));
    case 'authorArticles':
      return (groups.byAuthor.get(key) ?? []).map(({ article, authorship }) => ({ key: article, edge: authorship }));
    case 'topicArticles':
      return (groups.byTopic.get(key) ?? []).map(({ article, assignment }) => ({ key: article, edge: assignment }));
    case 'journalArticles':
      return plain(articleKeys(groups, 'Journal', key));
    case 'coauthors':
      return [...sharing(articleKeys(groups, 'Author', key).filter(counts), authorsOf, key)].map(([other, shared]) => {
        const parts = shared.map((article) => Math.floor(FRACTION_UNITS / (authorsOf(article).length - 1)));
        const fraction = parts.reduce((sum, part) => sum + part, 0);
        return { key: other, edge: { weight: shared.length, fraction, ...years(graph, shared) } };
      });
    case 'authorTopics':
      return [...sharing(articleKeys(groups, 'Author', key).filter(counts), topicsOf, null)].map(([other, shared]) => {
        return { key: other, edge: { weight: shared.length, ...years(graph, shared) } };
      });
    case 'relatedTopics':
      return [...sharing(articleKeys(groups, 'Topic', key), topicsOf, key)].map(([other, shared]) => {
        return { key: other, edge: { weight: shared.length } };
      });
    case 'broader':
      return plain((groups.broader.get(key) ?? []).map((edge) => edge.broader));
    case 'narrower':
      return plain((groups.narrower.get(key) ?? []).map((edge) => edge.topic));
    default:
      throw new Error(`No list for ${relation}.`);
  }
}
