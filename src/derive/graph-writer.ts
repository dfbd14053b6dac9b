import { loadVocabulary } from '../import/vocabulary.js';
import { DERIVED } from '../ledger/collections.js';
import type { Dirty, DirtyRow } from '../ledger/dirty.js';
import type { AuthorRow } from '../ledger/author-row.js';
import type { LedgerView } from '../ledger/view.js';
import type { AuthorRecord, StoredArticle } from '../records.js';
import type { ArticleWrite, GraphStore, Heir, WriteBatch } from '../store/store.js';
import { bareStub, identifiersOf, stubRecord } from './article.js';
import { recordOfRow } from './authors.js';
import { Displaced } from './displaced.js';
import { Journals } from './journals.js';
import { Neighbours } from './neighbours.js';
import { regroupedNames } from './regrouped.js';
import { Remembered } from './remembered.js';
import { Topics } from './topics.js';
import { Waiting } from './waiting.js';
import { wantedWorks } from './wanted.js';
import { deriveWorks, type Derived } from './works.js';

/**
 * Brings the graph to what the ledger says, portion by portion. While one portion is written the next one is derived:
 * what is derived depends on the ledger alone, and the graph is only asked which nodes are there.
 */
export class GraphWriter {
  private writing: Promise<void> = Promise.resolve();
  /** Articles known to be there, written or not. */
  private readonly there = new Remembered();
  readonly waiting = new Waiting();
  private readonly neighbours: Neighbours;
  private readonly displaced: Displaced;

  private constructor(
    private readonly store: GraphStore,
    private readonly view: LedgerView,
    private readonly topics: Topics,
    private readonly journals: Journals,
    unfinished: ReadonlySet<string>,
  ) {
    this.neighbours = new Neighbours(store, topics, journals);
    this.displaced = new Displaced(store, view, this.waiting, (key) => unfinished.has(key));
  }

  /** @param unfinished works that an earlier run was about to build when it ended */
  static async open(store: GraphStore, view: LedgerView, unfinished: ReadonlySet<string>): Promise<GraphWriter> {
    const topics = new Topics(view, await loadVocabulary(), new Date().toISOString());
    return new GraphWriter(store, view, topics, new Journals(view), unfinished);
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

  /** Topics and journals that changed, with the works that have to be built anew and the names to be looked at because of it. */
  async topicsAndJournals(dirty: Dirty): Promise<void> {
    const { topics, journals, works } = await this.neighbours.changed(dirty, this.view);
    dirty.add({ works });
    dirty.add({ blocks: await regroupedNames(this.store, this.journals, dirty) });
    for (const batch of [
      ...topics.map((records) => ({ topics: records })),
      ...journals.map((records) => ({ journals: records })),
    ])
      await this.write(batch);
    await this.flush();
  }

  /** Builds and writes the works, or the authors, of one row of what waits. */
  async portion({ works, authors }: DirtyRow): Promise<void> {
    this.waiting.taken(works);
    const batch = works.length > 0 ? await this.worksBatch(works) : { authors: await this.changedAuthors(authors) };
    await this.write({ ...batch, ledger: this.view.drain() });
  }

  /** Authors whose claims stay but whose name or affiliations changed; those who are new came with their articles. */
  private async changedAuthors(keys: readonly string[]): Promise<AuthorRecord[]> {
    const unwritten = keys.filter((key) => !this.neighbours.isWritten('Author', key));
    const rows = await this.view.get<AuthorRow>(DERIVED.author, unwritten);
    return [...rows.values()].map(({ key, value }) => recordOfRow(key, value));
  }

  private async worksBatch(keys: readonly string[]): Promise<WriteBatch> {
    const { wanted, elsewhere } = await wantedWorks(this.view, keys);
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
    const bare = await this.displaced.vanish(vanished, held);
    const stubs = await this.missing(derived, articles);
    const stripped = await this.displaced.strip([...articles, ...stubs]);
    await this.displaced.noteGone(articles, held);
    await this.displaced.leadElsewhere(articles, held);
    await this.displaced.noteNamesakes(derived.articles.filter((one) => !articles.includes(one)));
    for (const { record } of [...articles, ...stubs]) this.there.add(record.key);
    const heirs = await this.displaced.takeHeirs();
    return {
      articles: [...(await this.expected(heirs)), ...stripped, ...bare, ...stubs, ...articles],
      heirs,
      authors: this.neighbours.unwritten('Author', derived.authors),
      ...(await this.neighbours.of(derived)),
    };
  }

  /** Heirs whose own turn comes later stand there without anything until then, so that the citations find them. */
  private async expected(heirs: readonly Heir[]): Promise<ArticleWrite[]> {
    const keys = [...new Set(heirs.map(({ to }) => to))].filter((key) => !this.there.has(key));
    const found = await this.store.get('Article', keys);
    const missing = keys.filter((key, i) => found[i]?.key !== key);
    for (const key of keys) this.there.add(key);
    this.displaced.later(missing);
    return missing.map(bareStub);
  }

  /** Cited works that the graph does not have: stubs, and works whose own turn comes later. */
  private async missing({ cited, stubs }: Derived, articles: readonly ArticleWrite[]): Promise<ArticleWrite[]> {
    const own = new Set(articles.map(({ record }) => record.key));
    const asked = [...new Set(cited)].filter((key) => !own.has(key) && !this.there.has(key));
    const found = await this.store.get('Article', asked);
    // What is there is told by the graph alone: a stub in its place would wipe it out.
    const missing = asked.filter((key, i) => found[i]?.key !== key);
    for (const key of asked) this.there.add(key);
    const ids = new Map(stubs.map(({ key, stubIds }) => [key, stubIds!]));
    this.displaced.noteNamed(found.flatMap((one) => (one && ids.has(one.key) ? { stub: one, ids: ids.get(one.key)! } : [])));
    return missing.map((key) => ({
      ...bareStub(key),
      record: stubRecord(key, ids.get(key) ?? (identifiersOf([key]).length > 0 ? [key] : [])),
    }));
  }
}
