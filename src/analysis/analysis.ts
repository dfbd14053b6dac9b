import type { CitationGraph } from './citation-graph.js';

/** A setting of an analysis, as the API, the command line and a page show it. */
export type Parameter =
  | { id: string; kind: 'number'; title: string; default: number; min: number; max: number; isWhole: boolean }
  | { id: string; kind: 'choice'; title: string; default: string; choices: readonly string[] };

/**
 * What an analysis answers for each article, or for the graph as a whole. `id` is its name in the answer; numbers of works
 * stand there under the names of `WORK_FIELDS` and no others.
 */
export interface Output {
  id: string;
  title: string;
  of: 'ARTICLE' | 'GRAPH';
}

/** Names under which answers hold numbers of works: one, or a list. */
export const WORK_FIELDS: ReadonlySet<string> = new Set(['work', 'works', 'cited', 'citing', 'mostCited']);

/** What an analysis is at, as those who wait for it are told. */
export const STAGES = ['READING', 'ROUNDS', 'SOURCES', 'WORKS', 'PAIRS', 'PASSES', 'SUBJECTS', 'PATHS'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * Asked several times a second, with how far the stage has come; `total` is null where nobody can know it. Throws when the
 * analysis is to end.
 */
export type Checkpoint = (done: number, total: number | null, stage: Stage) => void;

export interface AnalysisContext {
  checkpoint: Checkpoint;
}

/** What some measures want to know of the works beside their citations. Each is left out where it is not known at all. */
export interface GraphFacts {
  /** Citations of each work in the whole world, as its source states; -1 where unknown. */
  readonly worldCounts?: Int32Array;
  /** Number of the field of each work, in any numbering; -1 where it has none. */
  readonly fields?: Int32Array;
}

/** A measure that is a number for each article: they can be ranked by it. NaN where it has no value for one. */
export interface ArticleScores {
  scores: Float64Array;
  /** Facts about the run, for the reader: `iterations`, `sampledSources`, … */
  notes: Record<string, number | string | boolean>;
}

/** What is told of any analysis. */
export interface AnalysisDescription {
  /** `PAGERANK`: as in the API. */
  id: string;
  title: string;
  /** For a researcher who does not program: what it tells, what it does not. */
  description: string;
  /** The paper that it is from. */
  paper: string;
  parameters: readonly Parameter[];
  outputs: readonly Output[];
}

/** Settings of an analysis, checked: each of its parameters has a value. */
export type Settings = Readonly<Record<string, number | string>>;

/** What an analysis may want to know of the works beside their citations; it need not be loaded for others. */
export const READINGS = ['TOPICS', 'TITLES', 'WORLD_COUNTS', 'FIELDS'] as const;
export type Reading = (typeof READINGS)[number];

/** One algorithm, described as data. `run` is a function of the graph and the settings alone: the same answer every time. */
export interface ScoreAnalysis extends AnalysisDescription {
  /** Nothing unless given. */
  reads?(settings: Settings): readonly Reading[];
  run(graph: CitationGraph, settings: Settings, context: AnalysisContext, facts?: GraphFacts): ArticleScores;
}
