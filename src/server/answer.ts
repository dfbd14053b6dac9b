import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { CodedError } from '../errors.js';
import { ClientGone, type Call } from './call.js';
import { RETRY_AFTER, STATUS, originalOf } from './errors.js';

type Result = { data?: Record<string, unknown> | null; errors?: readonly GraphQLFormattedError[] };

/** Gives an answer its HTTP status and its request id, and writes what is masked to the log. */
export const answer = (log: FastifyBaseLogger): ApolloServerPlugin<Call> => ({
  async requestDidStart() {
    return {
      async didEncounterErrors({ errors, contextValue }) {
        for (const error of errors) logError(log, contextValue.requestId, error);
      },
      async willSendResponse({ request, response, contextValue }) {
        if (response.body.kind !== 'single') return;
        const result = response.body.singleResult as Result;
        if (!result.errors) return;
        result.errors = result.errors.map((error) =>
          error.extensions?.['code'] === 'INTERNAL_SERVER_ERROR'
            ? { ...error, extensions: { ...error.extensions, requestId: contextValue.requestId } }
            : error,
        );
        const head = httpHead(result, response.http.status, request.http?.headers.get('accept'));
        response.http.status = head.status;
        if (head.retryAfter) response.http.headers.set('retry-after', head.retryAfter);
        if (head.status === STATUS['UNAUTHENTICATED']) response.http.headers.set('www-authenticate', 'Bearer');
      },
    };
  },
});

/**
 * Status by GraphQL over HTTP. A refused request is a 400 — but 200 for a client that takes `application/json` and
 * not `application/graphql-response+json`, for there a 4xx could come from anything between it and this server.
 * An outage shows as 503 or 504 when it left no data at all.
 */
function httpHead(
  result: Result,
  current: number | undefined,
  accept: string | undefined,
): { status?: number; retryAfter?: string } {
  const codes = (result.errors ?? []).map((error) => String(error.extensions?.['code']));
  const refused = result.data === undefined;
  const outage = codes.find((code) => (STATUS[code] ?? 0) > 500 || code === 'UNAUTHENTICATED');
  if (outage && Object.values(result.data ?? {}).every((value) => value == null)) {
    return { status: STATUS[outage], retryAfter: RETRY_AFTER[outage] };
  }
  const status = refused ? (codes.map((code) => STATUS[code]).find(Boolean) ?? current) : current;
  const legacy = accept?.includes('application/json') && !accept.includes('application/graphql-response+json');
  return { status: status === 400 && refused && legacy ? 200 : status };
}

/** Only what its caller cannot mend is worth a line. */
function logError(log: FastifyBaseLogger, requestId: string, error: GraphQLError): void {
  const original = originalOf(error);
  if (original instanceof ClientGone) return;
  if (original instanceof CodedError && original.code !== 'INTERNAL_SERVER_ERROR') {
    const { code, cause, message } = original;
    if ((STATUS[code] ?? 0) > 500) log.warn({ requestId, code, cause }, message);
    return;
  }
  const code = error.extensions['code'];
  if (code === undefined || code === 'INTERNAL_SERVER_ERROR') log.error({ requestId, err: original }, 'internal error');
}
