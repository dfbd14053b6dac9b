import { ARTICLE_LISTS, KINDS, NO_DETAILS, type AnyNode, type ArticleDetails, type BriefArticle, type Kind, type StoredRecords } from '../../src/records.js'; // prettier-ignore
import { authorDocument, journalDocument, topicDocument, type SearchDocument } from '../../src/store/document.js';
import type { Filter } from '../../src/store/filter.js';
import type { GroupingScan } from '../../src/store/grouping.js';
import type { LedgerRow, LedgerScan } from '../../src/store/ledger.js';
import {
  LEFT_OUT,
  NO_YEAR,
  STEPS,
  type AuthorKeys,
  type AuthorNumbers,
  type BylineScan,
  type BylineStep,
  type BylineStepQuery,
  type CitationScan,
  type CommonAnswer,
  type CommonQuery,
  type KeyList,
  type Reach,
  type ReachQuery,
  type StepAnswer,
  type StepQuery,
} from '../../src/store/neighbourhood.js';
import { behindCard, packArticle } from '../../src/store/packed-article.js';
import { isEdgeField, type Order, type Page, type PageItem, type Place } from '../../src/store/page.js';
import { RELATIONS, type EdgeOf, type Relation, type TargetOf } from '../../src/store/relation.js';
import { checkList, compareCodePoints, comparePlaces, dateKey, SORT_VALUES } from '../../src/store/sort-values.js';
import type { StoreDescription } from '../../src/store/description.js';
import type {
  ArticleRelation,
  Facet,
  FacetName,
  FacetQuery,
  GraphStore,
  ListQuery,
  SearchPage,
  SearchQuery,
  StoredIdentifier,
  WriteBatch,
} from '../../src/store/store.js';
import { leadingTexts } from '../../src/store/suggest.js';
import type { TextQuery } from '../../src/store/text.js';
import { emptyGraph, identified, isShared, survivor, written, type Graph } from './oracle-graph.js';
import { countOf, rowsOf, scanned, taggedIn } from './oracle-ledger.js';
import { articleKeys, entries, groupBy, grouped, unique, type Entry, type Groups } from './oracle-lists.js';
import { filterHolds, textHolds, textScore, type Facts } from './oracle-match.js';
import { bylinesOf, commonOf, groupingsOf, reachOf, scanOf, stepsOf } from './oracle-neighbourhood.js';
import { pageOf } from './oracle-page.js';

/** An article without what it has many of. */
export function briefOf(article: BriefArticle): BriefArticle {
  const brief: Record<string, unknown> = { ...article };
  for (const list of ARTICLE_LISTS) delete brief[list];
  return brief as unknown as BriefArticle;
}

/**
 * The reference for what the port means: arrays, maps, filter, sort and slice, with no thought of speed.
 * Engines are compared with it.
 */
export class OracleStore implements GraphStore {
  readonly can = { sharedWriters: false, snapshotReads: true, costlyBatches: false };
  private graph: Graph = emptyGraph();
  private version = 0;
  private versionOfGraph = 0;
  private changedAt: string | null = null;
  private groups: Groups = grouped(this.graph);
  /** Keys of all articles that were ever there: the place of one is its number. */
  private everWritten: string[] = [];

  async write(batch: WriteBatch): Promise<void> {
    this.graph = written(this.graph, batch);
    this.groups = grouped(this.graph);
    this.everWritten = [...new Set([...this.everWritten, ...this.graph.nodes.Article.keys()])];
    this.version += 1;
    const { articles = [], authors = [], journals = [], topics = [], aliases = [], heirs = [], remove = [] } = batch;
    if ([articles, authors, journals, topics, aliases, heirs, remove].some((list) => list.length > 0)) this.versionOfGraph += 1;
    this.changedAt = new Date().toISOString();
  }

  private stored<K extends Kind>(kind: K, key: string): StoredRecords[K] {
    const record = this.graph.nodes[kind].get(key)!;
    if (kind === 'Article') {
      const counts = {
        citedByCount: this.groups.cited.get(key)?.length ?? 0,
        referenceCount: this.groups.citing.get(key)?.length ?? 0,
      };
      return { ...record, ...counts } as unknown as StoredRecords[K];
    }
    const articles = articleKeys(this.groups, kind, key);
    const articleCount = articles.length;
    if (kind !== 'Author') return { ...record, articleCount } as unknown as StoredRecords[K];
    const years = articles.flatMap((article) => this.graph.nodes.Article.get(article)!.date?.year ?? []);
    const firstYear = years.length > 0 ? Math.min(...years) : null;
    const lastYear = years.length > 0 ? Math.max(...years) : null;
    return { ...record, articleCount, firstYear, lastYear } as unknown as StoredRecords[K];
  }

