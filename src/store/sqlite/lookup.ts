import { KINDS, type AnyNode, type ArticleDetails, type BriefArticle, type Kind } from '../../records.js';
import { unpackDetails } from '../details.js';
import type { IdentifierScheme, StoredIdentifier } from '../store.js';
import { isFew } from '../known-records.js';
import type { Session } from './connection.js';
import { behindCard, unpackBriefs } from '../packed-article.js';
import { unpackRecord, type StoredCounts } from '../packed-record.js';
import { anyKindColumns, anyKindJoins, briefsText, nodeColumns, nodeJoins, toNode, type NodeRow } from './noun.js';
import { name, NOTHING, sql, type Sql } from './sql.js';
import { nodesOfKeys, table } from './table.js';

/** Records in the order of the keys. */
export interface RecordsOfVersion {
  /** That of the graph; -1 for a kind of which records are not kept. */
  version: number;
  records: (AnyNode['record'] | null)[];
}

export function get(session: Session, kind: Kind, keys: readonly string[]): RecordsOfVersion {
  const found: RecordsOfVersion = { version: -1, records: keys.map(() => null) };
  const statement = sql`SELECT k.slot, NULL, ${nodeColumns(kind)}
    FROM (${nodesOfKeys(kind, keys)}) k ${nodeJoins(kind, 'k.id')}
    ${isFew(kind) ? name('UNION ALL SELECT NULL, graph_version, NULL, NULL, NULL, NULL FROM meta') : NOTHING}`;
  type Row = [slot: number, version: number | null, record: string, c0: number | null, c1: number | null, c2: number | null];
  for (const [slot, version, record, c0, c1, c2] of session.rows<Row>(statement)) {
    if (version !== null) found.version = version;
    else found.records[slot] = unpackRecord(kind, record, [c0, c1, c2]);
  }
  return found;
}

export function briefs(session: Session, articleKeys: readonly string[]): (BriefArticle | null)[] {
  return briefsOf(session, nodesOfKeys('Article', articleKeys), articleKeys.length);
}

/** Of `nodes`: rows (slot, id). */
function briefsOf(session: Session, nodes: Sql, slots: number): (BriefArticle | null)[] {
  const found = new Array<BriefArticle | null>(slots).fill(null);
  const statement = sql`SELECT ${briefsText('k.slot')} FROM (${nodes}) k ${nodeJoins('Article', 'k.id', true)}`;
  const [[text]] = session.rows<[string]>(statement) as [[string]];
  unpackBriefs(text, (slot, article) => (found[slot] = article));
  return found;
}

/** Articles by their ids. */
export function articlesAt(session: Session, ids: readonly number[], isBrief: boolean): (BriefArticle | null)[] {
  const nodes = sql`SELECT key AS slot, value AS id FROM json_each(${JSON.stringify(ids)})`;
  if (isBrief) return briefsOf(session, nodes, ids.length);
  const found = new Array<BriefArticle | null>(ids.length).fill(null);
  const statement = sql`SELECT k.slot, ${nodeColumns('Article')} FROM (${nodes}) k ${nodeJoins('Article', 'k.id')}`;
  for (const [slot, record, ...counts] of session.rows<[slot: number, record: string, ...counts: StoredCounts]>(statement))
    found[slot] = unpackRecord('Article', record, counts);
  return found;
}

export function details(session: Session, articleKeys: readonly string[]): ArticleDetails[] {
  const found = new Map<number, string>();
  const statement = sql`SELECT k.slot, d.details FROM (${nodesOfKeys('Article', articleKeys)}) k
    CROSS JOIN article_detail d ON d.id = k.id`;
  for (const row of session.all<{ slot: number; details: string }>(statement)) found.set(row.slot, row.details);
  return articleKeys.map((_, slot) => unpackDetails(found.get(slot) ?? null));
}

