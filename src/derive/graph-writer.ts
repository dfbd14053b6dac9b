import { loadVocabulary } from '../import/vocabulary.js';
import { DERIVED } from '../ledger/collections.js';
import { nextName, type Dirty, type DirtyRow } from '../ledger/dirty.js';
import type { AuthorRow } from '../ledger/author-row.js';
import { Targets } from '../ledger/targets.js';
import type { LedgerView } from '../ledger/view.js';
import type { WorkRow } from '../ledger/work-row.js';
import { NO_DETAILS, type AuthorRecord, type StoredArticle } from '../records.js';
import type { ArticleWrite, GraphStore, WriteBatch } from '../store/store.js';
import { identifiersOf, stubRecord } from './article.js';
import { recordOfRow } from './authors.js';
import { putGone } from './gone.js';
import { articleKeys, wholeLists } from './graph-reads.js';
import { Journals } from './journals.js';
import { Neighbours } from './neighbours.js';
import { Topics } from './topics.js';
import { deriveWorks, type Derived, type Wanted } from './works.js';

const bareStub = (key: string): ArticleWrite => ({
  record: stubRecord(key, []), details: NO_DETAILS, indexedNames: { journal: [], topics: [] }, references: [],
}); // prettier-ignore

/**
 * Brings the graph to what the ledger says, portion by portion. While one portion is written the next one is derived:
 * what is derived depends on the ledger alone, and the graph is only asked which nodes are there.
 */
export class GraphWriter {
  private writing: Promise<void> = Promise.resolve();
  /** Articles known to be there, written or not. */
  private readonly there = new Set<string>();
  private readonly neighbours: Neighbours;

  private constructor(
    private readonly store: GraphStore,
    private readonly view: LedgerView,
    private readonly topics: Topics,
    private readonly journals: Journals,
  ) {
    this.neighbours = new Neighbours(store, topics, journals);
  }

  static async open(store: GraphStore, view: LedgerView): Promise<GraphWriter> {
    const vocabulary = await loadVocabulary();
    return new GraphWriter(store, view, new Topics(view, vocabulary, new Date().toISOString()), new Journals(view));
  }

  /** Waits for what is being written; throws what went wrong there. */
  async flush(): Promise<void> {
    await this.writing;
  }

  private async write(batch: WriteBatch): Promise<void> {
    await this.writing;
    this.writing = this.store.write(batch);
    // Whoever waits for it next gets the error.
    this.writing.catch(() => {});
  }

  /** Topics and journals that changed, with the works that have to be built anew because of it. */
  async topicsAndJournals(dirty: Dirty): Promise<void> {
    const { topics, journals, works } = await this.neighbours.changed(dirty, this.view);
    dirty.add({ works });
    for (const batch of [
      ...topics.map((records) => ({ topics: records })),
      ...journals.map((records) => ({ journals: records })),
    ])
      await this.write(batch);
    await this.flush();
  }

  /** Builds and writes the works, or the authors, of one row of what waits. */
  async portion({ works, authors }: DirtyRow): Promise<void> {
    const batch = works.length > 0 ? await this.worksBatch(works) : { authors: await this.changedAuthors(authors) };
    await this.write({ ...batch, ledger: this.view.drain() });
  }

  /** Authors whose claims stay but whose name or affiliations changed; those who are new came with their articles. */
  private async changedAuthors(keys: readonly string[]): Promise<AuthorRecord[]> {
    const rows = await this.view.get<AuthorRow>(DERIVED.author, keys);
    return [...rows.values()]
      .filter(({ key }) => !this.neighbours.isWritten('Author', key))
      .map(({ key, value }) => recordOfRow(key, value));
  }

  private async worksBatch(keys: readonly string[]): Promise<WriteBatch> {
    const { wanted, elsewhere } = await this.sort(keys);
    const derived = await deriveWorks(wanted, {
      view: this.view,
      journals: this.journals,
      topics: this.topics,
      names: this.neighbours,
    });
    // What the graph has is read when nothing is being written, so that it is what this portion finds.
    await this.flush();
    const held = new Map<string, StoredArticle>();
    for (const article of await this.store.get('Article', keys)) if (article !== null) held.set(article.key, article);
    const vanished = elsewhere.filter(({ key }) => held.has(key));
    const articles = derived.articles.filter(
      ({ record, references }) => held.has(record.key) || record.provenance.length > 0 || references.length > 0,
    );
    for (const key of held.keys()) this.there.add(key);
    const bare = await this.vanish(vanished, held);
    const stubs = await this.missing(derived, articles);
    const stripped = await this.strip([...articles, ...stubs]);
    await this.noteGone(articles, held);
    await this.leadElsewhere(articles, held);
    for (const { record } of [...articles, ...stubs]) this.there.add(record.key);
    return {
      articles: [...stripped, ...bare, ...stubs, ...articles],
      authors: this.neighbours.unwritten('Author', derived.authors),
      ...(await this.neighbours.of(derived)),
    };
  }

  /** Works with records, stubs, and keys that lead to another work now. */
  private async sort(keys: readonly string[]): Promise<{ wanted: Wanted[]; elsewhere: { key: string; to: string | null }[] }> {
    const rows = await this.view.get<WorkRow>(DERIVED.work, keys);
    const others = keys.filter((key) => !rows.has(key));
    const targets = new Targets(this.view);
    await targets.lookUp(others);
    const wanted: Wanted[] = [...rows.values()].map((row) => ({ key: row.key, ids: row.value.ids, row }));
    const elsewhere: { key: string; to: string | null }[] = [];
    for (const key of others) {
      const target = targets.named([key]);
      if (target?.key === key) wanted.push({ key, ids: target.stubIds ?? [key], row: null });
      else elsewhere.push({ key, to: target?.key ?? null });
    }
    return { wanted: wanted.sort((a, b) => (a.key < b.key ? -1 : 1)), elsewhere };
  }

