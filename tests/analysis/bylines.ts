import type { NetworkOptions } from '../../src/analysis/author-network.js';
import type { NetworkMaterial, Relation } from '../../src/analysis/author-network-material.js';
import type { Adjacency } from '../../src/analysis/citation-graph.js';

/** Works as a reader would list them, and what a network is made from. */
export interface Work {
  by: string[];
  year?: number;
  /** Places in the list of works. */
  cites?: number[];
  citations?: number;
  topics?: string[];
}

function rows(lists: readonly (readonly number[])[]): Adjacency {
  const offsets = [0];
  for (const list of lists) offsets.push(offsets.at(-1)! + list.length);
  return {
    offsets: Uint32Array.from(offsets),
    neighbours: Uint32Array.from(lists.flatMap((list) => [...list].sort((a, b) => a - b))),
  };
}

export function materialOf(works: readonly Work[], relation: Relation, named: readonly string[] = []): NetworkMaterial {
  const keys = [...new Set(works.flatMap(({ by }) => by))].sort();
  const topicNames = [...new Set(works.flatMap(({ topics = [] }) => topics))].sort();
  const cites = works.map((work) => work.cites ?? []);
  const years = Int32Array.from(works, ({ year = -1 }) => year);
  const citedBy = works.map((_, cited) => works.flatMap((_, citing) => (cites[citing]!.includes(cited) ? [citing] : [])));
  const lists = relation === 'AUTHOR_COUPLING' ? citedBy : cites;
  return {
    bylines: {
      keys,
      units: rows(works.map(({ by }) => by.map((name) => keys.indexOf(name)))),
      lengths: Uint32Array.from(works, ({ by }) => by.length),
      years,
      citations: Uint32Array.from(works, ({ citations = 0 }) => citations),
      topics: rows(works.map(({ topics = [] }) => topics.map((name) => topicNames.indexOf(name)))),
    },
    lists: relation === 'CO_AUTHORSHIP' ? null : { works: rows(lists), years },
    topicNames,
    named: Uint32Array.from(named, (name) => keys.indexOf(name)),
  };
}

export const PLAIN: NetworkOptions = {
  relation: 'CO_AUTHORSHIP',
  counting: 'FULL',
  normalisation: 'NONE',
  chooseBy: 'ARTICLE_COUNT',
  minArticles: 1,
  minWeight: 0,
  maxUnitsPerWork: 25,
  maxUnits: 500,
  maxEdges: 5000,
  resolution: 1,
  seed: 1,
  layout: null,
  timeSlices: 0,
};