/** What the bylines of articles tell; the rest of their records stays here. */
export function packedBylines(session: Session, articleKeys: readonly string[]): (string | null)[] {
  const found = articleKeys.map((): string | null => null);
  const statement = sql`SELECT k.slot, l.lists FROM (${nodesOfKeys('Article', articleKeys)}) k
    CROSS JOIN article_lists l ON l.id = k.id`;
  for (const [slot, lists] of session.lists<[slot: number, lists: string]>(statement)) found[slot] = behindCard(lists);
  return found;
}

/** The kind of node that each scheme names. */
export const KIND_OF_SCHEME: Record<IdentifierScheme, Kind> = {
  pmid: 'Article',
  pmcid: 'Article',
  doi: 'Article',
  openalex: 'Article',
  s2: 'Article',
  omid: 'Article',
  orcid: 'Author',
  issn: 'Journal',
  nlm: 'Journal',
  mesh: 'Topic',
  'journal-name': 'Journal',
  'topic-name': 'Topic',
};

export const isShared = (scheme: IdentifierScheme): scheme is 'journal-name' | 'topic-name' =>
  scheme === 'journal-name' || scheme === 'topic-name';

/** Id of the node that has the name: of several, most articles, then smallest key. */
function idOfSharedName(scheme: 'journal-name' | 'topic-name', value: Sql): Sql {
  return sql`(SELECT n.node FROM shared_name n CROSS JOIN ${table(KIND_OF_SCHEME[scheme])} t ON t.id = n.node
    WHERE n.scheme = ${scheme} AND n.value = ${value} ORDER BY t.article_count DESC, t.key LIMIT 1)`;
}

const idOfIdentifier = (scheme: Sql, value: Sql): Sql =>
  sql`(SELECT i.node FROM identifier i WHERE i.scheme = ${scheme} AND i.value = ${value})`;

/** Rows (slot, kind as its index in KINDS, columns of NodeRow) of the nodes that identifiers name. */
function nodesNamed(identifiers: readonly StoredIdentifier[]): Sql {
  const asked = JSON.stringify(identifiers.map(({ scheme, value }) => [scheme, value, KINDS.indexOf(KIND_OF_SCHEME[scheme])]));
  const value = name('p.value ->> 1');
  const ids = sql`CASE p.value ->> 0 WHEN 'journal-name' THEN ${idOfSharedName('journal-name', value)}
    WHEN 'topic-name' THEN ${idOfSharedName('topic-name', value)}
    ELSE ${idOfIdentifier(name('p.value ->> 0'), value)} END`;
  return sql`WITH hit AS MATERIALIZED (SELECT p.key AS slot, p.value ->> 2 AS kind, ${ids} AS id FROM json_each(${asked}) p)
    SELECT hit.slot, hit.kind, ${anyKindColumns()} FROM hit ${anyKindJoins()} WHERE hit.id IS NOT NULL`;
}

/** The same of a single one, as in most questions: of which kind the node is, is known then. */
function nodeNamed({ scheme, value }: StoredIdentifier): Sql {
  const kind = KIND_OF_SCHEME[scheme];
  const id = isShared(scheme) ? idOfSharedName(scheme, sql`${value}`) : idOfIdentifier(sql`${scheme}`, sql`${value}`);
  return sql`SELECT 0 AS slot, ${KINDS.indexOf(kind)} AS kind, ${nodeColumns(kind)} FROM (SELECT ${id} AS id) k ${nodeJoins(kind, 'k.id')}`;
}

/** The node that each identifier names, in order. */
export function find(session: Session, identifiers: readonly StoredIdentifier[]): (AnyNode | null)[] {
  const found = identifiers.map((): AnyNode | null => null);
  const statement = identifiers.length === 1 ? nodeNamed(identifiers[0]!) : nodesNamed(identifiers);
  for (const row of session.all<NodeRow & { slot: number; kind: number }>(statement)) found[row.slot] = toNode(row.kind, row);
  return found;
}
