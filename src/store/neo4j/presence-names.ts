import { KINDS, type Kind } from '../../records.js';
import { tagHash, textHash } from '../text-hash.js';
import type { WriteBatch } from '../store.js';
import { identifierId } from './identifier.js';
import type { NodeRow } from './rows.js';
import { hashOfToken, TAG_PROPERTY } from './tag-token.js';
import type { RowToWrite } from './write-ledger.js';

/** Names by which it is remembered what may be there (presence.ts): hashes of what things are looked up by. */

/** Of a node, or of an alias that leads to one. */
export const keyName = (kind: Kind, key: string): number => textHash(`${kind}:${key}`);
export const identifierName = (id: string): number => textHash(`identifier ${id}`);
/** Of a row of the ledger, by its id and by each of its tags. */
export const rowName = (id: string): number => textHash(id);
export const tagName = tagHash;

/** All names of what a batch puts into the store. */
export function namesOf(
  ledger: readonly RowToWrite[],
  nodes: Record<Kind, NodeRow[]>,
  aliases: NonNullable<WriteBatch['aliases']>,
): number[] {
  const names: number[] = [];
  for (const { id, collection, tags } of ledger) {
    names.push(rowName(id));
    for (const tag of tags) names.push(tagName(collection, tag));
  }
  for (const kind of KINDS)
    for (const { key, identifiers } of nodes[kind]) {
      names.push(keyName(kind, key));
      for (const one of identifiers) names.push(identifierName(identifierId(one)));
    }
  for (const { kind, from, to } of aliases) names.push(keyName(kind, from), keyName(kind, to));
  return names;
}

/** What is there, page by page in the order of the keys: a statement that reads a page, and the names of these keys. */
interface Named {
  text: string;
  nameOf: (key: string) => number;
}

function named(label: string, property: string, nameOf: (key: string) => number, tokens = 'null'): Named {
  const text = `MATCH (n:${label}) USING INDEX SEEK n:${label}(${property}) WHERE n.${property} > $input.after
WITH n ORDER BY n.${property} LIMIT $input.limit
RETURN collect(n.${property}) AS keys, collect(${tokens}) AS tokens`;
  return { text, nameOf };
}

export const NAMED: readonly Named[] = [
  ...KINDS.map((kind) => named(kind, 'key', (key) => keyName(kind, key))),
  // The id of an alias is its kind and key.
  named('Alias', 'id', textHash),
  named('Identifier', 'id', identifierName),
  named('LedgerRow', 'id', rowName, `n.${TAG_PROPERTY}`),
];

/** Of the tags in a page. */
export function namesOfTokens(rows: readonly string[]): number[] {
  return rows.flatMap((tokens) => tokens.split(' ').map(hashOfToken));
}
