import { KINDS, type AnyNode, type Kind } from '../../records.js';
import type { Place } from '../page.js';
import type { SearchPage, SearchQuery } from '../store.js';
import { leadingTexts } from '../suggest.js';
import type { TextQuery } from '../text.js';
import type { Session } from './connection.js';
import { filterCondition } from './filter.js';
import { anyKindColumns, anyKindJoins, NOUNS, toNode, type NodeRow } from './noun.js';
import { join, name, NOTHING, sql, type Sql } from './sql.js';
import { searchTable, table } from './table.js';
import { labelExpression, matchExpression } from './text.js';

/** Weights of the fields label, names, body in Okapi BM25 as FTS5 computes it; FTS5 calls the best the smallest. */
const SCORE = (search: Sql): Sql => sql`-bm25(${search}, 4.0, 2.0, 1.0)`;

/** Matches of one kind: rows with the columns given, `t` being the node's row. */
function matchesOf(kind: Kind, match: string, columns: Sql, filter: Sql | null): Sql {
  const search = searchTable(kind);
  return sql`SELECT ${name(String(KINDS.indexOf(kind)))} AS kind, ${columns}
    FROM ${search} CROSS JOIN ${table(kind)} t ON t.id = ${search}.rowid
    WHERE ${search} MATCH ${match} ${filter ? sql`AND ${filter}` : NOTHING}`;
}

function matches({ kinds, filter }: Omit<SearchQuery, 'page' | 'text'>, match: string, columns: (search: Sql) => Sql): Sql {
  const condition = filter === null ? null : filterCondition('Article', filter);
  const parts = KINDS.filter((kind) => kinds.includes(kind)).map((kind) =>
    matchesOf(kind, match, columns(searchTable(kind)), kind === 'Article' ? condition : null),
  );
  return join(parts, ' UNION ALL ');
}

interface Hit extends NodeRow {
  /** 0 in the page, from the first one read; 1 for the row that says what lies outside. */
  part: 0 | 1;
  kind: number;
  key: string;
  score: number;
}

/** Condition: the hit lies on this side of the place, or at it where inclusive. Order: score (best first), kind, key. */
function beyond({ value, key }: Place, side: 'after' | 'before', inclusive: boolean): Sql {
  const at = key.indexOf(':');
  const tie = sql`(kind, key) ${name((side === 'after' ? '>' : '<') + (inclusive ? '=' : ''))} (${Number(key.slice(0, at))}, ${key.slice(at + 1)})`;
  return sql`(score ${name(side === 'after' ? '<' : '>')} ${value} OR (score = ${value} AND ${tie}))`;
}

const exists = (conditions: Sql[]): Sql =>
  conditions.length === 0 ? name('0') : sql`EXISTS (SELECT 1 FROM matched WHERE ${join(conditions, ' AND ')})`;

function outside({ from, after, before }: SearchQuery['page']): Sql {
  // As in page.ts: an empty page lies at the bound that it was taken from.
  const fromStart = from === 'start';
  const previous = after
    ? [beyond(after, 'before', true), ...(!fromStart && before ? [beyond(before, 'before', false)] : [])]
    : [];
  const next = before ? [beyond(before, 'after', true), ...(fromStart && after ? [beyond(after, 'after', false)] : [])] : [];
  return sql`SELECT 1 AS part, NULL AS kind, NULL AS id, NULL AS key, NULL AS score, ${exists(previous)} AS previous, ${exists(next)} AS next`;
}

