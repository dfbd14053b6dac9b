import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { AnalysisContext, Settings, Stage } from '../analysis/analysis.js';
import { buildCitationGraph, type CitationGraph } from '../analysis/citation-graph.js';
import { CodedError } from '../errors.js';
import type { CitationScan } from '../store/neighbourhood.js';
import type { ToldRecord } from './record-reads.js';
import { perform } from './task.js';
import { Told } from './told.js';

const NOTHING = { topics: [], titles: [] };
/** How often it tells how far it has come. */
const TELL_MS = 100;

/** The thread of the analyses (see snapshot.ts): holds one graph and computes one thing at a time. */

/** The keys in one text, between line feeds: many texts are many times slower to hand over. */
export type PackedScan = Omit<CitationScan, 'keys'> & { keys: string };

export type ToThread =
  /** `stop` is shared: the number in it is that of the run that is to end, which a thread at work could not be told otherwise. */
  | { kind: 'graph'; scan: PackedScan; stop: Int32Array }
  | { kind: 'records'; records: ToldRecord[] }
  | { kind: 'topics'; names: [key: string, name: string][] }
  | { kind: 'run'; id: number; analysis: string; settings: Settings };

export type FromThread =
  | { id: number; kind: 'progress'; stage: Stage; done: number; total: number | null }
  | { id: number; kind: 'result'; result: unknown }
  | { id: number; kind: 'error'; code: CodedError['code'] | null; message: string; stack: string | null };

/** Where a processor is short, requests go first. Linux alone gives a thread a priority of its own; elsewhere all stays as it is. */
function stepBack(): void {
  try {
    setPriority(Number(/\d+$/.exec(readlinkSync('/proc/thread-self'))![0]), constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Nothing but speed depends on it.
  }
}

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
    const material = { graph: graph!, ...(told?.subjects() ?? NOTHING), facts: told?.facts ?? {} };
    return { id, kind: 'result', result: perform(analysis, settings, material, contextOf(id)) };
  } catch (error) {
    const { message, stack = null } = error as Error;
    return { id, kind: 'error', code: error instanceof CodedError ? error.code : null, message, stack };
  }
}

stepBack();

parentPort!.on('message', (message: ToThread) => {
  if (message.kind === 'graph') {
    const { keys, ...scan } = message.scan;
    graph = buildCitationGraph({ ...scan, keys: keys === '' ? [] : keys.split('\n') });
    stop = message.stop;
  } else if (message.kind === 'records') (told ??= new Told(graph!.keys)).addRecords(message.records);
  else if (message.kind === 'topics') (told ??= new Told(graph!.keys)).addTopics(message.names);
  else parentPort!.postMessage(run(message));
});
