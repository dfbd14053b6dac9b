import type { Connection, Row } from './connection.js';
import { seek } from './cypher.js';
import { count } from './record.js';

/** An answer, and the version that the graph had right before it was read. */
export interface Versioned<T> {
  version: number;
  answer: T;
}

/** Of a graph that was written before versions of the graph were kept, that of all data stands for it. */
export const GRAPH_VERSION = 'meta.graphVersion, meta.dataVersion';

/**
 * A statement of one row that tells the version of the graph besides: another statement would be another way to the server.
 * The version is read first: an aggregate is complete before anything else begins.
 *
 * @param names what `main` returns
 */
export function withVersion(main: string, ...names: string[]): string {
  return `OPTIONAL ${seek('meta', 'Meta', '1')}
WITH max(coalesce(${GRAPH_VERSION})) AS version
CALL (version) {
  ${main}
}
RETURN version, ${names.join(', ')}`;
}

export async function readVersioned(connection: Connection, text: string, parameters: Row): Promise<Versioned<Row>> {
  const [row] = await connection.read(text, parameters);
  return { version: count(row!.version), answer: row! };
}
