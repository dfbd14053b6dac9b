import { availableParallelism } from 'node:os';
import { databaseUnavailable } from '../../errors.js';
import type { AnyNode, ArticleDetails, Kind, StoredRecords } from '../../records.js';
import type { Filter } from '../filter.js';
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
import type {
  ArticleRelation,
  Facet,
  FacetQuery,
  GraphStore,
  ListQuery,
  SearchPage,
  SearchQuery,
  StoreDescription,
  StoredIdentifier,
  WriteBatch,
} from '../store.js';
import type { TextQuery } from '../text.js';
import type { PackedBylineStep } from './byline-step.js';
import { memoryShares, type RankTable } from './citation-rank.js';
import { unpackCommon, type PackedCommon } from './common-neighbour.js';
import { openSession, type Session } from './connection.js';
import { CountsBesidePages } from './count-beside.js';
import type { Counted, DataVersion } from './describe.js';
import { asCodedError } from './errors.js';
import { isFew } from '../known-records.js';
import { FacetsTogether } from './facets-together.js';
import { FewRecords } from './few-records.js';
import type { RecordsOfVersion } from './lookup.js';
import { IS_SHORT, OPERATIONS, type OperationName } from './operation.js';
import { packForWriter } from './pack.js';
import { unpackPages, unpackTotals, type PackedPages } from './packed-page.js';
import { canCount, isRanked } from './page.js';
import { Pool } from './pool.js';
import { unpackReach, type PackedReach } from './reach.js';
import type { PackedSearch } from './quick-search.js';
import { prepareFile } from './schema.js';
import { unpackSearch } from './search.js';
import { unpackSteps, type PackedSteps } from './step.js';
import { Turn } from './turn.js';

/** Threads that read beside the main one: at least two, so that one long question does not hold up all others. */
const READERS = Math.max(2, Math.min(4, availableParallelism() - 1));

const OF_LEDGER: ReadonlySet<OperationName> = new Set(['rows', 'tagged', 'scan'] as const);

/** The graph in one file. Short reads run in the main thread, long ones and writes in threads of their own. */
class SqliteStore implements GraphStore {
  readonly can = { sharedWriters: false, snapshotReads: true };
  private readonly session: Session;
  private readonly few: FewRecords | null;
  private readonly writesMuch: boolean;
  private readonly readers: Pool;
  private readonly writer: Pool;
  private readonly ranksMemory: number;
  private counted: Counted | null = null;
  private readonly facetsTogether = new FacetsTogether();
  private readonly countsBeside = new CountsBesidePages();
  private readonly turn = new Turn();
  private closing: Promise<void> | null = null;

  constructor(file: string, { onStatement, writesMuch = false, searchMemory }: OpenOptions) {
    const tell = onStatement ?? null;
    const reportStatements = tell !== null;
    const reading = { file, mode: 'read' } as const;
    this.session = openSession({ ...reading, cache: writesMuch ? 'spare' : 'answer' }, tell);
    this.few = writesMuch
      ? null
      : new FewRecords({
          version: () => this.read<DataVersion>('dataVersion'),
          get: (...asked) => this.read<RecordsOfVersion>('get', ...asked),
        });
    const kept = memoryShares(writesMuch ? 0 : searchMemory, READERS);
    this.ranksMemory = kept.ranks;
    const cache = writesMuch ? 'spare' : 'read';
    this.readers = new Pool({ ...reading, cache, searchMemory: kept.searches, reportStatements }, READERS, tell);
    this.writesMuch = writesMuch;
    this.writer = new Pool({ file, mode: 'write', reportStatements }, 1, tell);
  }

  async get<K extends Kind>(kind: K, keys: readonly string[]): Promise<(StoredRecords[K] | null)[]> {
    if (this.few !== null && isFew(kind)) return this.few.get(kind, keys) as Promise<(StoredRecords[K] | null)[]>;
    return (await this.read<RecordsOfVersion>('get', kind, keys)).records as (StoredRecords[K] | null)[];
  }

  details(articleKeys: readonly string[]) {
    return this.read<ArticleDetails[]>('details', articleKeys);
  }

  find(identifiers: readonly StoredIdentifier[]) {
    return this.read<(AnyNode | null)[]>('find', identifiers);
  }

