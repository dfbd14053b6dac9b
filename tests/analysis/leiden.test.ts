import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { connectedParts } from '../../src/analysis/connected-parts.js';
import { DEFAULT_LEIDEN, leiden, type LeidenOptions } from '../../src/analysis/leiden.js';
import { modularity } from '../../src/analysis/modularity.js';
import type { Network } from '../../src/analysis/network.js';
import { pottsQuality } from '../../src/analysis/partition.js';
import { FIXTURES } from './fixtures.js';
import { loadNetworkAnalysis, theirLeiden, theirNetwork, type NetworkAnalysis } from './networkanalysis.js';
import {
  karateLinks,
  networkOf,
  plantedLinks,
  preferentialLinks,
  randomLinks,
  ringOfCliques,
  weightedNetwork,
  type Pair,
} from './networks.js';

const found = (network: Network, options: Partial<LeidenOptions> = {}) => leiden(network, { ...DEFAULT_LEIDEN, ...options });
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length / 2]!;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const pairsOf = (flat: readonly number[]): Pair[] =>
  Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i]!, flat[2 * i + 1]!] as const);

const SIZE = 14;
const smallNetworks = fc
  .array(fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1), fc.integer({ min: 1, max: 5 })), { maxLength: 40 })
  .map((links) => {
    const distinct = new Map(links.filter(([a, b]) => a !== b).map(([a, b, w]) => [[a, b].sort().join(), [a, b, w] as const]));
    return weightedNetwork(SIZE, [...distinct.values()]);
  });
const settings = fc.record({
  quality: fc.constantFrom('MODULARITY' as const, 'CPM' as const),
  resolution: fc.constantFrom(0.1, 0.5, 1, 2),
  seed: fc.nat(1000),
});

describe('quality', () => {
  it.each(FIXTURES.networks)('is the modularity of NetworkX: $name', ({ nodes, links, partitions }) => {
    const network = networkOf(nodes, pairsOf(links));
    for (const { labels, modularity: expected } of partitions)
      for (const [resolution, value] of Object.entries(expected))
        expect(modularity(network, Uint32Array.from(labels), Number(resolution))).toBeCloseTo(value, 12);
  });

  it('of the Potts model, worked out', () => {
    // A triangle 0 1 2 and a link 3-4, joined by 2-3; resolution 0.5. Communities {0,1,2} {3,4}: twice the links inside
    // are 6 + 2, sizes squared 9 + 4, twice all links 10: (8 − 0.5·13) / 10.
    const network = networkOf(5, [[0, 1], [0, 2], [1, 2], [3, 4], [2, 3]]); // prettier-ignore
    expect(pottsQuality(network, Uint32Array.of(0, 0, 0, 1, 1), 0.5)).toBeCloseTo(0.15, 12);
  });
});

