import type { AnyNode, ArticleDetails, BriefArticle, Kind, StoredRecords } from '../../records.js';
import type { Filter } from '../filter.js';
import type { GroupingScan } from '../grouping.js';
import type { LedgerRow, LedgerScan } from '../ledger.js';
import type {
  AuthorKeys,
  AuthorNumbers,
  BylineScan,
  BylineStep,
  BylineStepQuery,
  CitationScan,
  CommonAnswer,
  CommonQuery,
  KeyList,
  Reach,
  ReachQuery,
  StepAnswer,
  StepQuery,
} from '../neighbourhood.js';
import type { OpenOptions, StoreSettings } from '../settings.js';
import { unpackKeys, type PackedKeys } from '../packed-keys.js';
import type { Page } from '../page.js';
import type { EdgeOf, Relation, TargetOf } from '../relation.js';
import type { StoreDescription } from '../description.js';
import type {
  ArticleRelation,
  Facet,
  FacetQuery,
  GraphStore,
  ListQuery,
  SearchPage,
  SearchQuery,
  StoredIdentifier,
  WriteBatch,
} from '../store.js';
import type { TextQuery } from '../text.js';
import type { PackedBylineStep } from './byline-step.js';
import type { RankTable } from './citation-rank.js';
import { unpackCommon, type PackedCommon } from './common-neighbour.js';
import { CountsBesidePages } from './count-beside.js';
import type { Counted, DataVersion } from './describe.js';
import { isFew } from '../known-records.js';
import { inOurWords } from './errors.js';
import type { CountedFacets } from './facet.js';
import { FacetsTogether } from './facets-together.js';
import { FewRecords } from './few-records.js';
import type { RecordsOfVersion } from './lookup.js';
import { packForWriter } from './pack.js';
import { unpackPages, unpackTotals, type PackedPages } from './packed-page.js';
import { canCount, isRanked } from './page.js';
import { Pool } from './pool.js';
import { Reads } from './reads.js';
import { unpackReach, type PackedReach } from './reach.js';
import type { PackedSearch } from './quick-search.js';
import { prepareFile } from './schema.js';
import { unpackSearch } from './search.js';
import { unpackSteps, type PackedSteps } from './step.js';

/** The graph in one file. Short reads run in the main thread, long ones and writes in threads of their own. */
class SqliteStore implements GraphStore {
  readonly can = { sharedWriters: false, snapshotReads: true, costlyBatches: false };
  private readonly reads: Reads;
  private readonly few: FewRecords | null;
  private readonly writer: Pool;
  private counted: Counted | null = null;
  private readonly countsBeside = new CountsBesidePages();
  private readonly facetsTogether = new FacetsTogether(this.countsBeside);
  private closing: Promise<void> | null = null;

  constructor(file: string, options: OpenOptions) {
    const reads = new Reads(file, options);
    this.reads = reads;
    this.few = reads.writesMuch
      ? null
      : new FewRecords({
          version: () => reads.read<DataVersion>('dataVersion'),
          get: (...asked) => reads.read<RecordsOfVersion>('get', ...asked),
        });
    const tell = options.onStatement ?? null;
    this.writer = new Pool({ file, mode: 'write', reportStatements: tell !== null }, 1, tell);
  }

  async get<K extends Kind>(kind: K, keys: readonly string[]): Promise<(StoredRecords[K] | null)[]> {
    if (this.few !== null && isFew(kind)) return this.few.get(kind, keys) as Promise<(StoredRecords[K] | null)[]>;
    return (await this.reads.read<RecordsOfVersion>('get', kind, keys)).records as (StoredRecords[K] | null)[];
  }

  briefs(articleKeys: readonly string[]) {
    return this.reads.read<(BriefArticle | null)[]>('briefs', articleKeys);
  }

  articlesAt(nodes: readonly number[], isBrief: boolean) {
    return this.reads.read<(BriefArticle | null)[]>('articlesAt', nodes, isBrief);
  }

  details(articleKeys: readonly string[]) {
    return this.reads.read<ArticleDetails[]>('details', articleKeys);
  }

