import { clean } from '../clean.js';
import type { LedgerName, LedgerRow, LedgerScan } from '../ledger.js';
import type { Connection, Row } from './connection.js';
import { int, seek } from './cypher.js';
import { orderedText, unorderedText } from './place.js';
import { count } from './record.js';
import { tagToken } from './tag-token.js';

/**
 * Reads of the ledger: one statement each. A row is one node without edges, whose `id` names it, orders it and parts
 * the collections. Its tags are the words of a full-text index: a node for each tag makes a write three times as slow.
 */
export const TAG_INDEX = 'ledger_tags';

/** Lucene takes 1,024 words in one question. */
const MAX_TOKENS = 1_000;

/** A collection is a word, so the first tab ends it; what follows is in the order of code points. */
export function rowId({ collection, key }: LedgerName): string {
  return `${collection}\t${orderedText(key)}`;
}

/** All ids of a collection lie between these: a backspace comes right before the tab, a line feed right after it. */
const BETWEEN = 'MATCH (n:LedgerRow) USING INDEX SEEK n:LedgerRow(id) WHERE n.id > $input.from AND n.id < $input.to';
const wholeOf = (collection: string) => ({ from: `${collection}\b`, to: `${collection}\n` });

/**
 * Begins a statement that goes on only where the collection has a row at all: imports ask for thousands of keys and tags
 * of decisions that nobody has made, and each of them would be looked for.
 */
const UNLESS_EMPTY = `MATCH (first:LedgerRow) USING INDEX SEEK first:LedgerRow(id)
WHERE first.id > $input.from AND first.id < $input.to
WITH first LIMIT 1`;

const ROW = 'n.id AS id, n.value AS value, n.tags AS tags';

function decoded({ id, value, tags }: Row): LedgerRow {
  const text = id as string;
  const end = text.indexOf('\t');
  return {
    collection: text.slice(0, end),
    key: unorderedText(text.slice(end + 1)),
    value: value as string,
    tags: tags as string[],
  };
}

export async function rows(connection: Connection, collection: string, keys: readonly string[]): Promise<(LedgerRow | null)[]> {
  if (keys.length === 0) return [];
  const ids = clean(keys).map((key) => rowId({ collection, key }));
  const text = `${UNLESS_EMPTY}
UNWIND $input.ids AS id
${seek('n', 'LedgerRow', 'id')}
RETURN ${ROW}`;
  const found = await connection.read(text, { ...wholeOf(collection), ids: [...new Set(ids)] });
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.map((id) => (byId.has(id) ? decoded(byId.get(id)!) : null));
}

/** Rows with one of the hashes are few more than those with one of the tags; the rows' own collection and tags decide. */
async function hits(connection: Connection, collection: string, tags: readonly string[], columns: string): Promise<LedgerRow[]> {
  const wanted = new Set(clean(tags));
  const tokens = [...new Set([...wanted].map((tag) => tagToken(collection, tag)))];
  if (tokens.length === 0) return [];
  const questions = Array.from({ length: Math.ceil(tokens.length / MAX_TOKENS) }, (_, i) =>
    tokens.slice(i * MAX_TOKENS, (i + 1) * MAX_TOKENS).join(' '),
  );
  const text = `${UNLESS_EMPTY}
UNWIND $input.questions AS question
CALL db.index.fulltext.queryNodes('${TAG_INDEX}', question) YIELD node
WITH DISTINCT node AS n WHERE n.collection = $input.collection
RETURN ${columns}`;
  const found = (await connection.read(text, { ...wholeOf(collection), questions, collection })).sort((a, b) =>
    a.id! < b.id! ? -1 : 1,
  );
  return found.map(decoded).filter((row) => row.tags.some((tag) => wanted.has(tag)));
}

export const tagged = (connection: Connection, collection: string, tags: readonly string[]): Promise<LedgerRow[]> =>
  hits(connection, collection, tags, ROW);

export async function taggedKeys(connection: Connection, collection: string, tags: readonly string[]): Promise<string[]> {
  return (await hits(connection, collection, tags, 'n.id AS id, n.tags AS tags')).map(({ key }) => key);
}

export async function scan(
  connection: Connection,
  { collection, after = null, limit, backward = false }: LedgerScan,
): Promise<LedgerRow[]> {
  const beyond = after === null ? {} : { [backward ? 'to' : 'from']: rowId({ collection, key: clean(after) }) };
  const text = `${BETWEEN} RETURN ${ROW} ORDER BY n.id ${backward ? 'DESC' : 'ASC'} LIMIT $input.limit`;
  const parameters = { ...wholeOf(collection), ...beyond, limit: int(Math.max(0, limit)) };
  return (await connection.read(text, parameters)).map(decoded);
}

export async function rowCount(connection: Connection, collection: string): Promise<number> {
  const text = `${BETWEEN} RETURN count(n) AS length`;
  const [row] = await connection.read(text, wholeOf(collection));
  return count(row!.length);
}
