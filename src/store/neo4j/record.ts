import { CodedError } from '../../errors.js';
import { KINDS, type AnyNode, type Kind, type StoredRecords } from '../../records.js';
import { COUNTS, unpackRecord } from '../packed-record.js';
import { kindToken } from './lucene.js';

/**
 * How a node becomes a record: the property `record` holds it whole as JSON, so that one read gives it with
 * its authorships; only the counts, which change with every citation, stand beside it.
 */
/** What to return of a node `n` of a known kind, in this order. */
export function propertiesOf(kind: Kind): string {
  return ['record', ...COUNTS[kind]].map((property) => `n.${property}`).join(', ');
}

/** As a list. */
export const recordOf = (kind: Kind): string => `[${propertiesOf(kind)}]`;

/** What to return of a node `n` of any kind: kind token and list. */
export const NODE_OF = `[n.textKind, CASE n.textKind ${KINDS.map((kind) => `WHEN '${kindToken(kind)}' THEN ${recordOf(kind)}`).join(' ')} END]`;

export function decodeRecord<K extends Kind>(kind: K, list: unknown): StoredRecords[K] {
  const [record, ...counts] = list as [string, ...unknown[]];
  return unpackRecord(kind, record, counts.map(number));
}

export function decodeNode(pair: unknown): AnyNode {
  const [token, list] = pair as [string, unknown];
  const kind = KINDS.find((name) => kindToken(name) === token)!;
  return { kind, record: decodeRecord(kind, list) } as AnyNode;
}

/** An integer of the database as a number; one that a number cannot hold exactly is an error, never rounded. */
export function number(value: unknown): number | null {
  if (typeof value !== 'bigint') return (value as number | null | undefined) ?? null;
  const exact = Number(value);
  if (!Number.isSafeInteger(exact))
    throw new CodedError('INTERNAL_SERVER_ERROR', `The number ${value} in Neo4j is too large to be exact.`);
  return exact;
}

export function count(value: unknown): number {
  return number(value) ?? 0;
}