function searchStatement(query: SearchQuery, match: string): Sql {
  const { from, size, after, before } = query.page;
  const columns = (search: Sql) => sql`t.id AS id, t.key AS key, ${SCORE(search)} AS score`;
  const bounds = [...(after ? [beyond(after, 'after', false)] : []), ...(before ? [beyond(before, 'before', false)] : [])];
  const order = name(from === 'start' ? 'score DESC, kind, key' : 'score, kind DESC, key DESC');
  const where = bounds.length > 0 ? sql`WHERE ${join(bounds, ' AND ')}` : NOTHING;
  return sql`WITH matched AS MATERIALIZED (${matches(query, match, columns)}),
    page AS (SELECT 0 AS part, kind, id, key, score, 0 AS previous, 0 AS next FROM matched ${where} ORDER BY ${order} LIMIT ${size + 1}),
    hit AS MATERIALIZED (SELECT * FROM page ${bounds.length > 0 ? sql`UNION ALL ${outside(query.page)}` : NOTHING})
    SELECT hit.part, hit.kind, hit.key, hit.score, hit.previous, hit.next, ${anyKindColumns()} FROM hit ${anyKindJoins()}`;
}

/** Nodes by relevance. Place.key is the kind's index in KINDS, a colon, and the node's key. */
export function search(session: Session, query: SearchQuery): SearchPage {
  const page: SearchPage = { items: [], hasNext: false, hasPrevious: false };
  const match = matchExpression(query.text);
  if (match === null || query.kinds.length === 0) return page;
  const rows = session.all<Hit & { previous: number; next: number }>(searchStatement(query, match));
  const hits = rows.filter(({ part }) => part === 0);
  // The joins of the statement need not keep the order of the hits.
  hits.sort((a, b) => b.score - a.score || a.kind - b.kind || Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  for (const { previous, next } of rows) {
    page.hasPrevious ||= previous === 1;
    page.hasNext ||= next === 1;
  }
  if (hits.length > query.page.size) {
    if (query.page.from === 'start') hits.pop();
    else hits.shift();
    page[query.page.from === 'start' ? 'hasNext' : 'hasPrevious'] = true;
  }
  page.items = hits.map((hit) => ({
    node: toNode(hit.kind, hit),
    score: hit.score,
    place: { value: hit.score, key: `${hit.kind}:${hit.key}` },
  }));
  return page;
}

export function searchCount(session: Session, query: Omit<SearchQuery, 'page'>): number {
  const match = matchExpression(query.text);
  if (match === null || query.kinds.length === 0) return 0;
  const [row] = session.all<{ count: number }>(
    sql`SELECT count(*) AS count FROM (${matches(query, match, () => name('t.id AS id'))})`,
  );
  return row!.count;
}

/** The sort key of a node as the port has it: without the blank that articles store before it. */
const sortKeyColumn = (kind: Kind): Sql =>
  name(kind === 'Article' ? 'substr(t.title_key, 2)' : kind === 'Journal' ? 't.title_key' : 't.name_key');

/** Nodes whose label matches; order as the port says. */
export function suggest(session: Session, prefix: TextQuery, first: number): AnyNode[] {
  const match = labelExpression(prefix);
  if (match === null || first === 0) return [];
  const parts = KINDS.map((kind) =>
    matchesOf(
      kind,
      match,
      sql`t.id AS id, t.key AS key, ${name(NOUNS[kind].use)} AS use, ${sortKeyColumn(kind)} AS sort_key`,
      null,
    ),
  );
  const begins = leadingTexts(prefix).map((text) => sql`substr(sort_key, 1, ${[...text].length}) = ${text}`);
  const isFirst = begins.length > 0 ? sql`(${join(begins, ' OR ')})` : name('0');
  const rest = name('use DESC, sort_key, kind, key');
  const rows = session.all<NodeRow & { kind: number; rank: number }>(
    sql`WITH matched AS (${join(parts, ' UNION ALL ')}),
      best AS (SELECT *, ${isFirst} AS is_first FROM matched ORDER BY is_first DESC, ${rest} LIMIT ${first}),
      hit AS MATERIALIZED (SELECT kind, id, row_number() OVER (ORDER BY is_first DESC, ${rest}) AS rank FROM best)
      SELECT hit.kind, hit.rank, ${anyKindColumns()} FROM hit ${anyKindJoins()}`,
  );
  return rows.sort((a, b) => a.rank - b.rank).map((row) => toNode(row.kind, row));
}
