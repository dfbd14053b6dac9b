import type { Kind } from '../records.js';
import { STEPS, type StepList } from '../store/neighbourhood.js';
import { STEPS_OF, textOf, type LinkRelation, type NodeName, type StepReads } from './step.js';

/** As the edge leads in the graph: from the citing work, the author, the published article, the indexed article. */
export interface SubgraphEdge {
  source: NodeName;
  target: NodeName;
  kind: LinkRelation;
  position: number | null;
}

interface Wanted {
  relations: readonly LinkRelation[];
  /** Nodes that the caller has. */
  exclude: readonly NodeName[];
}

/**
 * Every edge of the relations between two of the nodes, or between one of them and one that the caller has: the first `most`
 * of them, by relation, and how many there are.
 */
export async function edgesAmong(
  store: StepReads,
  nodes: readonly NodeName[],
  { relations, exclude }: Wanted,
  most: number,
): Promise<{ edges: SubgraphEdge[]; total: number }> {
  const own = new Set(nodes.map(textOf));
  const others = exclude.filter((name) => !own.has(textOf(name)));
  const edges: SubgraphEdge[] = [];
  let total = 0;
  for (const kind of new Set(relations)) {
    const [step] = STEPS_OF[kind];
    for (const [starts, ends] of [
      [nodes, [...nodes, ...others]],
      [others, nodes],
    ] as const) {
      const [from, to] = [keysOf(starts, 'Article'), keysOf(ends, STEPS[step].to)];
      if (from.length === 0 || to.length === 0) continue;
      const found = await store.steps({ step, from, to, most: most - edges.length });
      total += found.total;
      for (const list of found.lists) pushEdges(edges, kind, list);
    }
  }
  return { edges, total };
}

/** Edges of one node name it by one object. */
function pushEdges(edges: SubgraphEdge[], kind: LinkRelation, { from, to, positions }: StepList): void {
  const article: NodeName = { kind: 'Article', key: from };
  const ends = STEPS[STEPS_OF[kind][0]].to;
  const isTurned = kind === 'AUTHORED';
  for (let i = 0; i < to.length; i++) {
    const other: NodeName = { kind: ends, key: to[i]! };
    const [source, target] = isTurned ? [other, article] : [article, other];
    edges.push({ source, target, kind, position: positions[i]! });
  }
}

const keysOf = (names: readonly NodeName[], kind: Kind): string[] =>
  names.filter((name) => name.kind === kind).map(({ key }) => key);
