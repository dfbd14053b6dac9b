import { parentPort } from 'node:worker_threads';
import type { AnalysisContext, Settings, Stage } from '../analysis/analysis.js';
import { buildCitationGraph, type CitationGraph } from '../analysis/citation-graph.js';
import { CodedError } from '../errors.js';
import type { CitationScan } from '../store/neighbourhood.js';
import type { Told } from './subject-reads.js';
import { perform } from './task.js';

const NOTHING = { topics: [], titles: [] };
/** How often it tells how far it has come. */
const TELL_MS = 100;

/** The thread of the analyses (see snapshot.ts): holds one graph and computes one thing at a time. */

export type ToThread =
  /** `stop` is shared: the number in it is that of the run that is to end, which a thread at work could not be told otherwise. */
  | { kind: 'graph'; scan: CitationScan; stop: Int32Array }
  | { kind: 'told'; told: Told }
  | { kind: 'run'; id: number; analysis: string; settings: Settings };

export type FromThread =
  | { id: number; kind: 'progress'; stage: Stage; done: number; total: number | null }
  | { id: number; kind: 'result'; result: unknown }
  | { id: number; kind: 'error'; code: CodedError['code'] | null; message: string; stack: string | null };

let graph: CitationGraph | null = null;
let stop: Int32Array | null = null;
let told: Told | null = null;

function contextOf(id: number): AnalysisContext {
  let toldAt = -Infinity;
  return {
    checkpoint(done, total, stage) {
      if (Atomics.load(stop!, 0) === id) throw new CodedError('STOPPED', 'The analysis was stopped.');
      const now = performance.now();
      if (now - toldAt < TELL_MS) return;
      toldAt = now;
      parentPort!.postMessage({ id, kind: 'progress', stage, done, total } satisfies FromThread);
    },
  };
}

function run({ id, analysis, settings }: Extract<ToThread, { kind: 'run' }>): FromThread {
  try {
    const material = { graph: graph!, ...(told?.subjects ?? NOTHING), facts: told?.facts ?? {} };
    return { id, kind: 'result', result: perform(analysis, settings, material, contextOf(id)) };
  } catch (error) {
    const { message, stack = null } = error as Error;
    return { id, kind: 'error', code: error instanceof CodedError ? error.code : null, message, stack };
  }
}

parentPort!.on('message', (message: ToThread) => {
  if (message.kind === 'graph') [graph, stop] = [buildCitationGraph(message.scan), message.stop];
  else if (message.kind === 'told') told = message.told;
  else parentPort!.postMessage(run(message));
});
