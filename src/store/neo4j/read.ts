import type { AnyNode, ArticleDetails, BriefArticle, Kind, StoredRecords } from '../../records.js';
import { unpackDetails } from '../details.js';
import { behindCard } from '../packed-article.js';
import { BETWEEN, packKeys } from '../packed-keys.js';
import type { StoreDescription } from '../description.js';
import type { StoredIdentifier } from '../store.js';
import type { Connection, Row } from './connection.js';
import { followed, int, seek, Statement } from './cypher.js';
import { identifierId } from './identifier.js';
import { count, decodeNode, decodeText, NODE_TEXT, textOf } from './record.js';
import { GRAPH_VERSION, readVersioned, withVersion, type Versioned } from './version.js';

/** Reads by key and by identifier, and what the graph holds as a whole: one statement each. */

/** Most keys are those of nodes: of the others alone it is looked up what they were merged into. */
export async function get<K extends Kind>(
  connection: Connection,
  kind: K,
  keys: readonly string[],
  isBrief = false,
): Promise<Versioned<(StoredRecords[K] | null)[]>> {
  const record = textOf(kind, [], isBrief);
  // One row of all: a row of its own costs the server as much as a record.
  const text = withVersion(
    `UNWIND split($input.keys, $input.between) AS wanted
  OPTIONAL ${seek('n', kind, 'wanted')}
  WITH collect(CASE WHEN n IS NULL THEN wanted END) AS others, collect(${record}) AS own
  CALL (others) {
    UNWIND others AS one
    ${followed(kind, 'one', 'key', 'one')}
    ${seek('n', kind, 'key')}
    RETURN collect(one) AS given, collect(${record}) AS texts
  }
  RETURN own, given, texts`,
    'own',
    'given',
    'texts',
  );
  // One text: the driver sends hundreds of them in a dozen pieces.
  const parameters = { keys: packKeys([...new Set(keys)]), between: BETWEEN };
  const { version, answer } = await readVersioned(connection, text, parameters);
  const decode = (one: string) => decodeText(kind, one, 0, isBrief).record;
  const found = new Map((answer.own as string[]).map(decode).map((one) => [one.key, one]));
  for (const [key, led] of byGiven(answer)) found.set(key, decode(led));
  return { version, answer: keys.map((key) => found.get(key) ?? null) };
}

/** Articles by the database's own numbers of their nodes. One text of them, as in `get`. */
export async function articlesAt(
  connection: Connection,
  nodes: readonly number[],
  isBrief: boolean,
): Promise<Versioned<(BriefArticle | null)[]>> {
  const text = withVersion(
    `UNWIND split($input.nodes, ',') AS node
  MATCH (n) WHERE id(n) = toInteger(node)
  WITH n WHERE n:Article
  RETURN collect(${textOf('Article', ['id(n)'], isBrief)}) AS texts`,
    'texts',
  );
  const { version, answer } = await readVersioned(connection, text, { nodes: [...new Set(nodes)].join(',') });
  const found = new Map<number, BriefArticle>();
  for (const one of answer.texts as string[]) {
    const { record, numbers } = decodeText('Article', one, 1, isBrief);
    found.set(numbers[0]!, record);
  }
  return { version, answer: nodes.map((node) => found.get(node) ?? null) };
}

/** What was found for each of the keys that lead to something. */
function byGiven({ given, texts }: Row): Map<string, string> {
  return new Map((given as string[]).map((key, i) => [key, (texts as string[])[i]!]));
}

export async function details(connection: Connection, articleKeys: readonly string[]): Promise<Versioned<ArticleDetails[]>> {
  const text = withVersion(
    `UNWIND $input.keys AS given
  ${followed('Article', 'given', 'key', 'given')}
  ${seek('n', 'Article', 'key')} WHERE n.details IS NOT NULL
  RETURN collect(given) AS given, collect(n.details) AS texts`,
    'given',
    'texts',
  );
  const { version, answer } = await readVersioned(connection, text, { keys: [...new Set(articleKeys)] });
  const found = byGiven(answer);
  return { version, answer: articleKeys.map((key) => unpackDetails(found.get(key) ?? null)) };
}

