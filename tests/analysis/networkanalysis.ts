import { build } from 'esbuild';
import type { Network } from '../../src/analysis/network.js';

/** The classes of networkanalysis-ts that are used here: CWTS's own code of Leiden and of the VOS layout. */
interface TheirNetwork {
  getTotalEdgeWeight(): number;
  createNormalizedNetworkUsingAssociationStrength(): TheirNetwork & { edgeWeights: number[] };
}
interface TheirLayout {
  coordinates: [number[], number[]];
  standardize(standardizeDistances: boolean): void;
}
interface TheirRandom {
  nextInt(bound: number): number;
}
export interface NetworkAnalysis {
  Network: new (parameters: object) => TheirNetwork;
  Clustering: new (parameters: { nNodes: number }) => { clusters: number[] };
  LeidenAlgorithm: new () => {
    initializeBasedOnResolutionAndNIterationsAndRandomnessAndRandom(
      resolution: number,
      iterations: number,
      randomness: number,
      random: unknown,
    ): void;
    improveClustering(network: TheirNetwork, clustering: { clusters: number[] }): boolean;
  };
  Layout: new (parameters: { coordinates: [number[], number[]] }) => TheirLayout;
  GradientDescentVOSLayoutAlgorithm: new () => {
    initializeBasedOnAttractionAndRepulsionAndEdgeWeightIncrementAndRandom(
      attraction: number,
      repulsion: number,
      edgeWeightIncrement: number,
      random: TheirRandom,
    ): void;
    improveLayout(network: TheirNetwork, layout: TheirLayout): void;
    calcQuality(network: TheirNetwork, layout: TheirLayout): number;
  };
  Random: new (seed: number) => TheirRandom;
}

/** Its files are modules in a package that does not say so, which Node does not load; bundled they are. */
export async function loadNetworkAnalysis(): Promise<NetworkAnalysis> {
  const file = (name: string) => `networkanalysis-ts/${name}.js`;
  const contents = `
    export { default as Network } from '${file('network')}';
    export { default as Clustering } from '${file('clustering')}';
    export { default as LeidenAlgorithm } from '${file('leidenAlgorithm')}';
    export { default as Layout } from '${file('layout')}';
    export { default as GradientDescentVOSLayoutAlgorithm } from '${file('gradientDescentVOSLayoutAlgorithm')}';
    export { default as Random } from 'java-random';`;
  const options = { bundle: true, format: 'esm', platform: 'node', write: false, logLevel: 'silent' } as const;
  const nodePaths = process.env.NODE_PATH ? process.env.NODE_PATH.split(':') : [];
  const { outputFiles } = await build({ ...options, nodePaths, stdin: { contents, resolveDir: process.cwd() } });
  const bundle = Buffer.from(outputFiles[0]!.text).toString('base64');
  return (await import(`data:text/javascript;base64,${bundle}`)) as NetworkAnalysis;
}

export function theirNetwork({ Network }: NetworkAnalysis, network: Network): TheirNetwork {
  return new Network({
    nNodes: network.nodeWeights.length,
    setNodeWeightsToTotalEdgeWeights: true,
    firstNeighborIndices: Array.from(network.offsets),
    neighbors: Array.from(network.neighbours),
    edgeWeights: Array.from(network.weights),
  });
}

/** The same out of a list of links, each named once, as they build it: sorted and weighed. */
export function theirNetworkOf({ Network }: NetworkAnalysis, size: number, links: LinkList): TheirNetwork {
  return new Network({
    nNodes: size,
    setNodeWeightsToTotalEdgeWeights: true,
    edges: [links.from, links.to],
    sortedEdges: false,
    checkIntegrity: false,
    edgeWeights: links.weights,
  });
}

/** Links, each named once. */
export interface LinkList {
  from: number[];
  to: number[];
  weights: number[];
}

/** Their partition by modularity at resolution 1; 0 iterations: until none improves. */
export function theirLeiden(
  library: NetworkAnalysis,
  network: TheirNetwork,
  size: number,
  seed: number,
  iterations = 0,
): Uint32Array {
  const algorithm = new library.LeidenAlgorithm();
  const resolution = 1 / (2 * network.getTotalEdgeWeight());
  const random = new library.Random(seed);
  algorithm.initializeBasedOnResolutionAndNIterationsAndRandomnessAndRandom(resolution, iterations, 0.01, random);
  const clustering = new library.Clustering({ nNodes: size });
  algorithm.improveClustering(network, clustering);
  return Uint32Array.from(clustering.clusters);
}

export interface TheirVos {
  layout: { x: Float64Array; y: Float64Array };
  standardised: { x: Float64Array; y: Float64Array };
  /** What their descent makes least, in the units of its own. */
  quality: number;
  /** The nodes in the order in which it visited them. */
  order: Uint32Array;
}

/** Their VOS layout of a network of raw weights, from these places; `held` is their increment of each pair's weight. */
export function theirVos(
  library: NetworkAnalysis,
  network: Network,
  from: { x: Float64Array; y: Float64Array },
  seed: number,
  held: number,
): TheirVos {
  const normalised = theirNetwork(library, network).createNormalizedNetworkUsingAssociationStrength();
  const algorithm = new library.GradientDescentVOSLayoutAlgorithm();
  algorithm.initializeBasedOnAttractionAndRepulsionAndEdgeWeightIncrementAndRandom(2, 1, held, new library.Random(seed));
  const theirs = new library.Layout({ coordinates: [Array.from(from.x), Array.from(from.y)] });
  algorithm.improveLayout(normalised, theirs);
  const read = () => ({ x: Float64Array.from(theirs.coordinates[0]), y: Float64Array.from(theirs.coordinates[1]) });
  const layout = read();
  const quality = algorithm.calcQuality(normalised, theirs);
  theirs.standardize(true);
  return { layout, standardised: read(), quality, order: theirOrder(from.x.length, new library.Random(seed)) };
}

/** Their way to an order: each place changes with any other. */
function theirOrder(size: number, random: TheirRandom): Uint32Array {
  const order = Uint32Array.from({ length: size }, (_, v) => v);
  for (let i = 0; i < size; i++) {
    const other = random.nextInt(size);
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  return order;
}
