import type { Checkpoint } from './analysis.js';
import { degree, neighboursOf, type CitationGraph } from './citation-graph.js';
import type { Citation, CitationFlow, Cycles } from './citation-flow.js';
import { heaviestPaths, type HeaviestPaths } from './heaviest-paths.js';
import { keyCitations } from './key-citations.js';
import type { StructureAnalysis } from './structure-analysis.js';
import { PATH_WEIGHTS, searchPaths, type PathWeight, type SearchPaths } from './search-paths.js';

export const PATH_SEARCHES = ['GLOBAL', 'LOCAL', 'KEY_ROUTE'] as const;
export type PathSearch = (typeof PATH_SEARCHES)[number];

export interface MainPathOptions {
  weights: PathWeight;
  search: PathSearch;
  /** How many citations a KEY_ROUTE starts from. */
  keyCitations: number;
  checkpoint?: Checkpoint;
}

export interface WeighedCitation extends Citation {
  /** Search paths through it, exact; divide by `total` for a share. */
  readonly weight: bigint;
}

export interface MainPath {
  /** Numbers of the works, each after those it cites. */
  readonly works: readonly number[];
  /** In the order of the cited works, then of the citing ones. */
  readonly citations: readonly WeighedCitation[];
  /** All search paths of the graph. */
  readonly total: bigint;
  /**
   * How many answers are as good. GLOBAL: paths with the largest sum, of which one is shown. LOCAL: paths in the answer,
   * which has all. KEY_ROUTE: citations that weigh as much as the lightest one it started from, itself among them.
   */
  readonly tied: bigint;
  readonly cycles: Cycles;
}

/**
 * The main path: chains of citations, from cited to citing work, that most of the search paths run through. Hummon &
 * Doreian (1989), Social Networks 11:39; key routes: Liu & Lu (2012), An integrated approach for main path analysis,
 * J Am Soc Inf Sci Technol 63:528. GLOBAL: the path with the largest sum of weights. LOCAL: from the works that cite
 * nothing along the heaviest citation, and from each work reached along the heaviest on; ties are all kept. KEY_ROUTE: for
 * each of the heaviest citations the heaviest path that runs through it. Of ties the first by year, then key.
 */
export function mainPath(graph: CitationGraph, options: MainPathOptions): MainPath {
  const paths = searchPaths(graph, options.weights, options.checkpoint);
  const found = search(paths, options);
  return { ...described(paths, found.citations), total: paths.total, tied: found.tied, cycles: paths.flow.cycles };
}

interface Found {
  citations: Citation[];
  tied: bigint;
}

function search(paths: SearchPaths, options: MainPathOptions): Found {
  if (options.search === 'LOCAL') return localPaths(paths);
  return options.search === 'GLOBAL' ? globalPath(paths, options.checkpoint) : keyRoutes(paths, options);
}

function globalPath(paths: SearchPaths, checkpoint: Checkpoint | undefined): Found {
  const { rank } = paths.flow;
  const { sums, steps, tied } = onwards(paths, checkpoint);
  let start = 0;
  let count = 0n;
  for (let v = 0; v < sums.length; v++) {
    // Every citation adds to the sum, so that the best start has nothing before it.
    if (sums[v] === 0n || sums[v]! < sums[start]!) continue;
    count = sums[v] === sums[start] ? count + tied[v]! : tied[v]!;
    if (sums[v] !== sums[start] || rank[v]! < rank[start]!) start = v;
  }
  return { citations: count === 0n ? [] : walk(steps, start), tied: count };
}

/** From one work all citations weigh its own number times that of the citing work, so these alone are compared. */
function localPaths({ flow, onward }: SearchPaths): Found {
  const { next, previous, order } = flow;
  const heaviest = (works: Uint32Array): Uint32Array => {
    let best: number | undefined;
    for (const w of works) if (best === undefined || onward.compare(w, best) > 0) best = w;
    return best === undefined ? works : works.filter((w) => onward.compare(w, best) === 0);
  };
  const starts = order.filter((v) => degree(previous, v) === 0 && degree(next, v) > 0);
  const best = heaviest(Uint32Array.from(starts, (v) => heaviest(neighboursOf(next, v))[0]!))[0];
  const pathsTo = new Map<number, bigint>();
  for (const v of starts) if (onward.compare(heaviest(neighboursOf(next, v))[0]!, best!) === 0) pathsTo.set(v, 1n);
  const citations: Citation[] = [];
  let tied = 0n;
  for (const cited of order) {
    const count = pathsTo.get(cited);
    if (count === undefined) continue;
    const ahead = heaviest(neighboursOf(next, cited));
    if (ahead.length === 0) tied += count;
    for (const citing of ahead) {
      citations.push({ cited, citing });
      pathsTo.set(citing, (pathsTo.get(citing) ?? 0n) + count);
    }
  }
  return { citations, tied };
}

