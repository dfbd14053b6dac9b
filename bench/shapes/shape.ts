import type Database from 'better-sqlite3';
import type { Literature } from '../serving/literature.js';

/** What a question asks about: plain data, which hand-written peers get as the body of the request. */
export type Parameters = Record<string, string | number | readonly string[]>;

/** A document of a GraphQL server with what it needs, and its data brought into the form that all answers are compared in. */
export interface Asked<P extends Parameters> {
  document: string;
  variables: (parameters: P) => Record<string, unknown>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- data of any document
  answer: (data: any) => unknown;
}

/** A kind of question that front ends send, and how each system is asked it. */
export interface Shape<P extends Parameters = Parameters> {
  name: string;
  about: string;
  /** What may be asked about; the questions are drawn from these without repetition. */
  material: (literature: Literature) => { count: number; at: (index: number) => P };
  ours: Asked<P>;
  /** `@neo4j/graphql`, over bench/peers/type-definitions.ts. */
  neo4jGraphql: Asked<P>;
  /** One statement over the peers' database; the column `answer` of its one row is the answer. */
  cypher: string;
  /** The best that is known by hand over the file of our SQLite engine. */
  sql: (db: Database.Database) => (parameters: P) => unknown;
}

/** The n-th question: each of the material once before any comes again. */
export function drawn<P extends Parameters>({ count, at }: { count: number; at: (index: number) => P }, n: number): P {
  // A prime number larger than any step of the material's own order, and no divisor of its length.
  const stride = count % 7_919 === 0 ? 7_907 : 7_919;
  return at((n * stride) % count);
}

/** Numbers of the works that fulfil a condition, as material. */
export function worksWhere(
  literature: Literature,
  isWanted: (references: number, citers: number) => boolean,
): { count: number; at: (index: number) => number } {
  const { articles } = literature.size;
  const citers = literature.citerCounts();
  const numbers: number[] = [];
  for (let i = 0; i < articles; i++) if (isWanted(literature.referenceCount(i), citers[i]!)) numbers.push(i);
  if (numbers.length === 0) throw new Error('The literature is too small for this shape: it has no such work.');
  return { count: numbers.length, at: (index) => numbers[index]! };
}
