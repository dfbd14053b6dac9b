import type { ArticleDetails, BriefArticle, Kind, StoredRecords } from '../../records.js';
import { clean } from '../clean.js';
import type { Filter } from '../filter.js';
import { isFew, type FewKind } from '../known-records.js';
import type { LedgerScan } from '../ledger.js';
import type { BylineStepQuery, CommonQuery, ReachQuery, StepQuery } from '../neighbourhood.js';
import type { OpenOptions } from '../settings.js';
import { RELATIONS, type Relation, type TargetOf } from '../relation.js';
import type {
  ArticleRelation,
  FacetQuery,
  GraphStore,
  ListQuery,
  RequestStore,
  SearchQuery,
  StoredIdentifier,
  WriteBatch,
} from '../store.js';
import type { TextQuery } from '../text.js';
import { articleKeys } from './article-key.js';
import { authorKeys, authorNumbers, bylineStep } from './byline-step.js';
import { commonNeighbours } from './common-neighbour.js';
import { Connection, type Neo4jSettings } from './connection.js';
import { counts } from './counts.js';
import { Few } from './few.js';
import { Gather } from './gather.js';
import { identifierId } from './identifier.js';
import { rowCount, rowId, rows, scan, tagged, taggedKeys } from './ledger.js';
import { isRoot } from './list.js';
import { pages } from './pages.js';
import { identifierName, keyName, rowName, tagName } from './presence-names.js';
import { RememberedPresence, UNKNOWN, type Presence } from './presence.js';
import { articlesAt, dataVersion, describe, details, find, get, graphVersion, packedBylines } from './read.js';
import { reach } from './reach.js';
import { scanBylines } from './scan-bylines.js';
import { scanCitations } from './scan-citations.js';
import { scanGroupings } from './scan-groupings.js';
import { ScanThreads } from './scan-thread.js';
import { ensureSchema, faults } from './schema.js';
import { search, searchCount, suggest } from './search.js';
import { steps } from './step.js';
import { Tallies } from './tally.js';
import type { Versioned } from './version.js';
import { write } from './write.js';
import { years } from './year.js';

/** Parents of a page that may go together with those of another request. */
const SHORT_PARENTS = 100;

