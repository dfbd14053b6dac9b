import type { CitationGraph } from './citation-graph.js';

/** A setting of an analysis, as the API, the command line and a page show it. */
export type Parameter =
  | { id: string; kind: 'number'; title: string; default: number; min: number; max: number; isWhole: boolean }
  | { id: string; kind: 'choice'; title: string; default: string; choices: readonly string[] };

/** What an analysis answers for each article, or for the graph as a whole. */
export interface Output {
  id: string;
  title: string;
  of: 'ARTICLE' | 'GRAPH';
}

export interface AnalysisContext {
  /** Asked now and then; throws when the analysis is to end (see `checkpoint` in the runner). */
  checkpoint(done: number, total: number): void;
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
export type AnalysisDescription = Pick<ScoreAnalysis, 'id' | 'title' | 'description' | 'paper' | 'parameters'>;

/** One algorithm, described as data. `run` is a function of the graph and the parameters alone: the same answer every time. */
export interface ScoreAnalysis {
  /** `PAGERANK`: as in the API. */
  id: string;
  title: string;
  /** For a researcher who does not program: what it tells, what it does not. */
  description: string;
  /** The paper that it is from. */
  paper: string;
  parameters: readonly Parameter[];
  outputs: readonly Output[];
  run(
    graph: CitationGraph,
    parameters: Readonly<Record<string, number | string>>,
    context: AnalysisContext,
    facts?: GraphFacts,
  ): ArticleScores;
}
