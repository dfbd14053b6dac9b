import type { BriefArticle, Kind, StoredRecords } from '../records.js';
import { builtFile } from '../root.js';
import type { StepQuery } from '../store/neighbourhood.js';
import type { Filter } from '../store/filter.js';
import { isCitation, type Relation, type TargetOf } from '../store/relation.js';
import type { StoreDescription } from '../store/description.js';
import { packKeys } from '../store/packed-keys.js';
import type { CitationAnswers, GraphStore, ListQuery, RequestStore, WalkReads } from '../store/store.js';
import { AtHand } from './at-hand.js';
import { articleFacets, isCountable } from './article-facets.js';
import { lengths } from './article-lists.js';
import { articlePages, articlesOf, showsNoEdges } from './article-pages.js';
import type { CitationFile, KeptCitations } from './citation-file.js';
import type { Unsorted } from './citation-worker.js';
import { isTestable } from './citation-filter.js';
import { Citations, type Sorted } from './citations.js';
import { ComputingThread } from './computing-thread.js';
import { isListed, isNarrow, type ListedRelation } from './listed.js';
import { refuseAbove } from './memory.js';
import { WorkKeys } from './work-keys.js';

export type CitationReads = WalkReads & Pick<GraphStore, 'scanCitations' | 'scanGroupings' | 'graphVersion' | 'describe' | 'can'>;

/**
 * Bytes of each article's key, its place in the table of keys, year, date, node, offsets, journal and publication types; and of each
 * citation, and each topic of an article, both ways.
 */
const BYTES = { article: 150, citation: 12, topicAssignment: 8 };

/**
 * All citations of the newest version of one store, and what its works share.
 *
 * @param allowed bytes that they may take of memory; where they would take more they are never at hand
 * @param file where they are kept for the next start
 */
export const citationsAtHand = (store: CitationReads, allowed: number, file: CitationFile | null = null): AtHand<Citations> => {
  const read = async (): Promise<Citations> => {
    const graph = await store.describe();
    const { counts } = graph;
    const articles = counts.articles + counts.stubs;
    const needed = articles * BYTES.article + counts.citations * BYTES.citation + counts.topicAssignments * BYTES.topicAssignment;
    refuseAbove(allowed, needed, `${articles} works and ${counts.citations} citations`, 'CITATION_MEMORY');
    const kept = await file?.read(graph);
    if (kept) return new Citations(kept.scanned, kept.sorted);
    const isSettled = file?.isSettled(graph) ?? false;
    const { keys, citing, cited, positions, ...columns } = await store.scanCitations();
    const groupings = await store.scanGroupings();
    const scanned = { ...columns, keys: await WorkKeys.of(packKeys(keys)) };
    const sorted = await sort({ citing: { size: keys.length, citing, cited, positions }, nodes: columns.nodes, groupings });
    // Not waited for; where the graph cannot be asked any more, nothing is kept.
    if (file && isSettled) void keepSame(file, store, graph, { scanned, sorted }).catch(() => {});
    return new Citations(scanned, sorted);
  };
  return new AtHand(store, read, async () => (await file?.isOf(() => store.describe())) ?? false);
};

/** Keeps what was read of a graph, unless somebody has written meanwhile: it may be of two versions then. */
async function keepSame(file: CitationFile, store: CitationReads, graph: StoreDescription, kept: KeptCitations): Promise<void> {
  const now = await store.describe();
  if (now.dataVersion === graph.dataVersion && now.lastChangedAt === graph.lastChangedAt) await file.keep(graph, kept);
}

async function sort(unsorted: Unsorted): Promise<Sorted> {
  const thread = new ComputingThread(builtFile('snapshot/citation-worker.js'), () => {});
  const { citing, groupings } = unsorted;
  try {
    const given = [citing.citing, citing.cited, citing.positions, ...Object.values(groupings).map(({ nodes }) => nodes)];
    const memory = given.map(({ buffer }) => buffer as ArrayBuffer);
    return (await thread.compute(unsorted, undefined, undefined, memory)) as Sorted;
  } finally {
    await thread.end();
  }
}

/** So long after walks of two requests were in the store at the same time, others are expected. */
const CROWDED_MS = 1_000;

/** What a request asks its own store where memory has no answer. */
export type RequestReads = CitationAnswers &
  Pick<GraphStore, 'get' | 'briefs' | 'articlesAt'> &
  Partial<Pick<RequestStore, 'seenVersion'>>;

/** Walks of all requests to one store, and their lists of citations: in memory where these are at hand, else in the store. */
export class Walks {
  /** Questions that the store is answering. */
  private inStore = 0;
  private crowdedAt = -Infinity;

