import { KINDS, type Kind } from '../../records.js';
import type { Row, Run } from './connection.js';
import { seek } from './cypher.js';
import { kindToken } from './lucene.js';
import { numberPlace, placeProperty } from './place.js';
import { sendOver } from './portions.js';

/** Nodes whose counts a write may have changed: they are counted anew from the edges, never added to. */
export class Touched {
  private readonly keys: Record<Kind, Set<string>> = {
    Article: new Set(),
    Author: new Set(),
    Journal: new Set(),
    Topic: new Set(),
  };

  add(kind: Kind, keys: readonly string[]): void {
    for (const key of keys) this.keys[kind].add(key);
  }

  /** Rows with `kind` (a token) and `key`. */
  addRows(rows: readonly Row[]): void {
    for (const { kind, key } of rows)
      this.add(
        KINDS.find((name) => kindToken(name) === kind)!,
        [key as string],
      );
  }

  /** @param counted keys of nodes that were made with their counts */
  recount(run: Run, counted: Record<Kind, ReadonlySet<string>> | null): void {
    for (const kind of KINDS) {
      const keys = [...this.keys[kind]].filter((key) => !counted?.[kind].has(key)).sort();
      sendOver(run, RECOUNT[kind], keys);
    }
  }
}

/** Sets a count or year and its place strings. */
function kept(kind: Kind, field: string): string {
  const properties = new Map((['ASC', 'DESC'] as const).map((direction) => [placeProperty(kind, field, direction), direction]));
  const places = [...properties].map(([property, direction]) => `n.${property} = ${numberPlace(field, direction)}`);
  return [`n.${field} = ${field}`, ...places].join(', ');
}

function recount(kind: Kind, counted: string, fields: readonly string[]): string {
  const changed = fields.map((field) => `coalesce(n.${field}, -1) <> coalesce(${field}, -1)`);
  return `UNWIND $input.rows AS key
${seek('n', kind, 'key')}
${counted}
WHERE n.${placeProperty(kind, fields[0]!, 'ASC')} IS NULL OR ${changed.join(' OR ')}
SET ${fields.map((field) => kept(kind, field)).join(', ')}`;
}

const RECOUNT: Record<Kind, string> = {
  Article: recount(
    'Article',
    'WITH n, COUNT { (n)<-[:CITES]-() } AS citedByCount, COUNT { (n)-[:CITES]->() } AS referenceCount',
    ['citedByCount', 'referenceCount'],
  ),
  Author: recount(
    'Author',
    'OPTIONAL MATCH (n)-[:AUTHORED]->(a)\nWITH n, count(a) AS articleCount, min(a.year) AS firstYear, max(a.year) AS lastYear',
    ['articleCount', 'firstYear', 'lastYear'],
  ),
  Journal: recount('Journal', 'WITH n, COUNT { (n)<-[:PUBLISHED_IN]-() } AS articleCount', ['articleCount']),
  Topic: recount('Topic', 'WITH n, COUNT { (n)<-[:ABOUT]-() } AS articleCount', ['articleCount']),
};
