import { parentPort } from 'node:worker_threads';
import { authorNetwork, type NetworkOptions } from '../analysis/author-network.js';
import type { NetworkMaterial } from '../analysis/author-network-material.js';
import { computeAndTell, stepBack } from './computing.js';
import type { Sent } from './computing-thread.js';

/** The thread of the networks (see author-network.ts): computes one after the other and keeps nothing. */

export interface NetworkTask {
  material: NetworkMaterial;
  options: NetworkOptions;
}

stepBack();

parentPort!.on('message', (task: NetworkTask & Sent) =>
  computeAndTell(task, (context) => authorNetwork(task.material, task.options, context)),
);
