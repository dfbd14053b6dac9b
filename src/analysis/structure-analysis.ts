import type { AnalysisContext, AnalysisDescription, Reading, Settings } from './analysis.js';
import type { CitationGraph } from './citation-graph.js';
import type { Subjects } from './subjects.js';

/** What an analysis of structure is made from. Articles are the numbers of the graph. */
export interface StructureMaterial extends Subjects {
  readonly graph: CitationGraph;
}

/**
 * An analysis whose answer is no number for each article, described as data like those whose answer is. Its answer is an
 * object of plain data with a field for each output; it is small, for it is copied to the thread that answers requests.
 */
export interface StructureAnalysis<Result> extends AnalysisDescription {
  /** What it reads beside citations and years. */
  reads: readonly Reading[];
  run(material: StructureMaterial, settings: Settings, context: AnalysisContext): Result;
}
