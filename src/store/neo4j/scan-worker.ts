import { parentPort, workerData } from 'node:worker_threads';
import type { CitationScan } from '../neighbourhood.js';
import { handedOver, type PackedKeys } from '../packed-keys.js';
import { sendable, type SentError } from '../sent-error.js';
import { Connection, type ForThread } from './connection.js';
import { inOurWords } from './errors.js';
import { scanOn, type ArticleRow } from './scan-citations.js';

/** The thread that reads all citations: it does so once and ends. */

export interface ScanTask {
  connection: ForThread;
  first: readonly ArticleRow[];
}

export type ScanReply = { statements: string[] } & ({ result: PackedKeys<CitationScan> } | { error: SentError });

const statements: string[] = [];

async function run({ connection: own, first }: ScanTask): Promise<ScanReply> {
  try {
    const connection = await Connection.openIn(own, (text) => statements.push(text));
    try {
      return { statements, result: await scanOn(connection, first) };
    } finally {
      await connection.close();
    }
  } catch (error) {
    return { statements, error: sendable(inOurWords(error)) };
  }
}

const reply = await run(workerData as ScanTask);
parentPort!.postMessage(reply, 'result' in reply ? handedOver(reply.result) : []);
