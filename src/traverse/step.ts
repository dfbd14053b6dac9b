import type { Kind } from '../records.js';
import { firstOf, STEPS, type Step, type StepAnswer, type StepList } from '../store/neighbourhood.js';
import { compareCodePoints } from '../store/sort-values.js';
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

export type StepReads = Pick<GraphStore, 'steps'>;

/** Edges of one step. */
export interface StepEdges {
  step: Step;
  lists: readonly StepList[];
}

/** Edges that are looked at for one question. */
export const MOST_EDGES = 200_000;

/**
 * From so many nodes or more one step is asked for after the other: they may have more edges than are left, and the steps
 * behind the one that takes these are not asked for.
 */
const MANY_NODES = 1_000;

/** Walks from many nodes at once, one statement for each step, until so many edges have been seen. */
export class Walker {
  private left: number;
  /** Whether edges were not walked because there were too many. */
  isCut = false;

  /** @param most edges in all: what bounds the work of one question */
  constructor(
    private readonly store: StepReads,
    most: number,
  ) {
    this.left = Math.max(0, most);
  }

  /** Edges from these nodes for each of the steps. */
  async from(nodes: readonly NodeName[], steps: readonly Step[]): Promise<StepEdges[]> {
    const asked = steps.flatMap((step) => {
      const from = nodes.filter(({ kind }) => kind === STEPS[step].from).map(({ key }) => key);
      return from.length > 0 ? [{ step, from }] : [];
    });
    const ask = (query: { step: Step; from: string[] }) => this.store.steps({ ...query, to: null, most: this.left, bare: true });
    if (nodes.length < MANY_NODES) {
      // At the same time, so each may answer as many as are left: what is too much is cut off.
      const answers = await Promise.all(asked.map(ask));
      return answers.map((answer, i) => ({ step: asked[i]!.step, lists: this.take(answer) }));
    }
    const found: StepEdges[] = [];
    for (const query of asked) {
      // Nothing is left, and that more is there is known.
      if (this.isCut) found.push({ step: query.step, lists: [] });
      else found.push({ step: query.step, lists: this.take(await ask(query)) });
    }
    return found;
  }

  /** As many of the edges as are left. */
  private take({ lists, total }: StepAnswer): readonly StepList[] {
    if (total > this.left) this.isCut = true;
    const taken: StepList[] = [];
    for (const list of lists) {
      if (this.left === 0) break;
      // Where a list is cut, its order says which edges are left out.
      const one = list.to.length <= this.left ? list : firstOf({ ...list, to: [...list.to].sort(compareCodePoints) }, this.left);
      this.left -= one.to.length;
      taken.push(one);
    }
    return taken;
  }
}
