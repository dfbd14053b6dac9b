import type { Kind } from '../../records.js';
import type { StoredIdentifier } from '../store.js';
import { refusal, type Batch } from './batch.js';
import { isShared, KIND_OF_SCHEME } from './lookup.js';
import { tableName } from './table.js';

/** Identifiers of one node, to be stored when those of all nodes of the batch have been taken away. */
export interface Identified {
  kind: Kind;
  key: string;
  id: number;
  identifiers: StoredIdentifier[];
}

const SCHEMES = Object.entries(KIND_OF_SCHEME) as [keyof typeof KIND_OF_SCHEME, Kind][];

export function dropIdentifiers(batch: Batch, kind: Kind, id: number): void {
  const schemes = SCHEMES.filter(([, of]) => of === kind).map(([scheme]) => scheme);
  for (const scheme of schemes) {
    const table = isShared(scheme) ? 'shared_name' : 'identifier';
    batch.session.prepare(`DELETE FROM ${table} WHERE node = ? AND scheme = ?`).run(id, scheme);
  }
}

/** Refuses the batch when an identifier that names one node would name two. */
export function addIdentifiers(batch: Batch, nodes: readonly Identified[]): void {
  const add = batch.session.prepare('INSERT INTO identifier (scheme, value, node) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const addShared = batch.session.prepare('INSERT INTO shared_name (scheme, value, node) VALUES (?, ?, ?)');
  for (const { kind, key, id, identifiers } of nodes) {
    for (const { scheme, value } of identifiers) {
      if (isShared(scheme)) addShared.run(scheme, value, id);
      else if (add.run(scheme, value, id).changes === 0) {
        const owner = batch.session.prepare<{ key: string }>(
          `SELECT key FROM ${tableName(kind)} WHERE id = (SELECT node FROM identifier WHERE scheme = ? AND value = ?)`,
        );
        throw refusal(
          `The identifier ${scheme} ${value} would belong to two nodes: ${owner.get(scheme, value)?.key} and ${key}.`,
        );
      }
    }
  }
}
