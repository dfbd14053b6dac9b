import { DERIVED, PRIMARY } from '../ledger/collections.js';
import { folded } from '../import/identity.js';
import { loadVocabulary } from '../import/vocabulary.js';
import { statementsOf, type JournalRow } from '../ledger/journal-row.js';
import { statementsAbout } from '../ledger/topic-row.js';
import { LedgerView } from '../ledger/view.js';
import { KINDS, type Kind, type StoredArticle } from '../records.js';
import type { GraphStore, WriteBatch } from '../store/store.js';
import { NodesRead } from './nodes-read.js';
import { Topics } from './topics.js';

/** A node that may have lost all that it was for. */
export interface GoneRow {
  kind: Kind;
  key: string;
  /** The article that a merged one has become, or on which to look for the author who stands in this one's place. */
  article: string | null;
  /** The author's name as the article has it. */
  name: string | null;
}

/** A merged article has a row of its own, so that the note that a work cites it no more does not take its place. */
export function putGone(view: LedgerView, row: GoneRow): void {
  view.put(DERIVED.gone, `${row.kind} ${row.key}${isMerged(row) ? ' merged' : ''}`, row);
}

const isMerged = ({ kind, article }: GoneRow): boolean => kind === 'Article' && article !== null;

const AT_ONCE = 500;

/** Takes out the nodes that nothing needs any more. Whoever kept the key of a merged one still finds the survivor. */
export async function retireGone(store: GraphStore): Promise<void> {
  for (;;) {
    const rows = await store.scan({ collection: DERIVED.gone, limit: AT_ONCE });
    if (rows.length === 0) return;
    const view = new LedgerView(store);
    for (const { key } of rows) view.remove(DERIVED.gone, key);
    const batch = await retirement(store, view, rows.map(({ value }) => JSON.parse(value) as GoneRow)); // prettier-ignore
    await store.write({ ...batch, ledger: view.drain() });
  }
}

type Removal = NonNullable<WriteBatch['remove']>[number];
type Alias = NonNullable<WriteBatch['aliases']>[number];

const aliasName = (kind: Kind, from: string): string => `${kind} ${from}`;

async function retirement(
  store: GraphStore,
  view: LedgerView,
  rows: readonly GoneRow[],
): Promise<Pick<WriteBatch, 'remove' | 'aliases'>> {
  const remove: Removal[] = [];
  const aliases: Alias[] = [];
  const asked = await read(store, view, rows);
  for (const row of rows) {
    const isUsed = !(await isUnused(asked, row));
    if (!isUsed) remove.push({ kind: row.kind, key: row.key });
    if (!isUsed && row.kind === 'Topic') await noteWider(store, view, row.key);
    if (isUsed && !(isMerged(row) && asked.nodes.get('Article', row.key) === null)) continue;
    const to = await survivorOf(asked, row);
    if (to === null || (to === row.key && !isMerged(row))) {
      // It stood for itself to its end: whatever it had been merged into once, it is not that.
      view.remove(PRIMARY.alias, aliasName(row.kind, row.key));
      continue;
    }
    for (const from of [row.key, ...(isMerged(row) ? otherKeys(asked.nodes, to) : [])]) {
      if (from === to) continue;
      aliases.push({ kind: row.kind, from, to });
      view.put(PRIMARY.alias, aliasName(row.kind, from), { kind: row.kind, from, to });
    }
  }
  const removed = new Set(remove.map(({ kind, key }) => `${kind} ${key}`));
  return { remove, aliases: aliases.filter(({ kind, to }) => !removed.has(`${kind} ${to}`)) };
}

/** A topic may have been there for the sake of a narrower one alone. */
async function noteWider(store: GraphStore, view: LedgerView, key: string): Promise<void> {
  const [topic] = await store.get('Topic', [key]);
  for (const wider of topic?.broaderKeys ?? []) putGone(view, { kind: 'Topic', key: wider, article: null, name: null });
}

/** What is asked of all rows of a page: in Neo4j a statement for each would take longer than all else. */
interface Asked {
  store: GraphStore;
  view: LedgerView;
  nodes: NodesRead;
  /** Those of the articles that have records. */
  works: ReadonlyMap<string, unknown>;
}

