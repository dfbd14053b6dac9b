import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { CodedError, type ErrorCode } from '../errors.js';
import { tooManyComparisons, tooManySelections, tooManyTokens } from './limits.js';

/** Codes of GraphQL itself and of Apollo that are the caller's doing; their messages are meant for callers. */
const CALLER_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
]);

/** HTTP status of errors that leave no data; others are answered with 200, as GraphQL over HTTP has it. */
export const STATUS: Partial<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  QUERY_TOO_COMPLEX: 400,
  UNAUTHENTICATED: 401,
  CONFLICT: 409,
  TOO_LARGE: 413,
  INTERNAL_SERVER_ERROR: 500,
  OVERLOADED: 503,
  DATABASE_UNAVAILABLE: 503,
  TIMEOUT: 504,
  STORAGE_FULL: 507,
} satisfies Partial<Record<ErrorCode, number>>;

/** Seconds after which a refused caller may try again. */
export const RETRY_AFTER: Partial<Record<string, string>> = { OVERLOADED: '2', DATABASE_UNAVAILABLE: '5' };

/** What was thrown, without the GraphQL error that was put around it. */
export function originalOf(error: unknown): unknown {
  return error instanceof GraphQLError ? (error.originalError ?? error) : error;
}

/** The answer's form of any error. What is not meant for callers is masked whole; the log has it, under the request id. */
export function normalizeError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
  const { code, message } = describeError(formatted, originalOf(thrown));
  return {
    message,
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
    extensions: { code },
  };
}

function describeError(formatted: GraphQLFormattedError, original: unknown): { code: string; message: string } {
  const complex = (message: string) => ({ code: 'QUERY_TOO_COMPLEX', message });
  if (original instanceof CodedError) return original.code === 'INTERNAL_SERVER_ERROR' ? MASKED : original;
  const code = formatted.extensions?.['code'];
  if (typeof code !== 'string' || !CALLER_CODES.has(code)) return MASKED;
  if (formatted.extensions?.['validationErrorCode'] === 'MAX_RECURSIVE_SELECTIONS_EXCEEDED') return complex(tooManySelections());
  if (code === 'GRAPHQL_PARSE_FAILED' && formatted.message.includes('tokens. Parsing aborted')) return complex(tooManyTokens());
  // The validator's own bound on comparing fields of one name with each other.
  if (formatted.message === 'Validation aborted.') return complex(tooManyComparisons());
  if (formatted.message === 'Maximum introspection depth exceeded') {
    return complex(
      'The introspection nests lists of fields, input fields or types more than three levels deep, which is the limit.',
    );
  }
  if (formatted.message === 'Operation batching disabled.') {
    return {
      code,
      message: 'A request holds one operation, not a list of them. One operation may ask for several fields at its root.',
    };
  }
  return { code, message: formatted.message };
}

const MASKED = {
  code: 'INTERNAL_SERVER_ERROR',
  message: 'Something went wrong inside the server. Its log has the details under the request id.',
};

/** The body of an answer that never reached GraphQL. */
export function errorBody(code: string, message: string, requestId?: string): object {
  return { errors: [{ message, extensions: { code, ...(requestId && { requestId }) } }] };
}

export const maskedBody = (requestId: string): object => errorBody(MASKED.code, MASKED.message, requestId);