  async pages<R extends Relation>(relation: R, parents: readonly string[], query: ListQuery<TargetOf<R>>) {
    const tell = await this.countsBeside.waiter([relation, parents, query.filter as Filter | null, query.over ?? null]);
    const found = this.readPages(relation, parents, query, tell !== null);
    // A count that gets no answer here asks for itself, and meets the same fault.
    tell?.(found.then((packed) => unpackTotals(packed, parents.length)).catch(() => null));
    const packed = await found;
    if (this.session.ranks.areWanted() && isRanked(relation, query)) void this.readRanks();
    return unpackPages(packed, relation, parents.length, query) as Page<StoredRecords[TargetOf<R>], EdgeOf[R]>[];
  }

  /** `count`: whether the lengths of the lists are wanted, too; they are told only where few rows have to be looked at. */
  private async readPages<R extends Relation>(
    relation: R,
    parents: readonly string[],
    query: ListQuery<TargetOf<R>>,
    count: boolean,
  ): Promise<PackedPages> {
    const args = [relation, parents, query] as const;
    if (this.isShort('pages', [...args])) return this.read<PackedPages>('pages', ...args);
    if (!count || !canCount(relation, query)) return this.readFewOr<PackedPages>('pagesFew', 'pages', ...args);
    const isFew = this.isShort('pagesFew', [...args]);
    const found = isFew
      ? await this.read<PackedPages | null>('pagesFew', relation, parents, { ...query, isCounted: true })
      : null;
    return found ?? this.read<PackedPages>('pages', ...args);
  }

  /** Whoever waits for a list goes without; if it fails, so does the next question that has something to say about it. */
  private async readRanks(): Promise<void> {
    if (this.ranksMemory === 0) return;
    await this.read<RankTable>('citationRanks', this.ranksMemory).then(
      (table) => this.session.ranks.take(table),
      () => {},
    );
  }

  async counts<R extends Relation>(
    relation: R,
    parents: readonly string[],
    filter: Filter<TargetOf<R>> | null,
    over: Filter<'Article'> | null = null,
  ) {
    if (this.isShort('counts', [relation, parents, filter]))
      return this.read<number[]>('counts', relation, parents, filter, over);
    const isFew = this.isShort('countsFew', [relation, parents, filter, over]);
    const beside = isFew ? await this.countsBeside.count([relation, parents, filter as Filter | null, over]) : null;
    if (beside) return beside;
    return this.readFewOr<number[]>('countsFew', 'counts', relation, parents, filter, over);
  }

  facets(relation: ArticleRelation, parents: readonly string[], { facet, filter, size }: FacetQuery): Promise<Facet[]> {
    return this.facetsTogether.ask([relation, parents, filter], { facet, size }, (asked) =>
      this.readFewOr<Facet[][]>('facetsFew', 'facets', relation, parents, filter, asked),
    );
  }

  async search(query: SearchQuery): Promise<SearchPage> {
    return unpackSearch(await this.read<PackedSearch>('search', query));
  }

  searchCount(query: Omit<SearchQuery, 'page'>) {
    return this.read<number>('searchCount', query);
  }

  suggest(prefix: TextQuery, first: number) {
    return this.read<AnyNode[]>('suggest', prefix, first);
  }

  async steps(query: StepQuery): Promise<StepAnswer> {
    return unpackSteps(await this.readFewOr<PackedSteps>('stepsFew', 'steps', query), query);
  }

  async reach(query: ReachQuery): Promise<Reach> {
    return unpackReach(await this.readFewOr<PackedReach>('reachFew', 'reach', query));
  }

  async commonNeighbours(query: CommonQuery): Promise<CommonAnswer[]> {
    return unpackCommon(await this.readFewOr<PackedCommon>('commonFew', 'commonNeighbours', query), query);
  }

  async years(articleKeys: readonly string[], filter: Filter<'Article'> | null): Promise<Int32Array> {
    return (await this.read<{ years: Int32Array }>('years', articleKeys, filter)).years;
  }

  packedBylines(articleKeys: readonly string[]) {
    return this.read<(string | null)[]>('packedBylines', articleKeys);
  }

  articleKeys(filter: Filter<'Article'> | null, most: number) {
    return this.read<KeyList>('articleKeys', filter, most);
  }

  async scanCitations(): Promise<CitationScan> {
    const { keys, ...scan } = await this.read<PackedKeys<CitationScan>>('scanCitations');
    return { ...scan, keys: unpackKeys(keys) };
  }

