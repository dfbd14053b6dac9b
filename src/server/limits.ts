import { CodedError, badInput } from '../errors.js';
import { MAX_PAGE_SIZE } from '../resolvers/paging.js';

/**
 * What one request may ask for. The figures are wide enough for every query of the cookbook and the
 * playground to need half of each at most; a test holds that.
 */
export const LIMITS = {
  /** Lexical tokens of the document, counted by the parser. */
  tokens: 2_000,
  /** Levels of fields below the operation. */
  depth: 12,
  /** The same below `__schema` and `__type`: the usual introspection query has 15. */
  introspectionDepth: 16,
  aliases: 30,
  rootFields: 20,
  /** Fields with fragments written out. */
  fields: 500,
  directives: 20,
  /** See cost.ts. */
  cost: 20_000,
  /** Entries of a page. */
  pageSize: MAX_PAGE_SIZE,
  /** Selections with fragments written out, counted while the document is validated. */
  recursiveSelections: 5_000,
  /** Bytes of a request body: 256 KiB. */
  bodyBytes: 256 * 1024,
  /** Requests to the endpoint that are being worked on at once; more are refused before they are parsed. */
  inFlight: 512,
  /** Milliseconds for one operation, after which it answers TIMEOUT. */
  operationMs: 10_000,
} as const;

const WHAT = {
  depth: (n: string) => `The query is nested at least ${n} levels deep`,
  introspectionDepth: (n: string) => `The introspection is nested at least ${n} levels deep`,
  aliases: (n: string) => `The query has at least ${n} aliases`,
  rootFields: (n: string) => `The query has at least ${n} fields at the top`,
  fields: (n: string) => `The query has at least ${n} fields, fragments written out`,
  directives: (n: string) => `The query has at least ${n} directives`,
  cost: (n: string) => `The query costs at least ${n}`,
} as const;
export type LimitName = keyof typeof WHAT;

const figure = (n: number): string => n.toLocaleString('en-GB');

/** Refuses the request when a count has passed its limit. Counting stops there: hence "at least". */
export function hold(name: LimitName, count: number): void {
  if (count <= LIMITS[name]) return;
  const advice = name === 'cost' ? 'Ask for smaller pages (`first`) or fewer nested lists.' : 'Ask for less in one request.';
  throw new CodedError('QUERY_TOO_COMPLEX', `${WHAT[name](figure(count))}; the limit is ${figure(LIMITS[name])}. ${advice}`);
}

/** Refuses a page size that no list has. */
export function holdPageSize(field: string, argument: string, size: number): void {
  if (size >= 0 && size <= LIMITS.pageSize) return;
  throw badInput(`\`${argument}\` of \`${field}\` is ${size}; a page holds 0 to ${LIMITS.pageSize} entries.`);
}

export const tooManyTokens = (): string =>
  `The document has more than ${figure(LIMITS.tokens)} tokens, which is the limit. Ask for less in one request.`;

export const tooManySelections = (): string =>
  `The document selects more than ${figure(LIMITS.recursiveSelections)} fields and fragments, fragments written out, which is the limit. Ask for less in one request.`;

export const tooManyComparisons = (): string =>
  'The document names the same fields so often that checking them against each other takes too long. Ask for each field once.';
