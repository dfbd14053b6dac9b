import type { AnalysisContext, GraphFacts } from '../analysis/analysis.js';
import type { CitationGraph } from '../analysis/citation-graph.js';
import { weakComponents } from '../analysis/components.js';
import { historiograph, type Historiograph } from '../analysis/historiograph.js';
import { SCORE_ANALYSES } from '../analysis/index.js';
import { mainPath, type MainPath, type PathSearch } from '../analysis/main-path.js';
import { COMMUNITIES, type Communities } from '../analysis/communities.js';
import { percentile } from '../analysis/percentile.js';
import { SPECTROSCOPY, type Spectroscopy } from '../analysis/rpys.js';
import type { StructureMaterial } from '../analysis/structure-analysis.js';
import { SUBJECT_BURSTS, type SubjectBursts } from '../analysis/subject-bursts.js';
import { THEMATIC_MAP, type ThematicMap } from '../analysis/thematic-map.js';
import { TOPIC_MAP, type TopicMap } from '../analysis/topic-map.js';
import type { PathWeight } from '../analysis/search-paths.js';

/** Settings of an analysis, checked. */
export type Settings = Readonly<Record<string, number | string>>;

/** A measure of every work, ready to be listed. Numbers are indexes into the keys of the snapshot. */
export interface Ranking {
  scores: Float64Array;
  /** 0 to 100; NaN where there is no score. */
  percentiles: Float64Array;
  /** Works that have a score, the highest first; of equals the newest, then that with the smallest key. */
  order: Uint32Array;
  notes: Record<string, number | string | boolean>;
}

/** Sizes of the parts of the graph that hang together, the largest first. */
export interface ComponentSizes {
  sizes: number[];
}

interface Results {
  communities: Communities;
  bursts: SubjectBursts;
  referenceYears: Spectroscopy;
  topicMap: Omit<TopicMap, 'network'>;
  thematicMap: ThematicMap;
  ranking: Ranking;
  mainPath: MainPath;
  historiograph: Historiograph;
  components: ComponentSizes;
}

export type TaskName = keyof Results;
export type TaskResult<N extends TaskName> = Results[N];
type Task<N extends TaskName> = (
  material: StructureMaterial,
  settings: Settings,
  context: AnalysisContext,
  facts: GraphFacts,
) => Results[N];

/** All that is computed over the whole graph, in a thread of its own. */
export const TASKS: { readonly [N in TaskName]: Task<N> } = {
  ranking: ({ graph }, { measure, ...settings }, context, facts) => {
    const { scores, notes } = SCORE_ANALYSES.find(({ id }) => id === measure)!.run(graph, settings, context, facts);
    return { scores, percentiles: percentile(scores), order: orderOf(graph, scores), notes };
  },
  mainPath: ({ graph }, { weights, search, keyCitations }, { checkpoint }) =>
    mainPath(graph, {
      weights: weights as PathWeight,
      search: search as PathSearch,
      keyCitations: Number(keyCitations),
      checkpoint,
    }),
  historiograph: ({ graph }, { top, isReduced }) => historiograph(graph, { top: Number(top), isReduced: isReduced === 'YES' }),
  components: ({ graph }) => ({ sizes: [...weakComponents(graph).sizes] }),
  communities: (material, settings, context) => COMMUNITIES.run(material, settings, context),
  bursts: (material, settings, context) => SUBJECT_BURSTS.run(material, settings, context),
  referenceYears: (material, settings, context) => SPECTROSCOPY.run(material, settings, context),
  topicMap: (material, settings, context) => {
    const { topics, links, communities, quality, leftOut } = TOPIC_MAP.run(material, settings, context);
    return { topics, links, communities, quality, leftOut };
  },
  thematicMap: (material, settings, context) => THEMATIC_MAP.run(material, settings, context),
};

function orderOf({ years }: CitationGraph, scores: Float64Array): Uint32Array {
  const order = Uint32Array.from(scores.keys()).filter((work) => !Number.isNaN(scores[work]!));
  return order.sort((a, b) => scores[b]! - scores[a]! || years[b]! - years[a]! || a - b);
}

const WITH_SUBJECTS: ReadonlySet<TaskName> = new Set(['communities', 'bursts', 'topicMap', 'thematicMap']);

/** Whether the task wants to know more of the works than their citations. */
export const readsRecords = (task: TaskName, { counted, among }: Settings): boolean =>
  WITH_SUBJECTS.has(task) || counted === 'WORLD' || among === 'YEAR_AND_FIELD';
