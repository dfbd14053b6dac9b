import { badInput } from '../errors.js';
import type { ArticleScores, GraphFacts, Parameter, Reading, Settings } from './analysis.js';
import { degree, type CitationGraph } from './citation-graph.js';

/** Local citation score: how many works of the graph cite each. */
export const localCitations = ({ keys, citedBy }: CitationGraph): Float64Array =>
  Float64Array.from(keys, (_, v) => degree(citedBy, v));

/** Global citation score: citations in the whole world as the sources state; NaN where unknown. */
export const worldCitations = (worldCounts: Int32Array): Float64Array =>
  Float64Array.from(worldCounts, (count) => (count < 0 ? NaN : count));

/** Which of the two a score is made from. */
export const COUNTED: Parameter = {
  id: 'counted',
  kind: 'choice',
  title: 'Citations by works of this graph, or by all works as the sources state',
  default: 'LOCAL',
  choices: ['LOCAL', 'WORLD'],
};

export const countedReads = ({ counted }: Settings): readonly Reading[] => (counted === 'WORLD' ? ['WORLD_COUNTS'] : []);

export function countsOf(graph: CitationGraph, counted: unknown, facts: GraphFacts | undefined): Float64Array {
  if (counted === 'LOCAL') return localCitations(graph);
  if (facts?.worldCounts) return worldCitations(facts.worldCounts);
  throw badInput('World-wide citation counts are not known here; count LOCAL citations.');
}

/** NaNs are told to the reader. */
export function scored(scores: Float64Array, notes: ArticleScores['notes'] = {}): ArticleScores {
  const withoutScore = scores.reduce((sum, score) => sum + Number(Number.isNaN(score)), 0);
  return { scores, notes: { ...notes, withoutScore } };
}
