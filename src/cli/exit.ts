import { CodedError } from '../errors.js';

/** The command line was written wrongly. */
export class UsageError extends Error {}

/** Exit codes: 78 is EX_CONFIG of sysexits.h, 130 what shells give for Ctrl-C, 2 the usual one for a wrong command line. */
export const EXIT = { failure: 1, usage: 2, refused: 3, setting: 78, stopped: 130 } as const;

export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  return error instanceof CodedError && error.code === 'BAD_SETTING' ? EXIT.setting : EXIT.failure;
}

/** One line for people: never a stack trace. */
export function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.replace(/\s*\n\s*/g, ' ').trim();
  const meantForPeople = error instanceof UsageError || error instanceof CodedError;
  return meantForPeople ? line : `It stopped for a reason that was not foreseen: ${line}`;
}
