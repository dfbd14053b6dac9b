import type { AnalysisDescription, ScoreAnalysis } from './analysis.js';
import { BETWEENNESS } from './betweenness.js';
import { CITATIONS_PER_YEAR } from './citations-per-year.js';
import { COMMUNITIES } from './communities.js';
import { DISRUPTION } from './disruption.js';
import { COMPONENTS } from './components.js';
import { HISTORIOGRAPH } from './historiograph.js';
import { HITS_AUTHORITY, HITS_HUB } from './hits.js';
import { CORE_NUMBER } from './k-core.js';
import { LOCAL_CITATIONS } from './local-citations.js';
import { MAIN_PATH } from './main-path.js';
import { NORMALISED_CITATIONS } from './normalised-citations.js';
import { PAGERANK } from './pagerank.js';
import { SPECTROSCOPY } from './rpys.js';
import { SUBJECT_BURSTS } from './subject-bursts.js';
import { THEMATIC_MAP } from './thematic-map.js';
import type { StructureAnalysis } from './structure-analysis.js';
import { TOPIC_MAP } from './topic-map.js';
import { WORLD_CITATIONS } from './world-citations.js';

/** All measures that works can be ranked by. A new one is a file and a line here. */
export const SCORE_ANALYSES: readonly ScoreAnalysis[] = [
  LOCAL_CITATIONS,
  WORLD_CITATIONS,
  NORMALISED_CITATIONS,
  CITATIONS_PER_YEAR,
  PAGERANK,
  HITS_AUTHORITY,
  HITS_HUB,
  BETWEENNESS,
  DISRUPTION,
  CORE_NUMBER,
];

/** Those whose answer is no number for each work. */
export const STRUCTURE_ANALYSES: readonly StructureAnalysis<object>[] = [
  MAIN_PATH,
  HISTORIOGRAPH,
  COMPONENTS,
  COMMUNITIES,
  SUBJECT_BURSTS,
  SPECTROSCOPY,
  TOPIC_MAP,
  THEMATIC_MAP,
];

export type Analysis = ScoreAnalysis | StructureAnalysis<object>;

/** All analyses of the whole graph: what the API, the command line and the page of analyses list. */
export const ANALYSES: readonly Analysis[] = [...SCORE_ANALYSES, ...STRUCTURE_ANALYSES];

export const isMeasure = (analysis: AnalysisDescription): analysis is ScoreAnalysis =>
  SCORE_ANALYSES.some(({ id }) => id === analysis.id);