  private node(kind: Kind, key: string): AnyNode {
    return { kind, record: this.stored(kind, key) } as AnyNode;
  }

  async get<K extends Kind>(kind: K, keys: readonly string[]): Promise<(StoredRecords[K] | null)[]> {
    return keys.map((key) => {
      const found = survivor(this.graph, kind, key);
      return found === null ? null : this.stored(kind, found);
    });
  }

  async briefs(articleKeys: readonly string[]): Promise<(BriefArticle | null)[]> {
    return (await this.get('Article', articleKeys)).map((record) => record && briefOf(record));
  }

  async articlesAt(nodes: readonly number[], isBrief: boolean): Promise<(BriefArticle | null)[]> {
    const wanted = nodes.map((node) => this.everWritten[node] ?? '');
    const found = await (isBrief ? this.briefs(wanted) : this.get('Article', wanted));
    return found.map((one, i) => (one?.key === wanted[i] ? one : null));
  }

  async details(articleKeys: readonly string[]): Promise<ArticleDetails[]> {
    return articleKeys.map((key) => this.graph.details.get(survivor(this.graph, 'Article', key) ?? '') ?? NO_DETAILS);
  }

  async find(identifiers: readonly StoredIdentifier[]): Promise<(AnyNode | null)[]> {
    const owners = groupBy(
      [...identified(this.graph)].flatMap(({ kind, key, identifiers: list }) => list.map((one) => ({ kind, key, ...one }))),
      ({ scheme, value }) => `${scheme} ${value}`,
    );
    return identifiers.map((identifier) => {
      const nodes = (owners.get(`${identifier.scheme} ${identifier.value}`) ?? []).map(({ kind, key }) => this.node(kind, key));
      if (isShared(identifier)) {
        const count = (node: AnyNode) => (node.record as { articleCount: number }).articleCount;
        nodes.sort((a, b) => count(b) - count(a) || compareCodePoints(a.record.key, b.record.key));
      }
      return nodes[0] ?? null;
    });
  }

  private document(kind: Kind, key: string): SearchDocument {
    const { nodes, documents } = this.graph;
    if (kind === 'Article') return documents.get(key)!;
    if (kind === 'Author') return authorDocument(nodes.Author.get(key)!);
    return kind === 'Journal' ? journalDocument(nodes.Journal.get(key)!) : topicDocument(nodes.Topic.get(key)!);
  }

  private facts(kind: Kind, key: string): Facts {
    const { journalOf, authorsOf, topicsOf } = this.groups;
    return {
      key,
      document: this.document(kind, key),
      neighbours: {
        journal: (journalOf.get(key) ?? []).map(({ journal }) => journal),
        author: (authorsOf.get(key) ?? []).map(({ author }) => author),
        topic: (topicsOf.get(key) ?? []).map(({ topic }) => topic),
      },
      record: this.stored(kind, key) as unknown as Record<string, unknown>,
      year: kind === 'Article' ? (this.graph.nodes.Article.get(key)!.date?.year ?? null) : null,
    };
  }

  private holds<K extends Kind>(filter: Filter<K> | null, kind: K, key: string): boolean {
    if (filter === null) return true;
    return filterHolds(filter, kind, this.facts(kind, key), (ofKind, one) => survivor(this.graph, ofKind, one));
  }

  private filtered<R extends Relation>(
    relation: R,
    parent: string,
    filter: Filter<TargetOf<R>> | null,
    over: Filter<'Article'> | null = null,
  ): Entry[] {
    const kind: TargetOf<R> = RELATIONS[relation].to;
    const counts = (article: string) => this.holds(over, 'Article', article);
    return entries(this.graph, this.groups, relation, parent, counts).filter(({ key }) => this.holds(filter, kind, key));
  }

  private placed<R extends Relation>(relation: R, { key, edge }: Entry, field: Order['field']) {
    const kind: TargetOf<R> = RELATIONS[relation].to;
    const record = this.stored(kind, key);
    const values = SORT_VALUES[kind] as unknown as Record<string, (one: unknown) => Place['value']>;
    const value = isEdgeField(field) ? (edge as Record<string, number | null>)[field]! : values[field]!(record);
    return { record, edge, place: { value, key } } as unknown as PageItem<StoredRecords[TargetOf<R>], EdgeOf[R]>;
  }

