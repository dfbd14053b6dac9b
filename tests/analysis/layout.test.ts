import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { circleLayout } from '../../src/analysis/layout-circle.js';
import { forceAtlas2 } from '../../src/analysis/layout-force-atlas.js';
import { meanDistance, standardised } from '../../src/analysis/layout-standard.js';
import { descend, vosLayout, vosQuality } from '../../src/analysis/layout-vos.js';
import { firstPlaces, inOneFrame, refuseLargeLayout, type Layout } from '../../src/analysis/layout.js';
import { linkWeights, withStrength, type Network } from '../../src/analysis/network.js';
import { seededRandom, shuffled } from '../../src/analysis/random.js';
import { distance } from './graphs.js';
import { loadNetworkAnalysis, theirVos, type NetworkAnalysis } from './networkanalysis.js';
import { karateLinks, networkOf, plantedLinks, ringOfCliques, weightedNetwork } from './networks.js';
import { networkOfFixture, UNDIRECTED } from './undirected-fixtures.js';

// Read as Node does: their types tell of modules that they are not.
const require = createRequire(import.meta.url);
const { UndirectedGraph } = require('graphology');
const library = require('graphology-layout-forceatlas2');

const karate = networkOf(34, karateLinks());
const planted = networkOf(120, plantedLinks(120, 4, 6, 1, 3));
const apart = ({ x, y }: Layout, v: number, u: number) => Math.hypot(x[v]! - x[u]!, y[v]! - y[u]!);
const shift = (a: Layout, b: Layout) => Math.max(distance(a.x, [...b.x]), distance(a.y, [...b.y]));
/** The largest difference of a distance within two layouts, divided by the mean distance. */
const shape = (a: Layout, b: Layout) =>
  Math.max(...Array.from(a.x, (_, v) => Math.max(...Array.from(a.x, (_, u) => Math.abs(apart(a, v, u) - apart(b, v, u)))))) /
  meanDistance(b);
const strong = (network: Network) => withStrength(network, 'ASSOCIATION_STRENGTH', linkWeights(network));

/** Mean distance of linked nodes, divided by that of all. */
function tightness(network: Network, layout: Layout): number {
  let [sum, count] = [0, 0];
  for (let v = 0; v < layout.x.length; v++)
    for (let i = network.offsets[v]!; i < network.offsets[v + 1]!; i++, count++) sum += apart(layout, v, network.neighbours[i]!);
  return sum / count / meanDistance(layout);
}

const KINDS = [
  ['ForceAtlas2', (network: Network, seed: number, initial?: Layout) => forceAtlas2(network, { seed, initial })],
  ['VOS', (network: Network, seed: number, initial?: Layout) => vosLayout(network, { seed, initial })],
] as const;

describe.each(KINDS)('The layout %s', (_name, layoutOf) => {
  it('is the same for the same seed', () => {
    const layout = layoutOf(karate, 5);
    expect(layoutOf(karate, 5)).toEqual(layout);
    expect(layoutOf(karate, 6)).not.toEqual(layout);
    expect([...layout.x, ...layout.y].every(Number.isFinite)).toBe(true);
  });

  it('puts linked nodes near each other', () => {
    for (const network of [karate, planted]) expect(tightness(network, layoutOf(network, 1))).toBeLessThan(0.75);
  });

  it('takes a network in pieces, one without links, one of one node and an empty one', () => {
    const pieces = layoutOf(networkOf(7, [[0, 1], [1, 2], [3, 4]]), 1); // prettier-ignore
    for (const layout of [pieces, layoutOf(networkOf(3, []), 1), layoutOf(networkOf(1, []), 1)])
      expect([...layout.x, ...layout.y].every(Number.isFinite)).toBe(true);
    // Pieces keep apart, and none flies away.
    expect(apart(pieces, 0, 1)).toBeLessThan(apart(pieces, 0, 3));
    expect(Math.max(...pieces.x, ...pieces.y)).toBeLessThan(20 * meanDistance(pieces));
    expect(layoutOf(networkOf(0, []), 1)).toEqual({ x: new Float64Array(0), y: new Float64Array(0) });
  });

  it('keeps places that it is given, and finds some for nodes that have none', () => {
    const before = layoutOf(planted, 1);
    const again = layoutOf(planted, 2, before);
    const size = meanDistance(before);
    expect(shift(before, again)).toBeLessThan(0.35 * size);
    const without = { x: before.x.with(7, NaN), y: before.y.with(7, NaN) };
    const found = layoutOf(planted, 2, without);
    expect([...found.x, ...found.y].every(Number.isFinite)).toBe(true);
    // The newcomer ends among its neighbours, which are of its group.
    const group = Array.from({ length: 30 }, (_, v) => v);
    const toGroup = group.reduce((sum, v) => sum + apart(found, 7, v), 0) / 29;
    expect(toGroup).toBeLessThan(meanDistance(found));
  });
});

