import type { Kind } from '../../records.js';
import { NO_YEAR, STEPS, type Reach, type ReachedValue, type ReachQuery } from '../neighbourhood.js';
import type { Connection } from './connection.js';
import { followed, int, seek, Statement } from './cypher.js';
import { condition } from './filter.js';
import { count } from './record.js';
import { pattern, SOURCES } from './step.js';

/** What is told of the node `n`; null where there is nothing. */
function valueOf(kind: Kind, value: ReachedValue | null): string | null {
  if (value === 'use') return kind === 'Article' ? 'n.citedByCount' : 'n.articleCount';
  return value === 'year' && kind === 'Article' ? `coalesce(n.year, ${NO_YEAR})` : null;
}

/**
 * The nodes that have edges, in the order of their keys, and how many of them, with how many edges, are looked at whole: of
 * the one behind these only some edges are, and only there their order matters.
 */
function starts({ step, from }: ReachQuery, limit: string, statement: Statement): string {
  const given = statement.param([...from]);
  const { kept } = SOURCES[step];
  return `CALL () {
  UNWIND range(0, size(${given}) - 1) AS slot
  ${followed(STEPS[step].from, `${given}[slot]`, 'key', 'slot')}
  WITH key, min(slot) AS slot
  ${seek('s', STEPS[step].from, 'key')}
  WITH s, slot, ${kept ? `s.${kept}` : `COUNT { (s)${pattern(step)}() }`} AS degree WHERE degree > 0 ORDER BY s.keyText
  RETURN collect({ node: s, slot: slot, degree: degree }) AS starts, coalesce(sum(degree), 0) AS total
}
WITH starts, total, reduce(whole = [0, 0, true], one IN starts |
  CASE WHEN whole[2] AND whole[1] + one.degree <= ${limit} THEN [whole[0] + 1, whole[1] + one.degree, true]
  ELSE [whole[0], whole[1], false] END) AS whole${also(statement)}`;
}

const also = ({ scope }: Statement): string => scope.map((name) => `, ${name}`).join('');

/** Lists [slot, nodes] of all edges that are looked at. */
function edges({ step }: ReachQuery, limit: string): string {
  return `CALL (starts, whole) {
  UNWIND starts[..whole[0]] AS one
  WITH one.node AS s, one.slot AS slot
  RETURN collect([slot, [(s)${pattern(step)}(n) | n]]) AS lists
}
CALL (starts, whole) {
  UNWIND starts[whole[0]..whole[0] + 1] AS one
  WITH one.node AS s, one.slot AS slot
  MATCH (s)${pattern(step)}(n)
  WITH slot, n ORDER BY n.keyText
  WITH slot, collect(n) AS nodes
  RETURN collect([slot, nodes[..${limit} - whole[1]]]) AS last
}`;
}

/**
 * One statement. Within it nodes are told apart by Neo4j's own numbers, so that a key and what is told crosses once for each
 * node, not for each edge.
 */
export async function reach(connection: Connection, query: ReachQuery): Promise<Reach> {
  const { step, filter } = query;
  const kind = STEPS[step].to;
  const statement = new Statement();
  const limit = statement.param(int(Math.max(0, query.most)));
  const isLet = filter !== null && kind === 'Article' ? ` WHERE ${condition(filter, 'Article', statement)}` : '';
  const value = valueOf(kind, query.value);
  const text = statement.text(`${starts(query, limit, statement)}
${edges(query, limit)}
WITH total, lists + last AS lists${also(statement)}
CALL (lists${also(statement)}) {
  UNWIND lists AS list
  UNWIND list[1] AS n
  WITH DISTINCT n${also(statement)}
  WITH n${also(statement)}${isLet}
  RETURN collect(id(n)) AS ids, collect(n.key) AS keys, collect(${value ?? 'null'}) AS values
}
RETURN total, [list IN lists | list[0]] AS slots, [list IN lists | [n IN list[1] | id(n)]] AS ends, ids, keys, values`);
  const [row] = await connection.read(text, statement.parameters);
  return toReach(row as unknown as ReachRow, value !== null);
}

interface ReachRow {
  total: bigint;
  slots: bigint[];
  ends: bigint[][];
  ids: bigint[];
  keys: string[];
  values: bigint[];
}

function toReach({ total, slots, ends, ids, keys, values }: ReachRow, hasValues: boolean): Reach {
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const [from, to]: [number[], number[]] = [[], []];
  let seen = 0;
  ends.forEach((list, i) => {
    const slot = count(slots[i]!);
    seen += list.length;
    for (const id of list) {
      const number = numbers.get(id);
      // One that the filter leaves out.
      if (number === undefined) continue;
      from.push(slot);
      to.push(number);
    }
  });
  const told = hasValues ? Int32Array.from(values, Number) : null;
  return { total: count(total), seen, from: Uint32Array.from(from), to: Uint32Array.from(to), keys, values: told };
}