  async pages<R extends Relation>(
    relation: R,
    parents: readonly string[],
    { filter, order, page, over }: ListQuery<TargetOf<R>>,
  ): Promise<Page<StoredRecords[TargetOf<R>], EdgeOf[R]>[]> {
    checkList(relation, order.field, over);
    const compare = (a: Place, b: Place) => comparePlaces(a, b, order.direction);
    return parents.map((parent) => {
      const items = this.filtered(relation, parent, filter, over).map((entry) => this.placed(relation, entry, order.field));
      return pageOf(items, compare, page);
    });
  }

  async counts<R extends Relation>(
    relation: R,
    parents: readonly string[],
    filter: Filter<TargetOf<R>> | null,
    over?: Filter<'Article'> | null,
  ) {
    checkList(relation, null, over);
    return parents.map((parent) => this.filtered(relation, parent, filter, over).length);
  }

  private facetValues(facet: FacetName, key: string): (string | number)[] {
    const record = this.graph.nodes.Article.get(key)!;
    if (facet === 'year') return record.date === null ? [] : [record.date.year];
    if (facet === 'publicationType') return unique(record.publicationTypes);
    return this.facts('Article', key).neighbours[facet];
  }

  async facets(relation: ArticleRelation, parents: readonly string[], { facet, filter, size }: FacetQuery): Promise<Facet[]> {
    const byValue = (a: string | number, b: string | number) =>
      typeof a === 'number' && typeof b === 'number' ? a - b : compareCodePoints(String(a), String(b));
    return parents.map((parent) => {
      const lists = this.filtered(relation, parent, filter).map(({ key }) => this.facetValues(facet, key));
      const counts = new Map<string | number, number>();
      for (const value of lists.flat()) counts.set(value, (counts.get(value) ?? 0) + 1);
      const values = [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => byValue(a.value, b.value));
      return {
        values: size === null ? values : values.sort((a, b) => b.count - a.count || byValue(a.value, b.value)).slice(0, size),
        distinct: counts.size,
        missing: lists.filter((list) => list.length === 0).length,
      };
    });
  }

  private hits({ text, kinds, filter }: Omit<SearchQuery, 'page'>) {
    return KINDS.filter((kind) => kinds.includes(kind)).flatMap((kind) =>
      [...this.graph.nodes[kind].keys()]
        .filter((key) => textHolds(text, Object.values(this.document(kind, key))))
        .filter((key) => kind !== 'Article' || this.holds(filter, 'Article', key))
        .map((key) => {
          const score = textScore(text, this.document(kind, key));
          return { kind, key, score, place: { value: score, key: `${KINDS.indexOf(kind)}:${key}` } };
        }),
    );
  }

  async search(query: SearchQuery): Promise<SearchPage> {
    const compare = (a: Place, b: Place) => Number(b.value) - Number(a.value) || compareCodePoints(a.key, b.key);
    const { items, hasNext, hasPrevious } = pageOf(this.hits(query), compare, query.page);
    const found = items.map(({ kind, key, score, place }) => ({ node: this.node(kind, key), score, place }));
    return { items: found, hasNext, hasPrevious };
  }

  async searchCount(query: Omit<SearchQuery, 'page'>): Promise<number> {
    return this.hits(query).length;
  }

  async suggest(prefix: TextQuery, first: number): Promise<AnyNode[]> {
    const leading = leadingTexts(prefix);
    const candidates = KINDS.flatMap((kind) =>
      [...this.graph.nodes[kind].keys()]
        .filter((key) => textHolds(prefix, [this.document(kind, key).label]))
        .map((key) => {
          const node = this.node(kind, key);
          const { record } = node;
          const use = 'citedByCount' in record ? record.citedByCount : record.articleCount;
          const values = SORT_VALUES[kind] as unknown as Record<string, (one: unknown) => Place['value']>;
          const sort = String(values[kind === 'Author' || kind === 'Topic' ? 'name' : 'title']!(record) ?? '');
          return { node, key, use, sort, begins: leading.some((text) => sort.startsWith(text)) };
        }),
    );
    candidates.sort(
      (a, b) =>
        Number(b.begins) - Number(a.begins) ||
        b.use - a.use ||
        compareCodePoints(a.sort, b.sort) ||
        KINDS.indexOf(a.node.kind) - KINDS.indexOf(b.node.kind) ||
        compareCodePoints(a.key, b.key),
    );
    return candidates.slice(0, first).map(({ node }) => node);
  }

  async steps(query: StepQuery): Promise<StepAnswer> {
    return stepsOf(this.graph, query);
  }

  async reach(query: ReachQuery): Promise<Reach> {
    return reachOf(this.graph, query, (key) => this.holds(query.filter, 'Article', key));
  }

  async commonNeighbours(query: CommonQuery): Promise<CommonAnswer[]> {
    return commonOf(this.graph, query);
  }

