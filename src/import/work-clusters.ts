import { conflictingIds, contradict } from './work-evidence.js';
import type { WorkIds } from './record.js';
import type { WorkDescription } from './work-description.js';

/** Two records that are certainly one work, by their names. */
export interface SamePair {
  a: string;
  b: string;
  score: number;
}

/** What people decided about pairs of records, by their names. `different` wins where the two contradict each other. */
export interface WorkDecisions {
  same: readonly (readonly [string, string])[];
  different: readonly (readonly [string, string])[];
}

const NO_DECISIONS: WorkDecisions = { same: [], different: [] };

interface Cluster {
  members: string[];
  ids: WorkIds;
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Strongest first; of equal ones first those whose records people have kept apart from few others (whoever was split off
 * does not draw later records after it); then by name, so that the order in which pairs were found means nothing.
 */
function inOrder(pairs: readonly SamePair[], apart: (name: string) => number): SamePair[] {
  return pairs
    .map(({ a, b, score }) => ({ a: a <= b ? a : b, b: a <= b ? b : a, score, apart: Math.max(apart(a), apart(b)) }))
    .sort((x, y) => y.score - x.score || x.apart - y.apart || byName(x.a, y.a) || byName(x.b, y.b))
    .map(({ a, b, score }) => ({ a, b, score }));
}

function joinedIds(a: WorkIds, b: WorkIds): WorkIds {
  const kinds = Object.keys(a) as (keyof WorkIds)[];
  return Object.fromEntries(kinds.map((kind) => [kind, a[kind] ?? b[kind]])) as unknown as WorkIds;
}

/** The clusters while they grow. */
class Growing {
  readonly clusterOf = new Map<string, Cluster>();
  private readonly apart = new Map<string, Set<string>>();

  constructor(
    private readonly describe: (name: string) => WorkDescription,
    { different }: WorkDecisions,
  ) {
    for (const [a, b] of different) {
      this.apart.set(a, (this.apart.get(a) ?? new Set()).add(b));
      this.apart.set(b, (this.apart.get(b) ?? new Set()).add(a));
    }
  }

  private of(name: string): Cluster {
    let cluster = this.clusterOf.get(name);
    if (!cluster) this.clusterOf.set(name, (cluster = { members: [name], ids: this.describe(name).ids }));
    return cluster;
  }

  /** From how many other records people have kept this one apart. */
  keptFrom(name: string): number {
    return this.apart.get(name)?.size ?? 0;
  }

  private keptApart(a: Cluster, b: Cluster): boolean {
    return a.members.some((x) => b.members.some((y) => this.apart.get(x)?.has(y)));
  }

  private contradicted(a: Cluster, b: Cluster): boolean {
    if (conflictingIds(a.ids, b.ids)) return true;
    return a.members.some((x) => b.members.some((y) => contradict(this.describe(x), this.describe(y))));
  }

  /** Whether the two names are in one cluster now. What people decided holds against identifiers and places. */
  join(x: string, y: string, isDecided: boolean): boolean {
    const [a, b] = [this.of(x), this.of(y)];
    if (a === b) return true;
    if (this.keptApart(a, b) || (!isDecided && this.contradicted(a, b))) return false;
    const [large, small] = a.members.length >= b.members.length ? [a, b] : [b, a];
    large.members.push(...small.members);
    large.ids = joinedIds(large.ids, small.ids);
    for (const name of small.members) this.clusterOf.set(name, large);
    return true;
  }
}

/**
 * Joins records to works: the union of the pairs, strongest first, without those that would bring together two
 * values of one kind of identifier, or records that contradict each other, by way of a third one. Then decisions of
 * people join works as a whole, so that what comes later finds its place in them as it would without. A function of the
 * set of pairs and decisions. Returns the clusters of two and more, members and clusters in the order of their names,
 * and the pairs that were left out.
 */
export function clusterWorks(
  pairs: readonly SamePair[],
  describe: (name: string) => WorkDescription,
  decisions: WorkDecisions = NO_DECISIONS,
): { clusters: string[][]; leftOut: SamePair[] } {
  const growing = new Growing(describe, decisions);
  const apart = (name: string): number => growing.keptFrom(name);
  const refused = inOrder(pairs, apart).filter(({ a, b }) => !growing.join(a, b, false));
  const decided = decisions.same.map(([a, b]) => ({ a, b, score: 1 }));
  for (const { a, b } of inOrder(decided, apart)) growing.join(a, b, true);
  const leftOut = refused.filter(({ a, b }) => growing.clusterOf.get(a) !== growing.clusterOf.get(b));
  const clusters = [...new Set(growing.clusterOf.values())]
    .filter(({ members }) => members.length > 1)
    .map(({ members }) => members.sort(byName));
  return { clusters: clusters.sort((x, y) => byName(x[0]!, y[0]!)), leftOut };
}
