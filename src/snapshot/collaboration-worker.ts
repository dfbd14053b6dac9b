import { parentPort } from 'node:worker_threads';
import {
  coauthorNetwork,
  COLLABORATION_TASKS,
  type CollaborationMaterial,
  type CollaborationQuestions,
  type CollaborationTask,
} from '../analysis/collaboration.js';
import type { AnalysisContext } from '../analysis/analysis.js';
import type { Network } from '../analysis/network.js';
import { computeAndTell } from './computing.js';
import type { Sent } from './computing-thread.js';

/** The thread of what is asked of networks of coauthors (see collaboration.ts): computes one after the other and keeps nothing. */

export type CollaborationWork =
  | { task: 'network'; material: CollaborationMaterial }
  | { [Task in CollaborationTask]: { task: Task; network: Network; question: CollaborationQuestions[Task] } }[CollaborationTask];

function compute(work: CollaborationWork, context: AnalysisContext): unknown {
  if (work.task === 'network') return shared(coauthorNetwork(work.material, context));
  const run = COLLABORATION_TASKS[work.task] as (network: Network, question: unknown, context: AnalysisContext) => unknown;
  return run(work.network, work.question, context);
}

/** The same in memory that threads share, so that a network goes to and fro without being copied. */
function shared({ offsets, neighbours, weights, nodeWeights }: Network): Network {
  const whole = (from: Uint32Array) => copied(from, new Uint32Array(new SharedArrayBuffer(from.byteLength)));
  const real = (from: Float64Array) => copied(from, new Float64Array(new SharedArrayBuffer(from.byteLength)));
  return { offsets: whole(offsets), neighbours: whole(neighbours), weights: real(weights), nodeWeights: real(nodeWeights) };
}

function copied<List extends Uint32Array | Float64Array>(from: List, to: List): List {
  to.set(from);
  return to;
}

parentPort!.on('message', (work: CollaborationWork & Sent) => computeAndTell(work, (context) => compute(work, context)));
