import { STEPS, type Step, type StepAnswer, type StepList, type StepQuery } from '../neighbourhood.js';
import type { Connection } from './connection.js';
import { followed, int, seek, Statement } from './cypher.js';
import { count, number } from './record.js';

interface StepSource {
  /** From the node `n` to its neighbour `m`. */
  arrow: string;
  hasPosition: boolean;
  /** Whether the step goes against the lists that articles have themselves. Those are short; the list of `n` may be a hub's. */
  isBackward: boolean;
}

const SOURCES: Record<Step, StepSource> = {
  references: { arrow: '-[e:CITES]->', hasPosition: true, isBackward: false },
  citedBy: { arrow: '<-[e:CITES]-', hasPosition: true, isBackward: true },
  authors: { arrow: '<-[e:AUTHORED]-', hasPosition: true, isBackward: false },
  authorArticles: { arrow: '-[e:AUTHORED]->', hasPosition: true, isBackward: true },
  journal: { arrow: '-[e:PUBLISHED_IN]->', hasPosition: false, isBackward: false },
  journalArticles: { arrow: '<-[e:PUBLISHED_IN]-', hasPosition: false, isBackward: true },
  topics: { arrow: '-[e:ABOUT]->', hasPosition: false, isBackward: false },
  topicArticles: { arrow: '<-[e:ABOUT]-', hasPosition: false, isBackward: true },
};

/** What is collected for an edge: where it leads, alone or with its position. */
const edge = ({ step, bare }: StepQuery): string =>
  bare ? 'm.key' : `[m.key, ${SOURCES[step].hasPosition ? 'e.position' : 'null'}]`;

/** Each node that the keys lead to once, as `variable`. */
function nodes(variable: 'n' | 'm', step: Step, keys: readonly string[], statement: Statement): string {
  const kind = STEPS[step][variable === 'n' ? 'from' : 'to'];
  return `UNWIND ${statement.param([...keys])} AS given
${followed(kind, 'given', 'key')}
WITH DISTINCT key
${seek(variable, kind, 'key')}`;
}

/**
 * How many edges there are is known by the nodes. These are put in order, then the edges of each, so that no more edges are
 * read than are wanted, and of the last node.
 */
function allEdges(query: StepQuery, statement: Statement): string {
  const { step, from, most } = query;
  const source = SOURCES[step];
  return `${nodes('n', step, from, statement)}
WITH n ORDER BY n.keyText
WITH collect(n) AS nodes, sum(COUNT { (n)${source.arrow.replace('e:', ':')}() }) AS total
CALL (nodes) {
  UNWIND nodes AS n
  CALL (n) {
    MATCH (n)${source.arrow}(m)
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
  const lists = row!.lists as [from: string, edges: unknown[]][];
  return {
    lists: lists.map(([from, edges]) => (query.bare ? toBare(from, edges) : toList(from, edges))),
    total: count(row!.total),
  };
}

const toBare = (from: string, edges: unknown[]): StepList => ({ from, to: edges as string[], positions: null });

function toList(from: string, edges: unknown[]): StepList {
  const pairs = edges as [to: string, position: unknown][];
  return { from, to: pairs.map(([to]) => to), positions: pairs.map(([, position]) => number(position)) };
}
