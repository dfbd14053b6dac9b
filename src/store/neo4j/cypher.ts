import { KINDS, type Kind } from '../../records.js';
import type { TextQuery } from '../text.js';
import { luceneQuery, TEXT_INDEX } from './lucene.js';

/** Integers cross as BigInt: a number would arrive as a float, which `LIMIT` and counts refuse. */
export function int(value: number): bigint {
  return BigInt(value);
}

/**
 * The one parameter of every statement: a map, in which are the others (`$input.keys`). For each order of magnitude that
 * a list or text among the parameters has, Neo4j plans a statement anew, which takes a tenth of a second; it does not look
 * into maps.
 */
export const INPUT = 'input';

/**
 * MATCH of the node that has a key, by its index. The hint stands there because the planner, asked on a small graph,
 * reads the whole index for each key: then a batch of many keys takes minutes, and the plan is kept while the graph grows.
 *
 * @param key an expression
 */
export function seek(
  variable: string,
  label: Kind | 'Alias' | 'Identifier' | 'LedgerRow' | 'Meta' | 'SourceList',
  key: string,
): string {
  const property = (KINDS as readonly string[]).includes(label) ? 'key' : 'id';
  return `MATCH (${variable}:${label} {${property}: ${key}}) USING INDEX SEEK ${variable}:${label}(${property})`;
}

/**
 * Follows a key to the survivor of merges: `given` is an expression, `name` the variable that gets the key,
 * `kept` are the variables that live on. One look in the index of aliases.
 */
export function followed(kind: Kind, given: string, name: string, ...kept: string[]): string {
  return `OPTIONAL ${seek('alias', 'Alias', `'${kind}:' + ${given}`)}
WITH ${[...kept, `coalesce(alias.survivor, ${given}) AS ${name}`].join(', ')}`;
}

/**
 * Parameters of one statement, and what has to be known before its main part: lists of keys with merges
 * followed, and the nodes that a text matches. `scope` names these for subqueries.
 */
export class Statement {
  readonly parameters: Record<string, unknown> = {};
  readonly scope: string[] = [];
  private readonly preludes: string[] = [];

  /** A new parameter; answers how it is written. */
  param(value: unknown): string {
    const name = `p${Object.keys(this.parameters).length}`;
    this.parameters[name] = value;
    return `$${INPUT}.${name}`;
  }

  /** A list of keys of survivors; answers the variable. */
  keys(kind: Kind, keys: readonly string[]): string {
    const name = `keys${this.scope.length}`;
    this.preludes.push(`CALL () {
  UNWIND ${this.param([...keys])} AS given
  ${followed(kind, 'given', 'survivor')}
  RETURN collect(survivor) AS ${name}
}`);
    this.scope.push(name);
    return name;
  }

  /** The nodes of a kind that a text matches; answers the variable. */
  textHits(query: TextQuery, kind: Kind, within: 'label' | 'everything'): string {
    const name = `hits${this.scope.length}`;
    this.preludes.push(`CALL () {
  CALL db.index.fulltext.queryNodes('${TEXT_INDEX}', ${this.param(luceneQuery(query, [kind], within))}) YIELD node
  RETURN collect(node) AS ${name}
}`);
    this.scope.push(name);
    return name;
  }

  /** The whole text: what has to be known first, then the main part. */
  text(main: string): string {
    return [...this.preludes, main].join('\n');
  }
}
