import { describe, expect, it } from '@jest/globals';
import { DEFAULT_LEIDEN } from '../../src/analysis/leiden.js';
import { DEFAULT_PAIR_LIMITS } from '../../src/analysis/pair-counts.js';
import { mapTopics, TOPIC_MAP, type TopicMapOptions } from '../../src/analysis/topic-map.js';
import { graphOf } from './networks.js';

const OPTIONS: TopicMapOptions = {
  ...DEFAULT_PAIR_LIMITS,
  minimumArticles: 1,
  strength: 'ASSOCIATION_STRENGTH',
  leiden: { ...DEFAULT_LEIDEN, quality: 'CPM' },
};

/** a and b are together three times, c and d twice, b and c once; e is alone and once. */
const TOPICS = [['a', 'b'], ['b', 'a', 'a'], ['a', 'b'], ['c', 'd'], ['d', 'c'], ['b', 'c'], ['e'], []]; // prettier-ignore

describe('map of topics', () => {
  it('counts topics and pairs, and weighs pairs by association strength', () => {
    const { topics, links, communities, leftOut } = mapTopics(TOPICS, OPTIONS);
    expect(topics).toEqual([
      { name: 'a', articles: 3, community: 0 },
      { name: 'b', articles: 4, community: 0 },
      { name: 'c', articles: 3, community: 1 },
      { name: 'd', articles: 2, community: 1 },
      { name: 'e', articles: 1, community: 2 },
    ]);
    // Link weights n: a 3, b 4, c 3, d 2; 2m = 12. a-b 3·12/12, b-c 1·12/12, c-d 2·12/6.
    expect(links).toEqual([
      { a: 0, b: 1, articles: 3, weight: 3 },
      { a: 1, b: 2, articles: 1, weight: 1 },
      { a: 2, b: 3, articles: 2, weight: 4 },
    ]);
    expect(communities).toBe(3);
    expect(leftOut).toEqual({ rareTopics: 0, rarePairs: 0, articlesWithManyTopics: 0, pairsOfThose: 0 });
  });

  it('leaves out rare topics, rare pairs and articles with many topics, and counts them', () => {
    const many = [...TOPICS, ['a', 'b', 'c', 'd']];
    const { topics, links, leftOut } = mapTopics(many, { ...OPTIONS, minimumArticles: 2, minimumCount: 2, mostMembers: 3 });
    expect(topics.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
    expect(links.map(({ articles }) => articles)).toEqual([3, 2]);
    expect(leftOut).toEqual({ rareTopics: 1, rarePairs: 1, articlesWithManyTopics: 1, pairsOfThose: 6 });
  });

  it('does not depend on the order of articles or topics', () => {
    const turned = [...TOPICS].reverse().map((names) => [...names].reverse());
    expect(mapTopics(turned, OPTIONS)).toEqual(mapTopics(TOPICS, OPTIONS));
  });

  it('runs as an analysis, and on nothing', () => {
    const values = Object.fromEntries(TOPIC_MAP.parameters.map((parameter) => [parameter.id, parameter.default]));
    const context = { checkpoint: () => {} };
    const run = (topics: string[][], minimumArticles: number) =>
      TOPIC_MAP.run({ graph: graphOf(topics.length, []), topics, titles: [] }, { ...values, minimumArticles }, context);
    const { topics, links, communities, quality, leftOut } = mapTopics(TOPICS, { ...OPTIONS, mostMembers: 1000 });
    // The strongest link first.
    const strongest = [links[2], links[0], links[1]].map((link) => {
      const { a, b, articles, weight } = link!;
      return { source: topics[a]!.name, target: topics[b]!.name, articles, weight };
    });
    expect(run(TOPICS, 1)).toEqual({ topics, links: strongest, linkCount: 3, communities, quality, leftOut });
    expect(run([], 1)).toMatchObject({ topics: [], links: [], communities: 0 });
  });
});
