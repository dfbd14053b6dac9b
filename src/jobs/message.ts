import { CodedError, type ErrorCode } from '../errors.js';
import type { ImportProgress, Refusal } from '../import/report.js';
import type { StoreSettings } from '../store/settings.js';
import type { TaskName } from './tasks.js';

/** What the server and the process of a task say to each other. */

export type ToWorker = { kind: 'run'; settings: StoreSettings; name: TaskName; args: unknown } | { kind: 'stop' };

export type FromWorker =
  | { kind: 'progress'; progress: ImportProgress }
  | { kind: 'refusal'; refusal: Refusal }
  | { kind: 'done'; result: unknown }
  | { kind: 'failed'; error: SentError };

export interface SentError {
  code: ErrorCode;
  message: string;
  /** Where it came from, for the log. */
  trace: string;
}

/** An error in the form that passes between processes. What was not foreseen passes as such, its words in the trace alone. */
export function sendable(error: unknown): SentError {
  const origin = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const trace = origin instanceof Error ? (origin.stack ?? origin.message) : String(origin);
  if (error instanceof CodedError) return { code: error.code, message: error.message, trace };
  return { code: 'INTERNAL_SERVER_ERROR', message: 'The task failed for a reason that was not foreseen.', trace };
}

export const received = ({ code, message, trace }: SentError): CodedError => new CodedError(code, message, { cause: trace });
