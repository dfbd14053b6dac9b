import type { Kind } from '../../records.js';
import { documentOf } from '../document.js';
import type { Batch } from './batch.js';
import type { NodeWrite } from './node-write.js';
import type { SqlValue } from './sql.js';
import { tableName } from './table.js';
import { textHash } from '../text-hash.js';
import type { ArticleEdges } from './write-edge.js';
import { dropIdentifiers, type Identified } from './write-identifier.js';

/**
 * Rows, records and search documents of nodes; edges are laid by write-edge.ts. A new node gets its id first and
 * its row when its edges are known, for then it is written with its counts and moves in no index.
 */

/** A node of the batch on its way into the store. */
export interface Unfinished extends Identified {
  isNew: boolean;
  node: NodeWrite;
  /** Hash of the texts that the search document is made of. */
  textHash: number;
  /** Whether the document is another than the one that the index has. */
  isIndexed: boolean;
}

interface Known {
  record: string;
  text_hash: number;
}

const hashOf = ({ texts }: NodeWrite): number => textHash(JSON.stringify(texts));

function begin(batch: Batch, node: NodeWrite): Unfinished | null {
  const { kind, key, identifiers } = node;
  const known = batch.id(kind, key);
  const hash = hashOf(node);
  const one = { kind, key, identifiers, node, textHash: hash };
  if (known === null) return { ...one, id: batch.newId(kind, key), isNew: true, isIndexed: false };
  const read = batch.session.prepare<Known>(`SELECT record, text_hash FROM ${tableName(kind)}_record WHERE id = ?`);
  const stored = read.get(known)!;
  // All that is stored of an author, journal or topic is made of its record, so an equal one needs no more work.
  if (kind !== 'Article' && stored.record === node.record) return null;
  const missing = dropIdentifiers(batch, { kind, id: known }, stored.record, identifiers);
  return { ...one, id: known, identifiers: missing, isNew: false, isIndexed: stored.text_hash === hash };
}

/** Gives each node of the batch its id; answers those of which something is to be written. */
export function beginNodes(batch: Batch, nodes: readonly NodeWrite[]): Unfinished[] {
  const unfinished: Unfinished[] = [];
  for (const node of nodes) {
    const one = begin(batch, node);
    if (one) unfinished.push(one);
  }
  return unfinished;
}

/** Columns that only a new node's row gets here; those of known ones are kept by adding. */
const COUNT_COLUMNS: Record<Kind, string[]> = {
  Article: ['cited_by_count', 'reference_count'],
  Author: ['article_count', 'first_year', 'last_year'],
  Journal: ['article_count'],
  Topic: ['article_count'],
};

function countsOf({ degrees }: Batch, kind: Kind, id: number): number[] {
  switch (kind) {
    case 'Article':
      return [degrees.take('citedBy', id), degrees.take('references', id)];
    case 'Author':
      return [degrees.take('author', id), ...degrees.yearsOf(id)];
    case 'Journal':
      return [degrees.take('journal', id)];
    case 'Topic':
      return [degrees.take('topic', id)];
  }
}

const columnNames = (node: NodeWrite): string[] => [
  ...Object.keys(node.columns),
  ...(node.kind === 'Article' ? ['journal'] : []),
];

/** Nodes of one kind have the same columns, so that each text is made once. */
const texts = { insert: new Map<Kind, string>(), update: new Map<Kind, string>() };

function insertText(node: NodeWrite): string {
  const columns = ['id', 'key', ...columnNames(node), ...COUNT_COLUMNS[node.kind]];
  return `INSERT INTO ${tableName(node.kind)} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
}

function updateText(node: NodeWrite): string {
  const columns = columnNames(node).map((name) => `${name} = ?`);
  return `UPDATE ${tableName(node.kind)} SET ${columns.join(', ')} WHERE id = ?`;
}

function textFor(kind: 'insert' | 'update', node: NodeWrite): string {
  let text = texts[kind].get(node.kind);
  if (text === undefined) texts[kind].set(node.kind, (text = kind === 'insert' ? insertText(node) : updateText(node)));
  return text;
}

function writeRow(batch: Batch, one: Unfinished, values: SqlValue[]): void {
  const { kind, key, id, isNew, node, textHash: hash } = one;
  const { session } = batch;
  const records = `${tableName(kind)}_record`;
  if (!isNew) {
    session.prepare(textFor('update', node)).run(...values, id);
    session.prepare(`UPDATE ${records} SET record = ?, text_hash = ? WHERE id = ?`).run(node.record, hash, id);
    if (kind === 'Article') session.prepare('UPDATE article_lists SET lists = ? WHERE id = ?').run(node.lists, id);
    return;
  }
  const counts = countsOf(batch, kind, id);
  session.prepare(textFor('insert', node)).run(id, key, ...values, ...counts);
  if (kind !== 'Article') {
    session.prepare(`INSERT INTO ${records} (id, record, text_hash) VALUES (?, ?, ?)`).run(id, node.record, hash);
    return;
  }
  session.prepare(INSERT_ARTICLE_RECORD).run(id, node.record, hash, ...counts);
  session.prepare('INSERT INTO article_lists (id, lists) VALUES (?, ?)').run(id, node.lists);
}

const INSERT_ARTICLE_RECORD =
  'INSERT INTO article_record (id, record, text_hash, cited_by_count, reference_count) VALUES (?, ?, ?, ?, ?)';

function putDetails(batch: Batch, { id, isNew, node: { details } }: Unfinished): void {
  if (details !== null)
    batch.session.prepare('INSERT OR REPLACE INTO article_detail (id, details) VALUES (?, ?)').run(id, details);
  else if (!isNew) batch.session.prepare('DELETE FROM article_detail WHERE id = ?').run(id);
}

/** Writes the rows of all nodes; the degrees of the new ones are taken out of the batch's. */
export function putNodes(batch: Batch, nodes: readonly Unfinished[], edges: readonly ArticleEdges[]): void {
  const journals = new Map(edges.map(({ id, journal }) => [id, journal]));
  for (const one of nodes) {
    const values = Object.values(one.node.columns);
    if (one.kind !== 'Article') writeRow(batch, one, values);
    else {
      writeRow(batch, one, [...values, journals.get(one.id)!]);
      putDetails(batch, one);
    }
  }
}

/**
 * The last step of a write: FTS5 gathers what is added to an index, but a statement on another table that
 * opens a savepoint makes it write what it has, and each such piece costs a merge later. So does an id that is smaller
 * than the one before: they go in order, which takes a quarter of the time where stubs become articles.
 */
export function putDocuments(batch: Batch, nodes: readonly Unfinished[]): void {
  const inOrder = nodes.filter(({ isIndexed }) => !isIndexed);
  inOrder.sort((a, b) => (a.kind === b.kind ? a.id - b.id : a.kind < b.kind ? -1 : 1));
  for (const { kind, id, isNew, node } of inOrder) {
    const { label, names, body } = documentOf(node.texts);
    const verb = isNew ? 'INSERT' : 'INSERT OR REPLACE';
    const put = batch.session.prepare(`${verb} INTO ${tableName(kind)}_search (rowid, label, names, body) VALUES (?, ?, ?, ?)`);
    put.run(id, label, names, body);
  }
}