  constructor(private readonly citations: AtHand<Citations>) {}

  /** The questions of one request: all of them see the same version. What memory cannot answer the store does. */
  ofRequest(own: RequestReads): CitationAnswers {
    let known: Promise<Citations | null> | null = null;
    const isBusy = () => performance.now() - this.crowdedAt < CROWDED_MS;
    const now = () => (known ??= this.citations.now(isBusy(), own.seenVersion));
    const along = async ({ step }: Pick<StepQuery, 'step'>) => (isCitation(step) ? now() : null);
    const inStore = this.counted(own);
    return {
      ...recordReads(own, () => known),
      ...listReads(own, now),
      steps: async (query) => (await along(query))?.steps(query) ?? inStore((store) => store.steps(query)),
      reach: async (query) => (await along(query))?.reach(query) ?? inStore((store) => store.reach(query)),
      commonNeighbours: async (query) =>
        (await now())?.commonNeighbours(query) ?? inStore((store) => store.commonNeighbours(query)),
      years: async (keys, filter) => (await now())?.yearsOf(keys, filter) ?? inStore((store) => store.years(keys, filter)),
    };
  }

  /** Questions of one request to the store, which notes where another one's are there as well. */
  private counted(store: WalkReads): <T>(ask: (store: WalkReads) => Promise<T>) => Promise<T> {
    let own = 0;
    return async (ask) => {
      if (this.inStore > own) this.crowdedAt = performance.now();
      this.inStore++;
      own++;
      try {
        return await ask(store);
      } finally {
        this.inStore--;
        own--;
      }
    };
  }
}

/** Articles of a request that has the citations in hand: by the numbers of their nodes, which the store finds sooner than keys. */
function recordReads(own: RequestReads, known: () => Promise<Citations | null> | null): Pick<CitationAnswers, 'get' | 'briefs'> {
  const ofNodes = async (keys: readonly string[], isBrief: boolean): Promise<(BriefArticle | null)[] | null> => {
    const citations = await known();
    return citations && articlesOf(citations, own, keys, isBrief);
  };
  return {
    async get<K extends Kind>(kind: K, keys: readonly string[]) {
      const found = kind === 'Article' ? await ofNodes(keys, false) : null;
      return (found as (StoredRecords[K] | null)[] | null) ?? own.get(kind, keys);
    },
    briefs: async (keys) => (await ofNodes(keys, true)) ?? own.briefs(keys),
  };
}

/** Lists of articles of which nobody looks at the edges, the lengths of all of them, and facets; the store answers the others. */
function listReads(
  own: RequestReads,
  now: () => Promise<Citations | null>,
): Pick<CitationAnswers, 'pages' | 'counts' | 'facets'> {
  /** The citations where they may know the list. */
  const ofList = async (relation: Relation, parents: readonly string[], filter: Filter<'Article'> | null) =>
    isListed(relation) && parents.length > 0 && (filter === null || isTestable(filter)) ? now() : null;
  return {
    async pages<R extends Relation>(relation: R, parents: readonly string[], query: ListQuery<TargetOf<R>>) {
      // What is asked of these relations are articles, which the compiler does not see.
      const asked = query as ListQuery<'Article'>;
      const isKnown = isOrderKnown(asked) && showsNoEdges(relation, asked) && isChosen(relation, asked.filter);
      const citations = isKnown ? await ofList(relation, parents, asked.filter) : null;
      const found = citations && (await articlePages(citations, own, relation as ListedRelation, parents, asked));
      return (found as Awaited<ReturnType<typeof own.pages<R>>> | null) ?? own.pages(relation, parents, query);
    },
    async counts(relation, parents, filter, over) {
      const asked = filter as Filter<'Article'> | null;
      const citations = isChosen(relation, asked) ? await ofList(relation, parents, asked) : null;
      const found = citations && lengths(citations, relation as ListedRelation, parents, asked);
      return found ?? own.counts(relation, parents, filter, over);
    },
    async facets(relation, parents, query) {
      const citations = isCountable(query.facet) ? await ofList(relation, parents, query.filter) : null;
      const found = citations && articleFacets(citations, relation as ListedRelation, parents, query);
      return found ?? own.facets(relation, parents, query);
    },
  };
}

/** Whether not all works would have to be looked at. */
const isChosen = (relation: Relation, filter: Filter<'Article'> | null): boolean =>
  relation !== 'allArticles' || isNarrow(filter);

/** Titles are not in memory. */
const isOrderKnown = ({ order }: ListQuery<'Article'>): boolean => order.field !== 'title';
