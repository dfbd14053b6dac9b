import type { ArticleRecord, AuthorRecord, JournalRecord, Kind, TopicRecord } from '../../records.js';
import { packDetails } from '../details.js';
import { articleDocument, authorDocument, journalDocument, topicDocument, type SearchDocument } from '../document.js';
import { articleIdentifiers, authorIdentifiers, journalIdentifiers, topicIdentifiers } from '../identifiers.js';
import { SORT_VALUES } from '../sort-values.js';
import type { ArticleWrite, StoredIdentifier, WriteBatch } from '../store.js';
import type { Batch } from './batch.js';
import { encodeValue, NOUNS } from './noun.js';
import type { SqlValue } from './sql.js';
import { tableName, type SortColumn } from './table.js';
import { dropIdentifiers, type Identified } from './write-identifier.js';

/** Rows, records and search documents of nodes; edges are laid by write-edge.ts. */

interface NodeToWrite {
  kind: Kind;
  key: string;
  record: object;
  columns: Record<string, SqlValue>;
  identifiers: StoredIdentifier[];
  document: () => SearchDocument;
}

const flag = (value: boolean): number => (value ? 1 : 0);

/** The value by which a record is ordered, as its column has it. The counts, which records lack here, are not asked for. */
function sortColumn(kind: Kind, field: string, record: object): number | string {
  const sort = (NOUNS[kind].sorts as Record<string, SortColumn>)[field]!;
  const valueOf = (SORT_VALUES[kind] as Record<string, (record: never) => number | string | null>)[field]!;
  return encodeValue(sort, valueOf(record as never));
}

/** Date as it lies in the article's row and on its edges. */
export const storedDate = (record: ArticleRecord): number => sortColumn('Article', 'date', record) as number;

function articleNode({ record, details, indexedNames }: ArticleWrite): NodeToWrite {
  const columns = {
    status: record.status,
    date: storedDate(record),
    title_key: sortColumn('Article', 'title', record),
    authors_status: record.authorsStatus,
    has_abstract: flag(record.hasAbstract),
    has_reference_list: flag(record.hasReferenceList),
    has_authors: flag(record.authorships.length > 0),
    has_topics: flag(record.topics.length > 0),
    is_retracted: flag(record.isRetracted),
  };
  const document = () => articleDocument(record, details.abstract, indexedNames);
  return { kind: 'Article', key: record.key, record, columns, identifiers: articleIdentifiers(record), document };
}

function authorNode(record: AuthorRecord): NodeToWrite {
  const columns = { kind: record.kind, has_orcid: flag(record.orcid !== null), name_key: sortColumn('Author', 'name', record) };
  const identifiers = authorIdentifiers(record);
  return { kind: 'Author', key: record.key, record, columns, identifiers, document: () => authorDocument(record) };
}

function journalNode(record: JournalRecord): NodeToWrite {
  const columns = { title_key: sortColumn('Journal', 'title', record) };
  const identifiers = journalIdentifiers(record);
  return { kind: 'Journal', key: record.key, record, columns, identifiers, document: () => journalDocument(record) };
}

function topicNode(record: TopicRecord): NodeToWrite {
  const columns = { name_key: sortColumn('Topic', 'name', record), has_mesh: flag(record.meshId !== null) };
  const identifiers = topicIdentifiers(record);
  return { kind: 'Topic', key: record.key, record, columns, identifiers, document: () => topicDocument(record) };
}

/** Inserts or updates the row. */
function putRow(batch: Batch, node: NodeToWrite): { id: number; isNew: boolean } {
  const table = tableName(node.kind);
  const names = Object.keys(node.columns);
  const values = Object.values(node.columns);
  const known = batch.id(node.kind, node.key);
  if (known !== null) {
    batch.session
      .prepare(`UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`)
      .run(...values, known);
    return { id: known, isNew: false };
  }
  const insert = batch.session.prepare(
    `INSERT INTO ${table} (key, ${names.join(', ')}) VALUES (?, ${names.map(() => '?').join(', ')})`,
  );
  const id = Number(insert.run(node.key, ...values).lastInsertRowid);
  batch.setId(node.kind, node.key, id);
  return { id, isNew: true };
}

/** What is still to be written of a node when all rows of the batch are. */
export interface Unfinished extends Identified {
  isNew: boolean;
  document: () => SearchDocument;
}

function putNode(batch: Batch, node: NodeToWrite): Unfinished | null {
  const { id, isNew } = putRow(batch, node);
  const records = `${tableName(node.kind)}_record`;
  const text = JSON.stringify(node.record);
  if (isNew) batch.session.prepare(`INSERT INTO ${records} (id, record) VALUES (?, ?)`).run(id, text);
  else {
    const known = batch.session.prepare<{ record: string }>(`SELECT record FROM ${records} WHERE id = ?`).get(id);
    // What is indexed of an author, journal or topic is in its record, so an equal record needs no more work.
    // An article's document has its abstract and its neighbours' names, too.
    if (node.kind !== 'Article' && known?.record === text) return null;
    if (known?.record !== text) batch.session.prepare(`UPDATE ${records} SET record = ? WHERE id = ?`).run(text, id);
    dropIdentifiers(batch, node.kind, id);
  }
  return { kind: node.kind, key: node.key, id, identifiers: node.identifiers, isNew, document: node.document };
}

function putDetails(batch: Batch, { record, details }: ArticleWrite): void {
  const id = batch.id('Article', record.key)!;
  const text = packDetails(details);
  if (text === null) batch.session.prepare('DELETE FROM article_detail WHERE id = ?').run(id);
  else batch.session.prepare('INSERT OR REPLACE INTO article_detail (id, details) VALUES (?, ?)').run(id, text);
}

/** Writes all nodes of the batch; answers those whose identifiers and search documents are still to be written. */
export function putNodes(batch: Batch, { journals = [], topics = [], authors = [], articles = [] }: WriteBatch): Unfinished[] {
  // By node: of a node that the batch writes twice, the last one counts.
  const unfinished = new Map<string, Unfinished>();
  const put = (node: NodeToWrite) => {
    const one = putNode(batch, node);
    if (!one) return;
    const name = `${one.kind}:${one.key}`;
    unfinished.set(name, { ...one, isNew: one.isNew || (unfinished.get(name)?.isNew ?? false) });
  };
  for (const record of journals) put(journalNode(record));
  for (const record of topics) put(topicNode(record));
  for (const record of authors) put(authorNode(record));
  for (const article of articles) {
    put(articleNode(article));
    putDetails(batch, article);
  }
  return [...unfinished.values()];
}

/**
 * The last step of a write: FTS5 gathers what is added to an index, but a statement on another table that
 * opens a savepoint makes it write what it has, and each such piece costs a merge later.
 */
export function putDocuments(batch: Batch, nodes: readonly Unfinished[]): void {
  for (const { kind, id, isNew, document } of nodes) {
    const { label, names, body } = document();
    const verb = isNew ? 'INSERT' : 'INSERT OR REPLACE';
    const put = batch.session.prepare(`${verb} INTO ${tableName(kind)}_search (rowid, label, names, body) VALUES (?, ?, ?, ?)`);
    put.run(id, label, names, body);
  }
}
