import type { Kind } from '../records.js';
import { STEPS, type Reach, type ReachQuery, type Step } from '../store/neighbourhood.js';
import type { GraphStore } from '../store/store.js';

/** A node by its name alone. */
export interface NodeName {
  kind: Kind;
  key: string;
}

export const textOf = ({ kind, key }: NodeName): string => `${kind} ${key}`;
/** An order that is the same everywhere: by kind, then key. */
export function byText(a: NodeName, b: NodeName): number {
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

/** Each node once. */
export const unique = (names: readonly NodeName[]): NodeName[] => [
  ...new Map(names.map((name) => [textOf(name), name])).values(),
];

/** Edges that can be walked. All but CITES are walked either way. */
export type LinkRelation = 'CITES' | 'AUTHORED' | 'PUBLISHED_IN' | 'ABOUT';

/** Along citations: to the works that are cited, to those that cite, or both. */
export type Direction = 'REFERENCES' | 'CITED_BY' | 'BOTH';

/** The steps of each relation; the first of the two starts at the citing, written, published or indexed article. */
export const STEPS_OF: Readonly<Record<LinkRelation, readonly [Step, Step]>> = {
  CITES: ['references', 'citedBy'],
  AUTHORED: ['authors', 'authorArticles'],
  PUBLISHED_IN: ['journal', 'journalArticles'],
  ABOUT: ['topics', 'topicArticles'],
};

/** Steps that lead on from any node. */
export function stepsOf(relations: Iterable<LinkRelation>, direction: Direction): Step[] {
  return [...relations].flatMap((relation) => {
    const [forward, backward] = STEPS_OF[relation];
    if (relation !== 'CITES' || direction === 'BOTH') return [forward, backward];
    return direction === 'REFERENCES' ? [forward] : [backward];
  });
}

export const turned = (direction: Direction): Direction =>
  direction === 'BOTH' ? 'BOTH' : direction === 'REFERENCES' ? 'CITED_BY' : 'REFERENCES';

export type StepReads = Pick<GraphStore, 'steps' | 'reach'>;

/** Where edges of one step lead from some nodes. */
export interface Reached extends Reach {
  step: Step;
  /** Edge i leads from the node `starts[from[i]]`, an index into those that were walked from. */
  starts: readonly number[];
}

/** What a walk passes over, and what it wants to know of the nodes that it comes to. */
export type WalkWishes = Pick<ReachQuery, 'filter' | 'value'>;

/** Edges that are looked at for one question. */
export const MOST_EDGES = 200_000;

/**
 * From so many nodes or more one step is asked for after the other: they may have more edges than are left, and the steps
 * behind the one that takes these are not asked for.
 */
const MANY_NODES = 1_000;

/** Walks from many nodes at once, one question for each step, until so many edges have been seen. */
export class Walker {
  private left: number;
  /** Whether edges were not walked because there were too many. */
  isCut = false;

  /** @param most edges in all: what bounds the work of one question */
  constructor(
    private readonly store: Pick<GraphStore, 'reach'>,
    most: number,
    private readonly wishes: WalkWishes = { filter: null, value: null },
  ) {
    this.left = Math.max(0, most);
  }

  /** Edges from these nodes for each of the steps. */
  async from(nodes: readonly NodeName[], steps: readonly Step[]): Promise<Reached[]> {
    const asked = steps.flatMap((step) => {
      const starts: number[] = [];
      nodes.forEach(({ kind }, number) => kind === STEPS[step].from && starts.push(number));
      return starts.length > 0 ? [{ step, starts, from: starts.map((number) => nodes[number]!.key) }] : [];
    });
    const ask = ({ step, from }: (typeof asked)[number]) => this.store.reach({ step, from, most: this.left, ...this.wishes });
    // At the same time, so each may answer as many edges as are left; where that is too many in all, it is asked again.
    const together = nodes.length < MANY_NODES ? await Promise.all(asked.map(ask)) : [];
    const found: Reached[] = [];
    for (const [i, one] of asked.entries()) {
      // Nothing is left, and that more is there is known.
      if (this.isCut && this.left === 0) break;
      const early = together[i];
      const reach = early && early.seen <= this.left ? early : await ask(one);
      if (reach.total > this.left) this.isCut = true;
      this.left -= reach.seen;
      found.push({ ...reach, step: one.step, starts: one.starts });
    }
    return found;
  }
}
