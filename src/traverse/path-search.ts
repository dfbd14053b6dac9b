import { STEPS, type Step } from '../store/neighbourhood.js';
import { textOf, type NodeName, type Walker } from './step.js';

/** One side of a search that goes from both ends at once, level by level. */
class Side {
  /** Levels of the nodes that were met, by name. */
  readonly distance = new Map<string, number>();
  /** Of the nodes that were walked from, where their edges lead. */
  readonly edges = new Map<string, Set<string>>();
  private frontier: NodeName[];
  reached = 0;

  constructor(
    start: NodeName,
    private readonly steps: readonly Step[],
    private readonly isAvoided: (name: string) => boolean,
    /** All names met, so that they can be told as nodes again. */
    private readonly names: Map<string, NodeName>,
  ) {
    this.frontier = [start];
    this.note(start, 0);
  }

  get isOver(): boolean {
    return this.frontier.length === 0;
  }

  get width(): number {
    return this.frontier.length;
  }

  private note(name: NodeName, level: number): void {
    this.distance.set(textOf(name), level);
    this.names.set(textOf(name), name);
  }

  async advance(walker: Walker): Promise<void> {
    const own = this.frontier.map(textOf);
    const leads = own.map(() => new Set<string>());
    own.forEach((text, i) => this.edges.set(text, leads[i]!));
    const next: NodeName[] = [];
    this.reached += 1;
    for (const { step, starts, from, to, keys } of await walker.from(this.frontier, this.steps)) {
      const targets = keys.map((key): NodeName => ({ kind: STEPS[step].to, key }));
      const texts = targets.map(textOf);
      for (let i = 0; i < to.length; i++) {
        const start = starts[from[i]!]!;
        const text = texts[to[i]!]!;
        // A work that cites itself leads nowhere.
        if (text === own[start] || this.isAvoided(text)) continue;
        // A set: works that cite each other have two edges, and one way.
        leads[start]!.add(text);
        if (this.distance.has(text)) continue;
        this.note(targets[to[i]!]!, this.reached);
        next.push(targets[to[i]!]!);
      }
    }
    this.frontier = next;
  }
}

/** Every way of one length between two nodes, layer by layer. */
export interface Layers {
  length: number;
  /** For each place on the way the nodes that may stand there, with the numbers of ways to them and on from them. */
  places: ReadonlyMap<string, { before: bigint; behind: bigint }>[];
  /** Where a node at a place leads to at the next one; only along whole ways. */
  next: ReadonlyMap<string, readonly string[]>[];
  count: bigint;
}

export interface Search {
  /** Shortest first; with a detour the ways that are one longer follow. Empty where there is none. */
  layers: Layers[];
  names: ReadonlyMap<string, NodeName>;
  /** NONE: the two do not hang together at all. NOT_WITHIN: not by so few steps. UNDECIDED: the work was cut off before. */
  outcome: 'FOUND' | 'NONE' | 'NOT_WITHIN' | 'UNDECIDED';
}

export interface SearchPlan {
  from: NodeName;
  to: NodeName;
  /** Steps that lead on, and those that lead back. */
  onward: readonly Step[];
  back: readonly Step[];
  maxLength: number;
  /** Names of nodes that no way meets; neither of the ends is among them. */
  avoid: ReadonlySet<string>;
  /** Also ways that are so much longer than the shortest: 0 or 1. */
  detour: number;
}

/**
 * All shortest ways between two nodes: breadth-first from both ends, always the side with the smaller front, until the
 * fronts meet. Their levels then add up to the length.
 */