/** What the bylines of articles tell; the rest of their records stays with the server. */
export async function packedBylines(connection: Connection, articleKeys: readonly string[]): Promise<(string | null)[]> {
  const statement = new Statement();
  const text = `UNWIND ${statement.param([...new Set(articleKeys)])} AS given
${followed('Article', 'given', 'key', 'given')}
${seek('n', 'Article', 'key')}
RETURN collect(given) AS given, collect(n.lists) AS texts`;
  const [row] = await connection.read(text, statement.parameters);
  const found = byGiven(row!);
  return articleKeys.map((key) => (found.has(key) ? behindCard(found.get(key)!) : null));
}

export async function find(
  connection: Connection,
  identifiers: readonly StoredIdentifier[],
): Promise<Versioned<(AnyNode | null)[]>> {
  const ids = identifiers.map(identifierId);
  const text = withVersion(
    `UNWIND $input.ids AS given
  CALL (given) {
    ${seek('i', 'Identifier', 'given')}
    MATCH (i)-[:IDENTIFIES]->(n)
    RETURN n ORDER BY n.articleCount DESC, n.key LIMIT 1
  }
  RETURN collect(given) AS given, collect(${NODE_TEXT}) AS texts`,
    'given',
    'texts',
  );
  const { version, answer } = await readVersioned(connection, text, { ids: [...new Set(ids)] });
  const found = byGiven(answer);
  return { version, answer: ids.map((id) => (found.has(id) ? decodeNode(found.get(id)!) : null)) };
}

/** All of these are counts that Neo4j keeps by label and relationship type: nothing is walked. */
const COUNTED = {
  articles: '(n:Full)',
  stubs: '(n:Stub)',
  authors: '(n:Author)',
  journals: '(n:Journal)',
  topics: '(n:Topic)',
  citations: '()-[n:CITES]->()',
  authorships: '()-[n:AUTHORED]->()',
  topicAssignments: '()-[n:ABOUT]->()',
  publishedIn: '()-[n:PUBLISHED_IN]->()',
  withReferences: '(n:FullWithReferences)',
  withAuthors: '(n:FullWithAuthors)',
  withAbstract: '(n:FullWithAbstract)',
  withTopics: '(n:FullWithTopics)',
} as const;

const DESCRIBE = `${Object.entries(COUNTED)
  .map(([name, pattern]) => `CALL () { MATCH ${pattern} RETURN count(n) AS ${name} }`)
  .join('\n')}
OPTIONAL MATCH (meta:Meta {id: $input.id})
RETURN ${Object.keys(COUNTED).join(', ')}, meta.dataVersion AS dataVersion, meta.lastChangedAt AS lastChangedAt`;

export async function describe(connection: Connection): Promise<StoreDescription> {
  const [row] = await connection.read(DESCRIBE, { id: int(1) });
  const counted = Object.fromEntries(Object.keys(COUNTED).map((name) => [name, count(row![name])])) as Record<
    keyof typeof COUNTED,
    number
  >;
  const { withReferences, withAuthors, withAbstract, withTopics, ...counts } = counted;
  return {
    engine: { name: 'neo4j', version: connection.version },
    dataVersion: count(row!.dataVersion),
    lastChangedAt: (row!.lastChangedAt as string | null) ?? null,
    counts,
    completeness: { withReferences, withAuthors, withAbstract, withTopics },
  };
}

/** A version that the store keeps, from one node; 0 before the first write. */
async function version(connection: Connection, expression: string): Promise<number> {
  const statement = new Statement();
  const text = `OPTIONAL MATCH (meta:Meta {id: ${statement.param(int(1))}}) RETURN coalesce(${expression}) AS version`;
  const [row] = await connection.read(text, statement.parameters);
  return count(row!.version);
}

export const graphVersion = (connection: Connection): Promise<number> => version(connection, GRAPH_VERSION);
export const dataVersion = (connection: Connection): Promise<number> => version(connection, 'meta.dataVersion');
