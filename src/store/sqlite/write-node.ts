import type { ArticleRecord, AuthorRecord, JournalRecord, Kind, TopicRecord } from '../../records.js';
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

function articleNode({ record, abstract, indexedNames }: ArticleWrite): NodeToWrite {
  const columns = {
    status: record.status,
    date: storedDate(record),
    title_key: sortColumn('Article', 'title', record),
    authors_status: record.authorsStatus,
    has_abstract: flag(record.hasAbstract),
    has_reference_list: flag(record.hasReferenceList),
    has_authors: flag(record.authorships.length > 0),
    has_topics: flag(record.topics.length > 0),
  };
  const document = () => articleDocument(record, abstract, indexedNames);
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

function putNode(batch: Batch, node: NodeToWrite): Identified | null {
  const { id, isNew } = putRow(batch, node);
  const table = tableName(node.kind);
  const text = JSON.stringify(node.record);
  // What is indexed of an author, journal or topic is in its record, so an equal record needs no more work.
  // An article's document has its abstract and its neighbours' names, too.
  if (!isNew && node.kind !== 'Article') {
    const known = batch.session.prepare<{ record: string }>(`SELECT record FROM ${table}_record WHERE id = ?`).get(id);
    if (known?.record === text) return null;
  }
  batch.session.prepare(`INSERT OR REPLACE INTO ${table}_record (id, record) VALUES (?, ?)`).run(id, text);
  const { label, names, body } = node.document();
  const verb = isNew ? 'INSERT' : 'INSERT OR REPLACE';
  batch.session
    .prepare(`${verb} INTO ${table}_search (rowid, label, names, body) VALUES (?, ?, ?, ?)`)
    .run(id, label, names, body);
  if (!isNew) dropIdentifiers(batch, node.kind, id);
  return { kind: node.kind, key: node.key, id, identifiers: node.identifiers };
}

function putAbstract(batch: Batch, { record, abstract }: ArticleWrite): void {
  const id = batch.id('Article', record.key)!;
  if (abstract.length === 0) batch.session.prepare('DELETE FROM article_abstract WHERE id = ?').run(id);
  else
    batch.session
      .prepare('INSERT OR REPLACE INTO article_abstract (id, sections) VALUES (?, ?)')
      .run(id, JSON.stringify(abstract));
}

/** Writes all nodes of the batch; answers the identifiers that are still to be stored. */
export function putNodes(batch: Batch, { journals = [], topics = [], authors = [], articles = [] }: WriteBatch): Identified[] {
  // By node: of a node that the batch writes twice, the last one counts.
  const identified = new Map<string, Identified>();
  const put = (node: NodeToWrite) => {
    const one = putNode(batch, node);
    if (one) identified.set(`${one.kind}:${one.key}`, one);
  };
  for (const record of journals) put(journalNode(record));
  for (const record of topics) put(topicNode(record));
  for (const record of authors) put(authorNode(record));
  for (const article of articles) {
    put(articleNode(article));
    putAbstract(batch, article);
  }
  return [...identified.values()];
}
