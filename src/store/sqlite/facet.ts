import type { ArticleRelation, Facet, FacetName, FacetQuery } from '../store.js';
import type { Session } from './connection.js';
import type { Filter } from '../filter.js';
import { compareCodePoints } from '../sort-values.js';
import { FEW_ROWS, listOf, parentRows, sortedList } from './list.js';
import { join, name, NOTHING, sql, type Sql } from './sql.js';
import { largest, type Tally } from './tally.js';

/** Where the values of a facet lie: rows `x` beside a listed article `l`, and its value there, NULL where the article has none. */
interface FacetSource {
  rows: string;
  value: string;
  /** Kind of node that the value is the id of; the answer shows its key. */
  noun?: string;
}

const FACETS: Record<FacetName, FacetSource> = {
  // The list has the date itself.
  year: { rows: '', value: 'CASE WHEN l.date >= 0 THEN l.date / 10000 END' },
  journal: { rows: 'CROSS JOIN article x ON x.id = l.id', value: 'x.journal', noun: 'journal' },
  topic: { rows: 'LEFT JOIN about x ON x.article = l.id', value: 'x.topic', noun: 'topic' },
  author: { rows: 'LEFT JOIN authorship x ON x.article = l.id', value: 'x.author', noun: 'author' },
  publicationType: { rows: 'LEFT JOIN article_type x ON x.article = l.id', value: 'x.type' },
};

/** A facet of a list, and how many values of it. */
export type AskedFacet = Pick<FacetQuery, 'facet' | 'size'>;

/** What the first column of a row says. */
const TALLIED = 0;
const KEY = 1;
const TOTAL = 2;
const TOO_MANY = 3;

/** `a`, `b`: id and key of a value; slot and length of its list. */
type FacetRow = [part: number, facet: number | null, a: number, b: string | number];

/** Facets of each parent's list, in the order in which they are asked for; and the lengths of the lists where these are wanted. */
export interface CountedFacets {
  facets: Facet[][];
  totals: number[] | null;
}

/** The articles of each parent's list, with their dates where a facet is made of them. */
function listed(relation: ArticleRelation, filter: Filter | null, asked: readonly AskedFacet[]): Sql {
  const hasDates = asked.some(({ facet }) => facet === 'year');
  const list = hasDates ? sortedList(relation, filter, 'date') : { ...listOf(relation, filter), value: name('NULL') };
  return sql`SELECT parent.slot AS slot, ${list.id} AS id, ${list.value} AS date FROM parent CROSS JOIN ${list.from} WHERE ${list.where}`;
}

/** Values with their counts, also how many articles have none, and the keys of those that can be among the largest. */
function parts({ facet }: AskedFacet, index: number): Sql[] {
  const { rows, value, noun } = FACETS[facet];
  const [at, text] = [name(String(index)), name(facet === 'publicationType' ? 'json_quote(value)' : "coalesce(value, 'null')")];
  const values = sql`SELECT ${name(String(TALLIED))}, ${at}, tallied(${at}, slot, group_concat(${text} || ',' || count)), NULL FROM (
    SELECT l.slot AS slot, ${name(value)} AS value, count(*) AS count FROM listed l ${name(rows)} GROUP BY 1, 2) GROUP BY slot`;
  if (!noun) return [values];
  const keys = sql`SELECT ${name(String(KEY))}, ${at}, n.id, n.key FROM json_each(tally_wanted(${at})) p CROSS JOIN ${name(noun)} n ON n.id = p.value`;
  return [values, keys];
}

const totals = (): Sql => sql`SELECT ${name(String(TOTAL))}, NULL, slot, count(*) FROM listed GROUP BY slot`;

/** What is asked beside the facets. */
interface Beside {
  /** Where more rows than that lie behind the parents, there is one row with `TOO_MANY` and no other. */
  most?: number | null;
  /** Whether the lengths of the lists are wanted. */
  isCounted?: boolean;
}

/**
 * One statement for all facets: it looks once for the articles of each parent's list, and counts the values of each facet in
 * them.
 */
export function facetStatement(
  relation: ArticleRelation,
  keys: readonly string[],
  filter: Filter | null,
  asked: readonly AskedFacet[],
  { most = null, isCounted = false }: Beside = {},
): Sql {
  const counted = join([...asked.flatMap(parts), ...(isCounted ? [totals()] : [])], ' UNION ALL ');
  const tooMany =
    most === null ? NOTHING : sql` UNION ALL SELECT ${name(String(TOO_MANY))}, NULL, NULL, NULL FROM much WHERE is_so`;
  return sql`${parentRows(relation, keys, filter, most)}, listed AS MATERIALIZED (${listed(relation, filter, asked)}) ${counted}${tooMany}`;
}

type Asking = [
  relation: ArticleRelation,
  keys: readonly string[],
  filter: Filter | null,
  asked: readonly AskedFacet[],
  isCounted: boolean,
];

function facetsWithin(
  session: Session,
  most: number | null,
  ...[relation, keys, filter, asked, isCounted]: Asking
): CountedFacets | null {
  const { tallies } = session;
  const found = asked.map(() => keys.map((): Facet => ({ values: [], distinct: 0, missing: 0 })));
  const totals = isCounted ? keys.map(() => 0) : null;
  const names = asked.map(() => new Map<string | number, string>());
  tallies.begin(asked.map(({ size }) => size));
  const statement = facetStatement(relation, keys, filter, asked, { most, isCounted });
  for (const [part, facet, a, b] of session.rows<FacetRow>(statement)) {
    if (part === TOO_MANY) return null;
    if (part === KEY) names[facet!]!.set(a, b as string);
    else if (part === TOTAL) totals![a] = b as number;
  }
  for (const tally of tallies.end()) {
    const { facet, size } = asked[tally.facet]!;
    const isNode = FACETS[facet].noun !== undefined;
    found[tally.facet]![tally.slot] = {
      values: ordered(tally, size, (value) => (isNode ? names[tally.facet]!.get(value)! : value)),
      distinct: tally.values.length,
      missing: tally.missing,
    };
  }
  return { facets: found, totals };
}

/** In the order of the port. */
function ordered(tally: Tally, size: number | null, shown: (value: string | number) => string | number): Facet['values'] {
  const values = largest(tally, size).map((i) => ({ value: shown(tally.values[i]!), count: tally.counts[i]! }));
  const byValue = (a: string | number, b: string | number): number =>
    typeof a === 'number' && typeof b === 'number' ? a - b : compareCodePoints(String(a), String(b));
  values.sort((a, b) => (size === null ? 0 : b.count - a.count) || byValue(a.value, b.value));
  return size === null ? values : values.slice(0, size);
}

/** Facets of each parent's list. */
export const facets = (session: Session, ...asking: Asking): CountedFacets => facetsWithin(session, null, ...asking)!;

/** The same where few rows have to be looked at for it; null where they are more. */
export const facetsFew = (session: Session, ...asking: Asking): CountedFacets | null =>
  facetsWithin(session, FEW_ROWS, ...asking);