describe('Both', () => {
  it('can be ended by the checkpoint', () => {
    const checkpoint = () => {
      throw new Error('ended');
    };
    expect(() => vosLayout(karate, { seed: 1, checkpoint })).toThrow('ended');
    expect(() => forceAtlas2(karate, { seed: 1, checkpoint })).toThrow('ended');
  });

  it('refuse networks that take too long, and say what to do', () => {
    const large = networkOf(3001, []);
    expect(() => forceAtlas2(large, { seed: 1 })).toThrow(
      expect.objectContaining({ code: 'TOO_LARGE', message: 'The layout FORCE_ATLAS takes up to 3000 nodes; this network has 3001. Narrow the network, ask for the layout CIRCLE, or for none.' }), // prettier-ignore
    );
    expect(() => refuseLargeLayout('VOS', 1001)).toThrow(/up to 1000 nodes; this network has 1001.*FORCE_ATLAS or CIRCLE/);
    for (const [kind, nodes] of [['VOS', 1000], ['FORCE_ATLAS', 3000], ['CIRCLE', 1e9]] as const) refuseLargeLayout(kind, nodes); // prettier-ignore
  });
});

describe('ForceAtlas2', () => {
  it.each([['karate', karate], ...UNDIRECTED.map((one) => [one.name, networkOfFixture(one)] as const)] as const)(
    'is what graphology-layout-forceatlas2 makes of the graph: %s',
    (_name, network) => {
      const size = network.nodeWeights.length;
      const first = firstPlaces(size, { seed: 4 });
      const graph = new UndirectedGraph();
      first.x.forEach((x, v) => graph.addNode(v, { x, y: first.y[v] }));
      for (let v = 0; v < size; v++)
        for (let i = network.offsets[v]!; i < network.offsets[v + 1]!; i++)
          if (v < network.neighbours[i]!) graph.addEdge(v, network.neighbours[i], { weight: network.weights[i] });
      const theirs = library(graph, { iterations: 60, settings: library.inferSettings(graph) }) as Record<string, { x: number; y: number }>; // prettier-ignore
      const ours = forceAtlas2(network, { seed: 4, iterations: 60 });
      first.x.forEach((_, v) => expect({ x: ours.x[v], y: ours.y[v] }).toEqual(theirs[v]));
    },
  );

  it('takes 3,000 nodes', () => {
    const network = networkOf(3000, Array.from({ length: 2999 }, (_, v) => [v, v + 1] as const)); // prettier-ignore
    const { x, y } = forceAtlas2(network, { seed: 1, iterations: 2 });
    expect([x, y].every((values) => values.every(Number.isFinite))).toBe(true);
  });
});

describe('VOS', () => {
  it('of three nodes in a row, worked out by hand', () => {
    // Links 0-1, 1-2: s = 1 · 4 / (1 · 2) = 2. With ends at ±a: 2 · a² − (a + a + 2a) is least at a = 1, and on a line,
    // as 0 and 2 push each other apart. Distances 1 1 2, in the mean 4/3.
    const { x, y } = vosLayout(networkOf(3, [[0, 1], [1, 2]]), { seed: 2 }); // prettier-ignore
    expect(distance(x.slice().sort(), [-3 / 4, 0, 3 / 4])).toBeLessThan(0.01);
    expect(distance(y, [0, 0, 0])).toBeLessThan(0.01);
    expect(Math.abs(x[1]!)).toBeLessThan(0.01);
  });

  it('reads only the proportions of weights', () => {
    const network = weightedNetwork(4, [[0, 1, 1], [1, 2, 3], [2, 3, 1]]); // prettier-ignore
    const other = { ...network, weights: network.weights.map((weight) => weight * 4) };
    expect(shift(vosLayout(network, { seed: 1 }), vosLayout(other, { seed: 1 }))).toBeLessThan(1e-9);
  });
});

