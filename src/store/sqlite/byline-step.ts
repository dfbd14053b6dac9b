import type { AuthorKeys, AuthorNumbers, BylineStepQuery } from '../neighbourhood.js';
import { BETWEEN } from '../packed-keys.js';
import type { Session } from './connection.js';
import { numbersOf, type Numbers } from './number-list.js';
import { name, sql } from './sql.js';
import { SOURCES } from './step.js';

/** Numbers are the ids of the rows: an id may be given to another node in a later version of the graph. */

const VERSION = name('(SELECT graph_version FROM meta)');

/** Of no edges where there are more than are wanted. Arrays are handed over from thread to thread. */
export interface PackedBylineStep {
  version: number;
  isCut: boolean;
  from: Numbers;
  to: Numbers;
}

/** At most one edge more than is wanted is read. */
export function bylineStep(session: Session, { step, from: ids, most }: BylineStepQuery): PackedBylineStep {
  const { edges, from, to } = SOURCES[step];
  const statement = sql`SELECT ${VERSION}, group_concat(slot), group_concat(id) FROM (
    SELECT p.key AS slot, ${name(`e.${to}`)} AS id FROM json_each(${JSON.stringify(ids)}) p
    CROSS JOIN ${name(`${edges} e ON e.${from} = p.value`)} LIMIT ${most + 1})`;
  const [row] = session.rows<[version: number, slots: string | null, ids: string | null]>(statement);
  const [slots, ends] = [numbersOf(row![1]), numbersOf(row![2])];
  const isCut = slots.length > most;
  return { version: row![0], isCut, from: isCut ? new Uint32Array() : slots, to: isCut ? new Uint32Array() : ends };
}

/** Edges that `bylineStepFew` reads at most: a millisecond. */
const FEW_EDGES = 2_000;

/** The same, or null where many edges would be read. */
export function bylineStepFew(session: Session, query: BylineStepQuery): PackedBylineStep | null {
  const found = bylineStep(session, { ...query, most: Math.min(query.most, FEW_EDGES) });
  return found.isCut && query.most > FEW_EDGES ? null : found;
}

export function authorNumbers(session: Session, keys: readonly string[]): AuthorNumbers {
  const statement = sql`SELECT ${VERSION}, json_group_array((SELECT id FROM author WHERE author.key = p.value))
    FROM json_each(${JSON.stringify(keys)}) p`;
  const [row] = session.rows<[version: number, numbers: string]>(statement);
  return { version: row![0], numbers: JSON.parse(row![1]) as (number | null)[] };
}

export function authorKeys(session: Session, numbers: readonly number[]): AuthorKeys {
  const statement = sql`SELECT ${VERSION}, group_concat(coalesce((SELECT author.key FROM author WHERE id = p.value), ''), ${BETWEEN})
    FROM json_each(${JSON.stringify(numbers)}) p`;
  const [row] = session.rows<[version: number, keys: string | null]>(statement);
  return { version: row![0], keys: row![1] === null ? [] : row![1].split(BETWEEN) };
}