function keyRoutes(paths: SearchPaths, { keyCitations: count, checkpoint }: MainPathOptions): Found {
  const key = keyCitations(paths, count, checkpoint);
  const ahead = onwards(paths, checkpoint);
  const back = backwards(paths, checkpoint);
  const citations = key.citations.flatMap((one) => [
    ...walk(back.steps, one.cited).map(({ cited, citing }) => ({ cited: citing, citing: cited })),
    one,
    ...walk(ahead.steps, one.citing),
  ]);
  return { citations, tied: BigInt(key.tied) };
}

const onwards = ({ flow, into, onward, total }: SearchPaths, checkpoint: Checkpoint | undefined): HeaviestPaths =>
  heaviestPaths({
    ahead: flow.next,
    order: reversed(flow),
    behind: into,
    beyond: onward,
    rank: flow.rank,
    log2Total: bits(total),
    checkpoint,
  });

const backwards = ({ flow, into, onward, total }: SearchPaths, checkpoint: Checkpoint | undefined): HeaviestPaths =>
  heaviestPaths({
    ahead: flow.previous,
    order: flow.order,
    behind: onward,
    beyond: into,
    rank: flow.rank,
    log2Total: bits(total),
    checkpoint,
  });

const reversed = ({ order }: CitationFlow): Uint32Array => order.slice().reverse();

const bits = (value: bigint): number => 4 * value.toString(16).length;

function walk(steps: Uint32Array, start: number): Citation[] {
  const citations: Citation[] = [];
  for (let v = start; steps[v] !== v; v = steps[v]!) citations.push({ cited: v, citing: steps[v]! });
  return citations;
}

/** Each citation once, in the order of the flow. */
function described({ flow, weight }: SearchPaths, citations: readonly Citation[]): Pick<MainPath, 'works' | 'citations'> {
  const isIn = new Uint8Array(flow.order.length);
  for (const { cited, citing } of citations) isIn[cited] = isIn[citing] = 1;
  const works = [...flow.order.filter((v) => isIn[v] === 1)];
  const place = new Uint32Array(isIn.length);
  works.forEach((v, i) => (place[v] = i));
  const placeOf = ({ cited, citing }: Citation): number => place[cited]! * works.length + place[citing]!;
  const once = new Map(citations.map((one) => [placeOf(one), one]));
  const inOrder = [...once].sort(([a], [b]) => a - b);
  return { works, citations: inOrder.map(([, one]) => ({ ...one, weight: weight(one.cited, one.citing) })) };
}

/** Works of a path that are answered; one that shows all ties may have more. */
const MOST_WORKS = 1_000;

export interface MainPathAnswer extends Omit<MainPath, 'cycles'> {
  /** Works of the path, also those that are not answered. */
  workCount: number;
  /** Citations left out because of circles. */
  droppedCitations: number;
}

function answerOf({ works, citations, cycles, ...counts }: MainPath): MainPathAnswer {
  const shown = works.slice(0, MOST_WORKS);
  const isShown = new Set(shown);
  const among = citations.filter(({ cited, citing }) => isShown.has(cited) && isShown.has(citing));
  return { works: shown, citations: among, workCount: works.length, droppedCitations: cycles.dropped.length, ...counts };
}

export const MAIN_PATH: StructureAnalysis<MainPathAnswer> = {
  id: 'MAIN_PATH',
  title: 'Main path',
  description:
    'The chain of works along which most of the knowledge in this graph was handed on: every chain of citations from a ' +
    'work that cites nothing here to a work that nobody here cites is followed, and the citations that most chains run ' +
    'through are kept. It shows how a line of research grew, not which works are the best. Works without a known ' +
    'reference list count as beginnings.',
  paper: 'Hummon & Doreian 1989, Connectivity in a citation network; Liu & Lu 2012 (key routes)',
  parameters: [
    { id: 'method', kind: 'choice', title: 'Which chains are counted', default: 'SPC', choices: PATH_WEIGHTS },
    { id: 'search', kind: 'choice', title: 'How the path is looked for', default: 'GLOBAL', choices: PATH_SEARCHES },
    { id: 'keyRoutes', kind: 'number', title: 'Citations that key routes start from', default: 10, min: 1, max: 1000, isWhole: true }, // prettier-ignore
  ],
  outputs: [
    { id: 'works', title: 'Works of the path, each after those it cites', of: 'GRAPH' },
    { id: 'citations', title: 'Citations of the path, with the chains that run through each', of: 'GRAPH' },
    { id: 'total', title: 'All chains', of: 'GRAPH' },
    { id: 'tied', title: 'Answers that are as good', of: 'GRAPH' },
    { id: 'workCount', title: 'Works of the path, also beyond the first 1,000', of: 'GRAPH' },
    { id: 'droppedCitations', title: 'Citations left out because works cite each other in a circle', of: 'GRAPH' },
  ],
  reads: [],
  run: ({ graph }, { method, search, keyRoutes }, { checkpoint }) =>
    answerOf(
      mainPath(graph, {
        weights: method as PathWeight,
        search: search as PathSearch,
        keyCitations: Number(keyRoutes),
        checkpoint,
      }),
    ),
};
