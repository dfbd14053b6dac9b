import { parentPort } from 'node:worker_threads';
import { authorNetwork, type NetworkOptions } from '../analysis/author-network.js';
import type { NetworkMaterial } from '../analysis/author-network-material.js';
import { computeAndTell } from './computing.js';

/** The thread of the networks (see author-network.ts): computes one after the other and keeps nothing. */

export interface NetworkTask {
  material: NetworkMaterial;
  options: NetworkOptions;
}

parentPort!.on('message', ({ id, material, options }: NetworkTask & { id: number }) =>
  computeAndTell(id, null, (context) => authorNetwork(material, options, context)),
);
