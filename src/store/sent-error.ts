import { CodedError } from '../errors.js';

/** An error in the form that passes from a worker thread to the main one. */
export interface SentError {
  code: CodedError['code'];
  message: string;
  /** Where it came from, for the log. */
  trace: string;
}

export function sendable(error: CodedError): SentError {
  const origin = error.cause instanceof Error ? error.cause : error;
  return { code: error.code, message: error.message, trace: origin.stack ?? origin.message };
}

export function received({ code, message, trace }: SentError): CodedError {
  return new CodedError(code, message, { cause: trace });
}
