import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { articulations } from '../../src/analysis/articulations.js';
import { degree } from '../../src/analysis/citation-graph.js';
import { clustering } from '../../src/analysis/clustering.js';
import { componentsOf } from '../../src/analysis/components.js';
import { coresOf } from '../../src/analysis/k-core.js';
import { DEFAULT_LEIDEN, leiden } from '../../src/analysis/leiden.js';
import { modularity } from '../../src/analysis/modularity.js';
import type { Network } from '../../src/analysis/network.js';
import { weightedPagerank } from '../../src/analysis/pagerank.js';
import { sum } from './graphs.js';
import { loadNetworkAnalysis, theirLeiden, theirNetwork } from './networkanalysis.js';
import { networkOf, type Pair } from './networks.js';

/**
 * A real network of coauthors, ca-HepPh of SNAP (Leskovec, Kleinberg & Faloutsos 2007, ACM TKDD 1:2), where it is at hand
 * beside the project: it may not be copied into it. The figures are those that SNAP publishes.
 */
const FILE = 'data/coauthor/ca-HepPh.txt.gz';
const file = ['../shared', '../../shared'].map((folder) => resolve(folder, FILE)).find((path) => existsSync(path));

/** Who wrote with whom, by the order of ids; each pair is told from both ends. */
function readPairs(path: string): { size: number; pairs: Pair[]; loops: number } {
  const lines = gunzipSync(readFileSync(path)).toString().split('\n').filter((line) => /^\d/.test(line)); // prettier-ignore
  const ids = lines.map((line) => line.split('\t').map(Number) as [number, number]);
  const numbers = new Map([...new Set(ids.flat())].sort((a, b) => a - b).map((id, v) => [id, v]));
  const all = ids.map(([a, b]): Pair => [numbers.get(a)!, numbers.get(b)!]);
  const pairs = all.filter(([a, b]) => a !== b);
  return { size: numbers.size, pairs, loops: all.length - pairs.length };
}

if (!file) describe('a real network of coauthors', () => test.todo('is left out: there is no ../shared/data/coauthor'));
else
  describe('a real network of coauthors', () => {
    let network: Network;
    let loops = 0;
    beforeAll(() => {
      const read = readPairs(file);
      network = networkOf(read.size, read.pairs);
      loops = read.loops;
    }, 120_000);

    test('has the published nodes, links and components', () => {
      expect([network.nodeWeights.length, network.neighbours.length / 2, loops]).toEqual([12_008, 118_489, 32]);
      const { sizes } = componentsOf(network);
      expect([sizes.length, sizes[0]]).toEqual([278, 11_204]);
    });

    test('has the published triangles and clustering', () => {
      const { local, mean } = clustering(network);
      expect(mean.toFixed(4)).toBe('0.6115');
      const corners = sum(local.map((value, v) => (value * degree(network, v) * (degree(network, v) - 1)) / 2));
      expect(Math.round(corners) / 3).toBe(3_358_499);
    });

    test('has cores, pages and cuts that fit together', () => {
      // The paper with 239 authors is the densest core: each of its authors has 238 others around.
      expect(Math.max(...coresOf(network))).toBe(238);
      expect(sum(weightedPagerank(network, { damping: 0.85, tolerance: 1e-10 }))).toBeCloseTo(1, 9);
      const { parts } = articulations(network);
      const { of, sizes } = componentsOf(network);
      parts.forEach((count, v) => expect(count > 0).toBe(sizes[of[v]!]! > 1));
    });

    test("is parted as well as by CWTS's networkanalysis-ts, and the same for the same seed", async () => {
      const library = await loadNetworkAnalysis();
      const theirs = theirNetwork(library, network);
      const mean = (values: readonly number[]): number => sum(values) / values.length;
      const size = network.nodeWeights.length;
      // Each run is a draw by chance on either side; what twelve come to is not.
      const seeds = Array.from({ length: 12 }, (_, i) => i + 1);
      const options = (seed: number) => ({ ...DEFAULT_LEIDEN, seed, iterations: 5 });
      const ours = seeds.map((seed) => leiden(network, options(seed)));
      const theirQualities = seeds.map((seed) => modularity(network, theirLeiden(library, theirs, size, seed, 5)));
      expect(mean(ours.map(({ quality }) => quality))).toBeGreaterThanOrEqual(mean(theirQualities));
      for (const { community, quality } of ours) expect(modularity(network, community)).toBeCloseTo(quality, 12);
      expect(leiden(network, options(1))).toEqual(ours[0]);
    }, 600_000);
  });
