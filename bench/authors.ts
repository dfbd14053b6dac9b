import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { articulations } from '../src/analysis/articulations.js';
import { betweennessOf } from '../src/analysis/betweenness.js';
import type { Adjacency } from '../src/analysis/citation-graph.js';
import { clustering } from '../src/analysis/clustering.js';
import { componentsOf } from '../src/analysis/components.js';
import { distanceMeasures } from '../src/analysis/distances.js';
import { coresOf } from '../src/analysis/k-core.js';
import { forceAtlas2 } from '../src/analysis/layout-force-atlas.js';
import { vosLayout } from '../src/analysis/layout-vos.js';
import { DEFAULT_LEIDEN, leiden } from '../src/analysis/leiden.js';
import { predictLinks } from '../src/analysis/link-prediction.js';
import { modularity } from '../src/analysis/modularity.js';
import type { Network } from '../src/analysis/network.js';
import { weightedPagerank } from '../src/analysis/pagerank.js';
import { countPairs, DEFAULT_PAIR_LIMITS } from '../src/analysis/pair-counts.js';
import {
  loadNetworkAnalysis,
  theirLeiden,
  theirNetwork,
  theirNetworkOf,
  type LinkList,
} from '../tests/analysis/networkanalysis.js';
import { generateBylines, type Bylines } from './byline-generator.js';

/** How long measures of the network of all coauthors take, on an invented literature, and Leiden against CWTS's networkanalysis-ts. */
const USAGE = `Usage: npm run bench:authors -- [--authors 300000] [--authorships 790000] [--passes 10] [--seed 1]

  --passes  passes of Leiden on either side; 0: until no more is found`;

/** Wall clock, and processor time of all threads: on a machine that does other things the latter says more. */
function time<T>(what: string, run: () => T, noteOf: (result: T) => string = () => ''): { result: T; processor: number } {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const result = run();
  const [wall, { user, system }] = [performance.now() - start, process.cpuUsage(before)];
  const processor = (user + system) / 1000;
  const mostMemory = (process.resourceUsage().maxRSS / 1024).toFixed(0);
  const columns = [`${wall.toFixed(0)} ms`, `${processor.toFixed(0)} ms`, `${mostMemory} MB`].map((cell) => cell.padStart(10));
  console.log(`${what.padEnd(44)}${columns.join('')}  ${noteOf(result)}`);
  return { result, processor };
}

/** The same lists seen from the members. */
function turned({ authors, offsets, members }: Bylines): Adjacency {
  const starts = new Uint32Array(authors + 1);
  for (const author of members) starts[author + 1]!++;
  for (let v = 0; v < authors; v++) starts[v + 1]! += starts[v]!;
  const next = starts.slice();
  const works = new Uint32Array(members.length);
  for (let work = 0; work < offsets.length - 1; work++)
    for (let i = offsets[work]!; i < offsets[work + 1]!; i++) works[next[members[i]!]!++] = work;
  return { offsets: starts, neighbours: works };
}

/** Two authors are linked by how many works they wrote together. */
function coauthorNetwork(bylines: Bylines): Network {
  const lists = { offsets: bylines.offsets, neighbours: bylines.members };
  const { offsets, neighbours, counts } = countPairs('coauthor', lists, turned(bylines), DEFAULT_PAIR_LIMITS);
  return { offsets, neighbours, weights: counts, nodeWeights: new Float64Array(bylines.authors).fill(1) };
}

