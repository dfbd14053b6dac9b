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

/** The most values of a facet that can be asked for. */
export const MAX_FACET_VALUES = 100;

/** A facet as it is going to be read, or was: with as many values as somebody wants who asked before. */
interface SizedFacet extends FacetQuestion {
  size: number;
  isRead: boolean;
  name: string;
}

export class ArticleListLoaders<R extends ArticleRelation> extends ListLoaders<R> {
  private facets: DataLoader<Asked<SizedFacet>, Facet, string> | null = null;
  private readonly sized = new Map<string, SizedFacet>();

  /** All years; of the other facets the `size` largest values, or more: lists of several lengths, `distinct` and `missing` of one facet share a statement. */
  facet(parent: string, question: FacetQuestion, size: number): Promise<Facet> {
    const asked = this.asked(question, size);
    return this.facetLoader.load({ parent, question: asked, name: asked.name });
  }

  private asked(question: FacetQuestion, size: number): SizedFacet {
    const name = JSON.stringify(question);
    const known = this.sized.get(name);
    if (known && (size <= known.size || !known.isRead)) {
      known.size = Math.max(known.size, size);
      return known;
    }
    const asked = { ...question, size, isRead: false, name: `${name} ${size}` };
    this.sized.set(name, asked);
    return asked;
  }

  private get facetLoader(): DataLoader<Asked<SizedFacet>, Facet, string> {
    const { reads, relation } = this;
    return (this.facets ??= perParent((parents, asked: SizedFacet) => {
      asked.isRead = true;
      const { facet, filter, size } = asked;
      return reads.facets(relation, parents, { facet, filter, size: facet === 'year' ? null : size });
    }));
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
