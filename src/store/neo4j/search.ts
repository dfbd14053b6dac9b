import { KINDS, type AnyNode } from '../../records.js';
import type { PageRequest, Place } from '../page.js';
import type { SearchPage, SearchQuery } from '../store.js';
import { leadingTexts } from '../suggest.js';
import type { TextQuery } from '../text.js';
import type { Connection, Row } from './connection.js';
import { int, Statement } from './cypher.js';
import { condition } from './filter.js';
import { luceneQuery, TEXT_INDEX } from './lucene.js';
import { count, decodeNode, NODE_TEXT } from './record.js';
import { readVersioned, withVersion, type Versioned } from './version.js';

/** Search over all kinds by the full-text index, in the order of score, kind and key. */

const RANK = `CASE ${KINDS.map((kind, rank) => `WHEN n:${kind} THEN '${rank}'`).join(' ')} END`;
/** Rank of the kind and key: orders hits of one score. */
const PLACE = `(${RANK} + ':' + n.keyText)`;

function findsNothing({ text, kinds }: Omit<SearchQuery, 'page'>): boolean {
  return kinds.length === 0 || 'nothing' in text;
}

function allowedBy({ filter }: Omit<SearchQuery, 'page'>, statement: Statement): string | null {
  return filter && `(NOT n:Article OR ${condition(filter, 'Article', statement)})`;
}

/** All hits, each with its score, as far as the filter and more conditions hold. */
function hits(query: Omit<SearchQuery, 'page'>, statement: Statement): (...conditions: (string | null)[]) => string {
  const lucene = statement.param(luceneQuery(query.text, query.kinds, 'everything'));
  const allowed = allowedBy(query, statement);
  return (...conditions) => {
    const all = [allowed, ...conditions].filter((text) => text !== null);
    return `CALL db.index.fulltext.queryNodes('${TEXT_INDEX}', ${lucene}) YIELD node AS n, score
  WITH n, score${all.length > 0 ? ` WHERE ${all.join(' AND ')}` : ''}`;
  };
}

/** That a hit lies behind a place (`<`) or before it (`>`). The key is read of hits with the same score only. */
function beside(at: Place | null, operator: '<' | '>', statement: Statement): string | null {
  if (at === null) return null;
  const [score, place] = [statement.param(Number(at.value)), statement.param(at.key)];
  return `(score ${operator} ${score} OR (score = ${score} AND ${PLACE} ${operator === '<' ? '>' : '<'} ${place}))`;
}

/** So many of the best hits are looked at for a first page, for each entry: hits of one score are put in order by us. */
const LOOKED_AT = 4;

/** Whether a filter leaves out what only few hits are: stubs, in a graph of works that somebody has imported. */
function leavesMost(filter: SearchQuery['filter']): boolean {
  if (filter === null) return true;
  if ('all' in filter) return filter.all.every(leavesMost);
  return 'test' in filter && filter.test === 'status';
}

/** The version is null where nothing was asked. */
export async function search(
  connection: Connection,
  query: SearchQuery,
): Promise<Versioned<SearchPage> | { version: null; answer: SearchPage }> {
  if (findsNothing(query)) return { version: null, answer: { items: [], hasNext: false, hasPrevious: false } };
  const { page, filter } = query;
  const isFirst = page.from === 'start' && page.after === null && page.before === null;
  const found = isFirst && leavesMost(filter) ? await firstPage(connection, query) : null;
  return found ?? anyPage(connection, query);
}

