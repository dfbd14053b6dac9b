import { KINDS, type AnyNode, type ArticleDetails, type BriefArticle, type Kind } from '../../records.js';
import { unpackDetails } from '../details.js';
import type { IdentifierScheme, StoredIdentifier } from '../store.js';
import type { Session } from './connection.js';
import { behindCard, unpackBriefs } from '../packed-article.js';
import { unpackRecord } from '../packed-record.js';
import { anyKindColumns, anyKindJoins, briefsText, nodeColumns, nodeJoins, toNode, type NodeRow } from './noun.js';
import { sql, type Sql } from './sql.js';
import { nodesOfKeys, table } from './table.js';

/** Records in the order of the keys, with the version of the graph that they are of. */
export interface RecordsOfVersion {
  version: number;
  records: (AnyNode['record'] | null)[];
}

export function get(session: Session, kind: Kind, keys: readonly string[]): RecordsOfVersion {
  const found: RecordsOfVersion = { version: -1, records: keys.map(() => null) };
  const statement = sql`SELECT k.slot, NULL, ${nodeColumns(kind)}
    FROM (${nodesOfKeys(kind, keys)}) k ${nodeJoins(kind, 'k.id')}
    UNION ALL SELECT NULL, graph_version, NULL, NULL, NULL, NULL FROM meta`;
  type Row = [slot: number, version: number | null, record: string, c0: number | null, c1: number | null, c2: number | null];
  for (const [slot, version, record, c0, c1, c2] of session.rows<Row>(statement)) {
    if (version !== null) found.version = version;
    else found.records[slot] = unpackRecord(kind, record, [c0, c1, c2]);
  }
  return found;
}

export function briefs(session: Session, articleKeys: readonly string[]): (BriefArticle | null)[] {
  const found = articleKeys.map((): BriefArticle | null => null);
  const statement = sql`SELECT ${briefsText('k.slot')} FROM (${nodesOfKeys('Article', articleKeys)}) k ${nodeJoins('Article', 'k.id', true)}`;
  const [[text]] = session.rows<[string]>(statement) as [[string]];
  for (const [slot, article] of unpackBriefs(text)) found[slot] = article;
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

export const isShared = (scheme: IdentifierScheme): boolean => scheme === 'journal-name' || scheme === 'topic-name';

/** Of several nodes with one name: most articles, then smallest key. */
function idOfSharedName(scheme: 'journal-name' | 'topic-name'): Sql {
  return sql`(SELECT n.node FROM shared_name n CROSS JOIN ${table(KIND_OF_SCHEME[scheme])} t ON t.id = n.node
    WHERE n.scheme = ${scheme} AND n.value = p.value ->> 1 ORDER BY t.article_count DESC, t.key LIMIT 1)`;
}

/** The node that each identifier names, in order. */
export function find(session: Session, identifiers: readonly StoredIdentifier[]): (AnyNode | null)[] {
  const found = identifiers.map((): AnyNode | null => null);
  const asked = JSON.stringify(identifiers.map(({ scheme, value }) => [scheme, value, KINDS.indexOf(KIND_OF_SCHEME[scheme])]));
  const ids = sql`CASE p.value ->> 0 WHEN 'journal-name' THEN ${idOfSharedName('journal-name')}
    WHEN 'topic-name' THEN ${idOfSharedName('topic-name')}
    ELSE (SELECT i.node FROM identifier i WHERE i.scheme = p.value ->> 0 AND i.value = p.value ->> 1) END`;
  const statement = sql`WITH hit AS MATERIALIZED (SELECT p.key AS slot, p.value ->> 2 AS kind, ${ids} AS id FROM json_each(${asked}) p)
    SELECT hit.slot, hit.kind, ${anyKindColumns()} FROM hit ${anyKindJoins()} WHERE hit.id IS NOT NULL`;
  for (const row of session.all<NodeRow & { slot: number; kind: number }>(statement)) found[row.slot] = toNode(row.kind, row);
  return found;
}