describe("VOS against CWTS's networkanalysis-ts", () => {
  let library: NetworkAnalysis;
  beforeAll(async () => {
    library = await loadNetworkAnalysis();
  });
  const networks: [string, Network, number][] = [
    ['karate', karate, 0],
    ['weighted', networkOfFixture(UNDIRECTED[0]!), 0],
    ['cliques in a ring', networkOf(40, ringOfCliques(8, 5)), 0],
    ['planted', planted, 0],
    ['in pieces', networkOfFixture(UNDIRECTED.find(({ name }) => name === 'in pieces')!), 0.01],
  ];

  it.each(networks)('comes from the same places, in the same order, to the same layout: %s', (_name, network, held) => {
    const first = firstPlaces(network.nodeWeights.length, { seed: 3 });
    const theirs = theirVos(library, network, first, 11, held);
    const ours = descend(strong(network), first, { order: theirs.order, held, step: 1 });
    expect(vosQuality(strong(network), theirs.layout, held)).toBeCloseTo(theirs.quality, 6);
    // A layout may be turned without being better or worse; its distances may not change.
    expect(shape(ours, theirs.layout)).toBeLessThan(0.01);
    expect(shift(standardised(theirs.layout), theirs.standardised)).toBeLessThan(1e-9);
  });

  it.each(networks)('is no worse from other places: %s', (_name, network, held) => {
    const [size, weights] = [network.nodeWeights.length, strong(network)];
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const theirs = [1, 2, 3].map((seed) => theirVos(library, network, firstPlaces(size, { seed }), seed, held).quality);
    const ours = [4, 5, 6].map((seed) => {
      const order = shuffled(size, seededRandom(seed));
      return vosQuality(weights, descend(weights, firstPlaces(size, { seed }), { order, held, step: 1 }), held);
    });
    expect(mean(ours)).toBeLessThan(mean(theirs) + 0.02 * Math.abs(mean(theirs)));
  });
});

describe('The circle', () => {
  it('has communities side by side, the most linked in the middle of each, worked out by hand', () => {
    // Communities {1, 3, 4} and {0, 2} and their gaps make seven slots, from the top clockwise. 3 is the most linked of
    // its community, 1 and 4 are equal: 1 left of it, 4 right. Then a gap, then 0 and 2, equal: 2 left of 0.
    const network = networkOf(5, [[1, 3], [3, 4], [0, 2]]); // prettier-ignore
    const { x, y } = circleLayout(network, [1, 0, 1, 0, 0]);
    const slots = [1, 3, 4, null, 2, 0];
    slots.forEach((v, slot) => {
      if (v === null) return;
      expect(x[v]).toBeCloseTo(Math.sin((2 * Math.PI * slot) / 7), 14);
      expect(y[v]).toBeCloseTo(Math.cos((2 * Math.PI * slot) / 7), 14);
    });
    expect(circleLayout(networkOf(0, []), [])).toEqual({ x: new Float64Array(0), y: new Float64Array(0) });
  });
});

describe('One frame', () => {
  it('holds all layouts at the same scale', () => {
    const first = { x: Float64Array.of(0, 4), y: Float64Array.of(1, 1) };
    const second = { x: Float64Array.of(0, 2), y: Float64Array.of(1, 3) };
    // x from 0 to 4, y from 1 to 3: the middle at (2, 2), the half of the wider side 2.
    expect(inOneFrame([first, second])).toEqual([
      { x: Float64Array.of(-1, 1), y: Float64Array.of(-0.5, -0.5) },
      { x: Float64Array.of(-1, 0), y: Float64Array.of(-0.5, 0.5) },
    ]);
    const nothing = { x: new Float64Array(0), y: new Float64Array(0) };
    expect(inOneFrame([nothing])).toEqual([nothing]);
    expect(inOneFrame([{ x: Float64Array.of(3), y: Float64Array.of(2) }])).toEqual([{ x: Float64Array.of(0), y: Float64Array.of(0) }]); // prettier-ignore
  });
});