export async function searchPaths(
  { from, to, onward, back, maxLength, avoid, detour }: SearchPlan,
  walker: Walker,
): Promise<Search> {
  const names = new Map<string, NodeName>();
  const isAvoided = (name: string): boolean => avoid.has(name);
  const ahead = new Side(from, onward, isAvoided, names);
  const behind = new Side(to, back, isAvoided, names);
  const without = (outcome: Search['outcome']): Search => ({ layers: [], names, outcome });
  const meet = (): boolean => {
    const [small, large] = ahead.distance.size < behind.distance.size ? [ahead, behind] : [behind, ahead];
    for (const name of small.distance.keys()) if (large.distance.has(name)) return true;
    return false;
  };
  const advance = async (): Promise<void> => (ahead.width <= behind.width ? ahead : behind).advance(walker);
  while (!meet()) {
    if (walker.isCut) return without('UNDECIDED');
    if (ahead.isOver || behind.isOver) return without('NONE');
    if (ahead.reached + behind.reached >= maxLength) return without('NOT_WITHIN');
    await advance();
  }
  // Edges that were not seen may hold a shorter way, or another one as short.
  if (walker.isCut) return without('UNDECIDED');
  const shortest = ahead.reached + behind.reached;
  const layers = [layersOf(ahead, behind, { from, to, length: shortest, slack: 0 })];
  if (detour > 0 && shortest > 0 && shortest < maxLength) {
    await advance();
    if (walker.isCut) return without('UNDECIDED');
    const longer = layersOf(ahead, behind, { from, to, length: shortest + 1, slack: 1 });
    if (longer.count > 0n) layers.push(longer);
  }
  return { layers, names, outcome: 'FOUND' };
}

interface Wanted {
  from: NodeName;
  to: NodeName;
  length: number;
  /** How much later than at its distance a node may stand. */
  slack: number;
}

/**
 * Counts the ways of one length: the shortest, or one longer. None meets a node twice, for without the loop, which has two
 * edges at least, it would be shorter than the shortest.
 */
function layersOf(ahead: Side, behind: Side, { from, to, length, slack }: Wanted): Layers {
  const mayStand = (name: string, place: number): boolean => {
    const late = place <= ahead.reached ? place - (ahead.distance.get(name) ?? Infinity) : 0;
    const early = length - place <= behind.reached ? length - place - (behind.distance.get(name) ?? Infinity) : 0;
    return late >= 0 && late <= slack && early >= 0 && early <= slack;
  };
  const backwards = new Map<string, Set<string>>();
  for (const [name, sources] of behind.edges)
    for (const source of sources) {
      const known = backwards.get(source);
      if (known) known.add(name);
      else backwards.set(source, new Set([name]));
    }
  const before: Map<string, bigint>[] = [new Map([[textOf(from), 1n]])];
  const steps: Map<string, string[]>[] = [];
  for (let place = 0; place < length; place++) {
    const [counts, leads] = [new Map<string, bigint>(), new Map<string, string[]>()];
    const edges = place < ahead.reached ? ahead.edges : backwards;
    for (const [name, count] of before[place]!) {
      const targets = [...(edges.get(name) ?? [])].filter((target) => mayStand(target, place + 1)).sort();
      leads.set(name, targets);
      for (const target of targets) counts.set(target, (counts.get(target) ?? 0n) + count);
    }
    steps.push(leads);
    before.push(counts);
  }
  return wholeWays(before, steps, textOf(to), length);
}

/** Leaves only what lies on a way that ends where it should, and counts the ways on from each node. */
function wholeWays(
  before: readonly Map<string, bigint>[],
  steps: readonly Map<string, string[]>[],
  end: string,
  length: number,
): Layers {
  let behind = new Map<string, bigint>(before[length]!.has(end) ? [[end, 1n]] : []);
  const places = [new Map([...behind].map(([name, count]) => [name, { before: before[length]!.get(name)!, behind: count }]))];
  const next: Map<string, string[]>[] = [];
  for (let place = length - 1; place >= 0; place--) {
    const here = new Map<string, bigint>();
    const leads = new Map<string, string[]>();
    for (const [name, targets] of steps[place]!) {
      const whole = targets.filter((target) => behind.has(target));
      if (whole.length === 0) continue;
      leads.set(name, whole);
      const count = whole.reduce((sum, target) => sum + behind.get(target)!, 0n);
      here.set(name, count);
    }
    next.unshift(leads);
    places.unshift(new Map([...here].map(([name, count]) => [name, { before: before[place]!.get(name)!, behind: count }])));
    behind = here;
  }
  const count = [...behind.values()].reduce((sum, one) => sum + one, 0n);
  return { length, places, next, count };
}
