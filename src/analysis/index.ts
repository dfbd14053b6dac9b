import type { AnalysisDescription, ScoreAnalysis } from './analysis.js';
import { BETWEENNESS } from './betweenness.js';
import { CITATIONS_PER_YEAR, LOCAL_CITATIONS, NORMALISED_CITATIONS } from './citation-score.js';
import { COMMUNITIES } from './communities.js';
import { DISRUPTION } from './disruption.js';
import { COMPONENTS } from './components.js';
import { HISTORIOGRAPH } from './historiograph.js';
import { HITS_AUTHORITY, HITS_HUB } from './hits.js';
import { CORE_NUMBER } from './k-core.js';
import { MAIN_PATH } from './main-path.js';
import { PAGERANK } from './pagerank.js';
import { SPECTROSCOPY } from './rpys.js';
import { SUBJECT_BURSTS } from './subject-bursts.js';
import { THEMATIC_MAP } from './thematic-map.js';
import { TOPIC_MAP } from './topic-map.js';

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

/** All analyses of the whole graph: the measures, and those whose answer is no number for each work. */
export const ANALYSES: readonly AnalysisDescription[] = [
  ...SCORE_ANALYSES,
  MAIN_PATH,
  HISTORIOGRAPH,
  COMPONENTS,
  COMMUNITIES,
  SUBJECT_BURSTS,
  SPECTROSCOPY,
  TOPIC_MAP,
  THEMATIC_MAP,
];
