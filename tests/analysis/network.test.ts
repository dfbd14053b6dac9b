import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  citationNetwork,
  coCitationNetwork,
  couplingNetwork,
  linkWeights,
  withStrength,
  type Strength,
} from '../../src/analysis/network.js';
import { DEFAULT_PAIR_LIMITS } from '../../src/analysis/pair-counts.js';
import { loadNetworkAnalysis, theirNetwork, type NetworkAnalysis } from './networkanalysis.js';
import { graphOf, linksOf, randomLinks, weightedNetwork, type Pair } from './networks.js';

/**
 * 3 cites 0, 1, 2; 4 cites 0, 1; 5 cites 0.
 * Co-citation: {0,1} by 3 and 4, {0,2} and {1,2} by 3. Cited 3, 2 and 1 times.
 * Coupling: {3,4} share 0 and 1, {3,5} and {4,5} share 0. They have 3, 2 and 1 references.
 */
const CITATIONS: Pair[] = [[3, 0], [3, 1], [3, 2], [4, 0], [4, 1], [5, 0]]; // prettier-ignore
const graph = graphOf(6, CITATIONS);

describe('citation network', () => {
  it('links what cites and what is cited, once also where each cites the other', () => {
    const network = citationNetwork(graphOf(4, [[0, 1], [1, 0], [2, 0], [2, 3]])); // prettier-ignore
    expect(linksOf(network)).toEqual({ '0-1': 1, '0-2': 1, '2-3': 1 });
    expect([...network.neighbours]).toEqual([1, 2, 0, 0, 3, 2]);
    expect([...network.nodeWeights]).toEqual([1, 1, 1, 1]);
  });

  it('has as many links as distinct pairs of works', () => {
    const links = randomLinks(300, 4000, 5).filter(([a, b]) => a !== b);
    const pairs = new Set(links.map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`));
    expect(new Set(Object.keys(linksOf(citationNetwork(graphOf(300, links)))))).toEqual(pairs);
  });
});

describe('co-citation and coupling networks', () => {
  it.each<[Strength, number, number]>([
    ['NONE', 2, 1],
    // c / √(s_i s_j): 2/√(3·2), 1/√(3·1)
    ['SALTON', 2 / Math.sqrt(6), 1 / Math.sqrt(3)],
    // c / (s_i + s_j − c): 2/(3+2−2), 1/(3+1−1)
    ['JACCARD', 2 / 3, 1 / 3],
    // c² / (s_i s_j): 4/6, 1/3
    ['EQUIVALENCE', 4 / 6, 1 / 3],
    // Link weights n: 0 and 1 have 3, 2 has 2; 2m = 8. c·2m/(n_i n_j): 2·8/9, 1·8/6
    ['ASSOCIATION_STRENGTH', 16 / 9, 8 / 6],
  ])('with strength %s', (strength, twice, once) => {
    const coCited = linksOf(coCitationNetwork(graph, strength, DEFAULT_PAIR_LIMITS).network);
    expect(Object.keys(coCited)).toEqual(['0-1', '0-2', '1-2']);
    expect(coCited['0-1']).toBeCloseTo(twice, 12);
    expect(coCited['0-2']).toBeCloseTo(once, 12);
    const coupled = linksOf(couplingNetwork(graph, strength, DEFAULT_PAIR_LIMITS).network);
    expect(Object.keys(coupled)).toEqual(['3-4', '3-5', '4-5']);
    expect(coupled['3-4']).toBeCloseTo(twice, 12);
    expect(coupled['3-5']).toBeCloseTo(once, 12);
  });

  it('measure occurrences without the lists that are left out', () => {
    // Without 3 and its three references: 0 and 1 are cited together by 4 alone, 0 by 4 and 5, 1 by 4: 1 / √(2·1).
    const { network, leftOut } = coCitationNetwork(graph, 'SALTON', { ...DEFAULT_PAIR_LIMITS, mostMembers: 2 });
    expect(linksOf(network)).toEqual({ '0-1': 1 / Math.sqrt(2) });
    expect(leftOut).toEqual({ listsLeftOut: 1, pairsLeftOut: 3, rarePairs: 0 });
  });

  it('leave out pairs below the raw count before they are normalised', () => {
    const { network, leftOut } = couplingNetwork(graph, 'ASSOCIATION_STRENGTH', { ...DEFAULT_PAIR_LIMITS, minimumCount: 2 });
    // The only link has weight 2, both its ends have n = 2, 2m = 4: 2·4/(2·2) = 2.
    expect(linksOf(network)).toEqual({ '3-4': 2 });
    expect(leftOut.rarePairs).toBe(2);
  });

  it('name themselves when they are too large', () => {
    const limits = { ...DEFAULT_PAIR_LIMITS, mostPairs: 3 };
    expect(() => coCitationNetwork(graph, 'NONE', limits)).toThrow('The co-citation network would count 4 pairs; at most 3');
    expect(() => couplingNetwork(graph, 'NONE', limits)).toThrow('The bibliographic coupling network would count 4 pairs');
  });
});

describe('association strength', () => {
  let library: NetworkAnalysis;
  beforeAll(async () => {
    library = await loadNetworkAnalysis();
  });

  it('is that of networkanalysis-ts, link by link', () => {
    const random = randomLinks(200, 1500, 7).filter(([a, b]) => a !== b);
    const distinct = [...new Map(random.map(([a, b]) => [[a, b].sort().join(), [a, b] as const])).values()];
    const network = weightedNetwork(200, distinct.map(([a, b], i) => [a, b, 1 + (i % 9)] as const)); // prettier-ignore
    const theirs = theirNetwork(library, network).createNormalizedNetworkUsingAssociationStrength().edgeWeights;
    const ours = withStrength(network, 'ASSOCIATION_STRENGTH', []).weights;
    expect(ours).toHaveLength(theirs.length);
    theirs.forEach((weight, i) => expect(ours[i]).toBeCloseTo(weight, 12));
  });

  it('is the same for all links of a complete network', () => {
    // Complete graph of 4: n = 3, 2m = 12: 1·12/9.
    const links: Pair[] = [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]; // prettier-ignore
    const network = withStrength(citationNetwork(graphOf(4, links)), 'ASSOCIATION_STRENGTH', []);
    expect(new Set(network.weights)).toEqual(new Set([12 / 9]));
    expect([...linkWeights(network)]).toEqual([4, 4, 4, 4]);
  });
});
