import { NO_YEAR, STEPS, type Reach, type ReachedValue, type ReachQuery, type Step } from '../neighbourhood.js';
import type { Kind } from '../../records.js';
import type { Session } from './connection.js';
import { filterCondition } from './filter.js';
import { NOUNS } from './noun.js';
import { numbersOf, type Numbers } from './number-list.js';
import { name, NOTHING, sql, type Sql } from './sql.js';
import { SOURCES } from './step.js';
import { nodesOfKeys, table } from './table.js';

/**
 * Edges are followed by ids, and the nodes where they lead are looked up once each, in the order of their ids: a key for each
 * edge would take three times as long. Lists come as one text, which is half as dear as a row for each entry.
 */

/** Columns (slots, ids, degrees) of the nodes, in the order of their keys; one may be named by several slots. */
export function startsStatement({ step, from }: Pick<ReachQuery, 'step' | 'from'>): Sql {
  const kind = STEPS[step].from;
  return sql`SELECT group_concat(slot), group_concat(id), group_concat(degree) FROM (
    SELECT k.slot, n.id, ${name(SOURCES[step].degree)} AS degree FROM (${nodesOfKeys(kind, from)}) k
    CROSS JOIN ${table(kind)} n ON n.id = k.id ORDER BY n.key, k.slot)`;
}

/** Columns (starts, ends, keys of the ends where the edges have these) of all edges of the nodes with these ids; a start is the index of its id. */
export function edgesStatement(step: Step, ids: readonly number[]): Sql {
  const { edges, from, to, backward } = SOURCES[step];
  const key = backward ? sql`group_concat(${name(backward.key)}, ${BETWEEN})` : name('NULL');
  return sql`SELECT group_concat(p.key), group_concat(${name(`e.${to}`)}), ${key}
    FROM json_each(${JSON.stringify(ids)}) p CROSS JOIN ${name(`${edges} e ON e.${from} = p.value`)}`;
}

/** Column with the ends of the first edges of a node, by the keys where they lead. */
export function firstEdgesStatement(step: Step, id: number, most: number): Sql {
  const { edges, from, to, backward } = SOURCES[step];
  const target = backward ? NOTHING : sql`CROSS JOIN ${table(STEPS[step].to)} t ON t.id = ${name(`e.${to}`)}`;
  return sql`SELECT group_concat(id) FROM (SELECT ${name(`e.${to} AS id FROM ${edges} e`)} ${target}
    WHERE ${name(`e.${from}`)} = ${id} ORDER BY ${name(backward?.key ?? 't.key')} LIMIT ${most})`;
}

/** Columns (ids, keys, values) of the nodes with these ids that the filter lets through. */
export function endsStatement({ step, filter, value }: Omit<ReachQuery, 'from' | 'most'>, ids: Iterable<number>): Sql {
  const kind = STEPS[step].to;
  const isLet = filter !== null && kind === 'Article' ? sql`WHERE ${filterCondition(kind, filter)}` : NOTHING;
  return sql`SELECT group_concat(t.id), group_concat(t.key, ${BETWEEN}), group_concat(${valueOf(kind, value) ?? name('NULL')})
    FROM json_each(${JSON.stringify([...ids])}) p CROSS JOIN ${table(kind)} t ON t.id = p.value ${isLet}`;
}

const YEAR = `CASE WHEN t.date < 0 THEN ${NO_YEAR} ELSE t.date / 10000 END`;

function valueOf(kind: Kind, value: ReachedValue | null): Sql | null {
  if (value === 'use') return name(NOUNS[kind].use);
  return value === 'year' && kind === 'Article' ? name(YEAR) : null;
}

/** Keys in one text: see scan-citations.ts. */
export type PackedReach = Omit<Reach, 'keys'> & { keys: string };
const BETWEEN = '\n';

export const unpackReach = ({ keys, ...reach }: PackedReach): Reach => ({
  ...reach,
  keys: keys === '' ? [] : keys.split(BETWEEN),
});

const columnsOf = (session: Session, statement: Sql): (string | null)[] => [...session.lists<(string | null)[]>(statement)][0]!;

/** Nodes whose edges are looked at: of the last one only some, where not all are wanted. */
interface Starts {
  slots: number[];
  ids: number[];
  /** Edges of all nodes. */
  total: number;
  /** How many of the nodes are looked at with all edges. */
  whole: number;
  /** Edges that these have, and of the node behind them. */
  wholeEdges: number;
  nextEdges: number;
}

