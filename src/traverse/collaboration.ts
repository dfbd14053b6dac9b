import { searchPaths, type Layers, type Search } from './path-search.js';
import { alongPlan } from './paths.js';
import { MOST_EDGES, Walker, type NodeName, type StepReads } from './step.js';

/** Chains of joint papers between two authors: paths along co-authorship, in which the papers of one step stand together. */

export interface CollaborationQuestion {
  /** Keys of authors. */
  from: string;
  to: string;
  /** Most joint papers in a row. */
  maxDistance: number;
  /** Chains that are listed. */
  first: number;
}

/** Keys of two authors who follow each other on a chain, and the number of their joint papers. */
export interface CollaborationStep {
  from: string;
  to: string;
  weight: number;
}

export interface Collaboration {
  /** Keys of the authors where the chains begin and end. */
  start: string;
  end: string;
  outcome: Search['outcome'];
  /** Steps of the shortest chain; null where none was found. */
  distance: number | null;
  /** All shortest chains: those that differ in an author, not in a paper. */
  count: bigint;
  /** The first of them, by the keys of their authors. */
  chains: CollaborationStep[][];
}

const author = (key: string): NodeName => ({ kind: 'Author', key });

export async function findCollaboration(
  store: StepReads,
  { from, to, maxDistance, first }: CollaborationQuestion,
  mostEdges = MOST_EDGES,
): Promise<Collaboration> {
  const plan = alongPlan('COAUTHORSHIP', 'BOTH', { from: author(from), to: author(to), maxLength: 2 * maxDistance });
  const { outcome, layers, names } = await searchPaths(plan, new Walker(store, mostEdges));
  if (outcome !== 'FOUND') return { start: from, end: to, outcome, distance: null, count: 0n, chains: [] };
  const [shortest] = layers as [Layers];
  const steps = stepsByPlace(shortest);
  const keyOf = (text: string): string => names.get(text)!.key;
  return {
    start: from,
    end: to,
    outcome,
    distance: steps.length,
    count: countChains(shortest, steps),
    chains: [...listed(shortest, steps, keyOf, first)],
  };
}

/** For each author at a place of the chain those who may follow, with the number of papers that lead there; in order. */
type Steps = ReadonlyMap<string, ReadonlyMap<string, number>>;

function stepsByPlace({ next, length }: Layers): Steps[] {
  const places: Steps[] = [];
  // Every second place is a paper's.
  for (let place = 0; place < length; place += 2) {
    const steps = new Map<string, Map<string, number>>();
    for (const [text, papers] of next[place]!) {
      const weights = new Map<string, number>();
      for (const paper of papers)
        for (const target of next[place + 1]!.get(paper) ?? []) weights.set(target, (weights.get(target) ?? 0) + 1);
      steps.set(text, new Map([...weights].sort(([a], [b]) => (a < b ? -1 : 1))));
    }
    places.push(steps);
  }
  return places;
}

function countChains({ places }: Layers, steps: readonly Steps[]): bigint {
  let counts = new Map([...places[0]!.keys()].map((text) => [text, 1n]));
  for (const step of steps) {
    const further = new Map<string, bigint>();
    for (const [text, count] of counts)
      for (const target of step.get(text)?.keys() ?? []) further.set(target, (further.get(target) ?? 0n) + count);
    counts = further;
  }
  return [...counts.values()].reduce((sum, count) => sum + count, 0n);
}

function* listed(
  { places }: Layers,
  steps: readonly Steps[],
  keyOf: (text: string) => string,
  most: number,
): Iterable<CollaborationStep[]> {
  const walk = function* (text: string, place: number): Iterable<CollaborationStep[]> {
    if (place === steps.length) return yield [];
    for (const [target, weight] of steps[place]!.get(text) ?? [])
      for (const rest of walk(target, place + 1)) yield [{ from: keyOf(text), to: keyOf(target), weight }, ...rest];
  };
  let left = most;
  for (const start of places[0]!.keys())
    for (const chain of walk(start, 0)) {
      if (left-- <= 0) return;
      yield chain;
    }
}
