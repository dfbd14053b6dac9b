import type DataLoader from 'dataloader';
import type { StoredRecords } from '../records.js';
import type { Filter } from '../store/filter.js';
import type { Order, Page, PageItem } from '../store/page.js';
import type { EdgeOf, Relation, TargetOf } from '../store/relation.js';
import type { ArticleRelation, Facet, FacetName, ListQuery } from '../store/store.js';
import { perParent, type Asked } from './by-key.js';
import type { Reads } from './reads.js';

type PageLoader<R extends Relation> = DataLoader<
  Asked<ListQuery<TargetOf<R>>>,
  Page<StoredRecords[TargetOf<R>], EdgeOf[R]>,
  string
>;
type CountLoader<R extends Relation> = DataLoader<Asked<Filter<TargetOf<R>> | null>, number, string>;

/** Loaders of one list of the graph, a part each, so that a part that nobody asks for costs nothing. */
export class ListLoaders<R extends Relation> {
  private pages: PageLoader<R> | null = null;
  private counts: CountLoader<R> | null = null;

  /** @param over which common articles count (see `ListQuery`); null for all */
  constructor(
    protected readonly reads: Reads,
    readonly relation: R,
    readonly over: Filter<'Article'> | null = null,
  ) {}

  get page(): PageLoader<R> {
    const { reads, relation, over } = this;
    return (this.pages ??= perParent((parents, query: ListQuery<TargetOf<R>>) =>
      reads.pages(relation, parents, { ...query, over }),
    ));
  }

  get count(): CountLoader<R> {
    const { reads, relation, over } = this;
    return (this.counts ??= perParent((parents, filter: Filter<TargetOf<R>> | null) =>
      reads.counts(relation, parents, filter, over),
    ));
  }
}

export interface FacetQuestion {
  facet: FacetName;
  filter: Filter<'Article'> | null;
}

/**
 * A facet is loaded once at the largest size that can be asked for: short lists, `distinct` and `missing` of
 * one facet then share a statement, whose cost is in the counting and not in the rows that come back.
 */
export const MAX_FACET_VALUES = 100;

export class ArticleListLoaders<R extends ArticleRelation> extends ListLoaders<R> {
  private facets: DataLoader<Asked<FacetQuestion>, Facet, string> | null = null;

  /** All years; of the other facets the `MAX_FACET_VALUES` largest values. */
  get facet(): DataLoader<Asked<FacetQuestion>, Facet, string> {
    const { reads, relation } = this;
    return (this.facets ??= perParent((parents, { facet, filter }: FacetQuestion) =>
      reads.facets(relation, parents, { facet, filter, size: facet === 'year' ? null : MAX_FACET_VALUES }),
    ));
  }
}

export const listLoaders = <R extends Relation>(
  reads: Reads,
  relation: R,
  over: Filter<'Article'> | null = null,
): ListLoaders<R> => new ListLoaders(reads, relation, over);

/** The loaders of a list for each choice of the common articles that count. */
export function listLoadersOver<R extends Relation>(
  reads: Reads,
  relation: R,
): (over: Filter<'Article'> | null) => ListLoaders<R> {
  const known = new Map<string, ListLoaders<R>>();
  return (over) => {
    const name = JSON.stringify(over);
    const loaders = known.get(name) ?? listLoaders(reads, relation, over);
    known.set(name, loaders);
    return loaders;
  };
}

/** Above what most lists hold, so that one statement reads them whole. */
const AT_ONCE = 1_000;

/** All entries of one parent's list; lists of several parents that are asked for at the same time share their statements. */
export async function wholeList<R extends Relation>(
  list: ListLoaders<R>,
  parent: string,
  order: Order<TargetOf<R>>,
  filter: Filter<TargetOf<R>> | null = null,
): Promise<PageItem<StoredRecords[TargetOf<R>], EdgeOf[R]>[]> {
  const found: PageItem<StoredRecords[TargetOf<R>], EdgeOf[R]>[] = [];
  for (let more = true; more;) {
    const page = { from: 'start', size: AT_ONCE, after: found.at(-1)?.place ?? null, before: null } as const;
    const { items, hasNext } = await list.page.load({ parent, question: { filter, order, page } });
    found.push(...items);
    more = hasNext;
  }
  return found;
}

export const articleListLoaders = <R extends ArticleRelation>(reads: Reads, relation: R): ArticleListLoaders<R> =>
  new ArticleListLoaders(reads, relation);
