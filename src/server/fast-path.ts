import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { getVariableValues, type GraphQLSchema } from 'graphql';
import type { GraphStore } from '../store/store.js';
import { AnswerMemory } from './answer-memory.js';
import type { Call } from './call.js';
import { CompiledOperations, type CompiledOperation } from './compiled-operations.js';
import { admitted } from './guard.js';

/** What of the fast path is on; either part may be turned off. */
export interface FastPathSettings {
  /** Whether operations that come again are executed as code. */
  compiled: boolean;
  /** Bytes of answers that are kept; 0: none. */
  answerMemory: number;
}

/** A question in the usual form: everything else goes to Apollo. */
interface Plain {
  query: string;
  operationName: string | null;
  variables: Record<string, unknown>;
  accept: string;
}

/** Different `Accept` headers that are known; browsers and libraries have a handful. */
const MOST_ACCEPTED = 100;

/**
 * The shortcut around Apollo for queries that Apollo has answered before without an error. It does only what goes well:
 * whatever it does not know, whatever fails a limit and whatever meets an error is left to Apollo, which says so in the
 * usual way; the loaders of the request then have what was read. So there is one place where errors are made.
 */
export class FastPath {
  private readonly operations: CompiledOperations;
  private readonly answers: AnswerMemory;
  /** The content type that Apollo chose for each `Accept`. */
  private readonly contentTypes = new Map<string, string>();

  constructor(
    private readonly schema: GraphQLSchema,
    store: Pick<GraphStore, 'dataVersion'>,
    private readonly settings: FastPathSettings,
  ) {
    this.operations = new CompiledOperations(schema);
    this.answers = new AnswerMemory(settings.answerMemory, () => store.dataVersion());
  }

  /** The body of the answer, with its headers set; null where Apollo is to answer. */
  async answer(request: FastifyRequest, reply: FastifyReply, call: Call): Promise<Buffer | null> {
    const plain = this.settings.compiled ? plainOf(request) : null;
    const contentType = plain && this.contentTypes.get(plain.accept);
    const operation = contentType ? this.operations.find(plain.query, plain.operationName) : null;
    if (!plain || !contentType || !operation) return null;
    const body = await this.bodyOf(plain, operation, call).catch(() => null);
    if (body !== null) reply.headers({ 'content-type': contentType, 'cache-control': 'no-store' });
    return body;
  }

  /** After Apollo has answered: what it found right may come again. */
  learn(request: FastifyRequest, reply: FastifyReply, call: Call): void {
    const plain = plainOf(request);
    const { checked } = call.outcome;
    const contentType = reply.getHeader('content-type');
    if (!plain || !checked || typeof contentType !== 'string') return;
    this.operations.learn(plain.query, plain.operationName, checked);
    if (this.contentTypes.size < MOST_ACCEPTED) this.contentTypes.set(plain.accept, contentType);
  }

  private async bodyOf(plain: Plain, operation: CompiledOperation, call: Call): Promise<Buffer | null> {
    const question = JSON.stringify([plain.operationName, plain.query, plain.variables]);
    const known = operation.asksStored ? await this.answers.recall(question) : null;
    if (known) return known;
    const version = operation.asksStored ? await this.answers.since() : null;
    const body = await this.execute(plain, operation, call);
    if (body !== null && version !== null) this.answers.remember(question, version, body);
    return body;
  }

  private async execute({ variables }: Plain, operation: CompiledOperation, call: Call): Promise<Buffer | null> {
    const definitions = operation.operation.variableDefinitions ?? [];
    const { coerced } = getVariableValues(this.schema, definitions, variables, { maxErrors: 1 });
    if (!coerced) return null;
    const cost = await admitted(operation.measure(coerced), call);
    const data = await operation.execute(call, coerced);
    if (data === null) return null;
    return Buffer.from(`${JSON.stringify({ data, extensions: { cost } })}\n`);
  }
}

const isPlainObject = (value: unknown): value is object => typeof value === 'object' && !Array.isArray(value);

/** Tells which operation Apollo has answered without an error. */
export const noteOutcome: ApolloServerPlugin<Call> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ document, operation, response, contextValue }) => {
      if (!document || !operation || response.body.kind !== 'single' || response.body.singleResult.errors) return;
      contextValue.outcome.checked = { document, operation };
    },
  }),
};

/** Null for what is not a POST of a query as JSON, as the specification of GraphQL over HTTP has it. */
function plainOf({ method, body, headers }: FastifyRequest): Plain | null {
  if (method !== 'POST' || typeof body !== 'object' || body === null) return null;
  const { query, operationName = null, variables, extensions } = body as Record<string, unknown>;
  // Some libraries tell their name in `extensions`; what they may ask for there is another matter.
  const more = extensions ?? {};
  if (typeof query !== 'string' || !isPlainObject(more) || 'persistedQuery' in more) return null;
  if (operationName !== null && typeof operationName !== 'string') return null;
  if (!isPlainObject(variables ?? {})) return null;
  return { query, operationName, variables: (variables ?? {}) as Record<string, unknown>, accept: headers.accept ?? '' };
}