/** The first page from the best hits alone, which the index gives in a quarter of the time of all; null where they are not enough. */
async function firstPage(connection: Connection, query: SearchQuery): Promise<Versioned<SearchPage> | null> {
  const { page } = query;
  const statement = new Statement();
  const most = LOOKED_AT * (page.size + 1);
  const lucene = statement.param(luceneQuery(query.text, query.kinds, 'everything'));
  const allowed = allowedBy(query, statement);
  const text = statement.text(`CALL () {
  CALL db.index.fulltext.queryNodes('${TEXT_INDEX}', ${lucene}, {limit: ${statement.param(int(most))}}) YIELD node, score
  RETURN collect([node, score]) AS best, min(score) AS least
}
CALL (${['best', ...statement.scope].join(', ')}) {
  UNWIND best AS hit
  WITH hit[0] AS n, hit[1] AS score${allowed === null ? '' : ` WHERE ${allowed}`}
  ORDER BY score DESC, ${PLACE} ASC LIMIT ${statement.param(int(page.size + 1))}
  RETURN collect([${NODE_TEXT}, score, ${PLACE}]) AS items
}
RETURN size(best) AS looked, least, items`);
  const { version, answer } = await readVersioned(
    connection,
    withVersion(text, 'looked', 'least', 'items'),
    statement.parameters,
  );
  const last = (answer.items as Hit[])[page.size];
  // Of those with the least score there may be more, which come before them by kind and key.
  const isEnough = count(answer.looked) < most || (last !== undefined && last[1] > (answer.least as number));
  return isEnough ? { version, answer: decodeSearch(answer, page) } : null;
}

async function anyPage(connection: Connection, query: SearchQuery): Promise<Versioned<SearchPage>> {
  const { page } = query;
  const statement = new Statement();
  const list = hits(query, statement);
  const after = beside(page.after, '<', statement);
  const before = beside(page.before, '>', statement);
  const isForward = page.from === 'start';
  const scope = `(${statement.scope.join(', ')})`;
  const exists = (name: string, ...conditions: (string | null)[]) =>
    `CALL ${scope} { ${list(...conditions)} LIMIT 1 RETURN count(n) > 0 AS ${name} }`;
  const text = statement.text(`${pageOfHits(list, [after, before], isForward, statement, page.size)}
${before ? exists('isNext', `NOT ${before}`, isForward ? after : null) : ''}
${after ? exists('isPrevious', `NOT ${after}`, isForward ? null : before) : ''}
RETURN items, ${before ? 'isNext' : 'false'} AS isNext, ${after ? 'isPrevious' : 'false'} AS isPrevious`);
  const { version, answer } = await readVersioned(
    connection,
    withVersion(text, 'items', 'isNext', 'isPrevious'),
    statement.parameters,
  );
  return { version, answer: decodeSearch(answer, page) };
}

/**
 * The keys that order equal scores are costly to read, and there may be very many hits: so the first look
 * finds by scores alone what the last hit of the page has, and the second reads the hits as far as that.
 */
function pageOfHits(
  list: ReturnType<typeof hits>,
  inside: (string | null)[],
  isForward: boolean,
  statement: Statement,
  size: number,
): string {
  const limit = statement.param(int(size + 1));
  const [direction, reach, beyond] = isForward ? ['DESC', 'min', '>='] : ['ASC', 'max', '<='];
  const scope = statement.scope.join(', ');
  return `CALL (${scope}) {
  ${list(...inside)}
  ORDER BY score ${direction} LIMIT ${limit}
  RETURN ${reach}(score) AS last
}
CALL (${[...statement.scope, 'last'].join(', ')}) {
  ${list(...inside, `score ${beyond} last`)}
  ORDER BY score ${direction}, ${PLACE} ${isForward ? 'ASC' : 'DESC'} LIMIT ${limit}
  RETURN collect([${NODE_TEXT}, score, ${PLACE}]) AS items
}`;
}

type Hit = [node: string, score: number, place: string];

function decodeSearch(row: Row, page: PageRequest): SearchPage {
  const found = row.items as Hit[];
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
  const [row] = await connection.read(statement.text(`${list()} RETURN count(n) AS total`), statement.parameters);
  return count(row!.total);
}

export async function suggest(connection: Connection, prefix: TextQuery, first: number): Promise<AnyNode[]> {
  if ('nothing' in prefix || first === 0) return [];
  const text = `CALL db.index.fulltext.queryNodes('${TEXT_INDEX}', $input.lucene) YIELD node AS n
WITH n ORDER BY any(leading IN $input.leading WHERE n.sortText STARTS WITH leading) DESC, coalesce(n.citedByCount, n.articleCount) DESC,
  n.sortText, ${RANK}, n.key LIMIT $input.first
RETURN ${NODE_TEXT} AS node`;
  const rows = await connection.read(text, {
    lucene: luceneQuery(prefix, KINDS, 'label'),
    leading: leadingTexts(prefix),
    first: int(first),
  });
  return rows.map(({ node }) => decodeNode(node as string));
}
