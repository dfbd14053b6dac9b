import { findBursts, type BurstOptions } from './bursts.js';
import type { StructureAnalysis } from './structure-analysis.js';
import { titleSubjects, topicSubjects, type SubjectList } from './subjects.js';

export interface SubjectBurst {
  /** Topic, or term of titles. */
  name: string;
  firstYear: number;
  lastYear: number;
  /** Whether it lasts to the last year of the literature: it may go on. */
  isOngoing: boolean;
  /** How clear the burst is; see `findBursts`. */
  weight: number;
  /** Articles with the subject in the burst, and in all years. */
  articlesInBurst: number;
  articles: number;
}

export interface SubjectBursts {
  /** The clearest first. */
  bursts: SubjectBurst[];
  firstYear: number | null;
  lastYear: number | null;
  /** Articles that have subjects but no year. */
  articlesWithoutYear: number;
  /** Subjects of too few articles. */
  rareSubjects: number;
}

/** Bursts of every subject of at least `minimumArticles` articles; the years' articles are those that have subjects at all. */
export function subjectBursts(
  list: SubjectList,
  years: Int32Array,
  options: BurstOptions & { minimumArticles: number },
): SubjectBursts {
  const { dated, articlesWithoutYear, totals } = readTotals(list, years);
  const frequent = new Set([...totals.keys()].filter((key) => totals.get(key)! >= options.minimumArticles));
  const counted = { articlesWithoutYear, rareSubjects: totals.size - frequent.size };
  if (dated.length === 0) return { bursts: [], firstYear: null, lastYear: null, ...counted };
  const firstYear = dated.reduce((first, article) => Math.min(first, years[article]!), Infinity);
  const lastYear = dated.reduce((last, article) => Math.max(last, years[article]!), -Infinity);
  const length = lastYear - firstYear + 1;
  const documents = new Uint32Array(length);
  const counts = new Map([...frequent].map((key) => [key, new Uint32Array(length)]));
  for (const article of dated) {
    const t = years[article]! - firstYear;
    documents[t]!++;
    for (const key of list.of(article)!) {
      const perYear = counts.get(key);
      if (perYear) perYear[t]!++;
    }
  }
  const found = [...counts].map(([key, perYear]) => ({ key, perYear, bursts: findBursts(perYear, documents, options) }));
  const names = list.names(new Set(found.filter(({ bursts }) => bursts.length > 0).map(({ key }) => key)));
  const bursts = found.flatMap(({ key, perYear, bursts }) =>
    bursts.map(({ from, to, weight }): SubjectBurst => {
      const articlesInBurst = perYear.subarray(from, to + 1).reduce((total, count) => total + count, 0);
      const span = { firstYear: firstYear + from, lastYear: firstYear + to, isOngoing: to === length - 1 };
      return { name: names.get(key)!, ...span, weight, articlesInBurst, articles: totals.get(key)! };
    }),
  );
  bursts.sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.firstYear - b.firstYear));
  return { bursts, firstYear, lastYear, ...counted };
}

/** Articles with a year and subjects, and how many of them have each subject. */
function readTotals(list: SubjectList, years: Int32Array) {
  const totals = new Map<string, number>();
  const dated: number[] = [];
  let articlesWithoutYear = 0;
  for (let article = 0; article < years.length; article++) {
    const keys = list.of(article);
    if (keys === null) continue;
    if (years[article] === -1) {
      articlesWithoutYear++;
      continue;
    }
    dated.push(article);
    for (const key of keys) totals.set(key, (totals.get(key) ?? 0) + 1);
  }
  return { dated, articlesWithoutYear, totals };
}

/** Bursts that are answered: the clearest. */
const MOST_BURSTS = 100;

export interface SubjectBurstsAnswer extends SubjectBursts {
  /** Bursts, also those that are not answered. */
  burstCount: number;
}

export const SUBJECT_BURSTS: StructureAnalysis<SubjectBurstsAnswer> = {
  id: 'BURSTS',
  title: 'Bursts of topics and terms',
  description:
    'Years in which a topic, or a word of titles, was suddenly written about more than usual. It compares shares, so that a ' +
    'growing literature makes no burst by itself. It does not tell why; topics that indexers began to use late burst too.',
  paper: 'J. Kleinberg, Bursty and hierarchical structure in streams, Data Min Knowl Discov 7:373, 2003',
  reads: ['TOPICS', 'TITLES'],
  parameters: [
    { id: 'subjects', kind: 'choice', title: 'What may burst', default: 'TOPICS', choices: ['TOPICS', 'TITLE_TERMS'] },
    { id: 's', kind: 'number', title: 'Times the usual share', default: 2, min: 1.01, max: 100, isWhole: false },
    { id: 'gamma', kind: 'number', title: 'Cost of beginning a burst', default: 1, min: 0, max: 100, isWhole: false },
    { id: 'minimumDuration', kind: 'number', title: 'Fewest years', default: 1, min: 1, max: 50, isWhole: true },
    { id: 'minimumArticles', kind: 'number', title: 'Fewest articles', default: 5, min: 1, max: 1_000_000, isWhole: true },
  ],
  outputs: [
    { id: 'bursts', title: 'Bursts, the 100 clearest first', of: 'GRAPH' },
    { id: 'burstCount', title: 'All bursts', of: 'GRAPH' },
    { id: 'firstYear', title: 'First year of the literature', of: 'GRAPH' },
    { id: 'lastYear', title: 'Last year of the literature', of: 'GRAPH' },
    { id: 'articlesWithoutYear', title: 'Articles without a year, not counted', of: 'GRAPH' },
    { id: 'rareSubjects', title: 'Subjects of too few articles', of: 'GRAPH' },
  ],
  run(material, { subjects, s, gamma, minimumDuration, minimumArticles }, { checkpoint }) {
    const list = subjects === 'TOPICS' ? topicSubjects(material, checkpoint) : titleSubjects(material, checkpoint);
    const { bursts, ...rest } = subjectBursts(list, material.graph.years, {
      s: Number(s),
      gamma: Number(gamma),
      minimumDuration: Number(minimumDuration),
      minimumArticles: Number(minimumArticles),
    });
    return { bursts: bursts.slice(0, MOST_BURSTS), burstCount: bursts.length, ...rest };
  },
};
