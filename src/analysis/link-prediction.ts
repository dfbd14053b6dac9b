import { degree, type Adjacency } from './citation-graph.js';

export const PREDICTORS = ['ADAMIC_ADAR', 'RESOURCE_ALLOCATION'] as const;
export type Predictor = (typeof PREDICTORS)[number];

export interface PredictionOptions {
  /** By which score pairs are ranked. */
  by: Predictor;
  /** How many pairs are answered. */
  first: number;
  /** Nodes with more neighbours than this join nobody, and are counted: the work grows with the squares of these numbers. */
  mostNeighbours: number;
  /** Asked of pairs that would be answered, a < b; only those that it takes are. */
  isWanted?: (a: number, b: number) => boolean;
  checkpoint?: (done: number, total: number) => void;
}

/** Two nodes without a link, a < b, that have neighbours in common. */
export interface Prediction {
  a: number;
  b: number;
  /** Σ 1 / ln k over the neighbours in common, k the number of neighbours that each has. */
  adamicAdar: number;
  /** Σ 1 / k. */
  resourceAllocation: number;
  /** Ascending. */
  common: number[];
}

export interface Predictions {
  /** The highest score first; of equal ones the lower numbers. */
  predictions: Prediction[];
  /** All pairs without a link that have a neighbour in common and are wanted. */
  pairs: number;
  /** Nodes of more than `mostNeighbours`. */
  hubsLeftOut: number;
}

const WEIGHTS: Record<Predictor, (neighbours: number) => number> = {
  ADAMIC_ADAR: (neighbours) => 1 / Math.log(neighbours),
  RESOURCE_ALLOCATION: (neighbours) => 1 / neighbours,
};

/**
 * Pairs of an undirected graph that are likely to be linked next: the more neighbours they have in common, and the fewer
 * others each of these knows. Adamic & Adar 2003, Friends and neighbors on the Web, Soc Networks 25:211; resource
 * allocation: Zhou, Lü & Zhang 2009, Predicting missing links via local information, Eur Phys J B 71:623.
 */
export function predictLinks(adjacency: Adjacency, options: PredictionOptions): Predictions {
  const size = adjacency.offsets.length - 1;
  const weights = Float64Array.from({ length: size }, (_, v) =>
    degree(adjacency, v) <= options.mostNeighbours ? WEIGHTS[options.by](degree(adjacency, v)) : 0,
  );
  const best = new Best(options.first);
  const around = new SecondNeighbours(adjacency, weights);
  let pairs = 0;
  for (let a = 0; a < size; a++) {
    if (a % 256 === 0) options.checkpoint?.(a, size);
    for (const b of around.of(a)) {
      if (options.isWanted && !options.isWanted(a, b)) continue;
      pairs++;
      best.offer({ a, b, score: around.scores[b]! });
    }
  }
  const hubsLeftOut = weights.filter((weight, v) => weight === 0 && degree(adjacency, v) > 0).length;
  return { predictions: best.sorted().map(({ a, b }) => explained(adjacency, a, b, weights)), pairs, hubsLeftOut };
}

/** The nodes two steps away from one after the other. */
class SecondNeighbours {
  /** Of the node asked about last; those of its neighbours, and of nodes below it, are no scores. */
  readonly scores: Float64Array;
  private readonly touched: Uint32Array;
  private count = 0;

  constructor(
    private readonly adjacency: Adjacency,
    private readonly weights: Float64Array,
  ) {
    this.scores = new Float64Array(weights.length);
    this.touched = new Uint32Array(weights.length);
  }

  /** Those above `a` that have no link with it. */
  of(a: number): Uint32Array {
    const { adjacency, weights, scores, touched } = this;
    const { offsets, neighbours } = adjacency;
    for (let i = 0; i < this.count; i++) scores[touched[i]!] = 0;
    let found = 0;
    for (let i = offsets[a]!; i < offsets[a + 1]!; i++) {
      const between = neighbours[i]!;
      if (weights[between] === 0) continue;
      // Lists ascend, so the ones above a are at the end.
      for (let j = offsets[between + 1]! - 1; j >= offsets[between]! && neighbours[j]! > a; j--) {
        const b = neighbours[j]!;
        if (scores[b] === 0) touched[found++] = b;
        scores[b]! += weights[between]!;
      }
    }
    this.count = found;
    const linked = new Set(neighbours.subarray(offsets[a], offsets[a + 1]));
    return touched.subarray(0, found).filter((b) => !linked.has(b));
  }
}

interface Scored {
  a: number;
  b: number;
  score: number;
}

const better = (x: Scored, y: Scored): number => y.score - x.score || x.a - y.a || x.b - y.b;

/** The best so many of all that are offered; sorted anew when twice as many have come. */
class Best {
  private kept: Scored[] = [];
  private worst: Scored | null = null;

  constructor(private readonly most: number) {}

  offer(one: Scored): void {
    if (this.worst && better(one, this.worst) > 0) return;
    this.kept.push(one);
    if (this.kept.length >= 2 * this.most + 64) this.cut();
  }

  private cut(): void {
    this.kept.sort(better);
    this.kept.length = Math.min(this.kept.length, this.most);
    this.worst = this.kept[this.most - 1] ?? null;
  }

  sorted(): Scored[] {
    this.cut();
    return this.kept;
  }
}

/** Both scores of a pair, with the neighbours that make them. */
function explained(adjacency: Adjacency, a: number, b: number, weights: Float64Array): Prediction {
  const { offsets, neighbours } = adjacency;
  const others = new Set(neighbours.subarray(offsets[b], offsets[b + 1]));
  const common = [...neighbours.subarray(offsets[a], offsets[a + 1])].filter((v) => others.has(v) && weights[v] !== 0);
  const score = (of: Predictor): number => common.reduce((sum, v) => sum + WEIGHTS[of](degree(adjacency, v)), 0);
  return { a, b, adamicAdar: score('ADAMIC_ADAR'), resourceAllocation: score('RESOURCE_ALLOCATION'), common };
}
