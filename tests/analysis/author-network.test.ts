import { describe, expect, test } from '@jest/globals';
import type { NetworkOptions } from '../../src/analysis/author-network.js';
import { networkOf, undirected, weights } from './author-networks.js';
import type { Work } from './bylines.js';

describe('countings, by hand', () => {
  const works: Work[] = [{ by: ['a', 'b', 'c'] }, { by: ['a', 'b'] }, { by: ['c'] }];

  test.each([
    ['FULL', { 'a b': 2, 'a c': 1, 'b c': 1 }],
    ['FRACTIONAL', { 'a b': 1 / 2 + 1, 'a c': 1 / 2, 'b c': 1 / 2 }],
    ['REFINED', { 'a b': 1 / 3 + 1, 'a c': 1 / 3, 'b c': 1 / 3 }],
  ] as const)('%s', (counting, expected) => {
    expect(undirected(weights(networkOf(works, { counting })))).toEqual(expected);
  });

  test('a work of six authors gives 15 links of 0.2 each', () => {
    const { edges } = networkOf([{ by: [...'abcdef'] }], { counting: 'FRACTIONAL' });
    expect(edges.map(({ weight }) => weight)).toEqual(Array(15).fill(0.2));
  });

  test('Salton and Jaccard go by joint works, association strength by weights of links', () => {
    const of = (normalisation: NetworkOptions['normalisation']) =>
      undirected(weights(networkOf(works, { normalisation }), 'normalizedWeight'));
    // Joint works: a 2, b 2, c 1. Weights of links: a 3, b 3, c 2, all 8.
    expect(of('SALTON')).toEqual({ 'a b': 1, 'a c': 1 / Math.sqrt(2), 'b c': 1 / Math.sqrt(2) });
    expect(of('JACCARD')).toEqual({ 'a b': 1, 'a c': 1 / 2, 'b c': 1 / 2 });
    expect(of('ASSOCIATION_STRENGTH')['a b']).toBeCloseTo(2 / ((3 * 3) / 8), 12);
    expect(of('ASSOCIATION_STRENGTH')['a c']).toBeCloseTo(1 / ((3 * 2) / 8), 12);
  });

  test('citations lead from the citing author; those of oneself are left out and told', () => {
    const cited: Work[] = [
      { by: ['a', 'b'], year: 2020, cites: [1] },
      { by: ['b', 'c', 'd'], year: 2010 },
    ];
    const full = networkOf(cited, { relation: 'AUTHOR_CITATION' });
    expect(weights(full)).toEqual({ 'a b': 1, 'a c': 1, 'a d': 1, 'b c': 1, 'b d': 1 });
    expect(full.isDirected).toBe(true);
    expect(full.leftOut).toEqual([{ reason: 'SELF_CITATION', units: 0, works: 0, links: 1 }]);
    expect(full.edges[0]).toMatchObject({ firstYear: 2020, lastYear: 2020, sharedArticles: 1 });
    expect(weights(networkOf(cited, { relation: 'AUTHOR_CITATION', counting: 'FRACTIONAL' }))['a c']).toBeCloseTo(1 / 3);
    expect(weights(networkOf(cited, { relation: 'AUTHOR_CITATION', counting: 'REFINED' }))['a c']).toBeCloseTo(1 / 6);
  });

  test('coupling multiplies how many works of both cite a reference', () => {
    const coupled: Work[] = [{ by: ['a'], cites: [3] }, { by: ['a'], cites: [3] }, { by: ['b'], cites: [3] }, { by: ['z'] }];
    expect(undirected(weights(networkOf(coupled, { relation: 'AUTHOR_COUPLING' })))).toEqual({ 'a b': 2 });
    expect(undirected(weights(networkOf(coupled, { relation: 'AUTHOR_COUPLING' }), 'sharedArticles'))).toEqual({ 'a b': 1 });
    // Three stand there: each shares 1 out among two.
    expect(undirected(weights(networkOf(coupled, { relation: 'AUTHOR_COUPLING', counting: 'FRACTIONAL' })))).toEqual({
      'a b': 1,
    });
  });

  test('co-citation counts the works that cite both, once each', () => {
    const cocited: Work[] = [{ by: [], cites: [1, 2, 3] }, { by: ['a'] }, { by: ['a', 'b'] }, { by: ['c'] }];
    expect(undirected(weights(networkOf(cocited, { relation: 'AUTHOR_CO_CITATION' })))).toEqual({ 'a b': 1, 'a c': 1, 'b c': 1 });
  });
});

