import { parentPort, workerData } from 'node:worker_threads';
import { handedOver } from '../packed-keys.js';
import { sendable, type SentError } from '../sent-error.js';
import { openSession, type Session, type SessionSettings } from './connection.js';
import { asCodedError } from './errors.js';
import { OPERATIONS, type OperationName } from './operation.js';

/** A thread with a connection of its own: runs one operation for each message and answers with its result. */

export interface WorkerSettings extends SessionSettings {
  /** Whether the texts of the statements are wanted. */
  reportStatements: boolean;
}

export type Request = { operation: OperationName; args: unknown[] } | 'close';

export type Reply = { statements: string[] } & ({ result: unknown } | { error: SentError });

const { reportStatements, ...settings } = workerData as WorkerSettings;
const port = parentPort!;
let statements: string[] = [];
let session: Session | null = null;

function run({ operation, args }: Exclude<Request, 'close'>): Reply {
  statements = [];
  try {
    session ??= openSession(settings, reportStatements ? (text) => statements.push(text) : null);
    const perform = OPERATIONS[operation] as (session: Session, ...args: unknown[]) => unknown;
    return { statements, result: perform(session, ...args) };
  } catch (error) {
    return { statements, error: sendable(asCodedError(error)) };
  }
}

port.on('message', (request: Request) => {
  if (request !== 'close') {
    const reply = run(request);
    const result = 'result' in reply ? reply.result : null;
    return port.postMessage(reply, typeof result === 'object' && result !== null ? handedOver(result) : []);
  }
  session?.close();
  port.close();
});
