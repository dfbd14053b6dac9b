import { STEPS, type Step, type StepAnswer, type StepList, type StepQuery } from '../neighbourhood.js';
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

/** Edges between two sets, looked for in the articles' own lists. */
function edgesBetween(query: StepQuery, to: readonly string[], statement: Statement): string {
  const { step, from, most } = query;
  const source = SOURCES[step];
  const [start, among] = source.isBackward ? ['targets AS m', 'n IN nodes'] : ['nodes AS n', 'm IN targets'];
  return `CALL () {
  ${nodes('n', step, from, statement)}
  RETURN collect(n) AS nodes
}
CALL () {
  ${nodes('m', step, to, statement)}
  RETURN collect(m) AS targets
}
UNWIND ${start}
MATCH (n)${source.arrow}(m) WHERE ${among}
WITH n, e, m ORDER BY n.keyText, m.keyText
WITH collect([n, e, m]) AS found
CALL (found) {
  UNWIND found[..${statement.param(int(most))}] AS one
  WITH one[0] AS n, one[1] AS e, one[2] AS m
  WITH n, collect(${edge(query)}) AS edges ORDER BY n.keyText
  RETURN collect([n.key, edges]) AS lists
}
RETURN size(found) AS total, lists`;
}

/** One statement. */
export async function steps(connection: Connection, query: StepQuery): Promise<StepAnswer> {
  const statement = new Statement();
  const asked = { ...query, most: Math.max(0, query.most) };
  const text = query.to === null ? allEdges(asked, statement) : edgesBetween(asked, query.to, statement);
  const [row] = await connection.read(text, statement.parameters);
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
