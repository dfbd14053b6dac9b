import type { LedgerLoaders } from '../loaders/ledger-list.js';
import type { ArticleListLoaders, ListLoaders } from '../loaders/list.js';
import type { Kind, StoredArticle, StoredRecords } from '../records.js';
import type { Filter } from '../store/filter.js';
import type { Order, Page, PageItem } from '../store/page.js';
import type { EdgeOf, Relation, TargetOf } from '../store/relation.js';
import type { ArticleRelation, Facet, FacetName, ListQuery } from '../store/store.js';
import { toCursor, type CursorScope } from './cursor.js';
import { pageRequest, type PagingArgs } from './paging.js';

/**
 * What stands behind the connection types of the schema: the parts of a list, each loaded only when a field
 * asks for it. Loaders give equal questions one answer, so `edges`, `nodes` and `pageInfo` share one page.
 */
export interface ConnectionSource<Record, Edge = unknown> {
  page(): ThereOrPromised<ConnectionPage<Record, Edge>>;
  totalCount(): ThereOrPromised<number>;
}

/** A list that its parent holds whole is there: an answer with hundreds of them need not wait for each. */
export type ThereOrPromised<Value> = Value | Promise<Value>;

export function whenThere<Value, Result>(value: ThereOrPromised<Value>, make: (value: Value) => Result): ThereOrPromised<Result> {
  return value instanceof Promise ? value.then(make) : make(value);
}

/** One entry: what it leads to, the facts of the edge, and the key of the node from which the list starts. */
export interface ConnectionEdge<Record, Edge = unknown> {
  /** A getter where it is made when it is asked for: most lists are read without. */
  readonly cursor: string;
  record: Record;
  edge: Edge;
  parent: string;
  /** Which way the edge leads; only lists of the graph have it. */
  relation?: Relation | undefined;
  /** Of computed edges which common articles were counted; null for all. */
  over?: Filter<'Article'> | null | undefined;
}

