import { KINDS, type AnyNode } from '../../records.js';
import type { PageRequest, Place } from '../page.js';
import type { SearchPage, SearchQuery } from '../store.js';
import { leadingTexts } from '../suggest.js';
import type { TextQuery } from '../text.js';
import type { Connection, Row } from './connection.js';
import { int, Statement } from './cypher.js';
import { condition } from './filter.js';
import { kindToken, luceneQuery, TEXT_INDEX } from './lucene.js';
import { count, decodeNode, NODE_OF } from './record.js';

/** Search over all kinds by the full-text index, in the order of score, kind and key. */

const RANK = `CASE n.textKind ${KINDS.map((kind, rank) => `WHEN '${kindToken(kind)}' THEN '${rank}'`).join(' ')} END`;

function findsNothing({ text, kinds }: Omit<SearchQuery, 'page'>): boolean {
  return kinds.length === 0 || 'nothing' in text;
}

/** All hits, each with its score and `place`: rank of the kind and key, which order hits of one score. */
function hits(query: Omit<SearchQuery, 'page'>, statement: Statement): string {
  const lucene = statement.param(luceneQuery(query.text, query.kinds, 'everything'));
  const allowed = query.filter ? ` WHERE NOT n:Article OR ${condition(query.filter, 'Article', statement)}` : '';
  return `CALL db.index.fulltext.queryNodes('${TEXT_INDEX}', ${lucene}) YIELD node AS n, score
  WITH n, score, ${RANK} + ':' + n.key AS place${allowed}`;
}

function behind({ value, key }: Place, statement: Statement): string {
  const [score, place] = [statement.param(Number(value)), statement.param(key)];
  return `(score < ${score} OR (score = ${score} AND place > ${place}))`;
}

/** A place itself is behind neither and before neither: so "not behind it" is not "before it". */
function before({ value, key }: Place, statement: Statement): string {
  const [score, place] = [statement.param(Number(value)), statement.param(key)];
  return `(score > ${score} OR (score = ${score} AND place < ${place}))`;
}

interface Bounds {
  after: string | null;
  before: string | null;
}

function boundsOf(page: PageRequest, statement: Statement): Bounds {
  return { after: page.after && behind(page.after, statement), before: page.before && before(page.before, statement) };
}

export async function search(connection: Connection, query: SearchQuery): Promise<SearchPage> {
  const { page } = query;
  if (findsNothing(query)) return { items: [], hasNext: false, hasPrevious: false };
  const statement = new Statement();
  const list = hits(query, statement);
  const bounds = boundsOf(page, statement);
  const inside = [bounds.after, bounds.before].filter((text) => text !== null);
  const isForward = page.from === 'start';
  const order = isForward ? 'score DESC, place ASC' : 'score ASC, place DESC';
  const outside = [
    bounds.before ? exists(list, [`NOT ${bounds.before}`, isForward ? bounds.after : null], 'isNext', statement) : '',
    bounds.after ? exists(list, [`NOT ${bounds.after}`, isForward ? null : bounds.before], 'isPrevious', statement) : '',
  ];
  const text = statement.text(`CALL (${statement.scope.join(', ')}) {
  ${list}
  WITH n, score, place${inside.length > 0 ? ` WHERE ${inside.join(' AND ')}` : ''}
  ORDER BY ${order} LIMIT ${statement.param(int(page.size + 1))}
  RETURN collect([${NODE_OF}, score, place]) AS items
}
${outside.join('\n')}
RETURN items, ${bounds.before ? 'isNext' : 'false'} AS isNext, ${bounds.after ? 'isPrevious' : 'false'} AS isPrevious`);
  const [row] = await connection.read(text, statement.parameters);
  return decodeSearch(row!, page);
}

function exists(list: string, conditions: (string | null)[], name: string, statement: Statement): string {
  return `CALL (${statement.scope.join(', ')}) {
  ${list}
  WITH n, score, place WHERE ${conditions.filter((text) => text !== null).join(' AND ')}
  LIMIT 1
  RETURN count(n) > 0 AS ${name}
}`;
}

function decodeSearch(row: Row, page: PageRequest): SearchPage {
  const found = row.items as [unknown, number, string][];
  const items = found
    .slice(0, page.size)
    .map(([node, score, key]) => ({ node: decodeNode(node), score, place: { value: score, key } }));
  const isForward = page.from === 'start';
  const isMore = found.length > page.size;
  return {
    items: isForward ? items : items.reverse(),
    hasNext: Boolean(row.isNext) || (isForward && isMore),
    hasPrevious: Boolean(row.isPrevious) || (!isForward && isMore),
  };
}

export async function searchCount(connection: Connection, query: Omit<SearchQuery, 'page'>): Promise<number> {
  if (findsNothing(query)) return 0;
  const statement = new Statement();
  const list = hits(query, statement);
  const [row] = await connection.read(statement.text(`${list} RETURN count(n) AS total`), statement.parameters);
  return count(row!.total);
}

export async function suggest(connection: Connection, prefix: TextQuery, first: number): Promise<AnyNode[]> {
  if ('nothing' in prefix || first === 0) return [];
  const text = `CALL db.index.fulltext.queryNodes('${TEXT_INDEX}', $lucene) YIELD node AS n
WITH n ORDER BY any(leading IN $leading WHERE n.sortText STARTS WITH leading) DESC, coalesce(n.citedByCount, n.articleCount) DESC,
  n.sortText, ${RANK}, n.key LIMIT $first
RETURN ${NODE_OF} AS node`;
  const rows = await connection.read(text, {
    lucene: luceneQuery(prefix, KINDS, 'label'),
    leading: leadingTexts(prefix),
    first: int(first),
  });
  return rows.map(({ node }) => decodeNode(node));
}
