import { RELATIONS, ROOT, splitPair, type Relation } from '../relation.js';
import type { Row } from './connection.js';
import { followed, type Statement } from './cypher.js';
import { isRoot } from './list.js';

/** The parents of a call, each once: each is one row of the statement. A list of a whole kind has no parent but `ROOT`. */
export function parentsOf(relation: Relation, parents: readonly string[]): string[] {
  return [...new Set(parents)].filter((parent) => !isRoot(relation) || parent === ROOT);
}

/** Gives `given` for each parent, with the survivors `key` and, of a pair, `other` that its keys lead to. */
export function parentRows(relation: Relation, parents: readonly string[], statement: Statement): string {
  const { from } = RELATIONS[relation];
  const { scope } = statement;
  if (from === null) return `UNWIND ${statement.param(parents)} AS given`;
  if (relation !== 'sharedArticles')
    return `UNWIND ${statement.param(parents)} AS given\n${followed(from, 'given', 'key', 'given', ...scope)}`;
  return `UNWIND ${statement.param(parents.map((given) => [given, ...splitPair(given)]))} AS pair
${followed(from, 'pair[1]', 'key', 'pair', ...scope)}
${followed(from, 'pair[2]', 'other', 'pair[0] AS given', 'key', ...scope)}`;
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