function startsOf(session: Session, query: ReachQuery, most: number): Starts {
  const [slots, ids, degrees] = columnsOf(session, startsStatement(query)).map(numbersOf) as [Numbers, Numbers, Numbers];
  const starts: Starts = { slots: [], ids: [], total: 0, whole: 0, wholeEdges: 0, nextEdges: 0 };
  ids.forEach((id, i) => {
    // Keys that lead to one node stand side by side.
    if (degrees[i] === 0 || (i > 0 && id === ids[i - 1])) return;
    starts.slots.push(slots[i]!);
    starts.ids.push(id);
    starts.total += degrees[i]!;
    if (starts.total <= most) {
      starts.whole += 1;
      starts.wholeEdges = starts.total;
    } else if (starts.whole === starts.ids.length - 1) starts.nextEdges = degrees[i]!;
  });
  return starts;
}

/** The answer, or null where more than `limit` edges would have to be read. */
function reachWithin(session: Session, query: ReachQuery, limit: number): PackedReach | null {
  return session.snapshot(() => {
    const most = Math.max(0, query.most);
    const { slots, ids, total, whole, wholeEdges, nextEdges } = startsOf(session, query, most);
    const rest = Math.min(most - wholeEdges, nextEdges);
    if (wholeEdges + (rest > 0 ? nextEdges : 0) > limit) return null;
    const columns = columnsOf(session, edgesStatement(query.step, ids.slice(0, whole)));
    const [starts, ends] = [numbersOf(columns[0]!), numbersOf(columns[1]!)];
    const first = rest > 0 ? columnsOf(session, firstEdgesStatement(query.step, ids[whole]!, rest)).map(numbersOf)[0]! : [];
    const from = joined(starts, new Uint32Array(first.length).fill(whole)).map((start) => slots[start]!);
    const told = { total, seen: from.length };
    const { filter, value } = query;
    // The edges have all that is asked for.
    if (rest <= 0 && filter === null && value === null && SOURCES[query.step].backward)
      return { ...told, from, ...named(ends, columns[2] ?? '') };
    return { ...told, ...reached(session, query, from, joined(ends, first)) };
  });
}

function joined(a: Numbers, b: ArrayLike<number>): Numbers {
  if (b.length === 0) return a;
  const all = new Uint32Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}

/** The nodes at the ends of edges, given by their ids and their keys. */
function named(ends: Numbers, keys: string): Pick<PackedReach, 'to' | 'keys' | 'values'> {
  const places = new Map<number, number>();
  const isNew = new Uint8Array(ends.length);
  const to = ends.map((id, i) => {
    let place = places.get(id);
    if (place === undefined) {
      places.set(id, (place = places.size));
      isNew[i] = 1;
    }
    return place;
  });
  const isEachOnce = places.size === ends.length;
  const once = isEachOnce ? keys : keys.split(BETWEEN).filter((_, i) => isNew[i]).join(BETWEEN); // prettier-ignore
  return { to, keys: once, values: null };
}

/** The nodes at the ends of edges, given by their ids, and the edges to those that are let through. */
function reached(session: Session, query: ReachQuery, from: Numbers, ends: Numbers): Omit<PackedReach, 'total' | 'seen'> {
  const places = new Map<number, number>();
  for (const id of ends) if (!places.has(id)) places.set(id, LEFT_OUT);
  const ids = Uint32Array.from([...places.keys()]).sort();
  const [found, keys, values] = columnsOf(session, endsStatement(query, ids));
  numbersOf(found!).forEach((id, place) => places.set(id, place));
  const to = new Uint32Array(ends.length);
  let edges = 0;
  for (let i = 0; i < ends.length; i++) {
    const place = places.get(ends[i]!)!;
    if (place === LEFT_OUT) continue;
    from[edges] = from[i]!;
    to[edges++] = place;
  }
  const told = valueOf(STEPS[query.step].to, query.value) === null ? null : Int32Array.from(JSON.parse(`[${values ?? ''}]`) as number[]); // prettier-ignore
  return { from: from.slice(0, edges), to: to.slice(0, edges), keys: keys ?? '', values: told };
}

const LEFT_OUT = -1;

export function reach(session: Session, query: ReachQuery): PackedReach {
  return reachWithin(session, query, Number.MAX_SAFE_INTEGER)!;
}

/** Edges that `reachFew` reads at most: some milliseconds. */
const FEW_EDGES = 2_000;

/** The same, or null where many edges would be read: a node may be a hub. */
export function reachFew(session: Session, query: ReachQuery): PackedReach | null {
  return reachWithin(session, query, FEW_EDGES);
}
