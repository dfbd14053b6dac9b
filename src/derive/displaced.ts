import { DERIVED, PRIMARY } from '../ledger/collections.js';
import { nextName } from '../ledger/dirty.js';
import { isIdKey } from '../ledger/prepare.js';
import { Targets } from '../ledger/targets.js';
import type { LedgerView } from '../ledger/view.js';
import type { StoredArticle } from '../records.js';
import type { ArticleWrite, GraphStore, Heir } from '../store/store.js';
import { bareStub } from './article.js';
import { putGone } from './gone.js';
import { linkedKeys, wholeLists } from './graph-reads.js';
import { inheritance, tagOf } from './heirs.js';
import type { Waiting } from './waiting.js';
import { wantedWorks } from './wanted.js';

/**
 * What the articles of a portion push aside: those whose key leads elsewhere now, those that held one of their
 * identifiers, and nodes that lose what may have been their last article. Whoever is touched by it is noted as waiting.
 */
export class Displaced {
  /** Articles of which identifiers lead elsewhere when the batch in hand is written. */
  private readonly leaving = new Map<string, StoredArticle>();

  /** @param isUnfinished whether building the work was begun in an earlier run that did not come to its end */
  constructor(
    private readonly store: GraphStore,
    private readonly view: LedgerView,
    private readonly waiting: Waiting,
    private readonly isUnfinished: (key: string) => boolean,
  ) {}

  /** Articles whose citations the batch in hand gives to others. Who else cites one that leaves is noted. */
  async takeHeirs(): Promise<Heir[]> {
    const { heirs, anew } = await inheritance(this.store, this.view, [...this.leaving.values()], this.isUnfinished);
    this.leaving.clear();
    this.later(anew);
    return heirs;
  }

  /** Who cites these articles, of which identifiers lead elsewhere now, cites what they lead to. */
  private leave(articles: readonly StoredArticle[]): void {
    for (const article of articles) this.leaving.set(article.key, article);
  }

  /** Articles whose key leads elsewhere give up all that they have; who cites them cites that, and then they go. */
  async vanish(
    vanished: readonly { key: string; to: string | null }[],
    held: ReadonlyMap<string, StoredArticle>,
  ): Promise<ArticleWrite[]> {
    this.leave(vanished.map(({ key }) => held.get(key)!)); // prettier-ignore
    this.later(vanished.flatMap(({ to }) => to ?? []));
    await this.noteStripped(vanished.map(({ key, to }) => ({ article: held.get(key)!, to })));
    for (const { key, to } of vanished) putGone(this.view, { kind: 'Article', key, article: to, name: null });
    return vanished.map(({ key }) => bareStub(key));
  }

  /** Notes that these works are to be built anew. */
  later(works: readonly string[]): void {
    const added = this.waiting.added(works);
    if (added.length > 0) this.view.put(DERIVED.dirty, nextName(), { works: added, authors: [] });
  }

  /** Stubs that are there without an identifier that a reference gives together with their own are built anew. */
  noteNamed(stubs: readonly { stub: StoredArticle; ids: readonly string[] }[]): void {
    const lacking = stubs.filter(({ stub, ids }) => {
      const own = new Set(stub.identifiers.map(tagOf));
      return ids.some((id) => isIdKey(id) && !own.has(id));
    });
    this.later(lacking.map(({ stub }) => stub.key));
  }

  /** Other articles that hold an identifier of these ones give it up with all that they have, and are built anew. */
  async strip(writes: readonly ArticleWrite[]): Promise<ArticleWrite[]> {
    const own = new Set(writes.map(({ record }) => record.key));
    const identifiers = writes.flatMap(({ record }) => record.identifiers);
    const owners = new Map<string, StoredArticle>();
    for (const node of await this.store.find(identifiers))
      if (node?.kind === 'Article' && !own.has(node.record.key)) owners.set(node.record.key, node.record);
    const { wanted, elsewhere } = await wantedWorks(this.view, [...owners.keys()]);
    const stripped = [...wanted.map(({ key }) => ({ key, to: null })), ...elsewhere];
    await this.noteStripped(stripped.map(({ key, to }) => ({ article: owners.get(key)!, to })));
    this.leave([...owners.values()]);
    this.later([...owners.keys()]);
    return [...owners.keys()].map(bareStub);
  }

  /**
   * Works that nobody cites as far as the graph tells, and that are not written: whoever is there with an identifier of theirs is
   * built anew, for it may be cited by that identifier.
   */
  async noteNamesakes(unwritten: readonly ArticleWrite[]): Promise<void> {
    const found = await this.store.find(unwritten.flatMap(({ record }) => record.identifiers));
    this.later(found.flatMap((node) => (node?.kind === 'Article' ? node.record.key : [])));
  }

  /** What articles name that give up everything may have lost its last article. */
  private async noteStripped(stripped: readonly { article: StoredArticle; to: string | null }[]): Promise<void> {
    for (const { article, to } of stripped) this.noteLost(article, new Set(), to ?? article.key);
    const citing = stripped.flatMap(({ article }) => (article.referenceCount > 0 ? [article.key] : []));
    for (const cited of new Set([...(await linkedKeys(this.store, 'references', citing)).values()].flat()))
      putGone(this.view, { kind: 'Article', key: cited, article: null, name: null });
  }

  /**
   * Who cites a work by an identifier that it has no longer cites another one, and who is said to cite by that identifier is
   * another one: the latter are built anew, and of the former those of whom it has to be found out.
   */
  async leadElsewhere(articles: readonly ArticleWrite[], held: ReadonlyMap<string, StoredArticle>): Promise<void> {
    const losing: StoredArticle[] = [];
    const lost: string[] = [];
    for (const { record } of articles) {
      const own = new Set(record.identifiers.map(tagOf));
      const old = held.get(record.key);
      const gone = (old?.identifiers ?? []).map(tagOf).filter((tag) => !own.has(tag));
      if (old && gone.length > 0) losing.push(old);
      lost.push(...gone);
    }
    this.leave(losing);
    this.later(await this.citingBy(lost));
  }

  /** Works that records say cite theirs, of those that these identifiers name. */
  private async citingBy(tags: readonly string[]): Promise<string[]> {
    const rows = await this.view.tagged(PRIMARY.record, tags.map((tag) => `by:${tag}`)); // prettier-ignore
    const said = new Set(rows.flatMap((row) => row.tags));
    const citing = tags.filter((tag) => said.has(`by:${tag}`));
    const targets = new Targets(this.view);
    await targets.lookUp(citing);
    return citing.flatMap((tag) => targets.named([tag])?.key ?? []);
  }

  async noteGone(articles: readonly ArticleWrite[], held: ReadonlyMap<string, StoredArticle>): Promise<void> {
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
