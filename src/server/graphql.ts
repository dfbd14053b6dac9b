import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { printSchema, type GraphQLSchema } from 'graphql';
import { answer } from './answer.js';
import { openCall, type Call, type Surroundings } from './call.js';
import { normalizeError } from './errors.js';
import { noteOutcome, type FastPath } from './fast-path.js';
import { overloaded } from './gate.js';
import { MAX_COERCION_ERRORS, guard } from './guard.js';
import { LIMITS } from './limits.js';

/** Apollo with every door closed that this server does not use. Introspection stays on: the API is public. */
export function createApollo(schema: GraphQLSchema, app: FastifyInstance): ApolloServer<Call> {
  return new ApolloServer<Call>({
    schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationOptions: { maxErrors: 5 },
    executionOptions: { maxCoercionErrors: MAX_COERCION_ERRORS },
    maxRecursiveSelections: LIMITS.recursiveSelections,
    stopOnTerminationSignals: false,
    formatError: normalizeError,
    logger: app.log,
    plugins: [
      guard,
      answer(app.log),
      noteOutcome,
      ApolloServerPluginLandingPageDisabled(),
      // It would look at every field, to make a header that no answer of ours has.
      ApolloServerPluginCacheControlDisabled(),
      // With `app.server`: the integration's own drain plugin waits for idle connections, 10 s long.
      ApolloServerPluginDrainHttpServer({ httpServer: app.server }),
    ],
  });
}

/** What answers at `/graphql`. */
export interface Endpoint {
  apollo: ApolloServer<Call>;
  fast: FastPath;
  schema: GraphQLSchema;
  around: Surroundings;
}

/** `/graphql` (GET and POST) and the schema as text at `/schema.graphql`. */
export function addGraphql(app: FastifyInstance, { apollo, fast, schema, around }: Endpoint): void {
  let inFlight = 0;

  const ask = async (server: FastifyInstance, request: FastifyRequest, reply: FastifyReply, call: Call): Promise<unknown> =>
    fastifyApolloHandler(apollo, { context: async () => call }).call(server, request, reply);

  async function handle(this: FastifyInstance, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    if (isBrowserVisit(request)) return reply.redirect('/', 303);
    if (inFlight >= LIMITS.inFlight) throw overloaded();
    inFlight += 1;
    const { call, deadline, end } = openCall(around, request, reply.raw);
    try {
      const answered = fast.answer(request, reply, call).then((body) => body ?? ask(this, request, reply, call));
      const answer = await Promise.race([answered, deadline]);
      if (reply.statusCode === 200) fast.learn(request, reply, call);
      return answer;
    } finally {
      inFlight -= 1;
      end();
    }
  }
  // Apollo answers 405 with `Allow` to the methods that GraphQL has no use for.
  app.route({ method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], url: '/graphql', handler: handle });

  const text = printSchema(schema);
  app.get('/schema.graphql', (_request, reply) =>
    reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send(text),
  );
}

/** Somebody who opens the endpoint in a browser wants the playground. */
function isBrowserVisit(request: FastifyRequest): boolean {
  return request.method === 'GET' && !request.url.includes('?') && (request.headers.accept ?? '').includes('text/html');
}
