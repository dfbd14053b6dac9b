import { parentPort } from 'node:worker_threads';
import { buildCitationGraph, type CitationGraph } from '../analysis/citation-graph.js';
import { CodedError } from '../errors.js';
import type { CitationScan } from '../store/neighbourhood.js';
import type { Told } from './subject-reads.js';
import { TASKS, type Settings, type TaskName } from './task.js';

const NOTHING = { topics: [], titles: [] };

/** The thread of the analyses (see snapshot.ts): holds one graph and computes one thing at a time. */

export type ToThread =
  | { kind: 'graph'; scan: CitationScan }
  | { kind: 'told'; told: Told }
  | { kind: 'run'; id: number; task: TaskName; settings: Settings };

export type FromThread =
  | { id: number; result: unknown }
  | { id: number; error: { code: CodedError['code'] | null; message: string; stack: string | null } };

let graph: CitationGraph | null = null;
let told: Told | null = null;

function run({ id, task, settings }: Extract<ToThread, { kind: 'run' }>): FromThread {
  try {
    return {
      id,
      result: TASKS[task](
        { graph: graph!, ...(told?.subjects ?? NOTHING) },
        settings,
        { checkpoint: () => {} },
        told?.facts ?? {},
      ),
    };
  } catch (error) {
    const { message, stack = null } = error as Error;
    return { id, error: { code: error instanceof CodedError ? error.code : null, message, stack } };
  }
}

parentPort!.on('message', (message: ToThread) => {
  if (message.kind === 'graph') graph = buildCitationGraph(message.scan);
  else if (message.kind === 'told') told = message.told;
  else parentPort!.postMessage(run(message));
});
