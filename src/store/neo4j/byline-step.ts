import type { AuthorKeys, AuthorNumbers, BylineStep, BylineStepQuery } from '../neighbourhood.js';
import type { Connection } from './connection.js';
import { int, seek, Statement } from './cypher.js';
import { numberOf } from './scan-citations.js';
import { pattern } from './step.js';
import { readVersioned, withVersion } from './version.js';

/** Numbers are the database's own of the nodes: a number may be given to another node in a later version of the graph. */

/** At most one edge more than is wanted is read. */
export async function bylineStep(connection: Connection, { step, from, most }: BylineStepQuery): Promise<BylineStep> {
  const statement = new Statement();
  const given = statement.param([...from]);
  const text = withVersion(
    `UNWIND range(0, size(${given}) - 1) AS slot
  MATCH (s)${pattern(step)}(n) WHERE id(s) = toInteger(${given}[slot])
  WITH slot, n LIMIT ${statement.param(int(most + 1))}
  RETURN collect(toFloat(slot)) AS slots, collect(${numberOf('n')}) AS numbers`,
    'slots',
    'numbers',
  );
  const { version, answer } = await readVersioned(connection, text, statement.parameters);
  const [slots, numbers] = [answer['slots'] as number[], answer['numbers'] as number[]];
  return { version, edges: slots.length > most ? null : { from: slots, to: numbers } };
}

export async function authorNumbers(connection: Connection, keys: readonly string[]): Promise<AuthorNumbers> {
  const text = withVersion(
    `UNWIND $input.keys AS given
  ${seek('n', 'Author', 'given')}
  RETURN collect(given) AS given, collect(${numberOf('n')}) AS numbers`,
    'given',
    'numbers',
  );
  const { version, answer } = await readVersioned(connection, text, { keys });
  const numbers = new Map((answer['given'] as string[]).map((key, i) => [key, (answer['numbers'] as number[])[i]!]));
  return { version, numbers: keys.map((key) => numbers.get(key) ?? null) };
}

export async function authorKeys(connection: Connection, numbers: readonly number[]): Promise<AuthorKeys> {
  const text = withVersion(
    `UNWIND $input.numbers AS number
  MATCH (n:Author) WHERE id(n) = toInteger(number)
  RETURN collect(number) AS numbers, collect(n.key) AS keys`,
    'numbers',
    'keys',
  );
  const { version, answer } = await readVersioned(connection, text, { numbers });
  const keys = new Map((answer['numbers'] as number[]).map((number, i) => [number, (answer['keys'] as string[])[i]!]));
  return { version, keys: numbers.map((number) => keys.get(number) ?? '') };
}
