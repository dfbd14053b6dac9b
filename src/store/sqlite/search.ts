import { KINDS } from '../../records.js';
import type { Place } from '../page.js';
import type { SearchPage, SearchQuery } from '../store.js';
import type { Session } from './connection.js';
import { filterCondition } from './filter.js';
import { anyKindColumns, anyKindJoins, toNode, type NodeRow } from './noun.js';
import { inOrder, type PackedSearch } from './quick-search.js';
import { join, name, NOTHING, sql, type Sql } from './sql.js';
import { searchTable, table } from './table.js';
import { matchExpression } from './text.js';

type Question = Omit<SearchQuery, 'page'>;

/**
 * Matches of all kinds asked for: rows (kind, id, score). FTS5's bm25 is Okapi BM25 with weights for the
 * fields label, names and body; it calls the best the smallest.
 */
function matches({ kinds, filter }: Question, match: string): Sql {
  const condition = filter === null ? null : filterCondition('Article', filter);
  const parts = KINDS.flatMap((kind, i) => {
    if (!kinds.includes(kind)) return [];
    const search = searchTable(kind);
    const chosen = kind === 'Article' ? condition : null;
    return sql`SELECT ${name(String(i))} AS kind, ${search}.rowid AS id, -bm25(${search}, 4.0, 2.0, 1.0) AS score
      FROM ${search} ${chosen ? sql`CROSS JOIN article t ON t.id = ${search}.rowid` : NOTHING}
      WHERE ${search} MATCH ${match} ${chosen ? sql`AND ${chosen}` : NOTHING}`;
  });
  return join(parts, ' UNION ALL ');
}

interface Row extends NodeRow {
  /** 0: an entry of the page; 1: the row that says what lies outside. */
  part: 0 | 1;
  kind: number;
  key: string;
  score: number;
  previous: number;
  next: number;
  version: number;
}

/** Condition: the hit lies on this side of the place, or at it where inclusive. Order: score (best first), kind, key. */
function beyond({ value, key }: Place, side: 'after' | 'before', inclusive: boolean): Sql {
  const at = key.indexOf(':');
  const operator = name((side === 'after' ? '>' : '<') + (inclusive ? '=' : ''));
  const tie = sql`(kind, key) ${operator} (${Number(key.slice(0, at))}, ${key.slice(at + 1)})`;
  return sql`(score ${name(side === 'after' ? '<' : '>')} ${value} OR (score = ${value} AND ${tie}))`;
}

/**
 * Keys, which only ties are told apart by, are looked up only of hits that can be on the page: those whose
 * score lies between the score of the bound and that of the last entry that may be wanted.
 */
function keyed({ kinds, page }: SearchQuery): Sql {
  const isFromStart = page.from === 'start';
  const [further, best] = [name(isFromStart ? '<' : '>'), name(isFromStart ? 'DESC' : 'ASC')];
  const anchor = isFromStart ? page.after : page.before;
  const last = sql`(SELECT score FROM matched ${anchor ? sql`WHERE score ${further} ${anchor.value}` : NOTHING}
    ORDER BY score ${best} LIMIT 1 OFFSET ${page.size})`;
  const isNear = sql`NOT m.score ${further} coalesce((SELECT score FROM last), m.score)
    ${anchor ? sql`AND (m.score ${further} ${anchor.value} OR m.score = ${anchor.value})` : NOTHING}`;
  const parts = KINDS.flatMap((kind, i) =>
    kinds.includes(kind)
      ? [
          sql`SELECT m.kind AS kind, m.id AS id, t.key AS key, m.score AS score
          FROM matched m CROSS JOIN ${table(kind)} t ON t.id = m.id WHERE m.kind = ${name(String(i))} AND ${isNear}`,
        ]
      : [],
  );
  return sql`last AS MATERIALIZED (SELECT ${last} AS score), keyed AS MATERIALIZED (${join(parts, ' UNION ALL ')})`;
}

/** 1 when hits fulfil all conditions, or have a score better (worse) than that of the place, which needs no keys. */
function exists(place: Place, side: 'after' | 'before', other: Sql[]): Sql {
  const strictly = sql`score ${name(side === 'after' ? '<' : '>')} ${place.value}`;
  const any = sql`EXISTS (SELECT 1 FROM keyed WHERE ${join([beyond(place, side, true), ...other], ' AND ')})`;
  return other.length > 0 ? any : sql`(EXISTS (SELECT 1 FROM matched WHERE ${strictly}) OR ${any})`;
}

