import { CodedError } from '../errors.js';

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;

/** Throws TOO_LARGE with both figures where something would take more bytes of memory than are allowed. */
export function refuseAbove(allowed: number, needed: number, what: string, setting = 'ANALYSIS_MEMORY'): void {
  if (needed <= allowed) return;
  throw new CodedError(
    'TOO_LARGE',
    `${what} takes about ${megabytes(needed)} of memory; this server allows ${megabytes(allowed)} (setting ${setting}).`,
  );
}