export interface ConnectionPage<Record, Edge = unknown> {
  readonly edges: ConnectionEdge<Record, Edge>[];
  /** What the edges lead to, where it is there without them. */
  readonly records?: Record[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}

/** A list of articles can also be counted by facet. */
export interface ArticleConnectionSource<Edge = unknown> extends ConnectionSource<StoredArticle, Edge> {
  /** All years; of another facet the `size` largest values, or more. */
  facet(facet: FacetName, size: number): Promise<Facet>;
}

/** Fields that all connection types resolve alike. */
export const connectionFields = {
  edges: <Record, Edge>(source: ConnectionSource<Record, Edge>) => whenThere(source.page(), ({ edges }) => edges),
  nodes: <Record>(source: ConnectionSource<Record>) =>
    whenThere(source.page(), (page) => page.records ?? page.edges.map((edge) => edge.record)),
  pageInfo: (source: ConnectionSource<unknown>) => whenThere(source.page(), pageInfo),
  totalCount: (source: ConnectionSource<unknown>) => source.totalCount(),
};

/** The field that all edge types resolve alike; `cursor` is read as it stands. */
export const edgeFields = {
  node: <Record>(edge: ConnectionEdge<Record>) => edge.record,
};

function pageInfo({ edges, hasNext, hasPrevious }: ConnectionPage<unknown>) {
  return {
    hasNextPage: hasNext,
    hasPreviousPage: hasPrevious,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
}

/** What is asked of one parent's list. */
export interface ListRequest<K extends Kind> {
  parent: string;
  args: PagingArgs;
  order: Order<K>;
  filter: Filter<K> | null;
  /** Whether articles may be brief. */
  isBrief?: boolean;
  /** Whether nobody looks at the facts of the edges. */
  withoutEdges?: boolean;
}

/** What is asked of a list, whoever the parent is. */
export interface ListQuestion<K extends Kind> {
  scope: CursorScope;
  query: ListQuery<K>;
  /** The query as text, by which loaders know it. */
  name: string;
}

/** Throws where arguments are wrong, also when only the count is asked for. */
export function listQuestion<K extends Kind>(relation: Relation, asked: Omit<ListRequest<K>, 'parent'>): ListQuestion<K> {
  const { args, order, filter, isBrief = false, withoutEdges = false } = asked;
  const scope = scopeOf(relation, order);
  const query = { filter, order, page: pageRequest(args, scope), isBrief, withoutEdges };
  return { scope, query, name: JSON.stringify(query) };
}

/** A list of the graph. */
export class ListConnection<R extends Relation> implements ConnectionSource<StoredRecords[TargetOf<R>], EdgeOf[R]> {
  constructor(
    private readonly list: ListLoaders<R>,
    private readonly parent: string,
    private readonly question: ListQuestion<TargetOf<R>>,
  ) {}

  page(): Promise<ConnectionPage<StoredRecords[TargetOf<R>], EdgeOf[R]>> {
    const { list, parent, question } = this;
    return list.page
      .load({ parent, question: question.query, name: question.name })
      .then((page) => new ListPage(page, { parent, scope: question.scope, relation: list.relation, over: list.over }));
  }

  totalCount(): Promise<number> {
    return this.list.count.load({ parent: this.parent, question: this.question.query.filter });
  }
}

export const listConnection = <R extends Relation>(
  list: ListLoaders<R>,
  { parent, ...asked }: ListRequest<TargetOf<R>>,
): ListConnection<R> => new ListConnection(list, parent, listQuestion(list.relation, asked));

/** A list that leads to articles. The casts say what the compiler does not see: `TargetOf<R>` is `Article` for each such R. */
export class ArticleConnection<R extends ArticleRelation>
  extends ListConnection<R>
  implements ArticleConnectionSource<EdgeOf[R]>
{
  constructor(
    private readonly articles: ArticleListLoaders<R>,
    private readonly of: string,
    private readonly asked: ListQuestion<'Article'>,
  ) {
    super(articles, of, asked as ListQuestion<TargetOf<R>>);
  }

  facet(facet: FacetName, size: number): Promise<Facet> {
    return this.articles.facet(this.of, { facet, filter: this.asked.query.filter }, size);
  }
}

/** Orders by name or title compare text, all others numbers. */
function scopeOf(list: string, { field, direction }: Order): CursorScope {
  const valueType = field === 'name' || field === 'title' ? 'string' : 'number';
  return { name: `${list}:${field}:${direction}`, valueType };
}

/** What all entries of a list have in common. */
type Start = Pick<ConnectionEdge<unknown>, 'parent' | 'relation' | 'over'> & { scope: CursorScope };

/** An entry of a list of the graph; its parts are looked at when somebody asks for them. */
class ListEdge<Record, Edge> implements ConnectionEdge<Record, Edge> {
  constructor(
    private readonly item: PageItem<Record, Edge>,
    private readonly start: Start,
  ) {}

  get cursor(): string {
    return toCursor(this.start.scope, this.item.place);
  }
  get record(): Record {
    return this.item.record;
  }
  get edge(): Edge {
    return this.item.edge;
  }
  get parent(): string {
    return this.start.parent;
  }
  get relation(): Relation | undefined {
    return this.start.relation;
  }
  get over(): Filter<'Article'> | null | undefined {
    return this.start.over;
  }
}

/** A page of a list of the graph. Most answers show its records alone. */
class ListPage<Record, Edge> implements ConnectionPage<Record, Edge> {
  constructor(
    private readonly page: Page<Record, Edge>,
    private readonly start: Start,
  ) {}

  get edges(): ConnectionEdge<Record, Edge>[] {
    return this.page.items.map((item) => new ListEdge(item, this.start));
  }
  get records(): Record[] {
    return this.page.items.map(({ record }) => record);
  }
  get hasNext(): boolean {
    return this.page.hasNext;
  }
  get hasPrevious(): boolean {
    return this.page.hasPrevious;
  }
}

/**
 * A short list that its parent's record holds whole, such as the authors of an article. Entries stand where
 * the record has them; a cursor holds the number of its entry, from 1.
 */
export function wholeListConnection<Entry>(
  name: string,
  parent: string,
  entries: { readonly length: number; slice(from: number, to: number): readonly Entry[] },
  args: PagingArgs,
): ConnectionSource<Entry> {
  const scope: CursorScope = { name, valueType: 'number' };
  const { from, size, after, before } = pageRequest(args, scope);
  const within = (at: number) => Math.min(Math.max(Math.trunc(at), 0), entries.length);
  const begin = within(Number(after?.value ?? 0));
  const end = Math.max(begin, before === null ? entries.length : within(Number(before.value) - 1));
  const start = from === 'start' ? begin : Math.max(begin, end - size);
  const stop = from === 'start' ? Math.min(end, begin + size) : end;
  return {
    page: () => ({
      edges: entries.slice(start, stop).map((record, i) => new WholeListEdge(record, parent, scope, start + i + 1)),
      hasNext: stop < entries.length,
      hasPrevious: start > 0,
    }),
    totalCount: () => entries.length,
  };
}

/** An entry of a list that its parent holds whole. */
class WholeListEdge<Entry> implements ConnectionEdge<Entry> {
  readonly edge = null;

  constructor(
    readonly record: Entry,
    readonly parent: string,
    private readonly scope: CursorScope,
    private readonly number: number,
  ) {}

  get cursor(): string {
    return toCursor(this.scope, { value: this.number, key: '' });
  }
}

/** A list of the ledger, such as the imports: in one order only, so that a cursor holds the id of its entry. */
export function ledgerConnection<Item extends { id: string }>(
  name: string,
  list: LedgerLoaders<Item>,
  args: PagingArgs,
): ConnectionSource<Item> {
  const scope: CursorScope = { name, valueType: 'string' };
  const request = pageRequest(args, scope);
  return {
    page: async () => {
      const { items, ...ends } = await list.page.load(request);
      const edges = items.map((record) => ({
        cursor: toCursor(scope, { value: null, key: record.id }),
        record,
        edge: null,
        parent: '',
      }));
      return { edges, ...ends };
    },
    totalCount: () => list.count(),
  };
}
