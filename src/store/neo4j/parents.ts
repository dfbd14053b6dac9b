import { RELATIONS, ROOT, splitPair, type Relation } from '../relation.js';
import type { Row } from './connection.js';
import { followed, type Statement } from './cypher.js';
import { isRoot } from './list.js';

/** The parents of a call: each is one row of the statement, and one row of its answer. */
export interface ParentRow {
  given: string;
  key: string;
  /** The second key of a pair. */
  other: string | null;
}

/** Each parent once; a list of a whole kind has no parent but `ROOT`. */
export function rowsOf(relation: Relation, parents: readonly string[]): ParentRow[] {
  const known = [...new Set(parents)].filter((parent) => !isRoot(relation) || parent === ROOT);
  return known.map((given) => {
    const [key, other] = relation === 'sharedArticles' ? splitPair(given) : [given, null];
    return { given, key, other };
  });
}

/** Gives `row` for each parent, with the survivors `key` and `other` that its keys lead to. */
export function parentRows(relation: Relation, rows: readonly ParentRow[], statement: Statement): string {
  const { from } = RELATIONS[relation];
  const unwound = `UNWIND ${statement.param(rows)} AS row`;
  if (from === null) return unwound;
  const first = `${unwound}\n${followed(from, 'row.key', 'key', 'row', ...statement.scope)}`;
  return relation === 'sharedArticles'
    ? `${first}\n${followed(from, 'row.other', 'other', 'row', 'key', ...statement.scope)}`
    : first;
}

/** What a subquery over one parent's list has to see, as `CALL` wants it. */
export function scopeOf(relation: Relation, statement: Statement): string {
  const keys = isRoot(relation) ? [] : relation === 'sharedArticles' ? ['key', 'other'] : ['key'];
  return `(${[...keys, ...statement.scope].join(', ')})`;
}

/** The answers in the order of the parents, each made of its parent's row; `none` for a parent without one. */
export function inOrder<T>(parents: readonly string[], rows: readonly Row[], answer: (row: Row) => T, none: () => T): T[] {
  const byParent = new Map(rows.map((row) => [row.given, row]));
  return parents.map((parent) => {
    const row = byParent.get(parent);
    return row ? answer(row) : none();
  });
}
