import { parentPort } from 'node:worker_threads';
import { authorNetwork, type NetworkOptions } from '../analysis/author-network.js';
import type { NetworkMaterial } from '../analysis/author-network-material.js';
import { answered, type ToThread } from './computing-thread.js';

/** The thread of the networks (see network-thread.ts): computes one after the other and keeps nothing. */

export interface NetworkQuestion {
  material: NetworkMaterial;
  options: NetworkOptions;
}

parentPort!.on('message', (message: ToThread<NetworkQuestion>) =>
  parentPort!.postMessage(answered(message, ({ material, options }) => authorNetwork(material, options))),
);
