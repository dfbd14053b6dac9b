/** Where the edges of some nodes lead, node by node. What stands for a node is known to who reads the edges: a text, or a number. */
export type Expand<Node> = (nodes: readonly Node[]) => Promise<Iterable<readonly [from: Node, to: Iterable<Node>]>>;

/** One side of a search that goes from both ends at once, level by level. */
class Side<Node> {
  /** Levels of the nodes that were met. */
  readonly distance = new Map<Node, number>();
  /** Of the nodes that were walked from, where their edges lead. */
  readonly edges = new Map<Node, Set<Node>>();
  private frontier: Node[];
  reached = 0;

  constructor(
    start: Node,
    private readonly expand: Expand<Node>,
    private readonly avoid: ReadonlySet<Node>,
  ) {
    this.frontier = [start];
    this.distance.set(start, 0);
  }

  get isOver(): boolean {
    return this.frontier.length === 0;
  }

  get width(): number {
    return this.frontier.length;
  }

  async advance(): Promise<void> {
    for (const node of this.frontier) this.edges.set(node, new Set());
    const next: Node[] = [];
    this.reached += 1;
    for (const [start, ends] of await this.expand(this.frontier)) {
      // None: a node that was merged away since it was met.
      const leads = this.edges.get(start);
      for (const end of ends) {
        // A work that cites itself leads nowhere.
        if (end === start || this.avoid.has(end)) continue;
        // A set: works that cite each other have two edges, and one way.
        leads?.add(end);
        if (this.distance.has(end)) continue;
        this.distance.set(end, this.reached);
        next.push(end);
      }
    }
    this.frontier = next;
  }
}

/** Every way of one length between two nodes, layer by layer. */
export interface Layers<Node> {
  length: number;
  /** For each place on the way the nodes that may stand there, with the numbers of ways to them and on from them. */
  places: ReadonlyMap<Node, { before: bigint; behind: bigint }>[];
  /** Where a node at a place leads to at the next one; only along whole ways. */
  next: ReadonlyMap<Node, readonly Node[]>[];
  count: bigint;
}

export interface Search<Node> {
  /** Shortest first; with a detour the ways that are one longer follow. Empty where there is none. */
  layers: Layers<Node>[];
  /**
   * NONE: the two do not hang together at all. NOT_WITHIN: not by so few steps, and by more, or nobody looked on (see
   * `WIDEST_FRONT`). UNDECIDED: the work was cut off before.
   */
  outcome: 'FOUND' | 'NONE' | 'NOT_WITHIN' | 'UNDECIDED';
}

export interface SearchPlan<Node> {
  from: Node;
  to: Node;
  /** Along edges that lead on, and along those that lead back. */
  onward: Expand<Node>;
  back: Expand<Node>;
  /** Whether edges were left out because there were too many. */
  isCut: () => boolean;
  maxLength: number;
  /** Nodes that no way meets; neither of the ends is among them. */
  avoid?: ReadonlySet<Node>;
  /** Also ways that are so much longer than the shortest: 0 or 1. */
  detour?: number;
  /** In which order ways are counted and listed. */
  inOrder: (a: Node, b: Node) => number;
}

/**
 * Where there is no way within the length asked for, the search goes on to learn whether there is any at all, as long as one
 * of its fronts is no wider than this. Two that are both wider are nearly always parts of one large whole.
 */
const WIDEST_FRONT = 1_000;

/**
 * All shortest ways between two nodes: breadth-first from both ends, always the side with the smaller front, until the
 * fronts meet. Their levels then add up to the length.
 */
