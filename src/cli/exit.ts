import { CodedError } from '../errors.js';

/** The command line was written wrongly. */
export class UsageError extends Error {}

/** Exit codes: 78 is EX_CONFIG of sysexits.h, 130 what shells give for Ctrl-C, 2 the usual one for a wrong command line. */
export const EXIT = { failure: 1, usage: 2, refused: 3, setting: 78, stopped: 130 } as const;

/** As the help of every command lists them. */
export const EXIT_CODES: readonly (readonly [code: number, about: string])[] = [
  [0, 'All went well.'],
  [EXIT.failure, 'It failed, or a check found something wrong; the error output says what.'],
  [EXIT.usage, 'The command line was written wrongly.'],
  [EXIT.refused, 'It went through, but something was refused (a record, a file) or not answered; the report says what and why.'],
  [EXIT.setting, 'A setting cannot be used.'],
  [EXIT.stopped, 'It was stopped by Ctrl-C; what was done until then is kept.'],
];

/** Ctrl-C ended the work before it was done; the message says what became of it. */
export class Stopped extends Error {}

export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof Stopped) return EXIT.stopped;
  return error instanceof CodedError && error.code === 'BAD_SETTING' ? EXIT.setting : EXIT.failure;
}

/** One line for people: never a stack trace. */
export function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.replace(/\s*\n\s*/g, ' ').trim();
  const meantForPeople = error instanceof UsageError || error instanceof Stopped || error instanceof CodedError;
  return meantForPeople ? line : `It stopped for a reason that was not foreseen: ${line}`;
}