function outside({ from, after, before }: SearchQuery['page']): Sql {
  // As in page.ts: an empty page lies at the bound that it was taken from.
  const isFromStart = from === 'start';
  const previous = after ? exists(after, 'before', !isFromStart && before ? [beyond(before, 'before', false)] : []) : name('0');
  const next = before ? exists(before, 'after', isFromStart && after ? [beyond(after, 'after', false)] : []) : name('0');
  return sql`SELECT 1 AS part, NULL AS kind, NULL AS id, NULL AS key, NULL AS score, ${previous} AS previous, ${next} AS next`;
}

function searchStatement(query: SearchQuery, match: string): Sql {
  const { from, size, after, before } = query.page;
  const bounds = [...(after ? [beyond(after, 'after', false)] : []), ...(before ? [beyond(before, 'before', false)] : [])];
  const order = name(from === 'start' ? 'score DESC, kind, key' : 'score, kind DESC, key DESC');
  const where = bounds.length > 0 ? sql`WHERE ${join(bounds, ' AND ')}` : NOTHING;
  return sql`WITH matched AS MATERIALIZED (${matches(query, match)}), ${keyed(query)},
    page AS (SELECT 0 AS part, kind, id, key, score, 0 AS previous, 0 AS next FROM keyed ${where} ORDER BY ${order} LIMIT ${size + 1}),
    hit AS MATERIALIZED (SELECT * FROM page ${bounds.length > 0 ? sql`UNION ALL ${outside(query.page)}` : NOTHING})
    SELECT hit.part, hit.kind, hit.key, hit.score, hit.previous, hit.next, ${anyKindColumns()},
      (SELECT graph_version FROM meta) AS version FROM hit ${anyKindJoins()}`;
}

/** By FTS5; with the version of the graph, which is not known where there are no hits. */
function byFts5(session: Session, query: SearchQuery, match: string): PackedSearch & { version: number | null } {
  const page: PackedSearch = { hits: [], hasNext: false, hasPrevious: false };
  const rows = session.all<Row>(searchStatement(query, match));
  for (const { part, kind, key, score, record, c0, c1, c2, previous, next } of rows) {
    if (part === 0) page.hits.push([kind, key, score, record, c0, c1, c2]);
    page.hasPrevious ||= previous === 1;
    page.hasNext ||= next === 1;
  }
  // The joins of the statement need not keep the order of the hits.
  page.hits.sort(inOrder);
  if (page.hits.length > query.page.size) {
    if (query.page.from === 'start') page.hits.pop();
    else page.hits.shift();
    page[query.page.from === 'start' ? 'hasNext' : 'hasPrevious'] = true;
  }
  return { ...page, version: rows[0]?.version ?? null };
}

/** Nodes by relevance. Place.key is the kind's index in KINDS, a colon, and the node's key. */
export function search(session: Session, query: SearchQuery): PackedSearch {
  const match = matchExpression(query.text);
  if (match === null || query.kinds.length === 0) return { hits: [], hasNext: false, hasPrevious: false };
  return session.snapshot(() => {
    const quick = session.quickSearch.answer(session, query);
    if (quick) return quick;
    const { version, ...page } = byFts5(session, query, match);
    if (version !== null) session.quickSearch.learn(session, query, version, page);
    return page;
  });
}

/** What another thread has read, as nodes. */
export function unpackSearch({ hits, ...ends }: PackedSearch): SearchPage {
  const items = hits.map(([kind, key, score, record, c0, c1, c2]) => ({
    node: toNode(kind, { record, c0, c1, c2 }),
    score,
    place: { value: score, key: `${kind}:${key}` },
  }));
  return { items, ...ends };
}

export function searchCount(session: Session, query: Question): number {
  const match = matchExpression(query.text);
  if (match === null || query.kinds.length === 0) return 0;
  return session.all<{ count: number }>(sql`SELECT count(*) AS count FROM (${matches(query, match)})`)[0]!.count;
}
