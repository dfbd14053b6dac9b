import type { Kind } from '../../records.js';
import type { AmongKeys, Condition, Filter, MatchesText } from '../filter.js';
import { NOUNS } from './noun.js';
import { FALSE, join, sql, TRUE, type Sql } from './sql.js';
import { idsOfKeys, searchTable } from './table.js';
import { labelExpression, matchExpression } from './text.js';

type AnyLeaf = AmongKeys | MatchesText | { test: string };

function matchesText(kind: Kind, { query, within }: MatchesText): Sql {
  const match = within === 'label' ? labelExpression(query) : matchExpression(query);
  if (match === null) return FALSE;
  const search = searchTable(kind);
  return sql`t.id IN (SELECT rowid FROM ${search} WHERE ${search} MATCH ${match})`;
}

function translate(kind: Kind, condition: Condition<AnyLeaf>, date: string): Sql {
  if ('all' in condition) {
    if (condition.all.length === 0) return TRUE;
    return sql`(${join(
      condition.all.map((part) => translate(kind, part, date)),
      ' AND ',
    )})`;
  }
  if ('any' in condition) {
    if (condition.any.length === 0) return FALSE;
    return sql`(${join(
      condition.any.map((part) => translate(kind, part, date)),
      ' OR ',
    )})`;
  }
  if ('not' in condition) return sql`NOT (${translate(kind, condition.not, date)})`;
  if (condition.test === 'among') return sql`t.id IN (${idsOfKeys(kind, (condition as AmongKeys).keys)})`;
  if (condition.test === 'text') return matchesText(kind, condition as MatchesText);
  return NOUNS[kind].leaf(condition as never, date);
}

/**
 * The filter as a condition on `t`, the node's row. Its parts are never NULL, so NOT means what it says.
 * `date` is where an article's date stands.
 */
export function filterCondition(kind: Kind, filter: Filter, date = 't.date'): Sql {
  return translate(kind, filter as Condition<AnyLeaf>, date);
}