async function main(): Promise<void> {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const options = { authors: text('300000'), authorships: text('790000'), passes: text('10'), seed: text('1'), help: { type: 'boolean', default: false } } as const; // prettier-ignore
  const { values } = parseArgs({ options });
  if (values.help) return console.log(USAGE);
  const [authors, authorships, passes, seed] = [values.authors, values.authorships, values.passes, values.seed].map(Number);
  console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}, load ${loadavg().map((one) => one.toFixed(1)).join(' ')}`); // prettier-ignore
  console.log(`${''.padEnd(44)}${['clock', 'processor', 'memory'].map((cell) => cell.padStart(10)).join('')}`);
  const bylines = generateBylines(authors!, authorships!, seed!);
  const shape = ({ neighbours }: Network) => `${bylines.authors} authors of ${bylines.offsets.length - 1} works, ${neighbours.length / 2} links`; // prettier-ignore
  const network = time('network of coauthors', () => coauthorNetwork(bylines), shape).result;
  whole(network);
  await against(network, passes!, seed!);
  drawn(network);
}

function whole(network: Network): void {
  const sampled = { exactUpTo: 5000, sources: 20, seed: 1 };
  time('components', () => componentsOf(network), ({ sizes }) => `${sizes.length}, the largest of ${sizes[0]}`); // prettier-ignore
  time('PageRank to 1e-8', () => weightedPagerank(network, { damping: 0.85, tolerance: 1e-8 }));
  time('cores', () => coresOf(network), (cores) => `the innermost ${cores.reduce((a, b) => Math.max(a, b), 0)}`); // prettier-ignore
  time(
    'clustering',
    () => clustering(network),
    ({ mean }) => `mean ${mean.toFixed(4)}`,
  );
  time('what falls apart without each', () => articulations(network));
  time('betweenness from 20 authors', () => betweennessOf(network, sampled));
  time('distances from 20 authors of each component', () => distanceMeasures(network, sampled), ({ averagePath }) => `${averagePath?.toFixed(2)} steps in the mean`); // prettier-ignore
  const predicted = { by: 'ADAMIC_ADAR', first: 100, mostNeighbours: 500 } as const;
  time(
    'links to be expected',
    () => predictLinks(network, predicted),
    ({ pairs }) => `${pairs} pairs`,
  );
}

const leidenOf = (what: string, network: () => Network, iterations: number, seed: number) =>
  time(
    what,
    () => leiden(network(), { ...DEFAULT_LEIDEN, iterations, seed }),
    ({ quality, sizes, iterations: made }) => `modularity ${quality.toFixed(5)}, ${sizes.length} communities, ${made} passes`,
  );

/** Both with the network built beforehand, and both out of one list of links. */
async function against(network: Network, passes: number, seed: number): Promise<void> {
  const ours = leidenOf(`Leiden, ${passes} passes`, () => network, passes, seed);
  const size = network.nodeWeights.length;
  const links = linksOf(network);
  const oursBuilt = leidenOf('Leiden, out of a list of links', () => networkOf(size, links), passes, seed);
  // From here on memory is theirs as well.
  const library = await loadNetworkAnalysis();
  const theirs = theirNetwork(library, network);
  const theirsOf = (what: string, made: () => typeof theirs) =>
    time(
      what,
      () => theirLeiden(library, made(), size, seed, passes),
      (community) => `modularity ${modularity(network, community).toFixed(5)}`,
    );
  const pairs = [
    [ours, theirsOf(`Leiden of networkanalysis-ts, ${passes} passes`, () => theirs)],
    [oursBuilt, theirsOf('Leiden of networkanalysis-ts, the same list', () => theirNetworkOf(library, size, links))],
  ] as const;
  const [alone, built] = pairs.map(([ours, their]) => (ours.processor / their.processor).toFixed(2));
  console.log(`Ours takes ${alone} of the processor time of theirs; with the network built out of a list of links ${built}.`);
}

function linksOf({ offsets, neighbours, weights }: Network): LinkList {
  const links: LinkList = { from: [], to: [], weights: [] };
  for (let v = 0; v < offsets.length - 1; v++)
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      if (neighbours[i]! < v) continue;
      links.from.push(v);
      links.to.push(neighbours[i]!);
      links.weights.push(weights[i]!);
    }
  return links;
}

function networkOf(size: number, links: LinkList): Network {
  const offsets = new Uint32Array(size + 1);
  for (const ends of [links.from, links.to]) for (const v of ends) offsets[v + 1]!++;
  for (let v = 0; v < size; v++) offsets[v + 1]! += offsets[v]!;
  const next = offsets.slice();
  const neighbours = new Uint32Array(2 * links.from.length);
  const weights = new Float64Array(2 * links.from.length);
  const put = (v: number, neighbour: number, weight: number) => {
    neighbours[next[v]!] = neighbour;
    weights[next[v]!++] = weight;
  };
  for (let i = 0; i < links.from.length; i++) {
    put(links.from[i]!, links.to[i]!, links.weights[i]!);
    put(links.to[i]!, links.from[i]!, links.weights[i]!);
  }
  return { offsets, neighbours, weights, nodeWeights: new Float64Array(size).fill(1) };
}

/** Drawings of the first authors of the largest component. */
function drawn(network: Network): void {
  for (const [name, size, layout] of [
    ['ForceAtlas2', 500, forceAtlas2],
    ['ForceAtlas2', 3000, forceAtlas2],
    ['VOS', 500, vosLayout],
    ['VOS', 1000, vosLayout],
  ] as const) {
    const part = firstAuthors(network, size);
    time(`${name} of ${size} authors`, () => layout(part, { seed: 1 }), () => `${part.neighbours.length / 2} links`); // prettier-ignore
  }
}

/** The authors that are met first in a walk by breadth, and their links. */
function firstAuthors({ offsets, neighbours, weights }: Network, size: number): Network {
  const { of } = componentsOf({ offsets, neighbours });
  const found = new Map([[of.indexOf(0), 0]]);
  for (const v of found.keys())
    for (let i = offsets[v]!; i < offsets[v + 1]! && found.size < size; i++)
      if (!found.has(neighbours[i]!)) found.set(neighbours[i]!, found.size);
  const part = { offsets: [0], neighbours: [] as number[], weights: [] as number[] };
  for (const v of found.keys()) {
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const place = found.get(neighbours[i]!);
      if (place === undefined) continue;
      part.neighbours.push(place);
      part.weights.push(weights[i]!);
    }
    part.offsets.push(part.neighbours.length);
  }
  return {
    offsets: Uint32Array.from(part.offsets),
    neighbours: Uint32Array.from(part.neighbours),
    weights: Float64Array.from(part.weights),
    nodeWeights: new Float64Array(found.size).fill(1),
  };
}

await main();
