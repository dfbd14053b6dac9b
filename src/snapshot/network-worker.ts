import { parentPort } from 'node:worker_threads';
import type { AnalysisContext } from '../analysis/analysis.js';
import { authorNetwork, type AuthorNetwork, type NetworkOptions } from '../analysis/author-network.js';
import type { NetworkMaterial } from '../analysis/author-network-material.js';
import { placedBylines, type NetworkPlaces, type PlaceMaterial } from '../traverse/place-bylines.js';
import { computeAndTell, stepBack } from './computing.js';
import type { Sent } from './computing-thread.js';

/** The thread of the networks (see author-network.ts): computes one after the other and keeps nothing. */

export interface NetworkTask {
  /** Its bylines are of nobody where `placed` tells who stands on them. */
  material: NetworkMaterial;
  placed: PlaceMaterial | null;
  options: NetworkOptions;
}

export interface ComputedNetwork {
  network: AuthorNetwork;
  /** Null for a network of authors. */
  places: NetworkPlaces | null;
}

function compute({ material, placed, options }: NetworkTask, context: AnalysisContext): ComputedNetwork {
  if (placed === null) return { network: authorNetwork(material, options, context), places: null };
  const { bylines, ...places } = placedBylines(placed, context);
  const whole = { ...material, bylines: { ...material.bylines, ...bylines } };
  return { network: authorNetwork(whole, options, context), places };
}

stepBack();

parentPort!.on('message', (task: NetworkTask & Sent) => computeAndTell(task, (context) => compute(task, context)));
