import type { Kind } from '../../records.js';
import { articleIdentifiers, authorIdentifiers, journalIdentifiers, topicIdentifiers } from '../identifiers.js';
import type { StoredIdentifier } from '../store.js';
import { refusal, type Batch } from './batch.js';
import { isShared } from './lookup.js';
import { unpackRecord } from '../packed-record.js';
import { tableName } from './table.js';

/** Identifiers that one node gets, to be stored when all that nodes of the batch lose have been taken away. */
export interface Identified {
  kind: Kind;
  key: string;
  id: number;
  identifiers: readonly StoredIdentifier[];
}

const IDENTIFIERS = {
  Article: articleIdentifiers,
  Author: authorIdentifiers,
  Journal: journalIdentifiers,
  Topic: topicIdentifiers,
} as Record<Kind, (record: never) => StoredIdentifier[]>;

const nameOf = ({ scheme, value }: StoredIdentifier): string => `${scheme}:${value}`;

/**
 * Takes away the identifiers that a node has by its stored record and will not have any more; answers those that it
 * is still to get. The record tells them, so that no index by node is needed, which every import would pay for.
 */
export function dropIdentifiers(
  batch: Batch,
  { kind, id }: { kind: Kind; id: number },
  record: string,
  wanted: readonly StoredIdentifier[],
): StoredIdentifier[] {
  const missing = new Map(wanted.map((identifier) => [nameOf(identifier), identifier]));
  const drop = batch.session.prepare('DELETE FROM identifier WHERE scheme = ? AND value = ?');
  const dropShared = batch.session.prepare('DELETE FROM shared_name WHERE scheme = ? AND value = ? AND node = ?');
  for (const identifier of IDENTIFIERS[kind](unpackRecord(kind, record, []) as never)) {
    if (missing.delete(nameOf(identifier))) continue;
    const { scheme, value } = identifier;
    if (isShared(scheme)) dropShared.run(scheme, value, id);
    else drop.run(scheme, value);
  }
  return [...missing.values()];
}

function ownerOf(
  batch: Batch,
  kind: Kind,
  { scheme, value }: StoredIdentifier,
  nodes: readonly Identified[],
): string | undefined {
  const owner = batch.session.prepare<{ node: number }>('SELECT node FROM identifier WHERE scheme = ? AND value = ?');
  const { node } = owner.get(scheme, value)!;
  // Rows of new nodes are not there yet.
  const inBatch = nodes.find((one) => one.kind === kind && one.id === node);
  return inBatch?.key ?? batch.session.prepare<{ key: string }>(`SELECT key FROM ${tableName(kind)} WHERE id = ?`).get(node)?.key;
}

/** Refuses the batch when an identifier that names one node would name two. */
export function addIdentifiers(batch: Batch, nodes: readonly Identified[]): void {
  const add = batch.session.prepare('INSERT INTO identifier (scheme, value, node) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const addShared = batch.session.prepare('INSERT INTO shared_name (scheme, value, node) VALUES (?, ?, ?)');
  for (const { kind, key, id, identifiers } of nodes) {
    for (const identifier of identifiers) {
      const { scheme, value } = identifier;
      if (isShared(scheme)) addShared.run(scheme, value, id);
      else if (add.run(scheme, value, id).changes === 0) {
        const owner = ownerOf(batch, kind, identifier, nodes);
        throw refusal(`The identifier ${scheme} ${value} would belong to two nodes: ${owner} and ${key}.`);
      }
    }
  }
}
