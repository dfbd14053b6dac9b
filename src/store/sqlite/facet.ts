import type { ArticleRelation, Facet, FacetName, FacetQuery } from '../store.js';
import type { Session } from './connection.js';
import { filterCondition } from './filter.js';
import { listOf, parents } from './source.js';
import { name, NOTHING, sql, type Sql } from './sql.js';

/** Where the values of a facet lie: rows `x` of an article, the column that they are grouped by, what the answer shows for it. */
interface FacetSource {
  rows: string;
  value: string;
  shown: string;
  joins: string;
}

const named = (rows: string, value: string, noun: string): FacetSource => ({
  rows,
  value,
  shown: 'n.key',
  joins: `CROSS JOIN ${noun} n ON n.id = g.value`,
});

const FACETS: Record<FacetName, FacetSource> = {
  year: { rows: 'article x ON x.id = l.id AND x.date >= 0', value: 'x.date / 10000', shown: 'g.value', joins: '' },
  journal: named('article x ON x.id = l.id AND x.journal IS NOT NULL', 'x.journal', 'journal'),
  topic: named('about x ON x.article = l.id', 'x.topic', 'topic'),
  author: named('authorship x ON x.article = l.id', 'x.author', 'author'),
  publicationType: { rows: 'article_type x ON x.article = l.id', value: 'x.type', shown: 'g.value', joins: '' },
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

/** One statement: the articles of each parent's list, their values grouped, and the ranks of the groups. */
export function facetStatement(relation: ArticleRelation, keys: readonly string[], { facet, filter, size }: FacetQuery): Sql {
  const list = listOf(relation, filter === null ? null : filterCondition('Article', filter));
  const source = FACETS[facet];
  const rank = name(size === null ? 'value' : 'count DESC, value');
  const cut = size === null ? NOTHING : sql`WHERE rank <= ${size}`;
  return sql`WITH parent AS (${parents(relation, keys)}),
    listed AS MATERIALIZED (SELECT parent.slot AS slot, ${list.id} AS id FROM parent CROSS JOIN ${list.from} WHERE ${list.where}),
    counted AS (
      SELECT l.slot AS slot, ${name(source.value)} AS value, count(*) AS count
      FROM listed l CROSS JOIN ${name(source.rows)} GROUP BY 1, 2
    ),
    grouped AS MATERIALIZED (SELECT g.slot AS slot, ${name(source.shown)} AS value, g.count AS count FROM counted g ${name(source.joins)}),
    ranked AS (SELECT slot, value, count, row_number() OVER (PARTITION BY slot ORDER BY ${rank}) AS rank FROM grouped)
    SELECT slot, 'value' AS part, value, count, rank FROM ranked ${cut}
    UNION ALL SELECT slot, 'distinct', NULL, count(*), NULL FROM grouped GROUP BY slot
    UNION ALL SELECT l.slot, 'missing', NULL, count(*), NULL FROM listed l
      WHERE NOT EXISTS (SELECT 1 FROM (SELECT 1) CROSS JOIN ${name(source.rows)}) GROUP BY l.slot`;
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
