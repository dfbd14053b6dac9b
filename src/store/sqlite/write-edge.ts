import { foldName } from '../fold.js';
import type { Batch } from './batch.js';
import type { PackedBatch, PackedEdges } from './pack.js';

/** Edges of articles and topics. What an article's row and edges have in common is written to both here. */

/** An article of the batch with the ids of all that it names. */
export interface ArticleEdges {
  id: number;
  key: string;
  date: number;
  journal: number | null;
  references: { id: number; position: number; provenance: number }[];
  authors: { id: number; position: number; place: number }[];
  topics: { id: number; place: number }[];
  types: readonly string[];
}

/** Keeps the first entry for each node that a list of keys names. */
function firstOfEach<E>(keys: readonly string[], idOf: (key: string) => number, toEdge: (id: number, place: number) => E): E[] {
  const seen = new Set<number>();
  const edges: E[] = [];
  keys.forEach((key, place) => {
    const id = idOf(key);
    if (seen.has(id)) return;
    seen.add(id);
    edges.push(toEdge(id, place));
  });
  return edges;
}

/** What the edges of each kind are known by; of those that the store has just so, neither row nor count is touched. */
const LISTS = {
  references: { table: 'citation', from: 'citing', to: 'cited', columns: ['position', 'provenance'], degree: 'citedBy' },
  authors: { table: 'authorship', from: 'article', to: 'author', columns: ['position', 'place'], degree: 'author' },
  topics: { table: 'about', from: 'article', to: 'topic', columns: ['place'], degree: 'topic' },
} as const;

type List = keyof typeof LISTS;

/** Takes out the edges of a known article that it will not have so, and leaves in `edges` those that are still to be laid. */
function dropChanged<L extends List>(batch: Batch, list: L, edges: ArticleEdges): void {
  const { table, from, to, columns, degree } = LISTS[list];
  const wanted = new Map(edges[list].map((edge) => [edge.id, edge as Record<string, unknown> & { id: number }]));
  const read = batch.session.prepare<Record<string, number>>(
    `SELECT ${to} AS id, date, ${columns.join(', ')} FROM ${table} WHERE ${from} = ?`,
  );
  const drop = batch.session.prepare(`DELETE FROM ${table} WHERE ${from} = ? AND ${to} = ?`);
  for (const row of read.all(edges.id)) {
    const edge = wanted.get(row.id!);
    if (edge && row.date === edges.date && columns.every((column) => row[column] === edge[column])) {
      wanted.delete(row.id!);
      continue;
    }
    drop.run(edges.id, row.id!);
    batch.degrees.add(degree, row.id!, -1);
    if (list === 'references') batch.degrees.add('references', edges.id, -1);
  }
  edges[list] = [...wanted.values()] as unknown as ArticleEdges[L];
}

function dropKnown(batch: Batch, edges: ArticleEdges): void {
  for (const list of Object.keys(LISTS) as List[]) dropChanged(batch, list, edges);
  batch.session.prepare('DELETE FROM article_type WHERE article = ?').run(edges.id);
  countJournal(batch, edges.id, -1);
}

function countJournal(batch: Batch, article: number, change: number): void {
  const row = batch.session.prepare<{ journal: number | null }>('SELECT journal FROM article WHERE id = ?').get(article);
  if (row?.journal != null) batch.degrees.add('journal', row.journal, change);
}

/** Takes out all that leads from an article: its references, authors, topics, types and journal. */
export function dropOutgoing(batch: Batch, id: number): void {
  dropKnown(batch, { id, key: '', date: -1, journal: null, references: [], authors: [], topics: [], types: [] });
}

/** Follows the keys of an article to ids. */
function resolved(batch: Batch, packed: PackedEdges): ArticleEdges {
  const { key, date, journal, types } = packed;
  const by = `The article ${key}`;
  return {
    id: batch.id('Article', key)!,
    key,
    date,
    journal: journal === null ? null : batch.needed('Journal', journal, by),
    references: firstOfEach(
      packed.cited,
      (cited) => batch.needed('Article', cited, by),
      (id, place) => ({
        id,
        position: packed.citedPositions[place]!,
        provenance: batch.provenance(packed.citedProvenance[place]!),
      }),
    ),
    authors: firstOfEach(
      packed.authors,
      (author) => batch.needed('Author', author, by),
      (id, place) => ({ id, position: packed.authorPositions[place]!, place }),
    ),
    topics: firstOfEach(
      packed.topics,
      (topic) => batch.needed('Topic', topic, by),
      (id, place) => ({ id, place }),
    ),
    types,
  };
}

/**
 * The edges of the articles that are to be laid when their ends have their rows. Edges that will not be any more are
 * gone then, and all changes are counted.
 */
export function resolveEdges(batch: Batch, articles: readonly PackedEdges[]): ArticleEdges[] {
  const { degrees } = batch;
  return articles.map((article) => {
    const edges = resolved(batch, article);
    if (!batch.isNew('Article', edges.id)) dropKnown(batch, edges);
    if (edges.journal !== null) degrees.add('journal', edges.journal, 1);
    for (const list of Object.keys(LISTS) as List[]) for (const { id } of edges[list]) degrees.add(LISTS[list].degree, id, 1);
    for (const { id } of edges.authors) degrees.addDate(id, edges.date);
    if (edges.references.length > 0) degrees.add('references', edges.id, edges.references.length);
    return edges;
  });
}

function layArticle({ session }: Batch, { id, key, date, references, authors, topics, types }: ArticleEdges): void {
  const cite = session.prepare(
    'INSERT INTO citation (citing, cited, position, date, citing_key, provenance) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const { id: cited, position, provenance } of references) cite.run(id, cited, position, date, key, provenance);
  const sign = session.prepare(
    'INSERT INTO authorship (article, author, position, place, date, article_key) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const { id: author, position, place } of authors) sign.run(id, author, position, place, date, key);
  const assign = session.prepare('INSERT INTO about (article, topic, place, date, article_key) VALUES (?, ?, ?, ?, ?)');
  for (const { id: topic, place } of topics) assign.run(id, topic, place, date, key);
  const addType = session.prepare('INSERT OR IGNORE INTO article_type (article, type, folded) VALUES (?, ?, ?)');
  for (const type of types) addType.run(id, type, foldName(type));
}

function layTopic(batch: Batch, { key, broaderKeys }: PackedBatch['broader'][number]): void {
  const narrower = batch.id('Topic', key)!;
  batch.session.prepare('DELETE FROM broader WHERE narrower = ?').run(narrower);
  const add = batch.session.prepare('INSERT OR IGNORE INTO broader (narrower, broader) VALUES (?, ?)');
  for (const broader of broaderKeys) add.run(narrower, batch.needed('Topic', broader, `The topic ${key}`));
}

export function layEdges(batch: Batch, topics: PackedBatch['broader'], articles: readonly ArticleEdges[]): void {
  for (const topic of topics) layTopic(batch, topic);
  for (const article of articles) layArticle(batch, article);
}