  find(identifiers: readonly StoredIdentifier[]) {
    return this.reads.read<(AnyNode | null)[]>('find', identifiers);
  }

  async pages<R extends Relation>(relation: R, parents: readonly string[], query: ListQuery<TargetOf<R>>) {
    const tell = await this.countsBeside.waiter([relation, parents, query.filter as Filter | null, query.over ?? null]);
    const found = this.readPages(relation, parents, query, tell !== null);
    // A count that gets no answer here asks for itself, and meets the same fault.
    tell?.(found.then((packed) => unpackTotals(packed, parents.length)).catch(() => null));
    const packed = await found;
    if (this.reads.session.ranks.areWanted() && isRanked(relation, query)) void this.readRanks();
    return inOurWords(() => unpackPages(packed, relation, parents.length, query)) as Page<
      StoredRecords[TargetOf<R>],
      EdgeOf[R]
    >[];
  }

  /** `count`: whether the lengths of the lists are wanted, too; they are told only where few rows have to be looked at. */
  private async readPages<R extends Relation>(
    relation: R,
    parents: readonly string[],
    query: ListQuery<TargetOf<R>>,
    count: boolean,
  ): Promise<PackedPages> {
    const args = [relation, parents, query] as const;
    if (this.reads.isShort('pages', [...args])) return this.reads.read<PackedPages>('pages', ...args);
    if (!count || !canCount(relation, query)) return this.reads.fewOr<PackedPages>('pagesFew', 'pages', ...args);
    const isFew = this.reads.isShort('pagesFew', [...args]);
    const found = isFew
      ? await this.reads.read<PackedPages | null>('pagesFew', relation, parents, { ...query, isCounted: true })
      : null;
    return found ?? this.reads.read<PackedPages>('pages', ...args);
  }

  /** Whoever waits for a list goes without; if it fails, so does the next question that has something to say about it. */
  private async readRanks(): Promise<void> {
    if (this.reads.ranksMemory === 0) return;
    await this.reads.read<RankTable>('citationRanks', this.reads.ranksMemory).then(
      (table) => this.reads.session.ranks.take(table),
      () => {},
    );
  }

  async counts<R extends Relation>(
    relation: R,
    parents: readonly string[],
    filter: Filter<TargetOf<R>> | null,
    over: Filter<'Article'> | null = null,
  ) {
    if (this.reads.isShort('counts', [relation, parents, filter]))
      return this.reads.read<number[]>('counts', relation, parents, filter, over);
    const isFew = this.reads.isShort('countsFew', [relation, parents, filter, over]);
    const beside = isFew ? await this.countsBeside.count([relation, parents, filter as Filter | null, over]) : null;
    if (beside) return beside;
    return this.reads.fewOr<number[]>('countsFew', 'counts', relation, parents, filter, over);
  }

  facets(relation: ArticleRelation, parents: readonly string[], { facet, filter, size }: FacetQuery): Promise<Facet[]> {
    return this.facetsTogether.ask([relation, parents, filter], { facet, size }, (...asked) =>
      this.reads.fewOr<CountedFacets>('facetsFew', 'facets', relation, parents, filter, ...asked),
    );
  }

  async search(query: SearchQuery): Promise<SearchPage> {
    return unpackSearch(await this.reads.read<PackedSearch>('search', query));
  }

  searchCount(query: Omit<SearchQuery, 'page'>) {
    return this.reads.read<number>('searchCount', query);
  }

  suggest(prefix: TextQuery, first: number) {
    return this.reads.read<AnyNode[]>('suggest', prefix, first);
  }

  async steps(query: StepQuery): Promise<StepAnswer> {
    return unpackSteps(await this.reads.fewOr<PackedSteps>('stepsFew', 'steps', query), query);
  }

  async reach(query: ReachQuery): Promise<Reach> {
    return unpackReach(await this.reads.fewOr<PackedReach>('reachFew', 'reach', query));
  }

  async commonNeighbours(query: CommonQuery): Promise<CommonAnswer[]> {
    return unpackCommon(await this.reads.fewOr<PackedCommon>('commonFew', 'commonNeighbours', query), query);
  }

