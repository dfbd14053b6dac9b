import { parentPort, workerData } from 'node:worker_threads';
import type { GroupingScan } from '../grouping.js';
import type { CitationScan } from '../neighbourhood.js';
import { handedOver, type PackedKeys } from '../packed-keys.js';
import { sendable, type SentError } from '../sent-error.js';
import { Connection, type ForThread } from './connection.js';
import { inOurWords } from './errors.js';
import { scanOn, type ArticleRow } from './scan-citations.js';
import { groupingsOf } from './scan-groupings.js';

/** The thread that reads a whole graph: it answers once and ends. */

/** What may be asked of it, and what it answers. */
export interface Scans {
  /** What is left after the first rows, and these. */
  citations: { given: readonly ArticleRow[]; result: PackedKeys<CitationScan> };
  groupings: { given: null; result: GroupingScan };
}

export interface ScanTask<Scan extends keyof Scans = keyof Scans> {
  connection: ForThread;
  scan: Scan;
  given: Scans[Scan]['given'];
}

export type ScanReply<Scan extends keyof Scans = keyof Scans> = { statements: string[] } & (
  { result: Scans[Scan]['result'] } | { error: SentError }
);

const SCANS: {
  readonly [Scan in keyof Scans]: (connection: Connection, given: Scans[Scan]['given']) => Promise<Scans[Scan]['result']>;
} = {
  citations: scanOn,
  groupings: groupingsOf,
};

const statements: string[] = [];

async function run<Scan extends keyof Scans>({ connection: own, scan, given }: ScanTask<Scan>): Promise<ScanReply> {
  try {
    const connection = await Connection.openIn(own, (text) => statements.push(text));
    try {
      return { statements, result: await SCANS[scan](connection, given) };
    } finally {
      await connection.close();
    }
  } catch (error) {
    return { statements, error: sendable(inOurWords(error)) };
  }
}

const reply = await run(workerData as ScanTask);
parentPort!.postMessage(reply, 'result' in reply ? handedOver(reply.result) : []);
