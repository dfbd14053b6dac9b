import type { TopicRecord } from '../../records.js';
import { foldName } from '../fold.js';
import type { ArticleWrite, WriteBatch } from '../store.js';
import type { Batch } from './batch.js';
import type { Degrees } from './degree.js';
import { storedDate } from './write-node.js';

/** Edges of articles and topics. What an article's row and edges have in common is written to both here. */

const ARTICLE_EDGES: [table: string, column: string, degree: Parameters<Degrees['add']>[0]][] = [
  ['authorship', 'author', 'author'],
  ['about', 'topic', 'topic'],
];

/** Takes out all that leads from an article: its references, authors, topics, types and journal. */
export function dropOutgoing(batch: Batch, id: number): void {
  const { session, degrees } = batch;
  for (const { cited } of session.prepare<{ cited: number }>('SELECT cited FROM citation WHERE citing = ?').all(id)) {
    degrees.add('citedBy', cited, -1);
    degrees.add('references', id, -1);
  }
  session.prepare('DELETE FROM citation WHERE citing = ?').run(id);
  for (const [table, column, degree] of ARTICLE_EDGES) {
    const ends = session.prepare<{ id: number }>(`SELECT ${column} AS id FROM ${table} WHERE article = ?`);
    for (const end of ends.all(id)) degrees.add(degree, end.id, -1);
    session.prepare(`DELETE FROM ${table} WHERE article = ?`).run(id);
  }
  session.prepare('DELETE FROM article_type WHERE article = ?').run(id);
  const row = session.prepare<{ journal: number | null }>('SELECT journal FROM article WHERE id = ?').get(id);
  if (row?.journal != null) degrees.add('journal', row.journal, -1);
}

/** Keeps the first entry for each node that a list names. */
function* firstOfEach<T>(items: readonly T[], idOf: (item: T) => number): Generator<{ id: number; item: T; place: number }> {
  const seen = new Set<number>();
  for (const [place, item] of items.entries()) {
    const id = idOf(item);
    if (seen.has(id)) continue;
    seen.add(id);
    yield { id, item, place };
  }
}

function layReferences(batch: Batch, citing: number, { record, references }: ArticleWrite, by: string): void {
  const add = batch.session.prepare(
    'INSERT INTO citation (citing, cited, position, date, citing_key, provenance) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const date = storedDate(record);
  for (const { id, item } of firstOfEach(references, ({ citedKey }) => batch.needed('Article', citedKey, by))) {
    add.run(citing, id, item.position ?? -1, date, record.key, batch.provenance(item.provenance));
    batch.degrees.add('citedBy', id, 1);
    batch.degrees.add('references', citing, 1);
  }
}

function layAuthorships(batch: Batch, article: number, { record }: ArticleWrite, by: string): void {
  const add = batch.session.prepare(
    'INSERT INTO authorship (article, author, position, place, date, article_key) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const date = storedDate(record);
  const idOf = ({ authorKey }: { authorKey: string }) => batch.needed('Author', authorKey, by);
  for (const { id, item, place } of firstOfEach(record.authorships, idOf)) {
    add.run(article, id, item.position, place, date, record.key);
    batch.degrees.add('author', id, 1);
  }
}

function layTopics(batch: Batch, article: number, { record }: ArticleWrite, by: string): void {
  const add = batch.session.prepare('INSERT INTO about (article, topic, place, date, article_key) VALUES (?, ?, ?, ?, ?)');
  const date = storedDate(record);
  for (const { id, place } of firstOfEach(record.topics, ({ topicKey }) => batch.needed('Topic', topicKey, by))) {
    add.run(article, id, place, date, record.key);
    batch.degrees.add('topic', id, 1);
  }
}

function layArticle(batch: Batch, write: ArticleWrite): void {
  const { record } = write;
  const by = `The article ${record.key}`;
  const id = batch.id('Article', record.key)!;
  dropOutgoing(batch, id);
  const journal = record.journalKey === null ? null : batch.needed('Journal', record.journalKey, by);
  batch.session.prepare('UPDATE article SET journal = ? WHERE id = ?').run(journal, id);
  if (journal !== null) batch.degrees.add('journal', journal, 1);
  layReferences(batch, id, write, by);
  layAuthorships(batch, id, write, by);
  layTopics(batch, id, write, by);
  const addType = batch.session.prepare('INSERT OR IGNORE INTO article_type (article, type, folded) VALUES (?, ?, ?)');
  for (const type of record.publicationTypes) addType.run(id, type, foldName(type));
}

function layTopic(batch: Batch, { key, broaderKeys }: TopicRecord): void {
  const narrower = batch.id('Topic', key)!;
  batch.session.prepare('DELETE FROM broader WHERE narrower = ?').run(narrower);
  const add = batch.session.prepare('INSERT OR IGNORE INTO broader (narrower, broader) VALUES (?, ?)');
  for (const broader of broaderKeys) add.run(narrower, batch.needed('Topic', broader, `The topic ${key}`));
}

export function layEdges(batch: Batch, { articles = [], topics = [] }: WriteBatch): void {
  for (const topic of topics) layTopic(batch, topic);
  for (const article of articles) layArticle(batch, article);
}
