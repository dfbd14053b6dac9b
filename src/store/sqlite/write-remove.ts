import type { Kind } from '../../records.js';
import { refusal, type Batch } from './batch.js';
import type { PackedBatch } from './pack.js';
import { tableName } from './table.js';
import { dropOutgoing } from './write-edge.js';
import { dropIdentifiers } from './write-identifier.js';

/** Nodes that a batch takes out. */

function removeArticle(batch: Batch, id: number): void {
  const { session, degrees } = batch;
  dropOutgoing(batch, id);
  for (const { citing } of session.prepare<{ citing: number }>('SELECT citing FROM citation WHERE cited = ?').all(id))
    degrees.add('references', citing, -1);
  session.prepare('DELETE FROM citation WHERE cited = ?').run(id);
  session.prepare('DELETE FROM article_detail WHERE id = ?').run(id);
  session.prepare('DELETE FROM article_lists WHERE id = ?').run(id);
  dropRow(batch, 'Article', id);
  degrees.forgetArticle(id);
}

function dropRow(batch: Batch, kind: Kind, id: number): void {
  const table = tableName(kind);
  batch.session.prepare(`DELETE FROM ${table}_search WHERE rowid = ?`).run(id);
  batch.session.prepare(`DELETE FROM ${table}_record WHERE id = ?`).run(id);
  batch.session.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id);
}

/** Keys of the nodes that a batch writes, for a node that it writes is not taken out by it. */
function writtenKeys({ nodes }: PackedBatch): Record<Kind, Set<string>> {
  const keys = (wanted: Kind) => new Set(nodes.flatMap(({ kind, key }) => (kind === wanted ? [key] : [])));
  return { Article: keys('Article'), Author: keys('Author'), Journal: keys('Journal'), Topic: keys('Topic') };
}

export function removeNodes(batch: Batch, write: PackedBatch): void {
  if (write.remove.length === 0) return;
  const written = writtenKeys(write);
  for (const { kind, key } of write.remove) {
    const id = written[kind].has(key) ? null : batch.id(kind, key);
    if (id === null) continue;
    batch.forget(kind, key);
    const stored = batch.session
      .prepare<{ record: string }>(`SELECT record FROM ${tableName(kind)}_record WHERE id = ?`)
      .get(id)!;
    dropIdentifiers(batch, { kind, id }, stored.record, []);
    if (kind === 'Article') removeArticle(batch, id);
    else batch.removed.push({ kind, key, id });
    if (kind === 'Topic') batch.session.prepare('DELETE FROM broader WHERE narrower = ?').run(id);
  }
}

/** Who still names a node, by the record that names it. */
const NAMED_BY: Record<Exclude<Kind, 'Article'>, string[]> = {
  Author: ['SELECT a.key FROM authorship e JOIN article a ON a.id = e.article WHERE e.author = ? LIMIT 1'],
  Journal: ['SELECT key FROM article WHERE journal = ? LIMIT 1'],
  Topic: [
    'SELECT a.key FROM about e JOIN article a ON a.id = e.article WHERE e.topic = ? LIMIT 1',
    'SELECT t.key FROM broader e JOIN topic t ON t.id = e.narrower WHERE e.broader = ? LIMIT 1',
  ],
};

/** Takes out authors, journals and topics when the edges are laid anew; refuses when a record still names one. */
export function finishRemoval(batch: Batch): void {
  for (const { kind, key, id } of batch.removed) {
    for (const text of NAMED_BY[kind]) {
      const naming = batch.session.prepare<{ key: string }>(text).get(id);
      if (naming) throw refusal(`The ${kind} ${key} cannot be removed: ${naming.key} still names it.`);
    }
    dropRow(batch, kind, id);
  }
}
