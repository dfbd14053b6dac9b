import neo4j, { type Neo4jError } from 'neo4j-driver';
import { badSetting, CodedError, databaseUnavailable } from '../../errors.js';

/** A server that stops, or whoever looks after it, ends transactions. The driver makes these errors of the client and does not try again. */
const ENDED_BY_OTHERS: ReadonlySet<string> = new Set([
  'Neo.ClientError.Transaction.Terminated',
  'Neo.ClientError.Transaction.LockClientStopped',
]);

/**
 * What the driver throws, in our words: its own name hosts, statements and values. The driver's error stays
 * the cause, for the log.
 */
export function inOurWords(error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  const code = isDriverError(error) ? error.code : '';
  if (isDriverError(error) && isUnreachable(error))
    return databaseUnavailable('Neo4j does not answer: check that the server of NEO4J_URI runs, then try again.', error);
  if (code.startsWith('Neo.ClientError.Transaction.TransactionTimedOut'))
    return new CodedError('TIMEOUT', 'Neo4j ended a statement that took too long: ask for less at a time.', { cause: error });
  if (code === 'Neo.ClientError.Security.CredentialsExpired')
    return badSetting(
      'Neo4j wants the first password of NEO4J_USER changed: change it on the server and set NEO4J_PASSWORD to the new one.',
    );
  if (code === 'Neo.ClientError.Security.AuthenticationRateLimit')
    return badSetting(
      'Neo4j refuses this user for a while after too many wrong passwords: check NEO4J_PASSWORD, wait and start again.',
    );
  if (code.startsWith('Neo.ClientError.Security.'))
    return badSetting('Neo4j refuses the user or the password: check NEO4J_USER and NEO4J_PASSWORD.');
  if (code.startsWith('Neo.ClientError.Database.'))
    return badSetting('Neo4j has no database of the name in NEO4J_DATABASE: check it, or create the database.');
  if (ENDED_BY_OTHERS.has(code))
    return databaseUnavailable(
      'Neo4j ended this before it was done, as when it stops or its operator ends it: try again.',
      error,
    );
  if (code.startsWith('Neo.TransientError.'))
    return databaseUnavailable('Neo4j could not do this now, for load, memory or locks: try again.', error);
  return new CodedError('INTERNAL_SERVER_ERROR', 'Neo4j refused a statement.', { cause: error });
}

function isDriverError(error: unknown): error is Neo4jError {
  return error instanceof neo4j.Neo4jError;
}

function isUnreachable(error: Neo4jError): boolean {
  const lost: string[] = [neo4j.error.SERVICE_UNAVAILABLE, neo4j.error.SESSION_EXPIRED];
  return lost.includes(error.code) || isWithoutConnection(error);
}

/** The driver had no connection to give in time, neither one that was free nor a new one. It has no code for that. */
export function isWithoutConnection(error: unknown): boolean {
  return isDriverError(error) && error.message.startsWith('Connection acquisition timed out');
}

/** A batch that would break the graph: nothing of it is written. */
export function refuse(message: string): CodedError {
  return new CodedError('INTERNAL_SERVER_ERROR', message);
}