export async function searchPaths<Node>(plan: SearchPlan<Node>): Promise<Search<Node>> {
  const { from, to, onward, back, isCut, maxLength, avoid = new Set<Node>(), detour = 0 } = plan;
  const ahead = new Side(from, onward, avoid);
  const behind = new Side(to, back, avoid);
  const without = (outcome: Search<Node>['outcome']): Search<Node> => ({ layers: [], outcome });
  const meet = (): boolean => {
    const [small, large] = ahead.distance.size < behind.distance.size ? [ahead, behind] : [behind, ahead];
    for (const node of small.distance.keys()) if (large.distance.has(node)) return true;
    return false;
  };
  const advance = async (): Promise<void> => (ahead.width <= behind.width ? ahead : behind).advance();
  const farther = async (): Promise<'NONE' | 'NOT_WITHIN'> => {
    while (!meet() && !isCut() && Math.min(ahead.width, behind.width) <= WIDEST_FRONT) {
      if (ahead.isOver || behind.isOver) return 'NONE';
      await advance();
    }
    return 'NOT_WITHIN';
  };
  while (!meet()) {
    if (isCut()) return without('UNDECIDED');
    if (ahead.isOver || behind.isOver) return without('NONE');
    if (ahead.reached + behind.reached >= maxLength) return without(await farther());
    await advance();
  }
  // Edges that were not seen may hold a shorter way, or another one as short.
  if (isCut()) return without('UNDECIDED');
  const shortest = ahead.reached + behind.reached;
  const layers = [layersOf(ahead, behind, { ...plan, length: shortest, slack: 0 })];
  if (detour > 0 && shortest > 0 && shortest < maxLength) {
    await advance();
    if (isCut()) return without('UNDECIDED');
    const longer = layersOf(ahead, behind, { ...plan, length: shortest + 1, slack: 1 });
    if (longer.count > 0n) layers.push(longer);
  }
  return { layers, outcome: 'FOUND' };
}

interface Wanted<Node> extends Pick<SearchPlan<Node>, 'from' | 'to' | 'inOrder'> {
  length: number;
  /** How much later than at its distance a node may stand. */
  slack: number;
}

/**
 * Counts the ways of one length: the shortest, or one longer. None meets a node twice, for without the loop, which has two
 * edges at least, it would be shorter than the shortest.
 */
function layersOf<Node>(ahead: Side<Node>, behind: Side<Node>, { from, to, length, slack, inOrder }: Wanted<Node>): Layers<Node> {
  const mayStand = (node: Node, place: number): boolean => {
    const late = place <= ahead.reached ? place - (ahead.distance.get(node) ?? Infinity) : 0;
    const early = length - place <= behind.reached ? length - place - (behind.distance.get(node) ?? Infinity) : 0;
    return late >= 0 && late <= slack && early >= 0 && early <= slack;
  };
  const backwards = new Map<Node, Set<Node>>();
  for (const [node, sources] of behind.edges)
    for (const source of sources) {
      const known = backwards.get(source);
      if (known) known.add(node);
      else backwards.set(source, new Set([node]));
    }
  const before: Map<Node, bigint>[] = [new Map([[from, 1n]])];
  const steps: Map<Node, Node[]>[] = [];
  for (let place = 0; place < length; place++) {
    const [counts, leads] = [new Map<Node, bigint>(), new Map<Node, Node[]>()];
    const edges = place < ahead.reached ? ahead.edges : backwards;
    for (const [node, count] of before[place]!) {
      const targets = [...(edges.get(node) ?? [])].filter((target) => mayStand(target, place + 1)).sort(inOrder);
      leads.set(node, targets);
      for (const target of targets) counts.set(target, (counts.get(target) ?? 0n) + count);
    }
    steps.push(leads);
    before.push(counts);
  }
  return wholeWays(before, steps, to, length);
}

/** Leaves only what lies on a way that ends where it should, and counts the ways on from each node. */
function wholeWays<Node>(
  before: readonly Map<Node, bigint>[],
  steps: readonly Map<Node, Node[]>[],
  end: Node,
  length: number,
): Layers<Node> {
  let behind = new Map<Node, bigint>(before[length]!.has(end) ? [[end, 1n]] : []);
  const places = [new Map([...behind].map(([node, count]) => [node, { before: before[length]!.get(node)!, behind: count }]))];
  const next: Map<Node, Node[]>[] = [];
  for (let place = length - 1; place >= 0; place--) {
    const here = new Map<Node, bigint>();
    const leads = new Map<Node, Node[]>();
    for (const [node, targets] of steps[place]!) {
      const whole = targets.filter((target) => behind.has(target));
      if (whole.length === 0) continue;
      leads.set(node, whole);
      const count = whole.reduce((sum, target) => sum + behind.get(target)!, 0n);
      here.set(node, count);
    }
    next.unshift(leads);
    places.unshift(new Map([...here].map(([node, count]) => [node, { before: before[place]!.get(node)!, behind: count }])));
    behind = here;
  }
  const count = [...behind.values()].reduce((sum, one) => sum + one, 0n);
  return { length, places, next, count };
}
