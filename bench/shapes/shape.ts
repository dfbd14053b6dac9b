import type Database from 'better-sqlite3';
import { topicKey, TOPICS, type Literature } from '../serving/literature.js';

/** What a question asks about: plain data, which hand-written peers get as the body of the request. */
export type Parameters = Record<string, string | number | readonly string[]>;

/** A document of a GraphQL server with what it needs, and its data brought into the form that all answers are compared in. */
export interface Asked<P extends Parameters> {
  document: string;
  variables: (parameters: P) => Record<string, unknown>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- data of any document
  answer: (data: any) => unknown;
}

/** What may be asked about. */
export interface Material<P extends Parameters> {
  count: number;
  at: (index: number) => P;
}

/** A kind of question that front ends send, and how each system is asked it. */
export interface Shape<P extends Parameters = Parameters> {
  name: string;
  about: string;
  /** The order is the database's own: answers are compared among systems on one engine. */
  isRankedByEngine?: boolean;
  /** The questions are drawn from it without repetition. */
  material: (literature: Literature) => Material<P>;
  ours: Asked<P>;
  /** `@neo4j/graphql`, over bench/peers/type-definitions.ts and what this shape adds to them. */
  neo4jGraphql: Asked<P> & { typeDefinitions?: string };
  /** One statement over the peers' database; the column `answer` of its one row is the answer. */
  cypher: string;
  /** What the hand-written peers answer, brought into the form in which answers are compared; left out where it has that. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- data of any statement
  byHand?: (data: any) => unknown;
  /** The best that is known by hand over the file of our SQLite engine. */
  sql: (db: Database.Database) => (parameters: P) => unknown;
}

/** The n-th question: each of the material once before any comes again. */
export function drawn<P extends Parameters>({ count, at }: Material<P>, n: number): P {
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

/** A topic and a range of years, both ends in it. */
export type TopicInYears = { topic: string; from: number; to: number };

const FIRST_YEARS = { from: 1975, count: 46 };
const LENGTHS = { from: 3, count: 10 };

export function topicsInYears(): Material<TopicInYears> {
  const at = (index: number): TopicInYears => {
    const [topic, rest] = [index % TOPICS, Math.floor(index / TOPICS)];
    const from = FIRST_YEARS.from + (rest % FIRST_YEARS.count);
    const length = LENGTHS.from + (Math.floor(rest / FIRST_YEARS.count) % LENGTHS.count);
    return { topic: topicKey(topic), from, to: from + length - 1 };
  };
  return { count: TOPICS * FIRST_YEARS.count * LENGTHS.count, at };
}