  async scanBylines(): Promise<BylineScan> {
    const { keys, ...scan } = await this.read<PackedKeys<BylineScan>>('scanBylines');
    return { ...scan, keys: unpackKeys(keys) };
  }

  async bylineStep(query: BylineStepQuery): Promise<BylineStep> {
    const { version, isCut, from, to } = await this.readFewOr<PackedBylineStep>('bylineStepFew', 'bylineStep', query);
    return { version, edges: isCut ? null : { from, to } };
  }

  authorNumbers(keys: readonly string[]) {
    return this.read<AuthorNumbers>('authorNumbers', keys);
  }

  authorKeys(numbers: readonly number[]) {
    return this.read<AuthorKeys>('authorKeys', numbers);
  }

  async graphVersion(): Promise<number> {
    return (await this.read<DataVersion>('dataVersion')).graphVersion;
  }

  async dataVersion(): Promise<number> {
    return (await this.read<DataVersion>('dataVersion')).dataVersion;
  }

  rows(collection: string, keys: readonly string[]) {
    return this.read<(LedgerRow | null)[]>('rows', collection, keys);
  }

  tagged(collection: string, tags: readonly string[]) {
    return this.writesMuch
      ? this.read<LedgerRow[]>('tagged', collection, tags)
      : this.readFewOr<LedgerRow[]>('taggedFew', 'tagged', collection, tags);
  }

  scan(scan: LedgerScan) {
    return this.read<LedgerRow[]>('scan', scan);
  }

  rowCount(collection: string) {
    return this.read<number>('rowCount', collection);
  }

  async write(batch: WriteBatch): Promise<void> {
    this.checkOpen();
    await this.writer.run('write', [packForWriter(batch)]);
  }

  /** Counted once for each version of the graph. */
  async describe(): Promise<StoreDescription> {
    this.checkOpen();
    const now = this.inPlace('dataVersion', []) as DataVersion;
    if (this.counted?.graphVersion !== now.graphVersion) {
      this.counted = await this.read<Counted>('describe');
      return structuredClone(this.counted.description);
    }
    const { dataVersion, lastChangedAt } = now;
    return { ...structuredClone(this.counted.description), dataVersion, lastChangedAt };
  }

  close(): Promise<void> {
    this.closing ??= this.closeAll();
    return this.closing;
  }

  /** The writer last: whoever closes the file last takes the log into it, and readers may not write. */
  private async closeAll(): Promise<void> {
    await this.readers.close();
    this.session.close();
    await this.writer.close();
  }

  private checkOpen(): void {
    if (this.closing) throw databaseUnavailable('The store has been closed.');
  }

  private inPlace(operation: OperationName, args: unknown[]): unknown {
    try {
      return (OPERATIONS[operation] as (session: Session, ...args: unknown[]) => unknown)(this.session, ...args);
    } catch (error) {
      throw asCodedError(error);
    }
  }

  /** Whether it is done in this thread: what is short, and in an import, where nobody waits, all reads of the ledger, whose rows need not be copied then. */
  private isHere(operation: OperationName, args: unknown[]): boolean {
    return (this.writesMuch && OF_LEDGER.has(operation)) || this.isShort(operation, args);
  }

  private isShort(operation: OperationName, args: unknown[]): boolean {
    const test = (IS_SHORT as Partial<Record<OperationName, (...args: never[]) => boolean>>)[operation];
    return test?.(...(args as never[])) ?? false;
  }

  private async read<Result>(operation: OperationName, ...args: unknown[]): Promise<Result> {
    this.checkOpen();
    if (this.isHere(operation, args)) {
      await this.turn.take();
      this.checkOpen();
      return this.inPlace(operation, args) as Result;
    }
    return (await this.readers.run(operation, args)) as Result;
  }

  /** In the main thread where little has to be read, as is usual; nobody knows how much before it is looked at. */
  private async readFewOr<Result>(few: OperationName, all: OperationName, ...args: unknown[]): Promise<Result> {
    const found = this.isShort(few, args) ? await this.read<Result | null>(few, ...args) : null;
    return found ?? this.read<Result>(all, ...args);
  }
}

/** Opens the graph below a folder; makes both where they are missing. Throws BAD_SETTING where the folder cannot serve. */
export async function openSqliteStore(
  settings: Extract<StoreSettings, { engine: 'sqlite' }>,
  options: OpenOptions,
): Promise<GraphStore> {
  return new SqliteStore(prepareFile(settings.dataDir), options);
}