  async years(articleKeys: readonly string[], filter: Filter<'Article'> | null): Promise<Int32Array> {
    return (await this.reads.read<{ years: Int32Array }>('years', articleKeys, filter)).years;
  }

  packedBylines(articleKeys: readonly string[]) {
    return this.reads.read<(string | null)[]>('packedBylines', articleKeys);
  }

  articleKeys(filter: Filter<'Article'> | null, most: number) {
    return this.reads.read<KeyList>('articleKeys', filter, most);
  }

  async scanCitations(): Promise<CitationScan> {
    const { keys, ...scan } = await this.reads.read<PackedKeys<CitationScan>>('scanCitations');
    return { ...scan, keys: unpackKeys(keys) };
  }

  scanGroupings(): Promise<GroupingScan> {
    return this.reads.read<GroupingScan>('scanGroupings');
  }

  async scanBylines(): Promise<BylineScan> {
    const { keys, ...scan } = await this.reads.read<PackedKeys<BylineScan>>('scanBylines');
    return { ...scan, keys: unpackKeys(keys) };
  }

  async bylineStep(query: BylineStepQuery): Promise<BylineStep> {
    const { version, isCut, from, to } = await this.reads.fewOr<PackedBylineStep>('bylineStepFew', 'bylineStep', query);
    return { version, edges: isCut ? null : { from, to } };
  }

  authorNumbers(keys: readonly string[]) {
    return this.reads.read<AuthorNumbers>('authorNumbers', keys);
  }

  authorKeys(numbers: readonly number[]) {
    return this.reads.read<AuthorKeys>('authorKeys', numbers);
  }

  async graphVersion(): Promise<number> {
    return (await this.reads.read<DataVersion>('dataVersion')).graphVersion;
  }

  async dataVersion(): Promise<number> {
    return (await this.reads.read<DataVersion>('dataVersion')).dataVersion;
  }

  rows(collection: string, keys: readonly string[]) {
    return this.reads.read<(LedgerRow | null)[]>('rows', collection, keys);
  }

  tagged(collection: string, tags: readonly string[]) {
    return this.reads.writesMuch
      ? this.reads.read<LedgerRow[]>('tagged', collection, tags)
      : this.reads.fewOr<LedgerRow[]>('taggedFew', 'tagged', collection, tags);
  }

  taggedKeys(collection: string, tags: readonly string[]) {
    return this.reads.read<string[]>('taggedKeys', collection, tags);
  }

  scan(scan: LedgerScan) {
    return this.reads.read<LedgerRow[]>('scan', scan);
  }

  rowCount(collection: string) {
    return this.reads.read<number>('rowCount', collection);
  }

  async write(batch: WriteBatch): Promise<void> {
    this.reads.checkOpen();
    await this.writer.run('write', [packForWriter(batch)]);
  }

  /** Counted once for each version of the graph. */
  async describe(): Promise<StoreDescription> {
    const now = this.reads.inPlace<DataVersion>('dataVersion');
    if (this.counted?.graphVersion !== now.graphVersion) {
      this.counted = await this.reads.read<Counted>('describe');
      return structuredClone(this.counted.description);
    }
    const { dataVersion, lastChangedAt } = now;
    return { ...structuredClone(this.counted.description), dataVersion, lastChangedAt };
  }

  faults() {
    return this.reads.read<string[]>('faults');
  }

  close(): Promise<void> {
    this.closing ??= this.closeAll();
    return this.closing;
  }

  /** The writer last: whoever closes the file last takes the log into it, and readers may not write. */
  private async closeAll(): Promise<void> {
    await this.reads.close();
    await this.writer.close();
  }
}

export { isGraphIn } from './schema.js';

/** Opens the graph below a folder; makes both where they are missing. Throws BAD_SETTING where the folder cannot serve. */
export async function openSqliteStore(
  settings: Extract<StoreSettings, { engine: 'sqlite' }>,
  options: OpenOptions,
): Promise<GraphStore> {
  return new SqliteStore(prepareFile(settings.dataDir), options);
}
