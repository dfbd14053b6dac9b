import type { ArticleRelation, Facet, FacetName, FacetQuery } from '../store.js';
import type { Session } from './connection.js';
import { listOf, sortedList } from './list.js';
import { parents } from './source.js';
import { name, NOTHING, sql, TRUE, type Sql } from './sql.js';

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

interface FacetRow {
  slot: number;
  /** `value`: one value; the others: one number for the whole list. */
  part: 'value' | 'distinct' | 'missing';
  value: string | number | null;
  count: number;
  /** From 1. */
  rank: number | null;
}

/** The articles of each parent's list, with their dates where the facet is made of them. */
function listed(relation: ArticleRelation, { facet, filter }: FacetQuery): Sql {
  const list = facet === 'year' ? sortedList(relation, filter, 'date') : { ...listOf(relation, filter), value: name('NULL') };
  return sql`SELECT parent.slot AS slot, ${list.id} AS id, ${list.value} AS date FROM parent CROSS JOIN ${list.from} WHERE ${list.where}`;
}

/**
 * One statement: the articles of each parent's list, their values counted, the counts ranked. Keys are
 * looked up only of values that can be among the largest: all with the count of the last of them, too.
 */
export function facetStatement(relation: ArticleRelation, keys: readonly string[], query: FacetQuery): Sql {
  const { rows, value, noun } = FACETS[query.facet];
  const { size } = query;
  const order = name(size === null ? 'value' : 'count DESC, value');
  const isLarge = size === null ? TRUE : sql`place <= ${size}`;
  return sql`WITH parent AS (${parents(relation, keys)}),
    listed AS MATERIALIZED (${listed(relation, query)}),
    counted AS MATERIALIZED (
      SELECT l.slot AS slot, ${name(value)} AS value, count(*) AS count FROM listed l CROSS JOIN ${name(rows)} GROUP BY 1, 2
    ),
    placed AS (SELECT slot, value, count, rank() OVER (PARTITION BY slot ORDER BY count DESC) AS place FROM counted),
    large AS (
      SELECT p.slot AS slot, ${name(noun ? 'n.key' : 'p.value')} AS value, p.count AS count
      FROM placed p ${noun ? sql`CROSS JOIN ${name(noun)} n ON n.id = p.value` : NOTHING} WHERE ${isLarge}
    ),
    ranked AS (SELECT slot, value, count, row_number() OVER (PARTITION BY slot ORDER BY ${order}) AS rank FROM large)
    SELECT slot, 'value' AS part, value, count, rank FROM ranked ${size === null ? NOTHING : sql`WHERE rank <= ${size}`}
    UNION ALL SELECT slot, 'distinct', NULL, count(*), NULL FROM counted GROUP BY slot
    UNION ALL SELECT l.slot, 'missing', NULL, count(*), NULL FROM listed l
      WHERE NOT EXISTS (SELECT 1 FROM (SELECT 1) CROSS JOIN ${name(rows)}) GROUP BY l.slot`;
}

/** One facet of each parent's list. */
export function facets(session: Session, relation: ArticleRelation, keys: readonly string[], query: FacetQuery): Facet[] {
  const found = keys.map((): Facet => ({ values: [], distinct: 0, missing: 0 }));
  for (const { slot, part, value, count, rank } of session.all<FacetRow>(facetStatement(relation, keys, query))) {
    if (part === 'value') found[slot]!.values[rank! - 1] = { value: value!, count };
    else found[slot]![part] = count;
  }
  return found;
}