describe('Leiden', () => {
  it('parts two triangles that one link joins', () => {
    const { community, sizes, quality } = found(networkOf(6, [[0, 1], [0, 2], [1, 2], [3, 4], [3, 5], [4, 5], [2, 3]])); // prettier-ignore
    expect([...community]).toEqual([0, 0, 0, 1, 1, 1]);
    expect([...sizes]).toEqual([3, 3]);
    // 6 of 7 links inside; each community has 7 of 14 ends: 6/7 − 2·(1/2)².
    expect(quality).toBeCloseTo(6 / 7 - 1 / 2, 12);
  });

  it('weighs links', () => {
    // A path 0-1-2-3 whose middle link is strong: {0} {1,2} {3} by the Potts model with resolution 2.
    const network = weightedNetwork(4, [[0, 1, 1], [1, 2, 5], [2, 3, 1]]); // prettier-ignore
    expect([...found(network, { quality: 'CPM', resolution: 2 }).community]).toEqual([1, 0, 0, 2]);
  });

  it.each(SEEDS)('finds cliques in a ring exactly, seed %d', (seed) => {
    const network = networkOf(8 * 6, ringOfCliques(8, 6));
    const cliques = Array.from({ length: 48 }, (_, v) => Math.floor(v / 6));
    expect([...found(network, { seed }).community]).toEqual(cliques);
    expect([...found(network, { seed, quality: 'CPM', resolution: 0.5 }).community]).toEqual(cliques);
  });

  it.each(SEEDS)('comes to the best known modularity of the karate club, seed %d', (seed) => {
    const links = karateLinks();
    expect(links).toHaveLength(78);
    expect(found(networkOf(34, links), { seed }).quality).toBeGreaterThanOrEqual(0.4188);
  });

  it.each(FIXTURES.networks)('finds what igraph proves to be best, or as good as leidenalg: $name', (fixture) => {
    const { quality } = found(networkOf(fixture.nodes, pairsOf(fixture.links)), { starts: 100 });
    if (fixture.optimum !== undefined) expect(quality).toBeCloseTo(fixture.optimum, 12);
    expect(quality).toBeGreaterThanOrEqual(fixture.bestOfLeidenalg - 1e-12);
  });

  it('makes connected communities that no node gains by leaving', () => {
    fc.assert(
      fc.property(smallNetworks, settings, (network, options) => {
        const { community, sizes, quality } = found(network, options);
        expect(new Set(connectedParts(network, community)).size).toBe(sizes.length);
        const value = (partition: Uint32Array) =>
          options.quality === 'CPM'
            ? pottsQuality(network, partition, options.resolution)
            : modularity(network, partition, options.resolution);
        if (network.weights.length > 0) expect(value(community)).toBeCloseTo(quality, 12);
        for (let v = 0; v < SIZE; v++)
          for (let c = 0; c <= Math.min(sizes.length, SIZE - 1); c++)
            expect(value(community.with(v, c))).toBeLessThanOrEqual(quality + 1e-9);
      }),
    );
  });

  it('makes connected communities also in one pass, and none smaller than asked if it has links', () => {
    fc.assert(
      fc.property(smallNetworks, settings, fc.integer({ min: 1, max: 5 }), (network, options, minimumSize) => {
        const { community, sizes, iterations, smallLeft } = found(network, { ...options, minimumSize, iterations: 1 });
        expect(iterations).toBe(1);
        expect(new Set(connectedParts(network, community)).size).toBe(sizes.length);
        expect([...sizes]).toEqual([...sizes].sort((a, b) => b - a));
        const small = [...sizes.keys()].filter((c) => sizes[c]! < minimumSize);
        expect(smallLeft).toBe(small.length);
        for (let v = 0; v < SIZE; v++)
          for (let i = network.offsets[v]!; i < network.offsets[v + 1]!; i++)
            if (small.includes(community[v]!)) expect(community[network.neighbours[i]!]).toBe(community[v]);
      }),
    );
  });

  it('answers the same for the same seed, and for links that all weigh a thousandth', () => {
    const network = networkOf(400, randomLinks(400, 1600, 3));
    const once = found(network, { seed: 8 });
    expect(found(network, { seed: 8 })).toEqual(once);
    expect(found(network, { seed: 9 }).community).not.toEqual(once.community);
    const light = { ...network, weights: network.weights.map((weight) => weight / 1024) };
    expect(found(light, { seed: 8 }).community).toEqual(once.community);
  });

  it('leaves alone what has no links, and an empty network empty', () => {
    const { community, quality } = found(networkOf(3, []));
    expect([...community]).toEqual([0, 1, 2]);
    expect(quality).toBe(0);
    expect(found(networkOf(0, [])).sizes).toHaveLength(0);
  });

  it('can be ended by the checkpoint', () => {
    const checkpoint = () => {
      throw new Error('ended');
    };
    expect(() => leiden(networkOf(3, [[0, 1]]), DEFAULT_LEIDEN, { checkpoint })).toThrow('ended'); // prettier-ignore
  });
});

describe('small communities', () => {
  it('join the one that they are linked with most for its size', () => {
    // Cliques {0..4} and {5..7}; 8 has a link with each: 1/5 against 1/3 by the Potts model, so it goes to the smaller.
    const links = [...ringOfCliques(1, 5), [5, 6], [5, 7], [6, 7], [8, 0], [8, 5]] as Pair[];
    const network = networkOf(9, links.filter(([a, b]) => a !== b)); // prettier-ignore
    const options = { quality: 'CPM', resolution: 0.9 } as const;
    expect([...found(network, options).sizes]).toEqual([5, 3, 1]);
    const { community, sizes, smallLeft } = found(network, { ...options, minimumSize: 2 });
    expect([...community]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1]);
    expect([...sizes]).toEqual([5, 4]);
    expect(smallLeft).toBe(0);
  });

  it('stay, and are counted, where they have no link', () => {
    const { sizes, smallLeft } = found(networkOf(5, [[0, 1], [0, 2], [1, 2]]), { minimumSize: 2 }); // prettier-ignore
    expect([...sizes]).toEqual([3, 1, 1]);
    expect(smallLeft).toBe(2);
  });
});

describe("against CWTS's networkanalysis-ts", () => {
  let library: NetworkAnalysis;
  beforeAll(async () => {
    library = await loadNetworkAnalysis();
  });

  it.each<[string, number, Pair[]]>([
    ['random', 400, randomLinks(400, 1600, 1)],
    ['random and denser', 300, randomLinks(300, 3000, 2)],
    ['preferential', 500, preferentialLinks(500, 4, 3)],
    ['planted', 600, plantedLinks(600, 12, 6, 4, 4)],
    ['planted, hard to see', 400, plantedLinks(400, 8, 4, 6, 5)],
  ])('modularity is no lower: %s', (_name, size, links) => {
    const network = networkOf(size, links);
    const theirs = theirNetwork(library, network);
    const seeds = Array.from({ length: 20 }, (_, i) => i + 1);
    const qualities = seeds.map((seed) => modularity(network, theirLeiden(library, theirs, size, seed)));
    const ours = seeds.map((seed) => found(network, { seed }).quality);
    // Each run is a draw by chance on either side; what 20 of them come to is not.
    expect(mean(ours)).toBeGreaterThanOrEqual(mean(qualities) - 1e-12);
    expect(median(ours)).toBeGreaterThanOrEqual(median(qualities) - 1e-12);
  });
});
