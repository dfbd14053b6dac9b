import { parentPort } from 'node:worker_threads';
import type { Settings } from '../analysis/analysis.js';
import { buildCitationGraph, type CitationGraph, type ScannedGraph } from '../analysis/citation-graph.js';
import { computeAndTell, stepBack } from './computing.js';
import type { Sent } from './computing-thread.js';
import type { ToldRecord } from './record-reads.js';
import { perform } from './task.js';
import { Told } from './told.js';

const NOTHING = { topics: [], titles: [] };

/** The thread of the analyses (see snapshot.ts): holds one graph and computes one thing at a time. */

export interface RunTask {
  analysis: string;
  settings: Settings;
}

/** The keys in one text, between line feeds: many texts are many times slower to hand over. */
export type PackedScan = Omit<ScannedGraph, 'keys'> & { keys: string };

export type ToThread =
  | { kind: 'graph'; scan: PackedScan }
  | { kind: 'records'; records: ToldRecord[] }
  | { kind: 'topics'; names: [key: string, name: string][] }
  | (Sent & RunTask);

let graph: CitationGraph | null = null;
let told: Told | null = null;

stepBack();

parentPort!.on('message', (message: ToThread) => {
  if (message.kind === 'graph') {
    const { keys, ...scan } = message.scan;
    graph = buildCitationGraph({ ...scan, keys: keys === '' ? [] : keys.split('\n') });
  } else if (message.kind === 'records') (told ??= new Told(graph!.keys)).addRecords(message.records);
  else if (message.kind === 'topics') (told ??= new Told(graph!.keys)).addTopics(message.names);
  else {
    const material = { graph: graph!, ...(told?.subjects() ?? NOTHING), facts: told?.facts ?? {} };
    computeAndTell(message, (context) => perform(message.analysis, message.settings, material, context));
  }
});
