import { edgeCount, firstOf, STEPS, type Step, type StepAnswer, type StepList, type StepQuery } from '../neighbourhood.js';
import { compareCodePoints } from '../sort-values.js';
import type { Connection } from './connection.js';
import { followed, int, seek, Statement } from './cypher.js';
import { count, number } from './record.js';

export interface StepSource {
  /** From the node `n` to its neighbour `m`. */
  arrow: string;
  hasPosition: boolean;
  /** Property of `n` that has the number of its edges; null where they are counted. */
  kept: string | null;
  /** Whether the step goes against the lists that articles have themselves. Those are short; the list of `n` may be a hub's. */
  isBackward: boolean;
}

export const SOURCES: Record<Step, StepSource> = {
  references: { arrow: '-[e:CITES]->', hasPosition: true, kept: 'referenceCount', isBackward: false },
  citedBy: { arrow: '<-[e:CITES]-', hasPosition: true, kept: 'citedByCount', isBackward: true },
  authors: { arrow: '<-[e:AUTHORED]-', hasPosition: true, kept: null, isBackward: false },
  authorArticles: { arrow: '-[e:AUTHORED]->', hasPosition: true, kept: 'articleCount', isBackward: true },
  journal: { arrow: '-[e:PUBLISHED_IN]->', hasPosition: false, kept: null, isBackward: false },
  journalArticles: { arrow: '<-[e:PUBLISHED_IN]-', hasPosition: false, kept: 'articleCount', isBackward: true },
  topics: { arrow: '-[e:ABOUT]->', hasPosition: false, kept: null, isBackward: false },
  topicArticles: { arrow: '<-[e:ABOUT]-', hasPosition: false, kept: 'articleCount', isBackward: true },
};

/** What is collected for an edge: where it leads, and its position. */
const edge = ({ step }: StepQuery): string => `[m.key, ${SOURCES[step].hasPosition ? 'e.position' : 'null'}]`;

/** Each node that the keys lead to once, as `variable`. */
function nodes(variable: 'n' | 'm', step: Step, keys: readonly string[], statement: Statement): string {
  const kind = STEPS[step][variable === 'n' ? 'from' : 'to'];
  return `UNWIND ${statement.param([...keys])} AS given
${followed(kind, 'given', 'key')}
WITH DISTINCT key
${seek(variable, kind, 'key')}`;
}

export const pattern = (step: Step): string => SOURCES[step].arrow.replace('e:', ':');

/** The nodes with edges in the order of their keys, and how many edges they have. */
function nodesWithEdges(step: Step, from: readonly string[], statement: Statement): string {
  const { kept } = SOURCES[step];
  const degree = kept ? `n.${kept}` : `COUNT { (n)${pattern(step)}() }`;
  return `${nodes('n', step, from, statement)}
WITH n, ${degree} AS degree WHERE degree > 0 ORDER BY n.keyText
WITH collect(n) AS nodes, collect(degree) AS degrees, sum(degree) AS total`;
}

/** The nodes are in order and then the edges of each, so that no more edges are read than are wanted, and of the last node. */
function allEdges(query: StepQuery, statement: Statement): string {
  const { step, from, most } = query;
  return `${nodesWithEdges(step, from, statement)}
CALL (nodes) {
  UNWIND nodes AS n
  CALL (n) {
    MATCH (n)${SOURCES[step].arrow}(m)
    RETURN e, m ORDER BY m.keyText
  }
  WITH n, e, m LIMIT ${statement.param(int(most))}
  WITH n, collect(${edge(query)}) AS edges ORDER BY n.keyText
  RETURN collect([n.key, edges]) AS lists
}
RETURN total, lists`;
}

/**
 * Edges between two sets, looked for in the articles' own lists: [number of a node, its edges], nodes told apart by Neo4j's
 * own numbers, and what keys these have. They are put in order here, for a sort there would read two keys for each edge.
 */
function edgesBetween({ step, from }: StepQuery, to: readonly string[], statement: Statement): string {
  const source = SOURCES[step];
  const position = source.hasPosition ? 'e.position' : 'null';
  const [start, end, among] = source.isBackward ? ['m', 'n', 'nodes'] : ['n', 'm', 'targets'];
  const isOneSet = STEPS[step].from === STEPS[step].to && from.length === to.length && from.every((key, i) => key === to[i]);
  const targets = isOneSet
    ? 'WITH nodes, nodes AS targets'
    : `CALL () {
  ${nodes('m', step, to, statement)}
  RETURN collect(m) AS targets
}`;
  return `CALL () {
  ${nodes('n', step, from, statement)}
  RETURN collect(n) AS nodes
}
${targets}
CALL (nodes, targets) {
  UNWIND ${source.isBackward ? 'targets' : 'nodes'} AS ${start}
  MATCH (n)${source.arrow}(m) WHERE ${end} IN ${among}
  WITH ${start}, collect([id(${end}), ${position}]) AS edges
  RETURN collect([id(${start}), edges]) AS lists
}
RETURN lists, [n IN nodes | [id(n), n.key]] AS sources, [m IN targets | [id(m), m.key]] AS ends`;
}

interface BetweenRow {
  lists: [start: bigint, edges: [end: bigint, position: unknown][]][];
  sources: [id: bigint, key: string][];
  ends: [id: bigint, key: string][];
}

/** The first `most` edges, by the keys of both ends. */
function between({ step, most }: StepQuery, { lists: found, sources, ends }: BetweenRow): StepAnswer {
  const { isBackward } = SOURCES[step];
  const [fromKeys, toKeys] = [new Map(sources), new Map(ends)];
  const byFrom = new Map<string, [to: string, position: unknown][]>();
  for (const [start, edges] of found)
    for (const [end, position] of edges) {
      const [n, m] = isBackward ? [end, start] : [start, end];
      const from = fromKeys.get(n)!;
      const known = byFrom.get(from);
      if (known) known.push([toKeys.get(m)!, position]);
      else byFrom.set(from, [[toKeys.get(m)!, position]]);
    }
  const lists = [...byFrom]
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([from, edges]) => toList(from, edges.sort(([a], [b]) => compareCodePoints(a, b)))); // prettier-ignore
  const total = edgeCount({ lists });
  let left = most;
  const wanted = lists.map((list) => {
    const first = firstOf(list, left);
    left -= first.to.length;
    return first;
  });
  return { lists: wanted.filter(({ to }) => to.length > 0), total };
}

/** One statement. */
export async function steps(connection: Connection, query: StepQuery): Promise<StepAnswer> {
  const statement = new Statement();
  const asked = { ...query, most: Math.max(0, query.most) };
  if (query.to !== null) {
    const [row] = await connection.read(edgesBetween(asked, query.to, statement), statement.parameters);
    return between(asked, row as unknown as BetweenRow);
  }
  const [row] = await connection.read(allEdges(asked, statement), statement.parameters);
  // One without edges: of the node that is cut none was wanted.
  const lists = (row!.lists as [from: string, edges: unknown[]][]).filter(([, edges]) => edges.length > 0);
  return {
    lists: lists.map(([from, edges]) => toList(from, edges)),
    total: count(row!.total),
  };
}

function toList(from: string, edges: unknown[]): StepList {
  const pairs = edges as [to: string, position: unknown][];
  return { from, to: pairs.map(([to]) => to), positions: pairs.map(([, position]) => number(position)) };
}
