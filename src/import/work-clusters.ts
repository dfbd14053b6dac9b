import { conflictingIds, contradict } from './work-evidence.js';
import type { WorkIds } from './record.js';
import type { WorkDescription } from './work-description.js';

/** Two records that are certainly one work, by their names. */
export interface SamePair {
  a: string;
  b: string;
  score: number;
}

interface Cluster {
  members: string[];
  ids: WorkIds;
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Strongest first; equal ones by name, so that the order in which pairs were found means nothing. */
function inOrder(pairs: readonly SamePair[]): SamePair[] {
  return pairs
    .map(({ a, b, score }) => (a <= b ? { a, b, score } : { a: b, b: a, score }))
    .sort((x, y) => y.score - x.score || byName(x.a, y.a) || byName(x.b, y.b));
}

function joinedIds(a: WorkIds, b: WorkIds): WorkIds {
  const kinds = Object.keys(a) as (keyof WorkIds)[];
  return Object.fromEntries(kinds.map((kind) => [kind, a[kind] ?? b[kind]])) as unknown as WorkIds;
}

/**
 * Joins records to works: the union of the pairs, strongest first, without those that would bring together two
 * values of one kind of identifier, or records that contradict each other, by way of a third one. A function of the
 * set of pairs. Returns the clusters of two and more, members and clusters in the order of their names, and the pairs
 * that were left out.
 */
export function clusterWorks(
  pairs: readonly SamePair[],
  describe: (name: string) => WorkDescription,
): { clusters: string[][]; leftOut: SamePair[] } {
  const clusterOf = new Map<string, Cluster>();
  const clusterFor = (name: string): Cluster => {
    let cluster = clusterOf.get(name);
    if (!cluster) clusterOf.set(name, (cluster = { members: [name], ids: describe(name).ids }));
    return cluster;
  };
  const leftOut: SamePair[] = [];
  for (const pair of inOrder(pairs)) {
    const a = clusterFor(pair.a);
    const b = clusterFor(pair.b);
    if (a === b) continue;
    const isContradicted =
      conflictingIds(a.ids, b.ids) || a.members.some((x) => b.members.some((y) => contradict(describe(x), describe(y))));
    if (isContradicted) {
      leftOut.push(pair);
      continue;
    }
    const [large, small] = a.members.length >= b.members.length ? [a, b] : [b, a];
    large.members.push(...small.members);
    large.ids = joinedIds(large.ids, small.ids);
    for (const name of small.members) clusterOf.set(name, large);
  }
  const clusters = [...new Set(clusterOf.values())]
    .filter(({ members }) => members.length > 1)
    .map(({ members }) => members.sort(byName));
  return { clusters: clusters.sort((x, y) => byName(x[0]!, y[0]!)), leftOut };
}