async function read(store: GraphStore, view: LedgerView, rows: readonly GoneRow[]): Promise<Asked> {
  const nodes = new NodesRead(store);
  for (const kind of KINDS) await nodes.read(kind, rows.flatMap((row) => (row.kind === kind ? [row.key] : []))); // prettier-ignore
  await nodes.read('Article', rows.flatMap(({ article }) => article ?? [])); // prettier-ignore
  await nodes.read('Article', rows.flatMap((row) => (isMerged(row) ? identifiersOf(nodes, row.article!) : []))); // prettier-ignore
  const idle = rows.flatMap((row) => (row.kind === 'Article' && isIdle(nodes.get('Article', row.key)) ? [row.key] : []));
  return { store, view, nodes, works: await view.get(DERIVED.work, idle) };
}

const isIdle = (article: StoredArticle | null): boolean => article?.citedByCount === 0 && article.referenceCount === 0;

const identifiersOf = (nodes: NodesRead, article: string): string[] =>
  (nodes.get('Article', article)?.identifiers ?? []).map(({ scheme, value }) => `${scheme}:${value}`);

/** Keys that the article might have been given out under when less was known of it. */
const otherKeys = (nodes: NodesRead, article: string): string[] =>
  identifiersOf(nodes, article).filter((key) => nodes.get('Article', key) === null);

async function isUnused({ store, view, nodes, works }: Asked, { kind, key }: GoneRow): Promise<boolean> {
  const record = nodes.get(kind, key);
  if (!record || record.key !== key) return false;
  if ('citedByCount' in record) return isIdle(record) && !works.has(key);
  if (record.articleCount > 0) return false;
  if (kind === 'Journal') return (await statementsOf(view, key)).every(({ value }) => value.source !== 'nlm-catalog');
  if (kind === 'Topic') return isUnusedTopic(store, view, key);
  return true;
}

async function isUnusedTopic(store: GraphStore, view: LedgerView, key: string): Promise<boolean> {
  const [topic] = await store.get('Topic', [key]);
  if (topic!.provenance.some(({ source }) => source === 'curated-topics')) return false;
  if (topic!.meshId !== null && (await statementsAbout(view, [`id:${topic!.meshId}`])).descriptors.length > 0) return false;
  const [narrower] = await store.counts('narrower', [key], null);
  return narrower === 0;
}

async function survivorOf({ store, view, nodes }: Asked, { kind, key, article, name }: GoneRow): Promise<string | null> {
  if (kind === 'Journal') return journalInPlaceOf(store, view, key);
  if (kind === 'Topic') return topicInPlaceOf(store, view, key);
  const found = article === null ? null : nodes.get('Article', article);
  // It may be gone itself by now, or be another one's, where the run that noted this came to no end.
  if (kind === 'Article') return found?.key ?? null;
  return found?.authorships.find(({ nameAsWritten }) => nameAsWritten === name)?.authorKey ?? null;
}

/** The journal that bears the names, or the identifier, that this one was known by. */
async function journalInPlaceOf(store: GraphStore, view: LedgerView, key: string): Promise<string | null> {
  const [journal] = await store.get('Journal', [key]);
  const names = (journal?.names ?? []).map((name) => `name:${folded(name)}`);
  const rows = await view.tagged<JournalRow>(PRIMARY.journal, [key, ...names]);
  const others = new Set(rows.map(({ value }) => value.key));
  return others.size === 1 ? existing(store, 'Journal', [...others][0]!) : null;
}

/** The descriptor that a topic known by its name alone has turned out to be. */
async function topicInPlaceOf(store: GraphStore, view: LedgerView, key: string): Promise<string | null> {
  const [topic] = await store.get('Topic', [key]);
  if (!topic || topic.meshId !== null) return null;
  const topics = new Topics(view, await loadVocabulary(), '');
  await topics.resolve([topic.name]);
  return existing(store, 'Topic', topics.keyOf({ descriptorId: null, descriptor: topic.name }));
}

async function existing(store: GraphStore, kind: 'Journal' | 'Topic', key: string): Promise<string | null> {
  const [node] = await store.get(kind, [key]);
  return node?.key === key ? key : null;
}
