import { parentPort } from 'node:worker_threads';
import type { Settings } from '../analysis/analysis.js';
import { buildCitationGraph, type CitationGraph } from '../analysis/citation-graph.js';
import type { CitationScan } from '../store/neighbourhood.js';
import { computeAndTell } from './computing.js';
import type { Told } from './subject-reads.js';
import { perform } from './task.js';

const NOTHING = { topics: [], titles: [] };

/** The thread of the analyses (see snapshot.ts): holds one graph and computes one thing at a time. */

export interface RunTask {
  analysis: string;
  settings: Settings;
}

export type ToThread =
  /** `stop` is shared: the number in it is that of the run that is to end. */
  | { kind: 'graph'; scan: CitationScan; stop: Int32Array }
  | { kind: 'told'; told: Told }
  | ({ kind: 'run'; id: number } & RunTask);

let graph: CitationGraph | null = null;
let stop: Int32Array | null = null;
let told: Told | null = null;

parentPort!.on('message', (message: ToThread) => {
  if (message.kind === 'graph') [graph, stop] = [buildCitationGraph(message.scan), message.stop];
  else if (message.kind === 'told') told = message.told;
  else {
    const material = { graph: graph!, ...(told?.subjects ?? NOTHING), facts: told?.facts ?? {} };
    computeAndTell(message.id, stop, (context) => perform(message.analysis, message.settings, material, context));
  }
});