/** The graph on a Neo4j server (5.23 or later), over Bolt. */
export async function openNeo4jStore(settings: Neo4jSettings, options: OpenOptions = {}): Promise<GraphStore> {
  const connection = await Connection.open(settings, options);
  try {
    await ensureSchema(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const [gather, tallies, few, threads] = [new Gather(), new Tallies(connection), new Few(), new ScanThreads(connection)];
  const presence = options.writesMuch ? new RememberedPresence(connection) : UNKNOWN;
  return new Neo4jStore({ connection, gather, tallies, few, threads, presence });
}

/** What all who read have in common. */
interface Shared {
  connection: Connection;
  gather: Gather;
  tallies: Tallies;
  few: Few;
  threads: ScanThreads;
  presence: Presence;
}

class Neo4jStore implements RequestStore {
  readonly can = { sharedWriters: true, snapshotReads: false, costlyBatches: true };

  /** Null also for who has no request. */
  seenVersion: number | null = null;

  constructor(
    private readonly shared: Shared,
    private readonly isOfRequest = false,
  ) {}

  private get connection(): Connection {
    return this.shared.connection;
  }

  forRequest(): RequestStore {
    return new Neo4jStore(this.shared, true);
  }

  private see(version: number | null): void {
    if (version === null) return;
    this.shared.few.note(version);
    if (this.isOfRequest) this.seenVersion = version;
  }

  /** Questions that may go together with those of other requests; each learns the version that its answer was read from. */
  private async together<Key, Answer>(
    name: string,
    keys: readonly Key[],
    ask: (keys: readonly Key[]) => Promise<Versioned<Answer[]>>,
  ): Promise<Answer[]> {
    if (keys.length === 0) return [];
    const found = await this.shared.gather.load(name, keys, async (all) => {
      const { version, answer } = await ask(all);
      return answer.map((one): [number, Answer] => [version, one]);
    });
    this.see(found[0]![0]);
    return found.map(([, one]) => one);
  }

  get<K extends Kind>(kind: K, keys: readonly string[]): Promise<(StoredRecords[K] | null)[]> {
    if (isFew(kind)) return this.getFew(kind, keys) as Promise<(StoredRecords[K] | null)[]>;
    const ask = (some: readonly string[]) => this.together(`get ${kind}`, some, (all) => get(this.connection, kind, all));
    return this.shared.presence.each(keys, (key) => keyName(kind, key), ask);
  }

  private async getFew<K extends FewKind>(kind: K, keys: readonly string[]): Promise<(StoredRecords[K] | null)[]> {
    const { few } = this.shared;
    const known = few.of(kind, keys, this.seenVersion);
    const missing = keys.filter((_, i) => known[i] === null);
    const read = await this.together(`get ${kind}`, missing, (all) => few.read(kind, () => get(this.connection, kind, all)));
    let at = 0;
    return known.map((record) => record ?? read[at++]!);
  }

  briefs(articleKeys: readonly string[]): Promise<(BriefArticle | null)[]> {
    return this.together('briefs', articleKeys, (all) => get(this.connection, 'Article', all, true));
  }

  articlesAt(nodes: readonly number[], isBrief: boolean): Promise<(BriefArticle | null)[]> {
    return this.together(`articles at ${isBrief}`, nodes, (all) => articlesAt(this.connection, all, isBrief));
  }

  details(articleKeys: readonly string[]): Promise<ArticleDetails[]> {
    return this.together('details', articleKeys, (all) => details(this.connection, all));
  }

  find(identifiers: readonly StoredIdentifier[]) {
    const ask = (some: readonly StoredIdentifier[]) => this.together('find', some, (all) => find(this.connection, all));
    const nameOf = (one: StoredIdentifier) => identifierName(identifierId(one));
    return this.shared.presence.each(identifiers, nameOf, ask);
  }

  async pages<R extends Relation>(relation: R, parents: readonly string[], query: ListQuery<TargetOf<R>>) {
    if (parents.length === 0) return [];
    const ask = (all: readonly string[]) => pages(this.connection, relation, all, query);
    // What is filtered, or more than its entries have to be read for, may take long: it goes alone.
    const isShort = !query.filter && !query.over && parents.length <= SHORT_PARENTS && !isRoot(relation);
    if (isShort) return this.together(`pages ${relation} ${JSON.stringify(query)}`, parents, ask);
    const { version, answer } = await ask(parents);
    this.see(version);
    return answer;
  }

  counts<R extends Relation>(
    relation: R,
    parents: readonly string[],
    filter: Filter<TargetOf<R>> | null,
    over: Filter<'Article'> | null = null,
  ) {
    if (filter && !over && RELATIONS[relation].to === 'Article')
      return this.shared.tallies.counts(relation as ArticleRelation, parents, filter as Filter<'Article'>);
    const ask = (all: readonly string[]) => counts(this.connection, relation, all, filter as Filter | null, over);
    return filter || over || isRoot(relation) ? ask(parents) : this.shared.gather.load(`counts ${relation}`, parents, ask);
  }

  facets(relation: ArticleRelation, parents: readonly string[], query: FacetQuery) {
    return this.shared.tallies.facets(relation, parents, query);
  }

  async search(query: SearchQuery) {
    const { version, answer } = await search(this.connection, query);
    this.see(version);
    return answer;
  }

  searchCount(query: Omit<SearchQuery, 'page'>) {
    return searchCount(this.connection, query);
  }

  suggest(prefix: TextQuery, first: number) {
    return suggest(this.connection, prefix, first);
  }

  steps(query: StepQuery) {
    return steps(this.connection, query);
  }

  reach(query: ReachQuery) {
    return reach(this.connection, query);
  }

  commonNeighbours(query: CommonQuery) {
    return commonNeighbours(this.connection, query);
  }

  years(articleKeys: readonly string[], filter: Filter<'Article'> | null) {
    return years(this.connection, articleKeys, filter);
  }

  packedBylines(articleKeys: readonly string[]) {
    return packedBylines(this.connection, articleKeys);
  }

  articleKeys(filter: Filter<'Article'> | null, most: number) {
    return articleKeys(this.connection, filter, most);
  }

  scanCitations() {
    return scanCitations(this.connection, this.shared.threads);
  }

  scanGroupings() {
    return scanGroupings(this.connection, this.shared.threads);
  }

  scanBylines() {
    return scanBylines(this.connection);
  }

  bylineStep(query: BylineStepQuery) {
    return bylineStep(this.connection, query);
  }

  authorNumbers(keys: readonly string[]) {
    return authorNumbers(this.connection, keys);
  }

  authorKeys(numbers: readonly number[]) {
    return authorKeys(this.connection, numbers);
  }

  graphVersion() {
    return graphVersion(this.connection);
  }

  dataVersion() {
    return dataVersion(this.connection);
  }

  rows(collection: string, keys: readonly string[]) {
    const ask = (some: readonly string[]) => rows(this.connection, collection, some);
    const nameOf = (key: string) => rowName(rowId({ collection, key: clean(key) }));
    return this.shared.presence.each(keys, nameOf, ask);
  }

  private amongTags<A>(collection: string, tags: readonly string[], ask: (tags: readonly string[]) => Promise<A>): Promise<A> {
    const nameOf = (tag: string) => tagName(collection, clean(tag));
    return this.shared.presence.among(tags, nameOf, ask);
  }

  tagged(collection: string, tags: readonly string[]) {
    return this.amongTags(collection, tags, (some) => tagged(this.connection, collection, some));
  }

  taggedKeys(collection: string, tags: readonly string[]) {
    return this.amongTags(collection, tags, (some) => taggedKeys(this.connection, collection, some));
  }

  scan(request: LedgerScan) {
    return scan(this.connection, request);
  }

  rowCount(collection: string) {
    return rowCount(this.connection, collection);
  }

  write(batch: WriteBatch) {
    return write(this.connection, this.shared.presence, batch);
  }

  describe() {
    return describe(this.connection);
  }

  faults() {
    return faults(this.connection);
  }

  async close() {
    await Promise.all([this.connection.close(), this.shared.threads.close()]);
  }
}