  /** Articles whose key leads elsewhere give up all that they have; who cites them is built anew, and then they go. */
  private async vanish(
    vanished: readonly { key: string; to: string | null }[],
    held: ReadonlyMap<string, StoredArticle>,
  ): Promise<ArticleWrite[]> {
    for (const { key, to } of vanished) {
      const citing = await articleKeys(this.store, 'citedBy', key);
      this.later([...citing, ...(to === null ? [] : [to])]);
      await this.noteStripped(held.get(key)!, to);
      putGone(this.view, { kind: 'Article', key, article: to, name: null });
    }
    return vanished.map(({ key }) => bareStub(key));
  }

  private later(works: readonly string[]): void {
    if (works.length === 0) return;
    this.view.put(DERIVED.dirty, nextName(), { works: [...new Set(works)], blocks: [], journals: [], topics: [], authors: [] });
  }

  /** Cited works that the graph does not have: stubs, and works whose own turn comes later. */
  private async missing({ cited, stubs }: Derived, articles: readonly ArticleWrite[]): Promise<ArticleWrite[]> {
    const own = new Set(articles.map(({ record }) => record.key));
    const asked = [...new Set(cited)].filter((key) => !own.has(key) && !this.there.has(key));
    const found = await this.store.get('Article', asked);
    asked.forEach((key, i) => found[i]?.key === key && this.there.add(key));
    const ids = new Map(stubs.map(({ key, stubIds }) => [key, stubIds!]));
    return asked
      .filter((key) => !this.there.has(key))
      .map((key) => ({
        ...bareStub(key),
        record: stubRecord(key, ids.get(key) ?? (identifiersOf([key]).length > 0 ? [key] : [])),
      }));
  }

  /** Other articles that hold an identifier of these ones give it up with all that they have, and are built anew. */
  private async strip(writes: readonly ArticleWrite[]): Promise<ArticleWrite[]> {
    const own = new Set(writes.map(({ record }) => record.key));
    const identifiers = writes.flatMap(({ record }) => record.identifiers);
    const owners = new Map<string, StoredArticle>();
    for (const node of await this.store.find(identifiers))
      if (node?.kind === 'Article' && !own.has(node.record.key)) owners.set(node.record.key, node.record);
    const { wanted, elsewhere } = await this.sort([...owners.keys()]);
    for (const { key, to } of [...wanted.map(({ key }) => ({ key, to: null })), ...elsewhere])
      await this.noteStripped(owners.get(key)!, to);
    this.later([...owners.keys(), ...(await this.citersOf(wanted.map(({ key }) => key)))]);
    return [...owners.keys()].map(bareStub);
  }

  /** What an article names that gives up everything may have lost its last article. */
  private async noteStripped(article: StoredArticle, to: string | null): Promise<void> {
    this.noteLost(article, new Set(), to ?? article.key);
    for (const cited of await articleKeys(this.store, 'references', article.key))
      putGone(this.view, { kind: 'Article', key: cited, article: null, name: null });
  }

  /** Who cites a work by an identifier that it has no longer cites another one: those works are built anew. */
  private async leadElsewhere(articles: readonly ArticleWrite[], held: ReadonlyMap<string, StoredArticle>): Promise<void> {
    const losing = articles.filter(({ record }) => {
      const own = new Set(record.identifiers.map(({ scheme, value }) => `${scheme}:${value}`));
      return held.get(record.key)?.identifiers.some(({ scheme, value }) => !own.has(`${scheme}:${value}`));
    });
    this.later(await this.citersOf(losing.map(({ record }) => record.key))); // prettier-ignore
  }

  private async citersOf(keys: readonly string[]): Promise<string[]> {
    const lists = await wholeLists(this.store, 'citedBy', 'Article', keys);
    return [...lists.values()].flat().map(({ record }) => record.key);
  }

  private async noteGone(articles: readonly ArticleWrite[], held: ReadonlyMap<string, StoredArticle>): Promise<void> {
    const before = articles
      .filter(({ record }) => (held.get(record.key)?.referenceCount ?? 0) > 0)
      .map(({ record }) => record.key);
    const lists = await wholeLists(this.store, 'references', 'Article', before);
    for (const { record, references } of articles) {
      const old = held.get(record.key);
      if (!old) continue;
      const cited = new Set(references.map(({ citedKey }) => citedKey));
      for (const { record: one } of lists.get(record.key) ?? [])
        if (one.status === 'STUB' && !cited.has(one.key))
          putGone(this.view, { kind: 'Article', key: one.key, article: null, name: null });
      const kept = [
        ...record.authorships.map(({ authorKey }) => authorKey),
        ...record.topics.map(({ topicKey }) => topicKey),
        record.journalKey ?? '',
      ];
      this.noteLost(old, new Set(kept), record.key);
      if (record.status === 'STUB') putGone(this.view, { kind: 'Article', key: record.key, article: null, name: null });
    }
  }

  /** What an article names no more may have lost its last article. */
  private noteLost(old: StoredArticle, kept: ReadonlySet<string>, article: string): void {
    for (const { authorKey, nameAsWritten } of old.authorships)
      if (!kept.has(authorKey)) putGone(this.view, { kind: 'Author', key: authorKey, article, name: nameAsWritten });
    for (const { topicKey } of old.topics)
      if (!kept.has(topicKey)) putGone(this.view, { kind: 'Topic', key: topicKey, article: null, name: null });
    if (old.journalKey !== null && !kept.has(old.journalKey))
      putGone(this.view, { kind: 'Journal', key: old.journalKey, article: null, name: null });
  }
}