  async years(articleKeys: readonly string[], filter: Filter<'Article'> | null): Promise<Int32Array> {
    const records = await this.get('Article', articleKeys);
    return Int32Array.from(records, (record) =>
      record && this.holds(filter, 'Article', record.key) ? (record.date?.year ?? NO_YEAR) : LEFT_OUT,
    );
  }

  async packedBylines(articleKeys: readonly string[]): Promise<(string | null)[]> {
    return (await this.get('Article', articleKeys)).map((record) => record && behindCard(packArticle(record)));
  }

  async articleKeys(filter: Filter<'Article'> | null, most: number): Promise<KeyList> {
    const articles = this.graph.nodes.Article;
    const dateOf = (key: string) => dateKey(articles.get(key)!.date) ?? -1;
    const keys = [...articles.keys()]
      .filter((key) => this.holds(filter, 'Article', key))
      .sort((a, b) => dateOf(b) - dateOf(a) || compareCodePoints(b, a));
    return { keys: keys.slice(0, most), total: keys.length };
  }

  async scanCitations(): Promise<CitationScan> {
    return scanOf(this.graph, (key) => this.everWritten.indexOf(key));
  }

  scanGroupings = async (): Promise<GroupingScan> =>
    groupingsOf(this.graph, (key) => unique(this.graph.nodes.Article.get(key)!.publicationTypes), (key) => this.everWritten.indexOf(key)); // prettier-ignore

  scanBylines = async (): Promise<BylineScan> => bylinesOf(this.graph);

  /** The numbers of nodes: their places among the keys. */
  private numbered = (kind: 'Article' | 'Author'): string[] => [...this.graph.nodes[kind].keys()];

  async bylineStep({ step, from, most }: BylineStepQuery): Promise<BylineStep> {
    const { from: start, to: end } = STEPS[step];
    const [starts, ends] = [this.numbered(start as 'Article'), this.numbered(end as 'Author')];
    const keys = from.map((number) => starts[number]!);
    const reach = await this.reach({ step, from: keys, most: Infinity, filter: null, value: null });
    const to = Array.from(reach.to, (i) => ends.indexOf(reach.keys[i]!));
    return { version: this.versionOfGraph, edges: to.length > most ? null : { from: reach.from, to } };
  }

  async authorNumbers(keys: readonly string[]): Promise<AuthorNumbers> {
    const all = this.numbered('Author');
    return { version: this.versionOfGraph, numbers: keys.map((key) => (all.includes(key) ? all.indexOf(key) : null)) };
  }

  async authorKeys(numbers: readonly number[]): Promise<AuthorKeys> {
    const all = this.numbered('Author');
    return { version: this.versionOfGraph, keys: numbers.map((number) => all[number] ?? '') };
  }

  async graphVersion(): Promise<number> {
    return this.versionOfGraph;
  }

  async dataVersion(): Promise<number> {
    return this.version;
  }

  async rows(collection: string, keys: readonly string[]): Promise<(LedgerRow | null)[]> {
    return rowsOf(this.graph, collection, keys);
  }

  async tagged(collection: string, tags: readonly string[]): Promise<LedgerRow[]> {
    return taggedIn(this.graph, collection, tags);
  }

  async taggedKeys(collection: string, tags: readonly string[]): Promise<string[]> {
    return taggedIn(this.graph, collection, tags).map(({ key }) => key);
  }

  async scan(scan: LedgerScan): Promise<LedgerRow[]> {
    return scanned(this.graph, scan);
  }

  async rowCount(collection: string): Promise<number> {
    return countOf(this.graph, collection);
  }

  async faults(): Promise<string[]> {
    return [];
  }

  async describe(): Promise<StoreDescription> {
    const { nodes, citations, authored, about, published } = this.graph;
    const articles = [...nodes.Article.values()];
    const full = articles.filter(({ status }) => status === 'FULL');
    return {
      engine: { name: 'oracle', version: '1' },
      dataVersion: this.version,
      lastChangedAt: this.changedAt,
      counts: {
        articles: full.length,
        stubs: articles.length - full.length,
        authors: nodes.Author.size,
        journals: nodes.Journal.size,
        topics: nodes.Topic.size,
        citations: citations.length,
        authorships: authored.length,
        topicAssignments: about.length,
        publishedIn: published.length,
      },
      completeness: {
        withReferences: full.filter((record) => record.hasReferenceList).length,
        withAuthors: full.filter((record) => record.authorships.length > 0).length,
        withAbstract: full.filter((record) => record.hasAbstract).length,
        withTopics: full.filter((record) => record.topics.length > 0).length,
      },
    };
  }

  async close(): Promise<void> {}
}
