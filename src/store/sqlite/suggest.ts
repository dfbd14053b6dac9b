import { KINDS, type AnyNode, type Kind } from '../../records.js';
import { leadingTexts } from '../suggest.js';
import type { TextQuery } from '../text.js';
import type { Session } from './connection.js';
import { anyKindColumns, anyKindJoins, NOUNS, toNode, type NodeRow } from './noun.js';
import { join, name, sql, type Sql } from './sql.js';
import { searchTable, table } from './table.js';
import { labelExpression } from './text.js';

/** The sort key of a node as the port has it: without the blank that articles store before it. */
const sortKeyColumn = (kind: Kind): Sql =>
  name(kind === 'Article' ? 'substr(t.title_key, 2)' : kind === 'Journal' ? 't.title_key' : 't.name_key');

/** Nodes whose label matches; order as the port says. */
export function suggest(session: Session, prefix: TextQuery, first: number): AnyNode[] {
  const match = labelExpression(prefix);
  if (match === null || first === 0) return [];
  const parts = KINDS.map((kind, i) => {
    const search = searchTable(kind);
    return sql`SELECT ${name(String(i))} AS kind, t.id AS id, t.key AS key, ${name(NOUNS[kind].use)} AS use, ${sortKeyColumn(kind)} AS sort_key
      FROM ${search} CROSS JOIN ${table(kind)} t ON t.id = ${search}.rowid WHERE ${search} MATCH ${match}`;
  });
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
