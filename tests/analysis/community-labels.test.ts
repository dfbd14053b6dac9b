import { describe, expect, it } from '@jest/globals';
import { labelCommunities } from '../../src/analysis/community-labels.js';

/** Community 0: four articles, 1: two, and one article in none. Everything is about education. */
const community = Int32Array.of(0, 0, 0, 0, 1, 1, -1);
const topics = [
  ['Education', 'Simulation'],
  ['Education', 'Simulation'],
  ['Education', 'Simulation'],
  ['Education', 'Ethics'],
  ['Education', 'Ethics'],
  ['Education', 'Ethics'],
  ['Simulation'],
];
const titles = [
  'Simulation training for the ward',
  'Simulation training',
  'A study of simulation training',
  null,
  'Ethics of care',
  'Teaching ethics',
  'Simulation training',
];

describe('labels of communities', () => {
  const labels = labelCommunities(community, 2, { topics, titles });

  it('score topics by their share and by how rare they are in all communities', () => {
    // All: 6 articles; Education 6, Simulation 3, Ethics 3. Community 0: shares 1, 3/4, 1/4; Ethics is of one article only.
    expect(labels[0]!.topics).toEqual([
      { name: 'Simulation', articles: 3, score: expect.closeTo(0.75 * Math.log(1 + 6 / 3), 12) },
      { name: 'Education', articles: 4, score: expect.closeTo(Math.log(2), 12) },
    ]);
    // Community 1: Ethics 1 · ln 3, Education 1 · ln 2.
    expect(labels[1]!.topics.map(({ name }) => name)).toEqual(['Ethics', 'Education']);
    expect(labels.map(({ label }) => label)).toEqual(['Simulation, Education', 'Ethics, Education']);
  });

  it('take terms of titles, the longer before its parts', () => {
    // Of 3 titles in community 0 all have `simulation`, `training` and both together; those without a title do not count.
    expect(labels[0]!.terms).toEqual([
      { name: 'simulation training', articles: 3, score: expect.closeTo(Math.log(1 + 5 / 3), 12) },
    ]);
    expect(labels[1]!.terms.map(({ name }) => name)).toEqual(['ethics']);
  });

  it('are terms where there are no topics, and null where nothing is known', () => {
    const none = titles.map(() => []);
    expect(labelCommunities(community, 2, { topics: none, titles })[0]!.label).toBe('simulation training');
    expect(labelCommunities(community, 2, { topics: none, titles: titles.map(() => null) })[0]).toEqual({
      topics: [], terms: [], label: null,
    }); // prettier-ignore
  });

  it('break ties by name, and are as many as asked', () => {
    const alike = labelCommunities(Int32Array.of(0, 0), 1, { topics: [['b', 'a', 'c'], ['c', 'b', 'a']], titles: [null, null] }); // prettier-ignore
    expect(alike[0]!.topics.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    const one = labelCommunities(community, 2, { topics, titles }, { most: 1, minimumArticles: 1 });
    expect(one.map((label) => label.topics.map(({ name }) => name))).toEqual([['Simulation'], ['Ethics']]);
  });
});
