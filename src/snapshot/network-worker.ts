import { parentPort } from 'node:worker_threads';
import { authorNetwork, type AuthorNetwork, type NetworkOptions } from '../analysis/author-network.js';
import type { NetworkMaterial } from '../analysis/author-network-material.js';
import { CodedError } from '../errors.js';

/** The thread of the networks (see network-thread.ts): computes one after the other and keeps nothing. */

export interface ToNetworkThread {
  id: number;
  material: NetworkMaterial;
  options: NetworkOptions;
}

export type FromNetworkThread =
  | { id: number; result: AuthorNetwork }
  | { id: number; error: { code: CodedError['code'] | null; message: string; stack: string | null } };

function run({ id, material, options }: ToNetworkThread): FromNetworkThread {
  try {
    return { id, result: authorNetwork(material, options) };
  } catch (error) {
    const { message, stack = null } = error as Error;
    return { id, error: { code: error instanceof CodedError ? error.code : null, message, stack } };
  }
}

parentPort!.on('message', (message: ToNetworkThread) => parentPort!.postMessage(run(message)));
