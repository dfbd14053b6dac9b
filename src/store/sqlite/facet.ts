import type { ArticleRelation, Facet, FacetName, FacetQuery } from '../store.js';
import type { Session } from './connection.js';
import type { Filter } from '../filter.js';
import { compareCodePoints } from '../sort-values.js';
import { FEW_ROWS, listOf, parentRows, sortedList } from './list.js';
import { join, name, NOTHING, sql, type Sql } from './sql.js';
import { largest, type Tally } from './tally.js';

/** Where the values of a facet lie: rows `x` of a listed article `l`, and what the answer shows for a value. */
interface FacetSource {
  rows: string;
  value: string;
  /** Kind of node that the value is the id of; the answer shows its key. */
  noun?: string;
}

const FACETS: Record<FacetName, FacetSource> = {
  // The list has the date itself.
  year: { rows: '(SELECT 1) x ON l.date >= 0', value: 'l.date / 10000' },
  journal: { rows: 'article x ON x.id = l.id AND x.journal IS NOT NULL', value: 'x.journal', noun: 'journal' },
  topic: { rows: 'about x ON x.article = l.id', value: 'x.topic', noun: 'topic' },
  author: { rows: 'authorship x ON x.article = l.id', value: 'x.author', noun: 'author' },
  publicationType: { rows: 'article_type x ON x.article = l.id', value: 'x.type' },
};

/** A facet of a list, and how many values of it. */
export type AskedFacet = Pick<FacetQuery, 'facet' | 'size'>;

/** What the first column of a row says. */
const TALLIED = 0;
const KEY = 1;
const MISSING = 2;
const TOO_MANY = 3;

/** `a`, `b`: id and key of a value; slot and number of articles that have no value. */
type FacetRow = [part: number, facet: number, a: number, b: string | number];

/** The articles of each parent's list, with their dates where a facet is made of them. */
function listed(relation: ArticleRelation, filter: Filter | null, asked: readonly AskedFacet[]): Sql {
  const hasDates = asked.some(({ facet }) => facet === 'year');
  const list = hasDates ? sortedList(relation, filter, 'date') : { ...listOf(relation, filter), value: name('NULL') };
  return sql`SELECT parent.slot AS slot, ${list.id} AS id, ${list.value} AS date FROM parent CROSS JOIN ${list.from} WHERE ${list.where}`;
}

/** Values with their counts, the keys of those that can be among the largest, and how many articles have none. */
function parts({ facet }: AskedFacet, index: number): Sql[] {
  const { rows, value, noun } = FACETS[facet];
  const [at, text] = [name(String(index)), name(facet === 'publicationType' ? 'json_quote(value)' : 'value')];
  const values = sql`SELECT ${name(String(TALLIED))}, ${at}, tallied(${at}, slot, group_concat(${text} || ',' || count)), NULL FROM (
    SELECT l.slot AS slot, ${name(value)} AS value, count(*) AS count FROM listed l CROSS JOIN ${name(rows)} GROUP BY 1, 2) GROUP BY slot`;
  const missing = sql`SELECT ${name(String(MISSING))}, ${at}, l.slot, count(*) FROM listed l
    WHERE NOT EXISTS (SELECT 1 FROM (SELECT 1) CROSS JOIN ${name(rows)}) GROUP BY l.slot`;
  if (!noun) return [values, missing];
  const keys = sql`SELECT ${name(String(KEY))}, ${at}, n.id, n.key FROM json_each(tally_wanted(${at})) p CROSS JOIN ${name(noun)} n ON n.id = p.value`;
  return [values, keys, missing];
}

/**
 * One statement for all facets: it looks once for the articles of each parent's list, and counts the values of each facet in
 * them. Given `most`, it answers one row with `TOO_MANY` and no others where more rows than that lie behind the parents.
 */
export function facetStatement(
  relation: ArticleRelation,
  keys: readonly string[],
  filter: Filter | null,
  asked: readonly AskedFacet[],
  most: number | null = null,
): Sql {
  const counted = join(asked.flatMap(parts), ' UNION ALL ');
  const tooMany =
    most === null ? NOTHING : sql` UNION ALL SELECT ${name(String(TOO_MANY))}, NULL, NULL, NULL FROM much WHERE is_so`;
  return sql`${parentRows(relation, keys, filter, most)}, listed AS MATERIALIZED (${listed(relation, filter, asked)}) ${counted}${tooMany}`;
}

function facetsWithin(
  session: Session,
  relation: ArticleRelation,
  keys: readonly string[],
  filter: Filter | null,
  asked: readonly AskedFacet[],
  most: number | null,
): Facet[][] | null {
  const { tallies } = session;
  const found = asked.map(() => keys.map((): Facet => ({ values: [], distinct: 0, missing: 0 })));
  const names = asked.map(() => new Map<string | number, string>());
  tallies.begin(asked.map(({ size }) => size));
  for (const [part, facet, a, b] of session.rows<FacetRow>(facetStatement(relation, keys, filter, asked, most))) {
    if (part === TOO_MANY) return null;
    if (part === KEY) names[facet]!.set(a, b as string);
    else if (part === MISSING) found[facet]![a]!.missing = b as number;
  }
  for (const tally of tallies.end()) {
    const { facet, size } = asked[tally.facet]!;
    const isNode = FACETS[facet].noun !== undefined;
    found[tally.facet]![tally.slot]!.values = ordered(tally, size, (value) => (isNode ? names[tally.facet]!.get(value)! : value));
    found[tally.facet]![tally.slot]!.distinct = tally.values.length;
  }
  return found;
}

/** In the order of the port. */
function ordered(tally: Tally, size: number | null, shown: (value: string | number) => string | number): Facet['values'] {
  const values = largest(tally, size).map((i) => ({ value: shown(tally.values[i]!), count: tally.counts[i]! }));
  const byValue = (a: string | number, b: string | number): number =>
    typeof a === 'number' && typeof b === 'number' ? a - b : compareCodePoints(String(a), String(b));
  values.sort((a, b) => (size === null ? 0 : b.count - a.count) || byValue(a.value, b.value));
  return size === null ? values : values.slice(0, size);
}

type Asking = [relation: ArticleRelation, keys: readonly string[], filter: Filter | null, asked: readonly AskedFacet[]];

/** Facets of each parent's list, in the order in which they are asked for. */
export const facets = (session: Session, ...[relation, keys, filter, asked]: Asking): Facet[][] =>
  facetsWithin(session, relation, keys, filter, asked, null)!;

/** The same where few rows have to be looked at for it; null where they are more. */
export const facetsFew = (session: Session, ...[relation, keys, filter, asked]: Asking): Facet[][] | null =>
  facetsWithin(session, relation, keys, filter, asked, FEW_ROWS);
