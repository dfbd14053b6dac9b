import type { AnalysisContext, ScoreAnalysis } from './analysis.js';
import type { CitationGraph } from './citation-graph.js';
import type { Subjects } from './subjects.js';

/** What an analysis of structure is made from. Articles are the numbers of the graph. */
export interface StructureMaterial extends Subjects {
  readonly graph: CitationGraph;
}

/** What of the material an analysis reads: the rest need not be loaded, and may be empty lists. */
export const READINGS = ['CITATIONS', 'YEARS', 'TOPICS', 'TITLES'] as const;
export type Reading = (typeof READINGS)[number];

/** An analysis whose answer is no number for each article, described as data like those whose answer is. */
export interface StructureAnalysis<Result> extends Omit<ScoreAnalysis, 'run'> {
  reads: readonly Reading[];
  run(material: StructureMaterial, parameters: Readonly<Record<string, number | string>>, context: AnalysisContext): Result;
}