describe('what is left out', () => {
  const long = [...'abcdefg'];
  const works: Work[] = [
    { by: ['a', 'b'], year: 2001, citations: 1 },
    { by: ['a', 'b'], year: 2002, citations: 1 },
    { by: ['a', 'c'], citations: 50 },
    { by: [] },
    { by: [...long, 'x', 'y'], year: 2003 },
  ];

  test('long bylines, works without authors, rare authors, weak links', () => {
    const network = networkOf(works, { maxUnitsPerWork: 5, minArticles: 1, minWeight: 2 });
    expect(network.works).toBe(3);
    expect(network.nodes.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    expect(network.leftOut).toEqual([
      { reason: 'NO_AUTHORS', units: 0, works: 1, links: 0 },
      { reason: 'MANY_AUTHORS', units: 6, works: 1, links: 0 },
      { reason: 'MIN_WEIGHT', units: 0, works: 0, links: 1 },
    ]);
    expect(networkOf(works, { maxUnitsPerWork: 5, minArticles: 2 }).leftOut).toContainEqual({ reason: 'FEW_ARTICLES', units: 1, works: 0, links: 0 }); // prettier-ignore
  });

  test('the rule of choice, and that named ones stay', () => {
    const keys = (options: Partial<NetworkOptions>, named?: string[]) =>
      networkOf(works, { maxUnitsPerWork: 5, maxUnits: 2, ...options }, named).nodes.map(({ key }) => key);
    expect(keys({ chooseBy: 'ARTICLE_COUNT' })).toEqual(['a', 'b']);
    expect(keys({ chooseBy: 'CITATION_COUNT' })).toEqual(['a', 'c']);
    expect(keys({ chooseBy: 'LINK_WEIGHT' })).toEqual(['a', 'b']);
    expect(keys({ minArticles: 3 }, ['c'])).toEqual(['c', 'a']);
    expect(networkOf(works, { maxUnits: 2 }).leftOut).toContainEqual({ reason: 'MAX_AUTHORS', units: 7, works: 0, links: 0 });
  });

  test('links beyond those asked for count in every figure', () => {
    const [all, few] = [networkOf(works), networkOf(works, { maxEdges: 3 })];
    expect(few.edges).toEqual(all.edges.slice(0, 3));
    expect(few.nodes).toEqual(all.nodes);
    expect(few.density).toBe(all.density);
    expect(few.leftOut).toContainEqual({ reason: 'MAX_EDGES', units: 0, works: 0, links: all.edges.length - 3 });
  });

  test('nothing at all', () => {
    expect(networkOf([])).toMatchObject({ nodes: [], edges: [], communities: [], components: [], density: null, averagePath: null, leftOut: [] }); // prettier-ignore
  });
});

describe('communities', () => {
  test('are labelled by what their works are about more than others', () => {
    const clique = (names: string, topics: string[]): Work[] => [...names].flatMap((a) => [...names].flatMap((b) => (a < b ? [{ by: [a, b], topics }] : []))); // prettier-ignore
    const works = [
      ...clique('abcd', ['Mentoring', 'Education']),
      ...clique('wxyz', ['Burnout', 'Education']),
      { by: ['d', 'w'] },
    ];
    const { communities, nodes, modularity } = networkOf(works);
    expect(communities.map(({ size, density }) => [size, density])).toEqual([[4, 1], [4, 1]]); // prettier-ignore
    expect(communities.map(({ label }) => label!.split(', ')[0])).toEqual(['Mentoring', 'Burnout']);
    expect(communities[0]!.topTopics[0]).toMatchObject({ name: 'Mentoring', articles: 6 });
    expect(nodes[communities[0]!.topNodes[0]!]!.key).toBe('d');
    // Twelve links inside, one between, of 13: 12/13 − 2 · (13/26)².
    expect(modularity).toBeCloseTo(12 / 13 - 1 / 2, 12);
  });
});
