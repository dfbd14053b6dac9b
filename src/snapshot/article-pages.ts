import type { BriefArticle, StoredArticle } from '../records.js';
import { LateItem, type Making } from '../store/late-item.js';
import type { Page } from '../store/page.js';
import { hasFacts, type Relation } from '../store/relation.js';
import { SORT_VALUES } from '../store/sort-values.js';
import type { GraphStore, ListQuery } from '../store/store.js';
import { numberedPages } from './article-lists.js';
import type { Citations } from './citations.js';
import type { ListedRelation } from './listed.js';

type ArticlePage = Page<StoredArticle, object>;

/** Whether nobody looks at what memory does not know of the entries of a list. */
export const showsNoEdges = (relation: Relation, { withoutEdges }: Pick<ListQuery<'Article'>, 'withoutEdges'>): boolean =>
  withoutEdges === true || !hasFacts(relation);

/**
 * Pages of articles whose entries are looked for in memory: of the store the records are asked for, each once. Null where memory
 * does not know the entries, and where somebody has written meanwhile so that a work is gone.
 */
export async function articlePages(
  citations: Citations,
  store: RecordReads,
  relation: ListedRelation,
  parents: readonly string[],
  query: ListQuery<'Article'>,
): Promise<ArticlePage[] | null> {
  const pages = numberedPages(citations, relation, parents, query);
  if (pages === null) return null;
  const records = await recordsOf(citations, store, pages.flatMap(({ numbers }) => numbers), query.isBrief ?? false); // prettier-ignore
  if (records === null) return null;
  const making = makingOf(relation, query);
  return pages.map(({ numbers, ...ends }, i) => {
    const place = placesOf(citations, parents[i]!, query);
    return { ...ends, items: numbers.map((number) => new LateItem(records.get(number)!, place(number), 0, making)) };
  });
}

type RecordReads = Pick<GraphStore, 'get' | 'briefs' | 'articlesAt'>;

async function recordsOf(
  citations: Citations,
  store: RecordReads,
  named: readonly number[],
  isBrief: boolean,
): Promise<Map<number, StoredArticle> | null> {
  const numbers = [...new Set(named)];
  const keys = numbers.map((number) => citations.keys.at(number)!);
  const found = (await atTheirNodes(citations, store, numbers, isBrief)) ?? (await ofTheirKeys(store, keys, isBrief));
  if (!areOf(keys, found)) return null;
  return new Map(numbers.map((number, i) => [number, found[i] as StoredArticle]));
}

const areOf = (keys: readonly string[], found: readonly (BriefArticle | null)[]): boolean =>
  found.every((record, i) => record?.key === keys[i]);

/** Null where one of them is not at its node: where somebody has written meanwhile, or the nodes are those of a copy of the database. */
async function atTheirNodes(
  citations: Citations,
  store: RecordReads,
  numbers: readonly number[],
  isBrief: boolean,
): Promise<(BriefArticle | null)[] | null> {
  const { nodes, keys } = citations;
  if (nodes === null) return null;
  const found = await store.articlesAt(numbers.map((number) => nodes[number]!), isBrief); // prettier-ignore
  if (areOf(numbers.map((number) => keys.at(number)!), found)) return found; // prettier-ignore
  // Whichever it is, they would be looked for in vain again and again.
  citations.nodes = null;
  return null;
}

/** Articles by their keys; null where one of these is not known, or not where it was. */
export async function articlesOf(
  citations: Citations,
  store: RecordReads,
  keys: readonly string[],
  isBrief: boolean,
): Promise<(BriefArticle | null)[] | null> {
  if (citations.nodes === null) return null;
  const numbers = keys.map((key) => citations.numberOf(key));
  return numbers.every((number) => number !== null) ? atTheirNodes(citations, store, numbers, isBrief) : null;
}

const ofTheirKeys = (store: RecordReads, keys: readonly string[], isBrief: boolean): Promise<(BriefArticle | null)[]> =>
  isBrief ? store.briefs(keys) : store.get('Article', keys);

const NONE: readonly (number | null)[] = [];

/** What an entry's place is made of beside its record: its position, where that is what orders the list. */
function placesOf(citations: Citations, parent: string, { order }: ListQuery<'Article'>) {
  if (order.field !== 'position') return () => NONE;
  const citing = citations.numberOf(parent)!;
  return (cited: number) => [citations.positionOf(citing, cited)];
}

function makingOf(relation: Relation, { order: { field } }: ListQuery<'Article'>): Making<StoredArticle, object> {
  const values = SORT_VALUES.Article as Record<string, (record: StoredArticle) => number | string | null>;
  return {
    edge: () => {
      if (!hasFacts(relation)) return {};
      throw new Error('The facts of an edge were asked for of a list that was read without them.');
    },
    value: field === 'position' ? (_, numbers) => numbers[0]! : values[field]!,
  };
}
