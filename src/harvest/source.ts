import type { ReadItem } from '../import/format.js';
import type { TextInput } from '../import/input.js';
import type { WorkIds } from '../import/record.js';
import type { SourceId, SourceSettings } from './settings.js';

/**
 * What can be asked of a source. RECORDS: the works themselves. REFERENCES: what they cite. CITED_BY: what cites them.
 * IDENTIFIERS: which identifiers of others a work has that the source calls by a name of its own.
 */
export type Question = 'RECORDS' | 'REFERENCES' | 'CITED_BY' | 'IDENTIFIERS';

/** One call, without what tells who calls: it names the answer in the cache. */
export interface ServiceRequest {
  url: string;
  /** With it the call is a POST of JSON. */
  body?: string;
  expects: 'JSON' | 'XML';
}

/** A call about some works. Identifiers are keys with their scheme (`pmid:1`), all of one scheme. */
export interface Call {
  /** Address of the service, without a slash at its end. */
  base: string;
  ids: readonly string[];
  /** What the page before said is next; null for the first one. */
  page: string | null;
}

/** What an answer says of its own place among the pages. */
export interface PageFacts {
  /** Entries on this page, as they came: one that comes twice is no second entry. */
  entries: readonly unknown[];
  /** Entries that the source says there are in all; null where it does not. */
  stated: number | null;
  /** What to ask for the page after this one; null for the last. An empty page need not be the last. */
  next: string | null;
}

/** How a source is asked one thing. Adding one is all that a new ability of a source takes. */
export interface Ask {
  /** Questions with the same name have the same calls, which are then made once. */
  name: string;
  /** Identifier of the format that reads the answers, and source of the records in them. */
  says: string;
  /** Works in one call. */
  batch: number;
  /** By which identifiers the source can be asked about a work, the one that will hold longest first. */
  idsOf(ids: WorkIds): string[];
  /** Works that must have a call of their own. */
  alone?(id: string): boolean;
  /** Whether the source could name this work as a neighbour at all: one that cannot does not disagree. */
  canName(ids: WorkIds): boolean;
  request(call: Call): ServiceRequest;
  /** Absent where an answer is always whole. */
  page?(answer: unknown, call: Call): PageFacts;
  /**
   * What status 404 means, where it is an answer: the list is EMPTY, or the work is UNKNOWN to the source. Without it
   * the call has failed.
   */
  none?: 'EMPTY' | 'UNKNOWN';
  /** What is wrong with an answer that looks well: errors that come with status 200. */
  problem?(answer: unknown): string | null;
  read(input: TextInput, call: Call): AsyncIterable<ReadItem>;
}

/** Query and headers that tell who calls: they go with the request and into nothing that is kept. */
export interface Caller {
  query: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
}

/** A service that can be asked. Each has a file in sources/, and a line in sources/index.ts. */
export interface HarvestSource {
  id: SourceId;
  label: string;
  /** Least time from the beginning of one call to that of the next, as the service asks. */
  spacingMs(settings: SourceSettings): number;
  /** Who calls, as the service wants to be told. */
  caller(settings: SourceSettings, contact: string | null): Caller;
  /** What to do when the service does not let us in. */
  refusalHint?: string;
  asks: Readonly<Partial<Record<Question, Ask>>>;
}

export const NOBODY: Caller = { query: {}, headers: {} };

/** Members of a query or a header that are there when their value is. */
export function given(values: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null));
}

/** The name of the program, as services that ask for one are told. */
export const TOOL = 'meded-graph';

type Scheme = keyof WorkIds;

/** Identifiers of these schemes as keys, in this order. */
export function keysOf(ids: WorkIds, ...schemes: Scheme[]): string[] {
  return schemes.flatMap((scheme) => (ids[scheme] === null ? [] : [`${scheme}:${ids[scheme]}`]));
}

export const schemeOf = (key: string): string => key.slice(0, key.indexOf(':'));
export const valueOf = (key: string): string => key.slice(key.indexOf(':') + 1);
