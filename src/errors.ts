/**
 * Every error that the product raises on purpose, in one place. A message says what was wrong, where, and
 * what to do about it; it never holds a statement, a path of the server or a driver's own words.
 */
export const ERROR_CODES = [
  'BAD_USER_INPUT',
  'QUERY_TOO_COMPLEX',
  'UNAUTHENTICATED',
  /** Somebody else is writing; try again when they have done. */
  'CONFLICT',
  /** More than this server takes in one piece. */
  'TOO_LARGE',
  /** The server's disk has no room. */
  'STORAGE_FULL',
  'OVERLOADED',
  'TIMEOUT',
  /** Somebody stopped what was asked for. */
  'STOPPED',
  'DATABASE_UNAVAILABLE',
  'BAD_SETTING',
  'BAD_SOURCE',
  'INTERNAL_SERVER_ERROR',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export class CodedError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'CodedError';
  }
}

/** The caller asked for something that cannot be; the message tells how to ask. */
export const badInput = (message: string): CodedError => new CodedError('BAD_USER_INPUT', message);

/** A setting (environment variable or option) cannot be used: ends the start with exit code 78. */
export const badSetting = (message: string): CodedError => new CodedError('BAD_SETTING', message);

/** The database did not answer, or refused: 503 for clients, exit code 1 at the start. */
export const databaseUnavailable = (message: string, cause?: unknown): CodedError =>
  new CodedError('DATABASE_UNAVAILABLE', message, { cause });

/** A source file cannot be read as what it should be; the message has the line. */
export const badSource = (message: string): CodedError => new CodedError('BAD_SOURCE', message);
