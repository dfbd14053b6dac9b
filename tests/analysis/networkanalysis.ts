import { build } from 'esbuild';
import type { Network } from '../../src/analysis/network.js';

/** The classes of networkanalysis-ts that are used here: CWTS's own code of Leiden. */
interface TheirNetwork {
  getTotalEdgeWeight(): number;
  createNormalizedNetworkUsingAssociationStrength(): TheirNetwork & { edgeWeights: number[] };
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
  Random: new (seed: number) => unknown;
}

/** Its files are modules in a package that does not say so, which Node does not load; bundled they are. */
export async function loadNetworkAnalysis(): Promise<NetworkAnalysis> {
  const file = (name: string) => `networkanalysis-ts/${name}.js`;
  const contents = `
    export { default as Network } from '${file('network')}';
    export { default as Clustering } from '${file('clustering')}';
    export { default as LeidenAlgorithm } from '${file('leidenAlgorithm')}';
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
