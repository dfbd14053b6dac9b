import type { ScoreAnalysis } from './analysis.js';
import { BETWEENNESS } from './betweenness.js';
import { CITATIONS_PER_YEAR, LOCAL_CITATIONS, NORMALISED_CITATIONS } from './citation-score.js';
import { DISRUPTION } from './disruption.js';
import { HITS_AUTHORITY, HITS_HUB } from './hits.js';
import { CORE_NUMBER } from './k-core.js';
import { PAGERANK } from './pagerank.js';

/** All measures that works can be ranked by. A new one is a file and a line here. */
export const SCORE_ANALYSES: readonly ScoreAnalysis[] = [
  LOCAL_CITATIONS,
  NORMALISED_CITATIONS,
  CITATIONS_PER_YEAR,
  PAGERANK,
  HITS_AUTHORITY,
  HITS_HUB,
  BETWEENNESS,
  DISRUPTION,
  CORE_NUMBER,
];
