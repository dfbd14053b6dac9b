import type { AnalysisContext, GraphFacts, Settings } from '../analysis/analysis.js';
import type { CitationGraph } from '../analysis/citation-graph.js';
import { SCORE_ANALYSES, STRUCTURE_ANALYSES, type Analysis } from '../analysis/index.js';
import { percentile } from '../analysis/percentile.js';
import type { StructureMaterial } from '../analysis/structure-analysis.js';

/** A measure of every work, ready to be listed. Numbers are indexes into the keys of the snapshot. */
export interface Ranking {
  scores: Float64Array;
  /** 0 to 100; NaN where there is no score. */
  percentiles: Float64Array;
  /** Works that have a score, the highest first; of equals the newest, then that with the smallest key. */
  order: Uint32Array;
  notes: Record<string, number | string | boolean>;
}

/** What the thread has when it computes. */
export interface Material extends StructureMaterial {
  facts: GraphFacts;
}

/** Runs one analysis of the registry: a measure gives a `Ranking`, any other its own answer. */
export function perform(id: string, settings: Settings, { facts, ...material }: Material, context: AnalysisContext): unknown {
  const measure = SCORE_ANALYSES.find((one) => one.id === id);
  if (!measure) return STRUCTURE_ANALYSES.find((one) => one.id === id)!.run(material, settings, context);
  const { scores, notes } = measure.run(material.graph, settings, context, facts);
  return { scores, percentiles: percentile(scores), order: orderOf(material.graph, scores), notes } satisfies Ranking;
}

function orderOf({ years }: CitationGraph, scores: Float64Array): Uint32Array {
  const order = Uint32Array.from(scores.keys()).filter((work) => !Number.isNaN(scores[work]!));
  return order.sort((a, b) => scores[b]! - scores[a]! || years[b]! - years[a]! || a - b);
}

/** Whether an analysis wants to know more of the works than their citations. */
export function readsRecords(analysis: Analysis, settings: Settings): boolean {
  const reads = typeof analysis.reads === 'function' ? analysis.reads(settings) : (analysis.reads ?? []);
  return reads.length > 0;
}
