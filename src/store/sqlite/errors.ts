import { CodedError, databaseUnavailable } from '../../errors.js';

const DAMAGED = 'The graph file is damaged: put a copy of it in its place, or move it away and import again.';

/** What the driver's error codes mean for the user. The driver's own words go to the cause only. */
const MEANINGS: [prefix: string, message: string][] = [
  ['SQLITE_BUSY', 'The graph file is being written by another process: try again in a moment.'],
  ['SQLITE_LOCKED', 'The graph file is being written by another process: try again in a moment.'],
  ['SQLITE_FULL', 'The disk that holds the data folder is full: make room and try again.'],
  ['SQLITE_IOERR', 'The graph file cannot be read or written: check the data folder and its disk.'],
  ['SQLITE_CANTOPEN', 'The graph file cannot be opened: check that the data folder is still there.'],
  ['SQLITE_READONLY', 'The graph file may only be read: check the rights on the data folder.'],
  ['SQLITE_CORRUPT', DAMAGED],
  ['SQLITE_NOTADB', DAMAGED],
];

/** The driver's code, such as SQLITE_BUSY; null for other errors. The class is no help: tests may load the driver twice. */
export function driverCode(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : null;
}

export function asCodedError(error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  const code = driverCode(error) ?? '';
  const meaning = MEANINGS.find(([prefix]) => code.startsWith(prefix));
  if (meaning) return databaseUnavailable(meaning[1], error);
  // Rows hold JSON, which only this program writes.
  if (error instanceof Error && error.name === 'SyntaxError') return databaseUnavailable(DAMAGED, error);
  return new CodedError('INTERNAL_SERVER_ERROR', 'The embedded store failed. This is a fault of the program: please report it.', {
    cause: error,
  });
}

/** What this gives, or throws, as an error that the user understands. */
export function inOurWords<Result>(make: () => Result): Result {
  try {
    return make();
  } catch (error) {
    throw asCodedError(error);
  }
}
